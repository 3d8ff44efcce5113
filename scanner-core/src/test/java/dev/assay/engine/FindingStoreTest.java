package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.CommitInfo;
import dev.assay.model.Confidence;
import dev.assay.model.Finding;
import dev.assay.model.Place;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.SecretValue;
import dev.assay.model.Severity;
import dev.assay.model.Suppression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FindingStoreTest {

  private static Finding finding(int number) {
    Provenance blob =
        new Provenance.Blob("b" + number, "p" + number % 7, new CommitInfo("c", "Á <a@b>", 17));
    List<Provenance> places =
        List.of(
            new Provenance.File("dir/f" + number % 11),
            new Provenance.StandardInput(),
            blob,
            new Provenance.Blob("b", "p", null),
            new Provenance.Message("tag", "t" + number, null),
            new Provenance.Entry(new Provenance.Entry(blob, "x.jar"), "y" + number % 3));
    Region region =
        number % 4 == 0 ? null : new Region(number, 2, 3, 4, number % 13 * 5_000_000_000L, 6);
    return new Finding(
        "rule-" + number % 5,
        Severity.values()[number % 5],
        Confidence.values()[number % 3],
        number % 2 == 0 ? List.of() : List.of("one", "two"),
        "print" + number % 97,
        new Place(places.get(number % places.size()), region),
        number % 3 == 0 ? List.of(new Place(blob, null), new Place(blob, region)) : List.of(),
        number % 3,
        number % 4 == 0 ? null : new SecretValue("****", "id", number % 8 == 1 ? "shown" : null),
        number % 4 == 0 ? null : "exc\u00e9rpt",
        "message",
        number % 6 == 0 ? new Suppression("inSource", "why") : null);
  }

  private static List<Finding> stored(int onHeap, List<Finding> findings) {
    FindingStore store = new FindingStore(onHeap);
    findings.forEach(store::add);
    return store.sorted();
  }

  @Test
  void givesTheSameListFromFilesAsFromTheHeap() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      findings.add(finding(i));
      findings.add(finding(i / 2));
    }
    Collections.shuffle(findings, new Random(3));
    List<Finding> expected = stored(100_000, findings);
    assertThat(expected).hasSize(1500);
    for (int onHeap : new int[] {1, 7, 100, 2999, 3000}) {
      List<Finding> actual = stored(onHeap, findings);
      assertThat(actual).as("with %d on the heap", onHeap).isEqualTo(expected);
      assertThat(actual.toString()).isEqualTo(expected.toString());
      assertThat(actual.subList(700, 900)).isEqualTo(expected.subList(700, 900));
    }
  }

  @Test
  void keepsWhatWasAskedToBeShown() {
    List<Finding> actual = stored(1, List.of(finding(1), finding(2)));
    assertThat(actual)
        .extracting(finding -> finding.secret() == null ? null : finding.secret().shown())
        .containsExactlyInAnyOrder("shown", "****");
  }

  private static final String OF_TESTS = "severity lowered: the path (x) is of tests";

  private static Finding found(String secretId, Provenance place, int offset) {
    return new Finding(
        "rule",
        Severity.HIGH,
        Confidence.HIGH,
        place.path().contains("est") ? List.of("own", OF_TESTS) : List.of("own"),
        "print-" + secretId,
        new Place(place, secretId.isEmpty() ? null : new Region(1, 1, 1, 9, offset, 8)),
        List.of(),
        0,
        secretId.isEmpty() ? null : new SecretValue("****", secretId, null),
        "",
        "message",
        null);
  }

  @Test
  void tellsAtHowManyPlacesAValueStands() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      findings.add(found("once" + i, new Provenance.File("src/a"), i));
    }
    findings.add(found("both", new Provenance.File("src/a"), 900));
    findings.add(found("both", new Provenance.File("src/a"), 901));
    findings.add(found("both", new Provenance.File("src/test/b"), 1));
    findings.add(found("tests", new Provenance.File("src/test/b"), 2));
    findings.add(found("tests", new Provenance.File("src/test/b"), 2));
    findings.add(found("tests", new Provenance.File("src/FooTest.java"), 2));
    Collections.shuffle(findings, new Random(5));
    for (int onHeap : new int[] {3, 1000}) {
      List<Finding> stored = stored(onHeap, findings);
      assertThat(stored).hasSize(505);
      for (Finding finding : stored) {
        String id = finding.secret() == null ? "" : finding.secret().secretId();
        List<String> expected = new ArrayList<>(List.of("own"));
        if (finding.location().provenance().path().contains("est")) {
          expected.add(OF_TESTS);
        }
        if (id.equals("both")) {
          expected.add("the same value stands at 3 places");
        } else if (id.equals("tests")) {
          expected.add("the same value stands at 2 places, all of them in tests");
        }
        assertThat(finding.evidence()).as(id).isEqualTo(expected);
      }
    }
  }

  @Test
  void tellsAFileOfASecretKindWithItsFirstCommitOnly() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 9; i >= 0; i--) {
      CommitInfo commit = new CommitInfo("c" + (9 - i), "A <a@b>", 1000 + i);
      findings.add(found("", new Provenance.Blob("b" + i, ".env", commit), 0));
      findings.add(found("", new Provenance.Blob("b" + i, "sub/.env", commit), 0));
      findings.add(found("value", new Provenance.Blob("b" + i, ".env", commit), 0));
    }
    findings.add(found("", new Provenance.File(".env"), 0));
    for (int onHeap : new int[] {2, 1000}) {
      List<Finding> stored = stored(onHeap, findings);
      assertThat(stored.stream().filter(each -> each.secret() != null)).hasSize(10);
      assertThat(stored.stream().filter(each -> each.secret() == null)).hasSize(3);
      assertThat(stored)
          .filteredOn(
              each -> each.secret() == null && each.location().provenance().commit() != null)
          .extracting(each -> each.location().provenance().commit().id())
          .containsExactly("c9", "c9");
    }
  }

  @Test
  void holdsNothing() {
    assertThat(stored(1, List.of())).isEmpty();
  }
}
