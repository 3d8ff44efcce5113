package dev.assay.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Confidence;
import dev.assay.model.Severity;
import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.RuleSet;
import dev.assay.rules.syntax.PatternCompiler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The engine finds exactly what its plainest reading finds, over real and random text. */
class MatchDifferentialTest {
  private static final ByteSet HEX = ByteSet.range('0', '9').with('a', 'f');
  private static final ByteSet PRINTABLE = ByteSet.range(0x21, 0xff);

  private static final RuleSet RULES =
      new RuleSet(
          List.of(
              token("a-fixed", "\\b(tok_[a-z0-9]{6})\\b", false, "tok_"),
              token("b-variable", "[a-c]{2,5}key[0-9]{3}", false, "key"),
              token("c-choice", "(?:sk|rk)_(?:live|test)_[a-z]{4}", false, "_live_", "_test_"),
              token("d-either-case", "(?i)(?:api)?secret=([a-z0-9]{4,12})", true, "secret="),
              token("e-overlaps-itself", "aXa[a-z]*?aXa", false, "aXa"),
              token("f-lines", "(?s)BEGIN.{0,60}?END", false, "BEGIN"),
              token("g-look", "(?<![a-z])abc(?=[0-9])[0-9a-z]{2,}$", false, "abc"),
              token("h-optional", "(?:pre-)?fix(?:ed)?-[0-9]{2}", false, "fix"),
              token("i-late", "[a-z]{0,20}@host\\.", false, "@host"),
              assign("j-hex", HEX, false, 4, 12, "vendor", "vendor_key"),
              assign("generic-k", PRINTABLE, true, 3, 20, "password", "secret", "pass"),
              assign("m-then", List.of("key", "_tok"), HEX, false, 4, 12, "vendor"),
              slow("l-slow", "[a-z]{3}:[0-9]{3}")),
          Map::of);

  private static final String[] PIECES = {
    "tok_",
    " tok_abc123",
    "abc12x",
    "ab",
    "key123",
    "cabkey456",
    "sk_live_",
    "rk_test_",
    "abcd",
    "Secret=",
    "APIsecret=x9x9x9",
    "aXa",
    "aXaXa",
    "BEGIN",
    "END",
    "\n",
    "\r\n",
    "pre-fix-12",
    "fixed-34",
    "joe@host.",
    "vendor",
    "VENDOR_KEY",
    "--vendor-key cafe12 ",
    " --vendor ",
    "ENV VENDOR_KEY ",
    "ARG ",
    "#define VENDOR_TOK 'deadbeef' ",
    "vendorTok: cafe12 ",
    "Vendor_api_tok = '",
    " vendor: deadbeef ",
    "password",
    "Passwords",
    "dbPassword",
    "pass",
    "compass",
    " = ",
    ": ",
    ":",
    "=",
    "=>",
    "==",
    ":=",
    "\"",
    "'",
    "\\\"",
    "`",
    "`",
    "\"\"\"",
    "deadbeef",
    "cafe12",
    "hunter2",
    ",",
    "(",
    ")",
    "]",
    ">",
    "</",
    "<",
    "->",
    "value=",
    "String",
    " ",
    "  ",
    "\t",
    "xyz:123",
    "?",
    "&",
    "é",
    "\u0000",
    "::",
    "&",
    "$",
    "-",
    ".",
    "_",
    "b",
    "@",
    "?",
    "+=",
    ";",
    "ABC",
    "0"
  };

  private static Rule token(String id, String pattern, boolean ignoreCase, String... anchors) {
    var compiled = PatternCompiler.compile(pattern, List.of(anchors), ignoreCase, 1024, false);
    return rule(
        id,
        new Shape.Token(
            compiled.regex(),
            compiled.anchors(),
            compiled.guards(),
            compiled.groups() > 0 ? 1 : 0,
            1024,
            false));
  }

  private static Rule slow(String id, String pattern) {
    var compiled = PatternCompiler.compile(pattern, List.of(), false, 1024, true);
    return rule(id, new Shape.Token(compiled.regex(), List.of(), compiled.guards(), 0, 1024, true));
  }

  private static Rule assign(
      String id, ByteSet set, boolean untilDelimiter, int min, int max, String... keywords) {
    return assign(id, List.of(), set, untilDelimiter, min, max, keywords);
  }

  private static Rule assign(
      String id,
      List<String> then,
      ByteSet set,
      boolean untilDelimiter,
      int min,
      int max,
      String... keywords) {
    return rule(id, new Shape.Assign(List.of(keywords), then, set, untilDelimiter, min, max));
  }

  private static Rule rule(String id, Shape shape) {
    return new Rule(
        id,
        Severity.HIGH,
        Confidence.HIGH,
        !id.startsWith("generic-"),
        shape,
        null,
        Rule.PathScope.ANY,
        "",
        "",
        0,
        Set.of(),
        List.of());
  }

  @Test
  void findsWhatPlainRegexesFindInRandomText() {
    int[] matches = new int[RULES.rules().size()];
    for (int seed = 0; seed < 100; seed++) {
      byte[] text = random(new Random(seed), 20 + seed * 4);
      List<List<List<Integer>>> found = compare("seed " + seed, text);
      for (int rule = 0; rule < matches.length; rule++) {
        matches[rule] += found.get(rule).size();
      }
    }
    assertThat(matches).as("each rule has matches to be compared").doesNotContain(0, 1, 2);
  }

  @Test
  void findsWhatPlainRegexesFindInLongRandomText() {
    compare("long", random(new Random(7), 3000));
  }

  @Test
  void findsWhatPlainRegexesFindInRealText() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Random random = new Random(11);
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().limit(40).toList()) {
        all.write(Files.readAllBytes(file));
        all.write(random(random, 5));
      }
    }
    assertThat(all.size()).isGreaterThan(50_000);
    compare("sources", all.toByteArray());
  }

  private static byte[] random(Random random, int pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** One window; several windows cut at random; and a margin full of another content's bytes. */
  static List<List<List<Integer>>> compare(String what, byte[] text) {
    List<List<List<Integer>>> expected = new ArrayList<>();
    for (Rule rule : RULES.rules()) {
      expected.add(PlainMatcher.matches(rule, text));
    }
    assertThat(run(text, new int[] {0, text.length})).as(what).isEqualTo(expected);
    Random random = new Random(text.length);
    int cut1 = random.nextInt(text.length + 1);
    int cut2 = cut1 + random.nextInt(text.length - cut1 + 1);
    assertThat(run(text, new int[] {0, cut1, cut2, text.length}))
        .as(what + " in windows cut at " + cut1 + " and " + cut2)
        .isEqualTo(expected);
    return expected;
  }

  private static List<List<List<Integer>>> run(byte[] text, int[] cuts) {
    RuleMatcher matcher = new MatchProgram(RULES).matcher();
    List<List<List<Integer>>> found = new ArrayList<>();
    for (int i = 0; i < RULES.rules().size(); i++) {
      found.add(new ArrayList<>());
    }
    matcher.begin();
    int shift = 3; // the array begins with bytes that aren't the content's
    byte[] array = new byte[text.length + 2 * shift];
    java.util.Arrays.fill(array, (byte) 'a');
    System.arraycopy(text, 0, array, shift, text.length);
    MatchSink sink =
        new MatchSink() {
          @Override
          public void match(int rule, int start, int end, int secretStart, int secretEnd) {
            found.get(rule).add(List.of(start - shift, secretStart - shift, secretEnd - shift));
          }

          @Override
          public void gaveUp(int rule, int at) {
            throw new AssertionError("gave up on rule " + rule);
          }
        };
    for (int i = 1; i < cuts.length; i++) {
      matcher.window(
          array, shift, shift + cuts[i - 1], shift + cuts[i], shift + text.length, -shift, sink);
    }
    return found;
  }
}
