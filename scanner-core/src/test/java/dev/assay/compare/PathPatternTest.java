package dev.assay.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

  @ParameterizedTest
  @CsvSource({
    "cli.js, cli.js, true",
    "cli.js, cli.js.map, false",
    "cli.js, a/cli.js, false",
    "*.js, cli.js, true",
    "*.js, .js, true",
    "*.js, a/cli.js, false",
    "lib/**/*.js, lib/a.js, true",
    "lib/**/*.js, lib/a/b/c.js, true",
    "lib/**/*.js, lib.js, false",
    "lib/**/*.js, lib/a/b.jsx, false",
    "lib/**/*.js, x/lib/a.js, false",
    "**/*.js, a.js, true",
    "**/*.js, a/b.js, true",
    "a/**/b, a/b, true",
    "a/**/b, a/x/b, true",
    "a/**/b, a/xb, false",
    "a/**/b, ab, false",
    "a/**, a/b/c, true",
    "**, a/b/c, true",
    "foo-*.jar!/**, foo-1.2.jar!/a/B.class, true",
    "foo-*.jar!/**, foo-1.2.jar, false",
    "a*b*c, aXbYc, true",
    "a*b*c, aX/bYc, false",
    "index-*.*.js, index-1.ab.js, true",
    "'\\*.js', '*.js', true",
    "'\\*.js', a.js, false",
    "'a\\\\b', 'a\\b', true",
    "'a\\u{202e}b', 'a\u202eb', true",
  })
  void matches(String pattern, String path, boolean matches) {
    assertThat(PathPattern.parse(pattern).matches(path)).isEqualTo(matches);
  }

  /** The same as a regular expression says that means the same. */
  @Test
  void agreesWithRegularExpressions() {
    Random random = new Random(11);
    String[] parts = {"*", "**", "/", "**/", "a", "b", "ab", ".js"};
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(6); i >= 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      if (text.indexOf("***") >= 0) {
        continue; // nobody writes that
      }
      StringBuilder path = new StringBuilder();
      for (int i = random.nextInt(7); i >= 0; i--) {
        path.append("ab/.js".charAt(random.nextInt(6)));
      }
      String regex =
          text.toString()
              .replace(".", "\\.")
              .replaceAll("(^|(?<=/))\\*\\*/", "\u0001")
              .replace("**", "\u0002")
              .replace("*", "[^/]*")
              .replace("\u0001", "(?:.*/)?")
              .replace("\u0002", ".*");
      assertThat(PathPattern.parse(text.toString()).matches(path.toString()))
          .as("%s on %s", text, path)
          .isEqualTo(Pattern.matches(regex, path) || tail(text.toString(), path.toString()));
    }
  }

  /** Folders: what {@code a/**} holds is also {@code a}. */
  private static boolean tail(String pattern, String path) {
    return pattern.endsWith("/**")
        && pattern.indexOf('*') == pattern.length() - 2
        && path.equals(pattern.substring(0, pattern.length() - 3));
  }

  @Test
  void whatIsQuotedMeansItself() {
    Random random = new Random(3);
    String letters =
        "ab/*\\\t\n\r \u0000\u001b\u202e\u200b\uE000\uE001\u00e9\ud83d\ude00\ud800#u{}";
    for (int round = 0; round < 5_000; round++) {
      StringBuilder path = new StringBuilder("x");
      for (int i = random.nextInt(12); i > 0; i--) {
        path.append(letters.charAt(random.nextInt(letters.length())));
      }
      String quoted = PathPattern.quote(path.toString());
      assertThat(quoted).doesNotContainPattern("[\\p{Cntrl}\u202e\u200b]");
      PathPattern pattern = PathPattern.parse(quoted);
      assertThat(pattern.exact()).isTrue();
      assertThat(pattern.matches(path.toString())).as(quoted).isTrue();
      assertThat(pattern.path()).isEqualTo(path.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\\", "a\\x", "\\u12", "\\u{110000}", "\\u{zz}", "\\u{"})
  void refusesWhatItCannotMean(String text) {
    assertThatThrownBy(() -> PathPattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".{10,}");
  }

  /** The time grows with the product of the lengths at most. */
  @Test
  void isBounded() {
    PathPattern hostile = PathPattern.parse("*a".repeat(300) + "**/" + "*b".repeat(300));
    String path = "a/".repeat(1_000);
    long start = System.nanoTime();
    assertThat(hostile.matches(path)).isFalse();
    assertThat(hostile.matches(path + "b")).isFalse();
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5_000);
  }
}
