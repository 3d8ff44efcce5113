package dev.assay.compare.reconcile;

import dev.assay.detect.Correlator;
import dev.assay.model.ArtifactFile;
import dev.assay.model.Inventory;
import dev.assay.model.Provenance;
import dev.assay.model.Reconciled;
import dev.assay.model.Reconciled.State;
import dev.assay.model.RuleInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Explains the artifacts of a scan by one commit: findings of what has no explanation, and a list
 * of all files. Takes the artifacts of one source after another; not thread-safe.
 */
public final class Reconciler implements Correlator {

  /** What begins the reason of a file that somebody declared to be made by the build. */
  public static final String DECLARED = "declared: ";

  /** Fewer files say nothing of whether it is the right commit. */
  private static final int FEW = 5;

  /** The same of a file that the content lock allows. */
  public static final String LEARNED = "allowed by the content lock: ";

  private final @Nullable CommitFiles commit;
  private Function<Inventory, Map<String, String>> learned = inventory -> Map.of();
  private final @Nullable Reconciliation reconciliation;
  private final List<Reconciled.File> files = new ArrayList<>();
  private final List<Reconciled.Mapping> mappings = new ArrayList<>();
  private final Map<State, Long> counts = new EnumMap<>(State.class);
  private final Map<String, State> states = new HashMap<>();
  private final List<String> notices = new ArrayList<>();
  private final Map<String, Long> declaredCounts = new TreeMap<>();
  private long learnedCount;
  private long ambiguous;

  /** One that only says what its findings mean. */
  public Reconciler() {
    commit = null;
    reconciliation = null;
  }

  /**
   * @param declared why a file need not be in the commit, by its path in the artifact without the
   *     outermost folder: the pattern that says so, in words; null if nothing does
   */
  public Reconciler(CommitFiles commit, Function<String, @Nullable String> declared) {
    this.commit = commit;
    reconciliation = new Reconciliation(commit, declared);
  }

  /**
   * From now on knows a content lock.
   *
   * @param patterns of what was scanned, patterns that allow files, by where the files stand
   */
  public void learn(Function<Inventory, Map<String, String>> patterns) {
    learned = patterns;
  }

  @Override
  public List<RuleInfo> rules() {
    return ReconcileRules.all();
  }

  @Override
  public void correlate(Inventory inventory, Output out) {
    CommitFiles against = commit;
    Reconciliation explaining = reconciliation;
    if (against == null || explaining == null) {
      return;
    }
    Map<String, String> patterns = learned.apply(inventory);
    for (Artifact artifact : Artifacts.of(inventory)) {
      Reconciliation.Result result = explaining.of(artifact, patterns);
      new ReconcileFindings(result, against, out).tell();
      note(result);
      mappings.addAll(result.roots().told(artifact));
    }
  }

  private void note(Reconciliation.Result result) {
    long inGit = 0;
    long differ = 0;
    for (Reconciliation.Explained each : result.files()) {
      add(each.file().path(), each.state(), each.git(), each.because());
      ambiguous += each.others() > 0 ? 1 : 0;
      if (each.because().startsWith(DECLARED)) {
        declaredCounts.merge(each.because(), 1L, Long::sum);
      }
      learnedCount += each.because().startsWith(LEARNED) ? 1 : 0;
      inGit += !each.git().isEmpty() && each.state() != State.DIFFERS ? 1 : 0;
      differ += each.state() == State.DIFFERS ? 1 : 0;
    }
    for (ArtifactFile file : result.artifact().nested()) {
      Provenance place = file.place();
      String archive = place instanceof Provenance.Entry entry ? entry.container().path() : "";
      add(place.path(), State.IN_ARCHIVE, "", "in " + archive);
    }
    packedFrom(result);
    int all = result.files().size();
    if (all >= FEW && (inGit == 0 || differ > inGit)) {
      notices.add(
          String.format(
              Locale.ROOT,
              "%s: only %,d of %,d files come from %s: is it the commit, and its repository the one,"
                  + " that the artifact was made from?",
              result.artifact().place().path(),
              inGit,
              all,
              commit == null ? "" : commit.shown()));
    }
  }

  /** Tells of a package that names another commit than the one that it is held against. */
  private void packedFrom(Reconciliation.Result result) {
    CommitFiles against = commit;
    for (Reconciliation.Explained each : result.files()) {
      String name = each.file().relative();
      String field =
          name.equals("package.json")
              ? "gitHead"
              : name.equals(".cargo_vcs_info.json") ? "git.sha1" : "";
      String id = each.file().file().fields().get(field);
      if (against != null && id != null && !id.equals(against.tree().commit().id())) {
        notices.add(
            String.format(
                Locale.ROOT,
                "%s says that it was packed from commit %s, and is held against %s",
                each.file().path(),
                id.substring(0, Math.min(12, id.length())),
                against.shown()));
      }
    }
  }

  private void add(String path, State state, String git, String because) {
    files.add(new Reconciled.File(path, state, git, because));
    counts.merge(state, 1L, Long::sum);
    states.put(path, state);
  }

  /** How the file at {@code path} stands to the commit; null if there is none. */
  public @Nullable State state(String path) {
    return states.get(path);
  }

  /** Facts for the summary, once all artifacts were explained. */
  public List<String> notices() {
    List<String> all = new ArrayList<>(notices);
    CommitFiles against = commit;
    if (against == null) {
      return all;
    }
    StringBuilder counted = new StringBuilder();
    for (State state : State.values()) {
      long count = counts.getOrDefault(state, 0L);
      if (count > 0) {
        counted.append(counted.length() == 0 ? "" : ", ");
        counted.append(String.format(Locale.ROOT, "%,d %s", count, words(state)));
      }
    }
    all.add(
        String.format(
            Locale.ROOT,
            "held against %s: %s; %,d files of the commit are not shipped",
            against.shown(),
            counted.length() == 0 ? "no files" : counted,
            notShipped()));
    if (!declaredCounts.isEmpty()) {
      StringBuilder text = new StringBuilder("made by the build as .assay.yml declares: ");
      String between = "";
      for (Map.Entry<String, Long> each : declaredCounts.entrySet()) {
        text.append(between)
            .append(each.getKey().substring(DECLARED.length()))
            .append(String.format(Locale.ROOT, " (%,d)", each.getValue()));
        between = ", ";
      }
      all.add(text.toString());
    }
    if (learnedCount > 0) {
      all.add(
          String.format(
              Locale.ROOT,
              "%,d files count as made by the build because the content lock allows them",
              learnedCount));
    }
    if (ambiguous > 0) {
      all.add(
          String.format(
              Locale.ROOT,
              "%,d files of the artifact could each come from several of the commit; the one with"
                  + " the path that is most alike is named",
              ambiguous));
    }
    int submodules = against.tree().submodules().size();
    if (submodules > 0) {
      all.add(
          String.format(
              Locale.ROOT,
              submodules == 1
                  ? "%,d submodule of the commit was not followed"
                  : "%,d submodules of the commit were not followed",
              submodules));
    }
    int pointers = against.tree().pointers().size();
    if (pointers > 0) {
      all.add(
          String.format(
              Locale.ROOT,
              "%,d files of the commit are kept by Git LFS: they were compared by the digest that"
                  + " git has of them, and not scanned",
              pointers));
    }
    return all;
  }

  private static String words(State state) {
    return switch (state) {
      case SAME -> "the same";
      case MOVED -> "the same elsewhere";
      case LINE_ENDINGS -> "with other line endings";
      case MODE -> "with another exec bit";
      case DIFFERS -> "changed";
      case BUILD_OUTPUT -> "made by the build";
      case IN_ARCHIVE -> "in archives";
      case ONLY_HERE -> "unexplained";
    };
  }

  private long notShipped() {
    return reconciliation == null ? 0 : reconciliation.notShipped();
  }

  /**
   * All that was explained; null without a commit.
   *
   * @param notShippedSecrets findings of secrets that only the commit has
   */
  public @Nullable Reconciled reconciled(long notShippedSecrets) {
    CommitFiles against = commit;
    if (against == null) {
      return null;
    }
    files.sort(Comparator.comparing(Reconciled.File::path).thenComparing(Reconciled.File::state));
    return new Reconciled(
        against.revision(),
        against.tree().commit().id(),
        mappings,
        counts,
        notShipped(),
        notShippedSecrets,
        files);
  }
}
