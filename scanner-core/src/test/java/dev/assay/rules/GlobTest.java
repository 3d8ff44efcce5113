package dev.assay.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        // without a slash: the file name
        ".env .env",
        ".env a/b/.env",
        "*.pem a/b/server.pem",
        "*.pem .pem",
        "id_?sa id_rsa",
        "id_?sa x/id_\uD83D\uDD11sa",
        "[Mm]akefile src/makefile",
        "[!a-c]x dx",
        "[^a-c]x a/dx",
        "[]x]y ]y",
        "[a-]y -y",
        "[\\]]y ]y",
        "{a,b}.txt q/b.txt",
        "x{,.bak} x",
        "x{,.bak} x.bak",
        "{a,{b,c}d}e cde",
        "\\*x *x",
        "aws-* aws-access-key-id",
        "* x",
        "** a/b/c",
        // with a slash: the whole path
        "**/.env .env",
        "**/.env a/.env",
        "**/.env.* a/b/.env.prod",
        "a/** a/b",
        "a/** a/b/c",
        "a/**/b a/b",
        "a/**/b a/x/b",
        "a/**/b a/x/y/b",
        "**/test/** test/a",
        "**/test/** src/test/java/A.java",
        "/x x",
        "/x/* x/y",
        "a/*/c a/b/c",
        "q/a**z q/a/b/z",
        "**/a*/b*c q/ax/r/ay/bzc",
        "**/x/**/y x/x/y",
        "**/*.{jks,p12} deep/er/key.p12",
        "**/*a*b*/c zaybb/q/axxbq/c",
      })
  void matches(String glob, String path) {
    assertThat(Glob.compile(glob).matches(path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        ".env .env.example",
        ".env x.env",
        "*.pem a.pem/b",
        "? ab",
        "[!a-c]x ax",
        "[a-c]x dx",
        "Makefile makefile",
        "**/.env x.env",
        "**/.env a/x.env",
        "/x a/x",
        "a/*/c a/b/b/c",
        "a/*/c a//c/",
        "a/** a",
        "a/**/b ab",
        "a/**/b a/xb",
        "a?b a/b",
        "a[!x]b a/b",
        "{a,b}.txt c.txt",
        "**/x/**/y x/z",
        "a/* b/a/c",
      })
  void doesNotMatch(String glob, String path) {
    assertThat(Glob.compile(glob).matches(path)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|empty alternative",
        "/|empty alternative",
        "{a,}|empty alternative",
        "a[b|never closes the [ at position 2",
        "a[]|never closes the [ at position 2",
        "a{b|never closes the { at position 2",
        "a}b|} at position 2 without a {",
        "a/|write a/**",
        "a\\|escapes nothing",
        "[z-a]|wrong way round",
        "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}|more than 256",
        "{{{{{{{{{a}}}}}}}}}|more than 8 deep",
      })
  void refuses(String glob, String why) {
    assertThatThrownBy(() -> Glob.compile(glob))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatThrownBy(() -> Glob.compile("a".repeat(1025))).isInstanceOf(UsageException.class);
  }

  @Test
  void anyTakesTheFirstThatMatches() {
    List<Glob> globs = Glob.compileAll(List.of("*.a", "**/*.b"));
    assertThat(Glob.any(globs, "x/y.b")).isTrue();
    assertThat(Glob.any(globs, "x/y.c")).isFalse();
    assertThat(Glob.any(List.of(), "x")).isFalse();
  }

  @Test
  void isNotExponential() {
    String path = "a".repeat(4000) + "/" + "a/".repeat(500) + "c";
    Glob stars = Glob.compile("**/" + "*a".repeat(40) + "/**/" + "**/a/".repeat(40) + "*b*");
    Assertions.assertTimeout(
        Duration.ofSeconds(2), () -> assertThat(stars.matches(path)).isFalse());
  }

  /** The backtracking of this class against that of java.util.regex, which is complete. */
  @Test
  void agreesWithARegexOnRandomPatterns() {
    Random random = new Random(20261120);
    String[] parts = {"a", "b", "*", "?", "/", "**/", "[ab]", "[!a]", "**"};
    int hits = 0;
    for (int round = 0; round < 200_000; round++) {
      String glob = text(random, parts, 7);
      String path = text(random, new String[] {"a", "b", "/"}, 9);
      if (glob.isEmpty() || glob.endsWith("/") || path.isEmpty()) {
        continue;
      }
      String subject = glob.indexOf('/') < 0 ? path.substring(path.lastIndexOf('/') + 1) : path;
      boolean expected = Pattern.matches(regex(glob), subject);
      hits += expected ? 1 : 0;
      assertThat(Glob.compile(glob).matches(path)).as("%s on %s", glob, path).isEqualTo(expected);
    }
    assertThat(hits).isGreaterThan(10_000);
  }

  private static String text(Random random, String[] parts, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most) + 1; i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  private static String regex(String glob) {
    return ("\0" + (glob.startsWith("/") ? glob.substring(1) : glob))
        .replaceAll("(?<=[\0/])\\*{2,}/", "\1")
        .replaceAll("\\*{2,}", "\2")
        .replace("\0", "")
        .replace("[!a]", "[^a/]")
        .replace("*", "[^/]*")
        .replace("?", "[^/]")
        .replace("\1", "(?:.*/)?")
        .replace("\2", ".*");
  }
}
