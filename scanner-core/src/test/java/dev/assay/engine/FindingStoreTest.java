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

  @Test
  void holdsNothing() {
    assertThat(stored(1, List.of())).isEmpty();
  }
}
