package dev.assay.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.engine.RuleTester;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.rules.Glob;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Allow;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.RuleSet;
import dev.assay.rules.example.RuleExample;
import dev.assay.rules.load.RuleFiles;
import dev.assay.rules.load.RuleSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The examples of every built-in rule: as a scan would see them, and by the matcher with all rules:
 * as they are, at the start, in the middle and at the end of a longer text, between bytes beyond
 * ASCII, across the edges of windows, and without anchors.
 */
class PackExamplesTest {
  private static final byte[] LINE =
      "lorem ipsum dolor sit amet, consetetur sadipscing elitr\n".getBytes(StandardCharsets.UTF_8);

  /** Most windows edges that are put into one example. */
  private static final int CUTS = 24;

  private static List<RuleSource> sources;
  private static RuleSet all;
  private static ExampleScan fast;
  private static ExampleScan slow;

  @BeforeAll
  static void load() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(""))) {
      List<Path> families =
          all.filter(path -> Files.isDirectory(path))
              .filter(path -> !Set.of("src", "target").contains(path.toString()))
              .toList();
      sources = RuleFiles.load(families, Set.of());
    }
    List<Rule> rules = sources.stream().map(RuleSource::rule).toList();
    all = new RuleSet(rules, Map::of);
    fast = new ExampleScan(all);
    slow =
        new ExampleScan(new RuleSet(rules.stream().map(PackExamplesTest::slow).toList(), Map::of));
  }

  /** The same rule tried at every offset. */
  private static Rule slow(Rule rule) {
    if (!(rule.shape() instanceof Shape.Token token)) {
      return rule;
    }
    return new Rule(
        rule.id(),
        rule.severity(),
        rule.confidence(),
        rule.specific(),
        new Shape.Token(
            token.regex(),
            List.of(),
            List.of(),
            token.secretGroup(),
            token.window(),
            true,
            token.scoring()),
        rule.near(),
        rule.path(),
        rule.checksum(),
        rule.structure(),
        rule.minEntropy(),
        rule.require(),
        rule.allow());
  }

  @Test
  void findsNothingInTheTextAroundExamples() {
    assertThat(fast.whole(filler(100_000))).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> findsWhatItMustAndNothingElse() {
    return sources.stream()
        .map(source -> DynamicTest.dynamicTest(source.id(), () -> checkExamples(source)));
  }

  private static void checkExamples(RuleSource source) {
    assertThat(RuleTester.test(List.of(source), all)).isEmpty();
    if (source.rule().shape() instanceof Shape.PathOnly
        || source.rule().shape() instanceof Shape.Licence) {
      return;
    }
    for (RuleExample example : source.match()) {
      check(source, example, 1);
    }
    for (RuleExample example : source.ignore()) {
      check(source, example, 0);
    }
  }

  private static void check(RuleSource source, RuleExample example, int expected) {
    String place = source.file() + ":" + example.line();
    Rule rule = source.rule();
    if (!onPath(rule, example.path())) {
      return; // which only placement judges: RuleTester has
    }
    byte[] text = example.bytes();
    assertThat(found(rule, fast.whole(text))).as(place).isEqualTo(expected);
    assertThat(keys(slow.whole(text)))
        .as("%s: rules that find something without anchors", place)
        .isEqualTo(keys(fast.whole(text)));
    int margin = margin(rule);
    byte[] filler = filler(margin + 1000);
    String[] places = {"at the start", "at the end", "in the middle"};
    byte[][] texts = {
      joined(text, newline(), filler), joined(filler, text), joined(filler, text, newline(), filler)
    };
    for (int i = 0; i < texts.length; i++) {
      assertThat(found(rule, fast.whole(texts[i])))
          .as("%s %s of a longer text", place, places[i])
          .isEqualTo(expected);
    }
    if (expected == 1 && rule.shape() instanceof Shape.Token) {
      for (int value = 0x80; value <= 0xff; value++) {
        byte[] side = {(byte) value};
        assertThat(found(rule, fast.whole(joined(side, text, side))))
            .as("%s between bytes %#x", place, value)
            .isEqualTo(expected);
      }
    }
    for (int cut : cuts(text.length)) {
      List<Integer> edges = List.of(filler.length + cut);
      assertThat(found(rule, fast.cut(texts[2], edges, margin)))
          .as("%s when a window ends %d bytes into it", place, cut)
          .isEqualTo(expected);
    }
    List<Integer> many = cuts(text.length).stream().map(cut -> filler.length + cut).toList();
    assertThat(found(rule, fast.cut(texts[2], many, margin)))
        .as("%s in many windows", place)
        .isEqualTo(expected);
  }

  /** How many findings of {@code rule} a report would show: those not thought a placeholder. */
  private static int found(Rule rule, List<Candidate> candidates) {
    Confidence least =
        rule.confidence().compareTo(Confidence.MEDIUM) < 0 ? Confidence.LOW : Confidence.MEDIUM;
    int found = 0;
    for (Candidate candidate : candidates) {
      if (candidate.ruleId().equals(rule.id()) && candidate.confidence().compareTo(least) >= 0) {
        found++;
      }
    }
    return found;
  }

  private static List<String> keys(List<Candidate> candidates) {
    return candidates.stream()
        .map(found -> found.ruleId() + " " + found.matchStart() + ".." + found.matchEnd())
        .sorted()
        .toList();
  }

  private static boolean onPath(Rule rule, String path) {
    for (Allow allow : rule.allow()) {
      if (!allow.all() && Glob.any(Glob.compileAll(allow.paths()), path)) {
        return false;
      }
    }
    return (rule.path().include().isEmpty()
            || Glob.any(Glob.compileAll(rule.path().include()), path))
        && !Glob.any(Glob.compileAll(rule.path().exclude()), path);
  }

  /** What a match of {@code rule} may span, and some room for look-arounds. */
  private static int margin(Rule rule) {
    if (rule.shape() instanceof Shape.Token token) {
      return token.window() + 256;
    }
    return rule.shape() instanceof Shape.Assign assign ? 1024 + assign.maxLength() : 8192;
  }

  private static List<Integer> cuts(int length) {
    Set<Integer> cuts = new TreeSet<>(List.of(0, 1, length - 1, length));
    for (int i = 1; i < CUTS; i++) {
      cuts.add(length * i / CUTS);
    }
    cuts.removeIf(cut -> cut < 0 || cut > length);
    return new ArrayList<>(cuts);
  }

  private static byte[] newline() {
    return new byte[] {'\n'};
  }

  private static byte[] filler(int length) {
    byte[] filler = new byte[length];
    Arrays.fill(filler, (byte) '\n');
    for (int at = 0; at + LINE.length <= length; at += LINE.length) {
      System.arraycopy(LINE, 0, filler, at, LINE.length);
    }
    return filler;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
