package dev.assay.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Confidence;
import dev.assay.model.Severity;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.RuleSet;
import dev.assay.rules.syntax.GoPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Searched patterns find what the plain regex finds on the whole content, if a keyword stands in
 * it: by anchors, around keywords, on their lines, or everywhere.
 */
class SearchDifferentialTest {

  private record Searched(String id, String pattern, List<String> keywords) {}

  private static final List<Searched> PATTERNS =
      List.of(
          new Searched("a-anchored", "tok_([a-z0-9]{4})", List.of("tok_")),
          new Searched("b-gated", "tok_([a-z0-9]{4})", List.of("zebra")),
          new Searched("c-spread", "(?i)[\\w.-]{0,9}(?:key)[ =:]{1,3}([a-z]{3,5})", List.of("key")),
          new Searched("d-near", "[0-9]{2,6}key", List.of("key")),
          new Searched("e-line", "[a-z0-9 ]*key=.*", List.of("key")),
          new Searched("f-whole", "(?s)[a-c]+key.*?END", List.of("key")),
          new Searched("g-slow", "[xy]{2}[0-9]{2}", List.of()),
          new Searched("h-gate-only", "[xy]{2}[0-9]{2}", List.of("zebra", "tok")),
          new Searched("i-greedy", "q.*z", List.of("q")),
          new Searched("j-text", "ключ=([а-я]{2,4})", List.of("ключ")),
          new Searched("k-start", "^(?:tok|key)", List.of()),
          new Searched("l-lines", "(?m)^key[0-9]*$", List.of("key")),
          new Searched("m-optional", "a?b?", List.of()));

  private static final String[] PIECES = {
    "tok_",
    "tok_ab12",
    "zebra",
    "ZEBRA",
    "key",
    "KEY",
    "key=",
    "Key: ",
    "abcd",
    "12",
    "3456",
    "\n",
    "\n",
    " ",
    "END",
    "xx",
    "yx12",
    "x",
    "q",
    "z",
    "ключ=",
    "КЛЮЧ",
    "деньги",
    "é",
    "=",
    "a",
    "b",
    "c",
    "key7\n",
    ".",
    "_",
    "-"
  };

  private static RuleSet rules() {
    List<Rule> rules = new ArrayList<>();
    for (Searched searched : PATTERNS) {
      GoPattern.Compiled compiled = GoPattern.compile(searched.pattern(), searched.keywords());
      boolean implied = compiled.impliesKeyword();
      int length = compiled.maxLength();
      int reach =
          !implied
              ? Shape.Search.ANYWHERE
              : length > 0 ? length : compiled.oneLine() ? Shape.Search.LINE : 0;
      boolean free = !compiled.anchors().isEmpty() && implied;
      List<String> keywords = free ? List.of() : latin1(searched.keywords());
      Shape shape =
          new Shape.Search(
              compiled.regex(),
              compiled.anchors(),
              compiled.guards(),
              keywords,
              reach,
              Shape.Search.FIRST_GROUP,
              List.of(),
              false);
      rules.add(
          new Rule(
              searched.id(),
              Severity.HIGH,
              Confidence.MEDIUM,
              true,
              shape,
              null,
              Rule.PathScope.ANY,
              "",
              "",
              0,
              Set.of(),
              List.of()));
    }
    return new RuleSet(rules, Map::of);
  }

  private static List<String> latin1(List<String> texts) {
    List<String> latin1 = new ArrayList<>();
    for (String text : texts) {
      latin1.add(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
    return latin1;
  }

  @Test
  void findsWhatPlainRegexesFind() {
    MatchProgram program = new MatchProgram(rules());
    int[] matches = new int[PATTERNS.size()];
    int[] shut = new int[PATTERNS.size()];
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 5 + seed; i++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      for (int rule = 0; rule < PATTERNS.size(); rule++) {
        Set<String> plain = plain(PATTERNS.get(rule), bytes);
        assertThat(run(program, rule, bytes))
            .as(PATTERNS.get(rule).id() + ", seed " + seed)
            .isEqualTo(plain);
        matches[rule] += plain.size();
        shut[rule] += plain.isEmpty() ? 1 : 0;
      }
    }
    assertThat(matches).as("each has matches to be compared").doesNotContain(0, 1, 2);
    assertThat(shut[1]).as("a gate is shut sometimes").isPositive();
  }

  /** Non-empty matches with their secrets: by Java on the text, whose syntax these share. */
  private static Set<String> plain(Searched searched, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Set<String> found = new TreeSet<>();
    String lower = text.toLowerCase(Locale.ROOT);
    if (!searched.keywords().isEmpty() && searched.keywords().stream().noneMatch(lower::contains)) {
      return found;
    }
    Matcher matcher = Pattern.compile(searched.pattern(), Pattern.UNIX_LINES).matcher(text);
    while (matcher.find()) {
      int group = matcher.groupCount() > 0 && matcher.end(1) > matcher.start(1) ? 1 : 0;
      if (matcher.end() > matcher.start()) {
        found.add(
            at(text, matcher.start())
                + ":"
                + at(text, matcher.start(group))
                + "-"
                + at(text, matcher.end(group)));
      }
    }
    return found;
  }

  private static int at(String text, int index) {
    return text.substring(0, index).getBytes(StandardCharsets.UTF_8).length;
  }

  private static Set<String> run(MatchProgram program, int wanted, byte[] bytes) {
    Set<String> found = new TreeSet<>();
    RuleMatcher matcher = program.matcher();
    matcher.begin();
    matcher.window(
        bytes,
        0,
        0,
        bytes.length,
        bytes.length,
        0,
        new MatchSink() {
          @Override
          public void match(int rule, int start, int end, int secretStart, int secretEnd) {
            if (rule == wanted && end > start) {
              found.add(start + ":" + secretStart + "-" + secretEnd);
            }
          }

          @Override
          public void gaveUp(int rule, int at) {
            throw new AssertionError("gave up on rule " + rule);
          }
        });
    return found;
  }

  /** What explodes costs a bounded number of steps, is told, and takes nothing from the rest. */
  @Test
  void givesUpOnlyWhereAPatternExplodes() {
    List<Searched> hostile =
        List.of(
            new Searched("a-nested", "(x+x+)+y", List.of()),
            new Searched("b-alternatives", "(a|aa)+$", List.of()),
            new Searched("c-optional", "(?:a?){50}a{50}b", List.of()));
    for (Searched searched : hostile) {
      GoPattern.Compiled compiled = GoPattern.compile(searched.pattern(), List.of());
      Shape shape =
          new Shape.Search(
              compiled.regex(),
              compiled.anchors(),
              compiled.guards(),
              List.of(),
              0,
              0,
              List.of(),
              false);
      Rule rule =
          new Rule(
              searched.id(),
              Severity.HIGH,
              Confidence.MEDIUM,
              true,
              shape,
              null,
              Rule.PathScope.ANY,
              "",
              "",
              0,
              Set.of(),
              List.of());
      RuleMatcher matcher = new MatchProgram(new RuleSet(List.of(rule), Map::of)).matcher();
      byte[] bytes =
          ("xxy " + "x".repeat(3000) + "a".repeat(3000) + "b xxxy")
              .getBytes(StandardCharsets.UTF_8);
      List<Integer> gaveUp = new ArrayList<>();
      List<Integer> found = new ArrayList<>();
      matcher.begin();
      matcher.window(
          bytes,
          0,
          0,
          bytes.length,
          bytes.length,
          0,
          new MatchSink() {
            @Override
            public void match(int index, int start, int end, int secretStart, int secretEnd) {
              found.add(start);
            }

            @Override
            public void gaveUp(int index, int at) {
              gaveUp.add(at);
            }
          });
      assertThat(gaveUp).as(searched.id()).isNotEmpty();
      if (searched.id().equals("a-nested")) {
        assertThat(found).as("before what explodes").contains(0);
      }
    }
  }
}
