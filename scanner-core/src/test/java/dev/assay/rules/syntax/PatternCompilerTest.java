package dev.assay.rules.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.rules.Rule.Anchor;
import dev.assay.rules.syntax.PatternCompiler.Compiled;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PatternCompilerTest {

  private static Compiled compile(String pattern, String... anchors) {
    return PatternCompiler.compile(pattern, List.of(anchors), false, 1024, false);
  }

  @Test
  void placesAnAnchorAtItsDistance() {
    assertThat(compile("\\b(npm_[a-z]{36})\\b", "npm_").anchors())
        .containsExactly(new Anchor("npm_", false, 0, 0));
    assertThat(compile("[a-z]{4}-([0-9]{2,5})key_[a-f]{8}", "key_").anchors())
        .containsExactly(new Anchor("key_", false, 7, 10));
  }

  @Test
  void placesAnchorsThatTogetherCoverEveryMatch() {
    assertThat(compile("gh[pou]_[a-z]{36}", "ghp_", "gho_", "ghu_").anchors())
        .extracting(Anchor::literal)
        .containsExactly("ghp_", "gho_", "ghu_");
    assertThat(
            compile(
                    "(?:sk|rk)_(?:live|test)_[a-z]{24}",
                    "sk_live_",
                    "sk_test_",
                    "rk_live_",
                    "rk_test_")
                .anchors())
        .hasSize(4)
        .allSatisfy(anchor -> assertThat(anchor.maxOffset()).isZero());
    assertThat(compile("(?:foo)?token-[a-z]{24}", "token-").anchors())
        .containsExactly(new Anchor("token-", false, 0, 3));
  }

  @Test
  void refusesAnchorsThatSomeMatchLacks() {
    assertThatThrownBy(() -> compile("(?:abcd|efgh)x{9}", "abcd"))
        .isInstanceOf(PatternSyntaxProblem.class)
        .hasMessageContaining("«efgh");
    assertThatThrownBy(() -> compile("(?i)abcd[0-9]{9}", "abcd"))
        .hasMessageContaining("no anchor stands in every match");
    assertThatThrownBy(() -> compile("[a-z]+abcd[0-9]{9}", "abcd"))
        .hasMessageContaining("no anchor stands in every match");
    assertThatThrownBy(() -> compile("abcd[0-9]{9}", "abcd", "wxyz"))
        .hasMessageContaining("'wxyz' decides no match");
  }

  @Test
  void foldsAnchorsOfEitherCase() {
    assertThat(
            PatternCompiler.compile("(?i)ApiKey=[0-9]{9}", List.of("apikey"), true, 99, false)
                .anchors())
        .containsExactly(new Anchor("apikey", true, 0, 0));
  }

  @Test
  void guardsTheByteBeforeAndTheFixedPart() {
    Compiled compiled = compile("\\babcd[0-9]{2,9}x", "abcd");
    assertThat(compiled.guards()).extracting(guard -> guard.offset()).containsExactly(-1, 4, 5);
    assertThat(compiled.guards().get(0).allowed().contains('_')).isFalse();
    assertThat(compiled.guards().get(0).allowed().contains(0xE9)).isTrue();
    assertThat(compiled.guards().get(1).allowed().contains('7')).isTrue();
    assertThat(compiled.guards().get(1).allowed().contains('a')).isFalse();
  }

  @Test
  void wordBoundariesAreOfAsciiOnEveryJdk() {
    Pattern pattern = Pattern.compile(compile("\\babcd[0-9]{3}\\b", "abcd").regex());
    for (int b = 0x80; b < 0x100; b++) {
      assertThat(pattern.matcher((char) b + "abcd123" + (char) b).find()).isTrue();
    }
    assertThat(pattern.matcher("_abcd123").find()).isFalse();
    assertThat(pattern.matcher("abcd1234").find()).isFalse();
  }

  @Test
  void linesEndAtCarriageReturnsToo() {
    Pattern pattern = Pattern.compile(compile("^abcd=[0-9]{3}$", "abcd").regex());
    assertThat(pattern.matcher("x\r\nabcd=123\r\ny").find()).isTrue();
    assertThat(pattern.matcher("abcd=123").find()).isTrue();
    assertThat(pattern.matcher("xabcd=123").find()).isFalse();
  }

  @Test
  void charactersBeyondAsciiAreTheirUtf8Bytes() {
    Compiled compiled = compile("clé=[0-9]{3}", "clé=");
    assertThat(compiled.anchors().get(0).literal()).isEqualTo("cl\u00c3\u00a9=");
    assertThat(compiled.minLength()).isEqualTo(8);
  }

  @Test
  void saysWhereAPatternIsWrong() {
    assertThatThrownBy(() -> compile("abc(d", "abc"))
        .isInstanceOfSatisfying(
            PatternSyntaxProblem.class, e -> assertThat(e.index()).isEqualTo(3));
    assertThatThrownBy(() -> compile("(a)\\1", "aaa")).hasMessageContaining("back references");
    assertThatThrownBy(() -> compile("a{3}{2}", "aaa")).hasMessageContaining("repetition");
    assertThatThrownBy(() -> compile("a*", "aaa")).hasMessageContaining("empty string");
    assertThatThrownBy(() -> compile("abcd{2000}", "abcd")).hasMessageContaining("window");
  }
}
