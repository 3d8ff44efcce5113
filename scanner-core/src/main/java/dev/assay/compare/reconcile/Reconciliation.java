package dev.assay.compare.reconcile;

import dev.assay.model.ArtifactFile;
import dev.assay.model.Reconciled.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Explains each file of an artifact by a commit. In this order: the same content where the roots
 * say; the same content elsewhere; what is declared, learned or known to be made by the build;
 * another content where the roots say; and what is left has no explanation. Of several files of the
 * commit the one counts that the best mapping names, then the first by path.
 */
final class Reconciliation {

  /** Shorter contents are equal by chance, bytes. */
  private static final int TELLING = 32;

  private final CommitIndex commit;
  private final CommitFiles files;
  private final Function<String, @Nullable String> declared;
  private final Set<String> submodules;
  private final Set<String> shipped = new HashSet<>();

  /**
   * One file, explained.
   *
   * @param others files of the commit that would do as well
   */
  record Explained(
      Shipped file, State state, String git, String because, @Nullable CommitFile was, int others) {

    Explained(Shipped file, State state, String git, String because) {
      this(file, state, git, because, null, 0);
    }
  }

  /** One artifact, explained: its files by path. */
  record Result(Artifact artifact, Roots roots, List<Explained> files) {}

  /**
   * @param declared why a path, without the artifact's outermost folder, need not be in the commit;
   *     null if nobody says so
   */
  Reconciliation(CommitFiles files, Function<String, @Nullable String> declared) {
    this.files = files;
    this.declared = declared;
    commit = new CommitIndex(files);
    submodules = new HashSet<>(files.tree().submodules());
  }

  /**
   * @param learned patterns of a content lock that allow files, by where the files stand
   */
  Result of(Artifact artifact, Map<String, String> learned) {
    Roots roots = Roots.of(artifact, commit, files.packages());
    Compiled compiled = new Compiled(commit, artifact.files());
    List<Explained> all = new ArrayList<>();
    for (Shipped file : artifact.files()) {
      Explained explained = learned(explain(artifact, file, roots, compiled), learned);
      all.add(explained);
      if (!explained.git().isEmpty()) {
        shipped.add(explained.git());
      }
    }
    return new Result(artifact, roots, all);
  }

  /** What nothing else explains may be what every release has. */
  private static Explained learned(Explained explained, Map<String, String> learned) {
    String pattern =
        explained.state() == State.ONLY_HERE ? learned.get(explained.file().path()) : null;
    return pattern == null
        ? explained
        : new Explained(explained.file(), State.BUILD_OUTPUT, "", Reconciler.LEARNED + pattern);
  }

  /** Files of the commit that no artifact had so far. */
  long notShipped() {
    return (long) commit.size() - shipped.size();
  }

  private Explained explain(Artifact artifact, Shipped file, Roots roots, Compiled compiled) {
    ArtifactFile own = file.file();
    Map<CommitFile, Boolean> mapped = new LinkedHashMap<>();
    List<String> places = new ArrayList<>();
    for (Roots.Mapping mapping : roots.all()) {
      if (file.inner().startsWith(mapping.artifact())) {
        String path =
            mapping.git()
                + Roots.inGit(artifact, file.inner()).substring(mapping.artifact().length());
        places.add(path);
        CommitFile there = commit.at(path, own);
        if (there != null) {
          mapped.merge(there, roots.tells(mapping), Boolean::logicalOr);
        }
      }
    }
    CommitFile same = null;
    CommitFile changed = null;
    int others = 0;
    for (Map.Entry<CommitFile, Boolean> each : mapped.entrySet()) {
      if (each.getKey().sameText(own)) {
        others += same == null ? 0 : 1;
        // A mapping that tells beats one that a single file voted for.
        same = same == null ? each.getKey() : same;
      } else if (each.getValue() && changed == null) {
        changed = each.getKey();
      }
    }
    if (same != null && (mapped.getOrDefault(same, false) || changed == null)) {
      return same(file, same, mapped.getOrDefault(same, false), others);
    }
    String why = declared.apply(file.relative());
    why = why == null ? KnownOutputs.writtenBy(artifact, file) : why;
    if (changed != null && why == null) {
      return differs(file, changed);
    }
    CommitFile elsewhere = changed == null ? elsewhere(file, why != null) : null;
    if (elsewhere != null) {
      return moved(file, elsewhere);
    }
    if (why != null) {
      return new Explained(file, State.BUILD_OUTPUT, changed == null ? "" : changed.path(), why);
    }
    Compiled.Source source = compiled.of(file, places);
    if (source != null) {
      return new Explained(file, State.BUILD_OUTPUT, source.git(), source.because());
    }
    return new Explained(file, State.ONLY_HERE, "", submodule(places));
  }

  /** That a file would stand in a submodule, in words; empty if it wouldn't. */
  private String submodule(List<String> places) {
    if (submodules.isEmpty()) {
      return "";
    }
    for (String path : places) {
      for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
        String folder = path.substring(0, end);
        if (submodules.contains(folder)) {
          return "in git a submodule stands at " + folder + ", which was not followed";
        }
      }
    }
    return "";
  }

  private Explained same(Shipped file, CommitFile there, boolean usual, int others) {
    ArtifactFile own = file.file();
    if (there.isPointer(own)) {
      return new Explained(
          file,
          State.SAME,
          there.path(),
          "it is the pointer of Git LFS, not the file that it stands for",
          there,
          others);
    }
    if (!there.sameBytes(own)) {
      return new Explained(file, State.LINE_ENDINGS, there.path(), "", there, others);
    }
    String lfs = there.pointerSha256().isEmpty() ? "" : "kept by Git LFS";
    if (own.mode().told() && there.mode().told() && own.mode() != there.mode()) {
      boolean executable = own.mode() == ArtifactFile.Mode.EXECUTABLE;
      return new Explained(
          file,
          State.MODE,
          there.path(),
          executable ? "may be run here, and not in git" : "may be run in git, and not here",
          there,
          others);
    }
    return new Explained(file, usual ? State.SAME : State.MOVED, there.path(), lfs, there, others);
  }

  private Explained differs(Shipped file, CommitFile there) {
    List<CommitFile> alike = file.file().size() == 0 ? List.of() : commit.alike(file.file());
    String because =
        alike.isEmpty() ? "" : "in git its content stands at " + first(alike, file.inner()).path();
    return new Explained(file, State.DIFFERS, there.path(), because, there, 0);
  }

  /**
   * The file of the commit with the same content; null if there is none, or if it is so short that
   * it says nothing.
   *
   * @param explained whether something else explains the file, so that only one of its name counts
   */
  private @Nullable CommitFile elsewhere(Shipped file, boolean explained) {
    List<CommitFile> alike = file.file().size() == 0 ? List.of() : commit.alike(file.file());
    if (alike.isEmpty()) {
      return null;
    }
    CommitFile first = first(alike, file.inner());
    boolean named = Roots.commonEnd(file.inner(), first.path()) > 0;
    return named || (!explained && file.file().size() >= TELLING) ? first : null;
  }

  private Explained moved(Shipped file, CommitFile first) {
    Explained same = same(file, first, false, commit.alike(file.file()).size() - 1);
    if (same.state() == State.MOVED || same.state() == State.SAME) {
      return same;
    }
    return new Explained(
        file,
        same.state(),
        same.git(),
        same.because().isEmpty()
            ? "stands elsewhere in git"
            : same.because() + "; stands elsewhere",
        first,
        same.others());
  }

  /** The one whose path ends most alike, then the first. */
  private static CommitFile first(List<CommitFile> alike, String inner) {
    CommitFile best = alike.get(0);
    int longest = -1;
    for (CommitFile each : alike) {
      int common = Roots.commonEnd(inner, each.path());
      if (common > longest || (common == longest && each.path().compareTo(best.path()) < 0)) {
        best = each;
        longest = common;
      }
    }
    return best;
  }
}
