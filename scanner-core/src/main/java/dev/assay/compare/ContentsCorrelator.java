package dev.assay.compare;

import dev.assay.detect.Correlator;
import dev.assay.model.Inventory;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds each artifact of a scan against its content lock, and against the one before it. */
public final class ContentsCorrelator implements Correlator {

  private final String folder;
  private final @Nullable ContentLock lock;
  private final @Nullable Approvals approvals;
  private final @Nullable Before before;

  /**
   * The artifact that came before.
   *
   * @param seen what it holds
   * @param name what the user calls it
   * @param folder the same, if it is a folder
   */
  public record Before(Inventory seen, String name, String folder) {}

  /**
   * @param folder what the user calls what is scanned, if it is a folder
   * @param lock null if there is none
   * @param approvals null if nothing has to be approved
   * @param before null if there is none
   */
  public ContentsCorrelator(
      String folder,
      @Nullable ContentLock lock,
      @Nullable Approvals approvals,
      @Nullable Before before) {
    this.folder = folder;
    this.lock = lock;
    this.approvals = approvals;
    this.before = before;
  }

  @Override
  public List<RuleInfo> rules() {
    return ContentFindings.all();
  }

  @Override
  public void correlate(Inventory inventory, Output out) {
    if (approvals != null) {
      approvals.check(inventory, out);
    }
    if (lock == null && before == null) {
      return;
    }
    List<Artifact> artifacts = Artifact.of(inventory, folder);
    if (lock != null && (!lock.artifacts().isEmpty() || lock.digests().isEmpty())) {
      for (Artifact artifact : artifacts) {
        LockCheck.check(lock, artifact, out);
      }
    }
    if (before != null) {
      compare(before, artifacts, out);
    }
  }

  private static void compare(Before before, List<Artifact> artifacts, Output out) {
    List<Artifact> old = new ArrayList<>(Artifact.of(before.seen(), before.folder()));
    for (Artifact artifact : artifacts) {
      Artifact same = null;
      for (Artifact each : old) {
        if (each.name().equals(artifact.name()) || old.size() == 1) {
          same = each;
          break;
        }
      }
      if (same != null) {
        ArtifactCheck.check(same, before.name(), artifact, out);
        continue;
      }
      new Telling(artifact, out)
          .tell(
              ContentFindings.NEW,
              Severity.HIGH,
              artifact.place(),
              "nothing is known of " + artifact.name(),
              List.of(
                  "it is " + artifact.display() + ", with " + Telling.listed(artifact.files()),
                  before.name() + " holds no artifact of that name"));
    }
  }
}
