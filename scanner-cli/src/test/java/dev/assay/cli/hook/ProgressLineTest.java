package dev.assay.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void drawsAtMostTenTimesASecondAndLeavesNothing() throws InterruptedException {
    ProgressLine line = new ProgressLine(err, true);
    for (int i = 0; i < 1000; i++) {
      line.at(i, i * 1_000_000L, new Provenance.File("src/a\u001b[2J.txt"));
    }
    assertThat(text()).isEmpty();
    Thread.sleep(120);
    line.at(1204, 41_000_000, new Provenance.File("src/" + "x".repeat(100) + "\u001b[2J.txt"));
    line.at(1205, 41_000_000, new Provenance.File("y"));
    assertThat(text()).startsWith("\r\u001b[K1204 scanned, 41 MB  ...xxx").endsWith("?[2J.txt");
    assertThat(text().length()).isLessThanOrEqualTo(79 + 4);
    line.clear();
    assertThat(text()).endsWith("\r\u001b[K");
    int length = text().length();
    Thread.sleep(120);
    line.at(1206, 1, new Provenance.File("late"));
    line.clear();
    assertThat(text()).hasSize(length);
  }

  @Test
  void onlyCountsWhereNobodyLooks() throws InterruptedException {
    ProgressLine line = new ProgressLine(err, false);
    Thread.sleep(120);
    line.at(7, 2_500_000, new Provenance.File("x"));
    line.clear();
    assertThat(text()).isEmpty();
    assertThat(line.sofar()).isEqualTo("7 scanned, 2 MB");
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
