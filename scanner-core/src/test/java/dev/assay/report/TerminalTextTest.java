package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTextTest {

  @Test
  void everythingThatIsNotPlainlyVisibleIsWrittenOut() {
    assertThat(TerminalText.visible("plain")).isEqualTo("plain");
    assertThat(TerminalText.visible("日本語 ä 😀")).isEqualTo("日本語 ä 😀");
    assertThat(TerminalText.visible("a\u001b[31mb")).isEqualTo("a\\x1b[31mb");
    assertThat(TerminalText.visible("\r\n\t\u0007\u009b\u007f"))
        .isEqualTo("\\r\\n\\t\\x07\\x9b\\x7f");
    assertThat(TerminalText.visible("\u202e\u2028\ufeff")).isEqualTo("\\u202e\\u2028\\ufeff");
    assertThat(TerminalText.visible("\ud800x")).isEqualTo("\\ud800x");
    assertThat(TerminalText.visible(Character.toString(0xe0041))).isEqualTo("\\u{e0041}");
  }

  @Test
  void cutKeepsTheStretchAndSaysWhereSomethingIsMissing() {
    String text = "a".repeat(50) + "SECRET" + "b".repeat(50);
    assertThat(TerminalText.cutAround(text, 50, 56, 200)).isEqualTo(text);
    assertThat(TerminalText.cutAround(text, 50, 56, 20)).isEqualTo("…aaaaaaSECRETbbbbbb…");
    assertThat(TerminalText.cutAround(text, 0, 3, 20)).isEqualTo("a".repeat(18) + "…");
    assertThat(TerminalText.cutAround(text, 100, 106, 20)).isEqualTo("…" + "b".repeat(18));
    assertThat(TerminalText.cutAround(text, 50, 106, 20))
        .isEqualTo("…SECRET" + "b".repeat(12) + "…");
    String wide = "鍵".repeat(100);
    assertThat(TerminalText.width(TerminalText.cutAround(wide, 40, 42, 20)))
        .isLessThanOrEqualTo(20);
  }

  @Test
  void wrapBreaksAtSpacesAndKeepsLongWordsWhole() {
    assertThat(TerminalText.wrap("one two  three", 7)).isEqualTo(List.of("one two", "three"));
    assertThat(TerminalText.wrap("a " + "x".repeat(20) + " b", 7))
        .isEqualTo(List.of("a", "x".repeat(20), "b"));
    assertThat(TerminalText.wrap("", 7)).isEmpty();
  }

  @Test
  void numbersAndSizesAreForPeople() {
    assertThat(TerminalText.number(0)).isEqualTo("0");
    assertThat(TerminalText.number(1234567)).isEqualTo("1,234,567");
    assertThat(TerminalText.number(-1234)).isEqualTo("-1,234");
    assertThat(TerminalText.number(-123)).isEqualTo("-123");
    assertThat(TerminalText.bytes(1)).isEqualTo("1 byte");
    assertThat(TerminalText.bytes(999)).isEqualTo("999 bytes");
    assertThat(TerminalText.bytes(1000)).isEqualTo("1.0 kB");
    assertThat(TerminalText.bytes(41_234_567)).isEqualTo("41.2 MB");
    assertThat(TerminalText.bytes(999_999)).isEqualTo("999 kB");
    assertThat(TerminalText.bytes(Long.MAX_VALUE)).isEqualTo("9.2 EB");
  }
}
