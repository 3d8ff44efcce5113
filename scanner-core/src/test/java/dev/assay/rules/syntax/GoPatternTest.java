package dev.assay.rules.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns in Go's syntax match the bytes that Go would have them match. */
class GoPatternTest {

  /** Matches of {@code pattern} in the UTF-8 of {@code text}, joined by commas. */
  private static String found(String pattern, byte[] text) {
    String bytes = new String(text, StandardCharsets.ISO_8859_1);
    Matcher matcher = Pattern.compile(GoPattern.searchable(pattern)).matcher(bytes);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      if (matcher.end() > matcher.start()) {
        found.add(
            new String(
                matcher.group().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
      }
    }
    return String.join(",", found);
  }

  /** The expected matches are those of Go 1.26. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a(?i)b|c; aB AC ab; aB,C,ab",
        "(?:a(?i)b)c; aBc aBC; aBc",
        "(?i:ab)c; ABc ABC; ABc",
        "(?P<name>x)y; xy; xy",
        "\\Qa.b\\E+; a.bb axb; a.bb",
        "[[:alnum:]]+; é1a_; 1a",
        "[[:^alpha:]]; aé1; é,1",
        "[\\pL_]+; añя_1; añя_",
        "\\p{Greek}+; abαβγ; αβγ",
        "\\P{L}; aé1; 1",
        "\\p{^Lu}+; aB; a",
        "[а-я]{3}; привет; при,вет",
        "(?i)привет; ПРИВЕТ; ПРИВЕТ",
        "é{2}; éé; éé",
        "\\xe9; é; é",
        "\\x{1F600}; x😀; 😀",
        ".{2}; é日a; é日",
        "[^é]{2}; aébc; bc",
        "(?U)a+; aaa; a,a,a",
        "(?U)a+?; aaa; aaa",
        "\\101; A; A",
        "[]a]; ]b; ]",
        "x{,3}; x{,3}; 'x{,3}'",
        "a$; a; a",
        "[a&&b]+; &a; &a",
      })
  void matchesWhatGoMatches(String pattern, String text, String expected) {
    assertThat(found(pattern, text.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
  }

  @Test
  void knowsLinesAsGoDoes() {
    byte[] text = "a\na\r\na".getBytes(StandardCharsets.UTF_8);
    assertThat(found("^a$", text)).isEmpty();
    assertThat(found("(?m)^a$", text)).isEqualTo("a,a"); // a CR is no end of a line
    assertThat(found("\\Aa", text)).isEqualTo("a");
    assertThat(found("a\\z", text)).isEqualTo("a");
    assertThat(found("\\s", "\u000b \f".getBytes(StandardCharsets.UTF_8))).isEqualTo(" ,\f");
  }

  /** A byte that is no UTF-8 is one character, and half a character is none. */
  @Test
  void takesBytesThatAreNoTextForCharacters() {
    String regex = GoPattern.searchable("[^a]");
    Matcher matcher = Pattern.compile(regex).matcher("a\u00ff\u00c3\u00a9\u0080");
    List<Integer> starts = new ArrayList<>();
    while (matcher.find()) {
      starts.add(matcher.start());
    }
    assertThat(starts).containsExactly(1, 2, 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a**",
        "a++",
        "a{2}{3}",
        "a{1001}",
        "(a{50}){30}",
        "a{1000}{1000}",
        "(?=a)",
        "(?!a)",
        "(?<=a)b",
        "(?<!a)b",
        "(?>a)",
        "(a)\\1",
        "\\Z",
        "\\R",
        "\\u0041",
        "\\C",
        "[[:foo:]]",
        "\\p{Foo}",
        "(?x)a",
        "[z-a]",
        "[a",
        "(a",
        "a)",
        "*a",
        "{1}",
        "a{3,2}",
        "\\x{110000}",
        "\\8",
        "[a-\\d]",
        "[\\b]"
      })
  void refusesWhatGoRefuses(String pattern) {
    assertThatThrownBy(() -> GoPattern.searchable(pattern))
        .isInstanceOf(PatternSyntaxProblem.class)
        .hasMessageMatching("(?s).{10,}");
  }

  @Test
  void findsAnchorsInThePatternItself() {
    GoPattern.Compiled prefix = GoPattern.compile("\\b(acme_[0-9a-f]{8})\\b", List.of("acme_"));
    assertThat(prefix.anchors())
        .singleElement()
        .hasToString("Anchor[literal=acme_, ignoreCase=false, minOffset=0, maxOffset=0]");
    assertThat(prefix.impliesKeyword()).isTrue();
    GoPattern.Compiled assigned =
        GoPattern.compile("(?i)[\\w.-]{0,20}(?:acme)[ =]{1,3}([a-z0-9]{8})", List.of("acme"));
    assertThat(assigned.anchors())
        .singleElement()
        .hasToString("Anchor[literal=acme, ignoreCase=true, minOffset=0, maxOffset=20]");
    assertThat(GoPattern.compile("[0-9a-f]{40}", List.of()).anchors()).isEmpty();
    assertThat(GoPattern.compile(".*acme", List.of("acme")).anchors()).isEmpty();
    assertThat(GoPattern.compile(".*acme", List.of("acme")).impliesKeyword()).isTrue();
    assertThat(GoPattern.compile(".*acme", List.of("acme")).oneLine()).isTrue();
    assertThat(GoPattern.compile("(?s).*acme", List.of()).oneLine()).isFalse();
    assertThat(GoPattern.compile("(?:abc|xyz)[0-9]", List.of()).anchors()).hasSize(2);
    assertThat(GoPattern.compile("(?:abc|x)[0-9]", List.of()).anchors()).isEmpty();
  }
}
