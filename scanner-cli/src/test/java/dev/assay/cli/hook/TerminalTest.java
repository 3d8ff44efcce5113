package dev.assay.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void coloursAreForPeopleUnlessOrderedOtherwise() {
    assertThat(terminal(true, Map.of()).color(null)).isTrue();
    assertThat(terminal(true, Map.of()).color("auto")).isTrue();
    assertThat(terminal(false, Map.of()).color("auto")).isFalse();
    assertThat(terminal(false, Map.of()).color("always")).isTrue();
    assertThat(terminal(true, Map.of()).color("never")).isFalse();
    assertThat(terminal(true, Map.of("NO_COLOR", "1")).color(null)).isFalse();
    assertThat(terminal(true, Map.of("NO_COLOR", "")).color(null)).isTrue();
    assertThat(terminal(true, Map.of("TERM", "dumb")).color(null)).isFalse();
  }

  private static Terminal terminal(boolean isTerminal, Map<String, String> environment) {
    return new Terminal(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        isTerminal,
        isTerminal,
        environment);
  }
}
