package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.BytesContent;
import dev.assay.model.Candidate;
import dev.assay.model.CommitInfo;
import dev.assay.model.Confidence;
import dev.assay.model.LineFilter;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.Severity;
import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
  private static final Fingerprints FINGERPRINTS = new Fingerprints("", false);

  private static Rule rule(String id, Rule.PathScope path, Rule.Allow... allow) {
    return new Rule(
        id,
        Severity.HIGH,
        Confidence.HIGH,
        true,
        new Rule.Shape.PathOnly(null),
        null,
        path,
        "",
        "",
        0,
        Set.of(),
        List.of(allow));
  }

  private static Rule generic(String id, Rule.Shape shape) {
    return new Rule(
        id,
        Severity.HIGH,
        Confidence.MEDIUM,
        false,
        shape,
        null,
        Rule.PathScope.ANY,
        "",
        "",
        0,
        Set.of(),
        List.of());
  }

  private static Placement placement(Rule... rules) {
    return new Placement(new RuleSet(List.of(rules), Map::of), Scans.config(1));
  }

  private record Builder(
      String rule,
      Severity severity,
      Confidence confidence,
      int proof,
      boolean specific,
      long from,
      long to,
      List<Integer> pending,
      int layers) {

    static Builder of(String rule, long from, long to) {
      return new Builder(rule, Severity.CRITICAL, Confidence.HIGH, 0, true, from, to, List.of(), 0);
    }

    Builder proved(int level) {
      return new Builder(rule, severity, confidence, level, specific, from, to, pending, layers);
    }

    Builder generic() {
      return new Builder(rule, severity, confidence, proof, false, from, to, pending, layers);
    }

    Builder sure(Confidence how) {
      return new Builder(rule, severity, how, proof, specific, from, to, pending, layers);
    }

    Builder grave(Severity how) {
      return new Builder(rule, how, confidence, proof, specific, from, to, pending, layers);
    }

    Builder pending(int allow) {
      return new Builder(
          rule, severity, confidence, proof, specific, from, to, List.of(allow), layers);
    }

    Builder seenThrough(int encodings) {
      return new Builder(rule, severity, confidence, proof, specific, from, to, pending, encodings);
    }

    Candidate build() {
      byte[] secret = ("secret " + rule + from).getBytes(StandardCharsets.UTF_8);
      boolean whole = from < 0;
      return new Candidate(
          rule,
          severity,
          confidence,
          proof,
          specific,
          List.of("own"),
          whole
              ? null
              : new Region((int) from / 10 + 1, 1, (int) from / 10 + 1, 2, from, to - from),
          from,
          to,
          whole ? null : FINGERPRINTS.of(secret, 0, secret.length),
          "",
          null,
          "",
          pending,
          layers);
    }
  }

  private static List<Placed> judge(
      Placement placement, Provenance place, LineFilter lines, Builder... candidates) {
    List<Placed> placed = new ArrayList<>();
    List<Candidate> all = new ArrayList<>();
    for (Builder each : candidates) {
      all.add(each.build());
    }
    placement.judge(place, all, lines, placed);
    return placed;
  }

  private static List<String> ids(List<Placed> placed) {
    return placed.stream().map(each -> each.candidate().ruleId()).toList();
  }

  private static Provenance file(String path) {
    return new Provenance.File(path);
  }

  @Test
  void prefersWhatNeedsNoDecoding() {
    assertThat(
            ids(
                judge(
                    placement(),
                    file("x"),
                    null,
                    Builder.of("decoded", 0, 90).seenThrough(1),
                    Builder.of("plain", 10, 20))))
        .containsExactly("plain");
    assertThat(
            ids(
                judge(
                    placement(),
                    file("x"),
                    null,
                    Builder.of("decoded", 10, 20).seenThrough(1),
                    Builder.of("plain", 0, 90).generic())))
        .containsExactly("decoded");
  }

  @Test
  void tellsEachSecretOfACompressedText() {
    assertThat(
            ids(
                judge(
                    placement(),
                    file("x"),
                    null,
                    Builder.of("a", 0, 90).seenThrough(1),
                    Builder.of("b", 0, 90).seenThrough(1),
                    Builder.of("b", 0, 90).seenThrough(1),
                    Builder.of("c", 0, 90).seenThrough(2),
                    Builder.of("plain", 40, 50).generic())))
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void tellsTheBestOfOverlappingOnes() {
    Placement placement = placement();

    assertThat(
            ids(
                judge(
                    placement,
                    file("x"),
                    null,
                    Builder.of("longer", 0, 90),
                    Builder.of("proved", 10, 20).proved(1).generic())))
        .containsExactly("proved");
    assertThat(
            ids(
                judge(
                    placement,
                    file("x"),
                    null,
                    Builder.of("generic", 0, 90).generic(),
                    Builder.of("specific", 10, 20))))
        .containsExactly("specific");
    assertThat(
            ids(
                judge(
                    placement,
                    file("x"),
                    null,
                    Builder.of("short", 0, 9),
                    Builder.of("long", 8, 20))))
        .containsExactly("long");
    List<Placed> equal =
        judge(placement, file("x"), null, Builder.of("b", 0, 9), Builder.of("a", 0, 9));
    assertThat(ids(equal)).containsExactly("a");
    assertThat(equal.get(0).evidence()).containsExactly("own", "also matches b");
  }

  private static Candidate said(
      String rule, Severity severity, Confidence confidence, long to, String subject) {
    return new Candidate(
        rule,
        severity,
        confidence,
        2,
        true,
        List.of("own"),
        new Region(1, 1, 1, 2, 0, to),
        0,
        to,
        null,
        null,
        null,
        subject);
  }

  private static List<String> told(Candidate... candidates) {
    List<Placed> placed = new ArrayList<>();
    placement().judge(file("x"), List.of(candidates), null, placed);
    return placed.stream()
        .map(each -> each.candidate().ruleId() + " " + each.candidate().severity())
        .sorted()
        .toList();
  }

  @Test
  void tellsAllThatRulesSayOfASubject() {
    Candidate grave = said("mismatch", Severity.CRITICAL, Confidence.HIGH, 9, "a.jar");
    assertThat(told(grave, said("a-longer", Severity.LOW, Confidence.HIGH, 90, "a.jar")))
        .containsExactly("a-longer LOW", "mismatch CRITICAL");
    assertThat(told(said("a-longer", Severity.LOW, Confidence.LOW, 90, "a.jar"), grave))
        .containsExactly("mismatch CRITICAL");
    // Of what one rule says the graver, and never what is left out as unsure.
    assertThat(
            told(
                said("mismatch", Severity.LOW, Confidence.HIGH, 90, "b.jar"),
                grave,
                said("mismatch", Severity.CRITICAL, Confidence.LOW, 99, "c.jar")))
        .containsExactly("mismatch CRITICAL");
    // What is about the whole list counts once, and does not stand before a file.
    assertThat(
            told(
                said("a-weak", Severity.LOW, Confidence.HIGH, 90, ""),
                said("b-broad", Severity.MEDIUM, Confidence.HIGH, 9, ""),
                grave))
        .containsExactly("b-broad MEDIUM", "mismatch CRITICAL");
  }

  @Test
  void aStatementDoesNotHideASecret() {
    Candidate secret = Builder.of("token", 0, 9).build();
    assertThat(
            told(
                secret,
                said("a-longer", Severity.CRITICAL, Confidence.HIGH, 90, "x"),
                said("b-longer", Severity.CRITICAL, Confidence.HIGH, 90, "")))
        .containsExactly("a-longer CRITICAL", "b-longer CRITICAL", "token CRITICAL");
  }

  @Test
  void takesAFileThatHoldsAPublishedKeyForExplained() {
    Builder published = Builder.of("key", 0, 90).sure(Confidence.LOW).proved(Candidate.PUBLISHED);
    Builder path = Builder.of("file", -1, 0);

    assertThat(judge(placement(), file("x"), null, published, path)).isEmpty();
    assertThat(ids(judge(placement(), file("x"), null, published.proved(0), path)))
        .containsExactly("file");
    assertThat(ids(judge(placement(), file("x"), null, published, path, Builder.of("b", 99, 120))))
        .containsExactly("b");
  }

  @Test
  void tellsOnesThatOnlyTouch() {
    assertThat(
            ids(
                judge(
                    placement(),
                    file("x"),
                    null,
                    Builder.of("a", 0, 10),
                    Builder.of("b", 10, 20),
                    Builder.of("c", 20, 30).generic())))
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void holdsRulesToTheirPaths() {
    Placement placement =
        placement(
            rule("only-yml", new Rule.PathScope(List.of("**/*.yml"), List.of("**/old/**"))),
            rule(
                "allowed",
                Rule.PathScope.ANY,
                new Rule.Allow(
                    false, Rule.Target.SECRET, List.of(), List.of(), List.of("a/**"), List.of())));

    assertThat(ids(judge(placement, file("a/x.yml"), null, Builder.of("only-yml", 0, 9))))
        .hasSize(1);
    assertThat(judge(placement, file("a/x.txt"), null, Builder.of("only-yml", 0, 9))).isEmpty();
    assertThat(judge(placement, file("old/x.yml"), null, Builder.of("only-yml", 0, 9))).isEmpty();
    assertThat(judge(placement, file("a/b"), null, Builder.of("allowed", 0, 9))).isEmpty();
    assertThat(judge(placement, file("b/a"), null, Builder.of("allowed", 0, 9))).hasSize(1);
    Provenance entry = new Provenance.Entry(file("app.zip"), "a/b");
    assertThat(judge(placement, entry, null, Builder.of("allowed", 0, 9))).isEmpty();
  }

  @Test
  void asksEveryKindOfAnExceptionThatWantsAll() {
    String commit = "c".repeat(40);
    Placement placement =
        placement(
            rule(
                "r",
                Rule.PathScope.ANY,
                new Rule.Allow(
                    true,
                    Rule.Target.SECRET,
                    List.of("x"),
                    List.of(),
                    List.of("a/**"),
                    List.of(commit))));
    Provenance there =
        new Provenance.Blob("b".repeat(40), "a/b", new CommitInfo(commit, "x <x>", 1));
    Provenance elsewhere =
        new Provenance.Blob("b".repeat(40), "b/b", new CommitInfo(commit, "x <x>", 1));

    assertThat(judge(placement, there, null, Builder.of("r", 0, 9).pending(0))).isEmpty();
    assertThat(judge(placement, there, null, Builder.of("r", 0, 9))).hasSize(1);
    assertThat(judge(placement, elsewhere, null, Builder.of("r", 0, 9).pending(0))).hasSize(1);
    assertThat(judge(placement, file("a/b"), null, Builder.of("r", 0, 9).pending(0))).hasSize(1);
  }

  @Test
  void leavesOutLinesThatDoNotCountAndWhatIsUnsure() {
    LineFilter second = (first, last) -> first <= 2 && last >= 2;

    assertThat(
            ids(
                judge(
                    placement(),
                    file("x"),
                    second,
                    Builder.of("line-1", 0, 5),
                    Builder.of("line-2", 10, 15),
                    Builder.of("unsure", 16, 18).sure(Confidence.LOW))))
        .containsExactly("line-2");
  }

  @ParameterizedTest
  @CsvSource({
    "src/Main.java, CRITICAL",
    "src/test/java/Main.java, HIGH",
    "src/main/FooTest.java, HIGH",
    "pkg/foo_test.go, HIGH",
    "docs/setup.txt, HIGH",
    "README.md, HIGH",
    ".env.example, HIGH",
    "node_modules/x/index.js, HIGH",
    "vendor/x/testdata/y.md, LOW",
    "contest/latest.java, CRITICAL",
  })
  void lowersSeverityByWhatThePathSays(String path, Severity expected) {
    List<Placed> placed = judge(placement(), file(path), null, Builder.of("r", 0, 9));

    assertThat(placed).hasSize(1);
    int steps = Severity.CRITICAL.ordinal() - placed.get(0).severity().ordinal();
    assertThat(placed.get(0).evidence()).hasSize(1 + steps);
    assertThat(placed.get(0).severity()).isEqualTo(expected);
    assertThat(placed.get(0).candidate().confidence()).isEqualTo(Confidence.HIGH);
  }

  @Test
  void takesNamedValuesInLockFilesForDigests() {
    Placement placement =
        placement(
            generic(
                "generic-key",
                new Rule.Shape.Assign(List.of("key"), List.of(), ByteSet.ALL, false, 8, 64)),
            generic("generic-url", new Rule.Shape.Token("x", List.of(), List.of(), 0, 9, true)));

    Builder named = Builder.of("generic-key", 0, 9).generic();
    assertThat(ids(judge(placement, file("a.json"), null, named))).hasSize(1);
    assertThat(judge(placement, file("web/package-lock.json"), null, named)).isEmpty();
    Builder url = Builder.of("generic-url", 0, 9).generic();
    assertThat(judge(placement, file("yarn.lock"), null, url)).hasSize(1);
  }

  @Test
  void tellsAFileOnceIfWhatIsInItIsAsGrave() {
    Placement placement = placement();

    List<Placed> key =
        judge(placement, file("x.pem"), null, Builder.of("file", -1, -1), Builder.of("key", 0, 9));
    assertThat(ids(key)).containsExactly("key");
    assertThat(key.get(0).evidence()).contains("also matches file");
    assertThat(
            ids(
                judge(
                    placement,
                    file("x.pem"),
                    null,
                    Builder.of("file", -1, -1),
                    Builder.of("minor", 0, 9).grave(Severity.LOW))))
        .containsExactly("minor", "file");
    assertThat(
            ids(
                judge(
                    placement,
                    file("x.pem"),
                    (first, last) -> false,
                    Builder.of("file", -1, -1),
                    Builder.of("key", 0, 9))))
        .containsExactly("file");
  }

  @Test
  void keepsWhatHasNoPathYet() {
    Collected out = new Collected();
    Provenance blob = new Provenance.Blob("b".repeat(40), "", null);
    List<Candidate> candidates = List.of(Builder.of("r", 0, 9).build());

    placement().place(new BytesContent(blob, new byte[1]), candidates, out);
    placement()
        .place(new BytesContent(new Provenance.Entry(blob, "e"), new byte[1]), candidates, out);

    assertThat(out.placed).isEmpty();
    assertThat(out.hits).extracting(hit -> hit.content().path()).containsExactly("", "!/e");
  }
}
