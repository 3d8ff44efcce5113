package dev.assay.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalsTest {

  @AfterEach
  void clear() {
    System.clearProperty(Terminals.PROPERTY);
  }

  @Test
  void launcherKnowsBest() {
    System.setProperty(Terminals.PROPERTY, "2");
    assertThat(Terminals.isTerminal(1)).isFalse();
    assertThat(Terminals.isTerminal(2)).isTrue();
    System.setProperty(Terminals.PROPERTY, "");
    assertThat(Terminals.isTerminal(2)).isFalse();
  }

  @Test
  void withoutALauncherTheTestsHaveNoTerminal() {
    assertThat(Terminals.isTerminal(1)).isFalse();
  }
}
