package dev.assay.engine;

import dev.assay.compare.reconcile.CommitFiles;
import dev.assay.detect.Detector;
import dev.assay.detect.checksum.LockfileDetector;
import dev.assay.detect.component.PackageDetector;
import dev.assay.detect.contents.ContentsDetector;
import dev.assay.ecosystem.PackageAssembly;
import dev.assay.model.ArtifactFile;
import dev.assay.model.CommitTree;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Place;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.SecretValue;
import dev.assay.source.git.CommitTreeSource;
import dev.assay.unpack.Unpackers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all files of a commit with all detectors, beside a scan of an artifact that is held
 * against it: which files it has, and which secrets. With a budget of its own.
 */
final class CommitScan {

  /** Secrets that are remembered; of more it isn't known whether they are in git. */
  private static final int MOST_SECRETS = 100_000;

  private final Map<String, String> secrets = new HashMap<>();
  private boolean full;

  private CommitScan() {}

  /**
   * What was seen.
   *
   * @param files null if the repository can't be read; a problem says why
   * @param secrets where each secret stands first, by id
   * @param whole whether all of it could be looked into, so that a secret that isn't there is not
   *     in the commit
   * @param problems what keeps the files from being known
   * @param notices facts of it
   */
  record Seen(
      @Nullable CommitFiles files,
      Map<String, String> secrets,
      boolean whole,
      List<Problem> problems,
      List<String> notices) {}

  /**
   * Scans commit {@code revision} of {@code repository}.
   *
   * @param run the scan that wants it
   * @throws dev.assay.model.UsageException if there is no such repository or commit
   */
  static Seen of(String repository, String revision, Run run) {
    return new CommitScan().scan(repository, revision, run);
  }

  private Seen scan(String repository, String revision, Run run) {
    Preparation.Ready ready = run.ready();
    List<Detector> detectors = new ArrayList<>();
    for (Detector each : ready.parts().detectors()) {
      boolean other = each instanceof LockfileDetector || each instanceof PackageDetector;
      if (!other && !(each instanceof ContentsDetector)) {
        detectors.add(each);
      }
    }
    detectors.add(PackageDetector.ofCommit());
    detectors.add(new ContentsDetector());
    Parts parts = new Parts(detectors, Unpackers.all(), List.of());
    Run own =
        Run.ofAll(
            Preparation.now(
                () ->
                    new Preparation.Ready(
                        ready.choice(), parts, ready.placement(), Allowing.comments())),
            run);
    own.overflow(this::note);
    Collected all = new Collected();
    Inventory inventory = null;
    CommitTree tree = null;
    try (WorkerPool pool = new WorkerPool(own);
        CommitTreeSource source =
            new CommitTreeSource(
                repository, revision, run.config.budget().maxEntries(), run.host.environment())) {
      pool.scan(revision, source);
      all.add(pool.drain());
      all.placed.forEach(this::note);
      tree = source.tree();
      PackageStore observed = own.packages();
      List<PackageIdentity> packages =
          observed == null ? List.of() : PackageAssembly.of(observed.drain()).packages();
      Compared compared = own.compared();
      inventory =
          compared == null
              ? new Inventory(List.of(), List.of(), packages, Set.of())
              : compared.inventory(all, packages, null);
      if (own.cutShort()) {
        all.problems.add(
            new Problem(
                Problem.Kind.TIMEOUT,
                revision,
                "time was up before all of the commit was seen; raise --timeout"));
      }
    }
    return seen(revision, tree, inventory, all.problems);
  }

  private Seen seen(
      String revision,
      @Nullable CommitTree tree,
      @Nullable Inventory inventory,
      List<Problem> problems) {
    List<ArtifactFile> files = inventory == null ? List.of() : inventory.files();
    Set<String> known = new HashSet<>();
    for (ArtifactFile file : files) {
      known.add(file.place().path());
    }
    List<Problem> grave = new ArrayList<>();
    long others = 0;
    for (Problem each : problems) {
      // Of a broken archive that some test needs, all that counts here is known.
      if (each.path().contains(Provenance.NESTING) || known.contains(each.path())) {
        others++;
      } else {
        grave.add(new Problem(each.kind(), revision + ":" + each.path(), each.detail()));
      }
    }
    List<String> notices = new ArrayList<>();
    if (others > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%,d contents of the commit could not be looked into, so it isn't known whether"
                  + " secrets stand there",
              others));
    }
    if (full) {
      notices.add("the commit holds more secrets than are compared");
    }
    CommitFiles commit =
        tree == null || inventory == null
            ? null
            : new CommitFiles(revision, tree, files, inventory.packages());
    return new Seen(commit, secrets, grave.isEmpty() && others == 0 && !full, grave, notices);
  }

  /** Called by several threads: of one secret in many places the first by path is told. */
  private synchronized void note(Placed placed) {
    SecretValue secret = placed.candidate().secret();
    if (secret == null) {
      return;
    }
    if (secrets.size() >= MOST_SECRETS && !secrets.containsKey(secret.secretId())) {
      full = true;
      return;
    }
    secrets.merge(secret.secretId(), place(placed.place()), (a, b) -> a.compareTo(b) <= 0 ? a : b);
  }

  private static String place(Place place) {
    Region region = place.region();
    return place.provenance().path() + (region == null ? "" : ":" + region.line());
  }
}
