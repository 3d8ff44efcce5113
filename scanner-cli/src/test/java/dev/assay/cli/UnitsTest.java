package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.UsageException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "17, 17",
    "1k, 1000",
    "1KB, 1000",
    "1KiB, 1024",
    "16GiB, 17179869184",
    "2 MB, 2000000",
    "1Ti, 1099511627776",
    "5B, 5"
  })
  void sizes(String text, long bytes) {
    assertThat(Units.bytes("--max-bytes", text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "1.5G", "-1", "1i", "1iB", "1kk", "1 x", "9999999999TB"})
  void noSizes(String text) {
    assertThatThrownBy(() -> Units.bytes("--max-bytes", text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'--max-bytes " + text + "'");
  }

  @ParameterizedTest
  @CsvSource({"500ms, 500", "10s, 10000", "5m, 300000", "1h, 3600000", "2 min, 120000"})
  void durations(String text, long millis) {
    assertThat(Units.duration("--timeout", text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "0s", "-1s", "1d", "1.5s", "99999999999s"})
  void noDurations(String text) {
    assertThatThrownBy(() -> Units.duration("--timeout", text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'--timeout " + text + "'");
  }

  @Test
  void numbersHaveBounds() {
    assertThat(Units.number("--threads", "4", 1, 8)).isEqualTo(4);
    for (String text : new String[] {"0", "9", "x", "", "-1", "4.0", "99999999999999999999"}) {
      assertThatThrownBy(() -> Units.number("--threads", text, 1, 8))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("--threads");
    }
  }
}
