package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.file.FileDetector;
import dev.assay.model.BytesContent;
import dev.assay.model.Candidate;
import dev.assay.model.CommitInfo;
import dev.assay.model.Confidence;
import dev.assay.model.Content;
import dev.assay.model.Finding;
import dev.assay.model.Place;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.Severity;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import dev.assay.source.Attribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class HistoryPlacementTest {
  private static final Fingerprints FINGERPRINTS = new Fingerprints("", false);

  private final Collected collected = new Collected();
  private final History history = new History();
  private RuleSet rules = Scans.NO_RULES;

  /** Introductions in their order. */
  private static final class History implements Attribution {
    private final List<Provenance.Blob> places = new ArrayList<>();
    private boolean broken;

    void introduce(String blob, String path, int commit) {
      places.add(new Provenance.Blob(blob, path, commit(commit)));
    }

    @Override
    public void attribute(Set<String> blobs, Predicate<String> pathOfInterest, Output out)
        throws IOException {
      for (Provenance.Blob place : places) {
        if (blobs.contains(place.objectId()) || pathOfInterest.test(place.path())) {
          out.introduced(place);
        }
      }
      if (broken) {
        throw new IOException("a pack is cut");
      }
    }

    @Override
    public Content open(Provenance.Blob place) {
      return new BytesContent(place, place.objectId().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static CommitInfo commit(int number) {
    return new CommitInfo("%040d".formatted(number), "A <a@b>", 1000 + number);
  }

  private static Candidate candidate(String rule, String secret, String allowedBy) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    return new Candidate(
        rule,
        Severity.HIGH,
        Confidence.HIGH,
        0,
        true,
        List.of(),
        new Region(1, 1, 1, 2, 0, 1),
        0,
        1,
        FINGERPRINTS.of(bytes, 0, bytes.length),
        "",
        allowedBy,
        "");
  }

  private void hit(String blob, String secret) {
    hit(new Provenance.Blob(blob, "", null), candidate("r", secret, null));
  }

  private void hit(Provenance content, Candidate candidate) {
    collected.hits.add(new Collected.Hit(content, List.of(candidate)));
  }

  private List<Finding> place() {
    Placement placement = new Placement(rules, Scans.config(1));
    List<Finding> findings = new ArrayList<>();
    for (FindingGroup group :
        new HistoryPlacement(
                placement,
                path -> path.startsWith("excluded/"),
                new FileDetector(rules, false),
                Allowing.comments(),
                collected)
            .place(history)) {
      findings.add(group.finding("message"));
    }
    return findings;
  }

  private static String told(Place place) {
    CommitInfo commit = place.provenance().commit();
    return (commit == null ? "-" : commit.id().substring(38)) + " " + place.provenance().path();
  }

  @Test
  void tellsASecretOnceWithItsFirstIntroduction() {
    hit("v1", "s");
    hit("v2", "s");
    hit("other", "t");
    history.introduce("v1", "a/x", 1);
    history.introduce("other", "b", 2);
    history.introduce("v1", "moved/x", 3);
    history.introduce("v2", "a/x", 4);
    history.introduce("v1", "a/x", 5);

    List<Finding> findings = place();

    assertThat(findings).hasSize(2);
    Finding first = findings.get(0);
    assertThat(told(first.location())).isEqualTo("01 a/x");
    assertThat(first.places()).extracting(HistoryPlacementTest::told).containsExactly("03 moved/x");
    assertThat(first.morePlaces()).isZero();
  }

  @Test
  void tellsAHundredFurtherPlaces() {
    hit("v1", "s");
    for (int i = 0; i < 150; i++) {
      history.introduce("v1", "copy-" + i, i);
    }

    Finding finding = place().get(0);

    assertThat(told(finding.location())).isEqualTo("00 copy-0");
    assertThat(finding.places()).hasSize(100);
    assertThat(told(finding.places().get(99))).isEqualTo("00 copy-100");
    assertThat(finding.morePlaces()).isEqualTo(49);
  }

  @Test
  void isAsSevereAsAtTheWorstPlace() {
    hit("v1", "s");
    history.introduce("v1", "test/x", 1);
    history.introduce("v1", "src/x", 2);

    Finding finding = place().get(0);

    assertThat(told(finding.location())).isEqualTo("01 test/x");
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.evidence()).isEmpty();
  }

  @Test
  void isAllowedOnlyIfAllowedAtEveryPath() {
    hit("v1", "s");
    hit(new Provenance.Blob("v2", "", null), candidate("r", "s", "known"));
    history.introduce("v1", "x", 1);
    history.introduce("v2", "x", 2);

    assertThat(place().get(0).suppression()).isNotNull();

    hit("v1", "s");
    hit(new Provenance.Blob("v2", "", null), candidate("r", "s", "known"));
    history.introduce("v1", "elsewhere", 3);

    assertThat(place().get(0).suppression()).isNull();
  }

  @Test
  void placesWhatIsInsideContainers() {
    Provenance blob = new Provenance.Blob("jar", "", null);
    hit(
        new Provenance.Entry(new Provenance.Entry(blob, "inner.zip"), "x"),
        candidate("r", "s", null));
    history.introduce("jar", "lib/app.jar", 1);

    Finding finding = place().get(0);

    assertThat(finding.location().provenance().path()).isEqualTo("lib/app.jar!/inner.zip!/x");
    assertThat(finding.location().provenance().commit()).isEqualTo(commit(1));
  }

  @Test
  void leavesOutWhatTheUserExcludedAndWhatNoRefReaches() {
    hit("v1", "s");
    hit("unreached", "t");
    history.introduce("v1", "excluded/x", 1);

    assertThat(place()).isEmpty();
  }

  private static Rule rule(String id, String content, Rule.PathScope path, Rule.Allow... allow) {
    return new Rule(
        id,
        Severity.HIGH,
        Confidence.HIGH,
        true,
        new Rule.Shape.PathOnly(content),
        null,
        path,
        "",
        "",
        0,
        Set.of(),
        List.of(allow));
  }

  @Test
  void judgesPathsTogetherWithWhatStandsInTheFile() {
    rules =
        new RuleSet(
            List.of(
                rule("env", null, new Rule.PathScope(List.of("**/.env"), List.of())),
                rule("key", "secretly", new Rule.PathScope(List.of("**/*.key"), List.of()))),
            Map::of);
    hit("both", "s");
    history.introduce("both", "copy", 1);
    history.introduce("both", ".env", 2);
    history.introduce("plain", "sub/.env", 3);
    history.introduce("secretly", "a.key", 4);
    history.introduce("nothing", "b.key", 5);

    List<Finding> findings = place();

    assertThat(findings)
        .extracting(finding -> finding.ruleId() + " " + told(finding.location()))
        .containsExactlyInAnyOrder("r 01 copy", "env 03 sub/.env", "key 04 a.key");
    assertThat(findings.get(0).places()).extracting(HistoryPlacementTest::told).contains("02 .env");
  }

  @Test
  void passesOverCommitsThatARuleAllows() {
    rules =
        new RuleSet(
            List.of(
                rule(
                    "r",
                    null,
                    Rule.PathScope.ANY,
                    new Rule.Allow(
                        false,
                        Rule.Target.SECRET,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(commit(1).id())))),
            Map::of);
    hit("v1", "s");
    history.introduce("v1", "x", 1);
    history.introduce("v1", "x", 2);

    assertThat(place()).extracting(finding -> told(finding.location())).containsExactly("02 x");
  }

  @Test
  void tellsMessagesWithTheSecretsOfFiles() {
    hit("v1", "s");
    history.introduce("v1", "x", 5);
    Placement placement = new Placement(rules, Scans.config(1));
    for (int number : new int[] {9, 3}) {
      Provenance message = new Provenance.Message("commit", commit(number).id(), commit(number));
      placement.judge(message, List.of(candidate("r", "s", null)), null, collected.placed);
      placement.judge(message, List.of(candidate("r", "only told", null)), null, collected.placed);
    }

    List<Finding> findings = place();

    assertThat(findings)
        .extracting(finding -> told(finding.location()).substring(0, 4) + finding.places().size())
        .containsExactlyInAnyOrder("05 x2", "03 c1");
  }

  @Test
  void tellsWhatItCouldNotAttribute() {
    hit("v1", "s");
    hit("v2", "t");
    history.introduce("v1", "x", 1);
    history.broken = true;

    assertThat(place())
        .extracting(finding -> told(finding.location()))
        .containsExactlyInAnyOrder("01 x", "- ");
    assertThat(collected.problems)
        .extracting(Problem::kind)
        .containsExactly(Problem.Kind.OBJECT_MISSING);
  }
}
