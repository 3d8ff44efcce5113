package dev.assay.engine;

import dev.assay.compare.ContentLock;
import dev.assay.compare.LockedFiles;
import dev.assay.compare.reconcile.CommitFiles;
import dev.assay.compare.reconcile.ReconcileRules;
import dev.assay.compare.reconcile.Reconciler;
import dev.assay.config.Comparison;
import dev.assay.detect.Correlator;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Finding;
import dev.assay.model.Place;
import dev.assay.model.Provenance;
import dev.assay.model.Reconciled;
import dev.assay.model.Reconciled.State;
import dev.assay.model.Region;
import dev.assay.model.ScanTarget;
import dev.assay.model.SecretValue;
import dev.assay.model.Severity;
import dev.assay.rules.Glob;
import dev.assay.source.git.GitRepository;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the artifacts of one scan against a commit: their files by a {@link Reconciler}, their
 * secrets and secret files here.
 */
final class Reconciling {

  /** Secrets of an artifact that are named together. */
  private static final int MOST_NAMED = 10;

  /** Secrets that are remembered of one artifact. */
  private static final int MOST_NOTED = 10_000;

  private static final String SECRET_FILE = "secret-file-";

  private final CommitScan.Seen seen;
  private final @Nullable CommitFiles commit;
  private final Reconciler reconciler;
  private final @Nullable ContentLock lock;
  private final Set<String> secretIds = new HashSet<>();

  /** What is in an artifact and perhaps not in git, by the artifact's path. */
  private final Map<String, TreeSet<Noted>> noted = new TreeMap<>();

  /** A finding of the artifact. */
  private record Noted(
      String at,
      String ruleId,
      Severity severity,
      Confidence confidence,
      boolean file,
      Provenance place)
      implements Comparable<Noted> {

    private static final Comparator<Noted> ORDER =
        Comparator.comparing(Noted::severity)
            .reversed()
            .thenComparing(Noted::at)
            .thenComparing(Noted::ruleId);

    @Override
    public int compareTo(Noted other) {
      return ORDER.compare(this, other);
    }
  }

  /** Patterns of build outputs that no file needed. */
  private final Set<String> idle;

  private Reconciling(
      CommitScan.Seen seen, Reconciler reconciler, @Nullable ContentLock lock, Set<String> idle) {
    this.seen = seen;
    this.idle = idle;
    this.lock = lock;
    this.commit = seen.files();
    this.reconciler = reconciler;
  }

  /**
   * Scans the commit.
   *
   * @param out takes what could not be read of it
   */
  static Reconciling of(Run run, Collected out) {
    Comparison comparison = run.config.comparison();
    Path repository = Objects.requireNonNullElseGet(comparison.repository(), () -> Path.of("."));
    CommitScan.Seen seen =
        CommitScan.of(repository.toString(), Objects.requireNonNull(comparison.gitRef()), run);
    out.problems.addAll(seen.problems());
    out.notices.addAll(seen.notices());
    CommitFiles files = seen.files();
    ContentLock lock = lock(comparison, repository, run);
    Set<String> idle = new TreeSet<>(comparison.buildOutputs());
    return new Reconciling(
        seen,
        files == null ? new Reconciler() : new Reconciler(files, declared(comparison, idle)),
        lock,
        idle);
  }

  /** The content lock that the user named, or else that of the repository; null without one. */
  private static @Nullable ContentLock lock(Comparison comparison, Path repository, Run run) {
    Path file = comparison.lock();
    if (file == null) {
      Path root = GitRepository.open(repository, run.host.environment()).workTree();
      file = root == null ? null : root.resolve(ContentLock.FILE);
    }
    byte[] bytes = file == null ? null : Comparisons.read(file);
    return file == null || bytes == null ? null : ContentLock.parse(file.toString(), bytes);
  }

  private static Function<String, @Nullable String> declared(
      Comparison comparison, Set<String> idle) {
    Map<String, Glob> globs = new TreeMap<>();
    for (String pattern : comparison.buildOutputs()) {
      globs.put(pattern, Glob.compile(pattern));
    }
    return path -> {
      for (Map.Entry<String, Glob> each : globs.entrySet()) {
        if (each.getValue().matches(path)) {
          idle.remove(each.getKey());
          return Reconciler.DECLARED + each.getKey();
        }
      }
      return null;
    };
  }

  /**
   * {@code correlators}, with the one that knows the commit for the one that doesn't.
   *
   * @param target that is scanned next
   */
  List<Correlator> among(List<Correlator> correlators, ScanTarget target) {
    ContentLock known = lock;
    if (known != null) {
      String folder = Comparisons.folder(target);
      reconciler.learn(inventory -> LockedFiles.of(known, inventory, folder));
    }
    List<Correlator> all = new ArrayList<>();
    for (Correlator each : correlators) {
      all.add(each instanceof Reconciler ? reconciler : each);
    }
    return all;
  }

  /** Takes a finding of the artifact; from any thread. */
  synchronized void note(Finding finding) {
    SecretValue secret = finding.secret();
    if (commit == null || (secret == null && !finding.ruleId().startsWith(SECRET_FILE))) {
      return;
    }
    if (secret != null) {
      secretIds.add(secret.secretId());
      if (seen.secrets().containsKey(secret.secretId())) {
        return;
      }
    }
    if (finding.suppression() != null) {
      return;
    }
    Place place = finding.location();
    Set<Noted> all =
        noted.computeIfAbsent(place.provenance().outermost().path(), key -> new TreeSet<>());
    if (all.size() < MOST_NOTED) {
      Region region = place.region();
      all.add(
          new Noted(
              place.provenance().path() + (region == null ? "" : ":" + region.line()),
              finding.ruleId(),
              finding.severity(),
              finding.confidence(),
              secret == null,
              place.provenance()));
    }
  }

  /** A finding for each artifact with secrets that the commit doesn't have. */
  List<Placed> secrets(Placement placement) {
    List<Placed> placed = new ArrayList<>();
    CommitFiles against = commit;
    if (against == null) {
      return placed;
    }
    for (TreeSet<Noted> all : List.copyOf(noted.values())) {
      all.removeIf(each -> each.file() && reconciler.state(each.place().path()) != State.ONLY_HERE);
      if (all.isEmpty()) {
        continue;
      }
      Severity severity = all.first().severity().raised();
      Confidence confidence = Confidence.LOW;
      List<String> evidence = new ArrayList<>();
      evidence.add(
          String.format(
              Locale.ROOT,
              all.size() == 1 ? "%,d finding is not in %s%s" : "%,d findings are not in %s%s",
              all.size(),
              against.shown(),
              seen.whole() ? "" : ", as far as that could be looked into"));
      for (Noted each : all) {
        confidence = each.confidence().compareTo(confidence) > 0 ? each.confidence() : confidence;
        if (evidence.size() <= MOST_NAMED) {
          evidence.add(each.ruleId() + " at " + each.at());
        }
      }
      placement.judge(
          all.first().place().outermost(),
          List.of(
              new Candidate(
                      ReconcileRules.SECRET.id(),
                      severity,
                      confidence,
                      0,
                      true,
                      evidence,
                      null,
                      0,
                      0,
                      null,
                      null,
                      null,
                      "not in git")
                  .withMessage(
                      String.format(
                          Locale.ROOT,
                          all.size() == 1
                              ? "A secret is in the artifact and not in %2$s."
                              : "%1$,d secrets are in the artifact and not in %2$s.",
                          all.size(),
                          against.shown()))),
          null,
          placed);
    }
    return placed;
  }

  /** Facts for the summary. */
  List<String> notices() {
    List<String> notices = new ArrayList<>(reconciler.notices());
    if (commit != null && !idle.isEmpty()) {
      notices.add(
          "build-outputs that explain no file: "
              + String.join(", ", idle)
              + " (they are globs of whole paths: 'dist/**' for what is in dist)");
    }
    long only = notShippedSecrets();
    if (only > 0) {
      notices.add(
          String.format(
              Locale.ROOT,
              only == 1
                  ? "%,d secret of the commit is not in the artifact ('assay git' tells where)"
                  : "%,d secrets of the commit are not in the artifact ('assay git' tells where)",
              only));
    }
    return notices;
  }

  private synchronized long notShippedSecrets() {
    long only = 0;
    for (String id : seen.secrets().keySet()) {
      only += secretIds.contains(id) ? 0 : 1;
    }
    return only;
  }

  /** How each file stands to the commit; null if that couldn't be read. */
  @Nullable Reconciled reconciled() {
    return reconciler.reconciled(notShippedSecrets());
  }

  /** {@code findings}, each secret and secret file with whether it is in git. */
  List<Finding> told(List<Finding> findings) {
    return commit == null ? findings : new Told(findings, commit);
  }

  private final class Told extends AbstractList<Finding> implements RandomAccess {
    private final List<Finding> findings;
    private final CommitFiles against;

    Told(List<Finding> findings, CommitFiles against) {
      this.findings = findings;
      this.against = against;
    }

    @Override
    public int size() {
      return findings.size();
    }

    @Override
    public Finding get(int index) {
      Finding finding = findings.get(index);
      SecretValue secret = finding.secret();
      if (secret != null) {
        String place = seen.secrets().get(secret.secretId());
        return finding.withEvidence(
            List.of(
                place == null ? notThere() : "also in git: " + place + " of " + against.shown()));
      }
      if (finding.ruleId().startsWith(SECRET_FILE)) {
        State state = reconciler.state(finding.location().provenance().path());
        if (state != null && state != State.IN_ARCHIVE) {
          return finding.withEvidence(
              List.of(
                  state == State.ONLY_HERE
                      ? notThere()
                      : "held against " + against.shown() + ": " + state.label()));
        }
      }
      return finding;
    }

    private String notThere() {
      return seen.whole()
          ? "not in git: " + against.shown() + " doesn't have it, so the build brought it in"
          : "not found in "
              + against.shown()
              + ", of which not everything could be looked into; perhaps the build brought it in";
    }
  }
}
