package dev.assay.source.folder;

import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.source.git.ExcludesFile;
import dev.assay.source.git.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a walk leaves out: by {@code .gitignore} what git would not commit, in a work tree;
 * by {@code .assayignore} whatever it names, anywhere. Used by one thread.
 */
final class Ignoring {
  static final String GIT_IGNORE = ".gitignore";
  static final String ASSAY_IGNORE = ".assayignore";

  private final boolean off;
  private final @Nullable GitRepository repository;
  private final ContentSink sink;
  private @Nullable IndexPaths index;
  private boolean indexRead;

  /**
   * @param off whether nothing is left out
   * @param repository null outside of work trees: then no {@code .gitignore} counts
   */
  Ignoring(boolean off, @Nullable GitRepository repository, ContentSink sink) {
    this.off = off;
    this.repository = repository;
    this.sink = sink;
  }

  /** The patterns of one folder. */
  record Scope(@Nullable IgnoreRules git, @Nullable IgnoreRules assay) {
    static final Scope NONE = new Scope(null, null);
  }

  /** What hold in the whole work tree: the user's patterns, the repository's private ones. */
  Scope global() {
    if (off || repository == null) {
      return Scope.NONE;
    }
    IgnoreRules rules = null;
    Path user = ExcludesFile.of(repository);
    if (user != null) {
      rules = read(null, user, "");
    }
    rules = read(rules, repository.commonDir().resolve("info").resolve("exclude"), "");
    return new Scope(rules, null);
  }

  /**
   * The patterns of a folder that holds ignore files.
   *
   * @param folder its path relative to the root, empty or ending in {@code /}
   */
  Scope enter(Scope above, Path directory, String folder, boolean git, boolean assay) {
    if (off || !(git || assay)) {
      return above;
    }
    IgnoreRules gitRules =
        git && repository != null
            ? read(above.git(), directory.resolve(GIT_IGNORE), folder)
            : above.git();
    IgnoreRules assayRules =
        assay ? read(above.assay(), directory.resolve(ASSAY_IGNORE), folder) : above.assay();
    return new Scope(gitRules, assayRules);
  }

  private @Nullable IgnoreRules read(@Nullable IgnoreRules above, Path file, String folder) {
    try {
      return IgnoreRules.read(above, file, folder);
    } catch (NoSuchFileException e) {
      return above;
    } catch (IOException e) {
      if (Files.isSymbolicLink(file)) {
        return above;
      }
      sink.problem(
          new Problem(
              Problem.Kind.UNREADABLE,
              folder + PathNames.name(file),
              "its ignore patterns can't be read, so nothing is left out by them"));
      return above;
    }
  }

  /** What becomes of a file or folder. */
  enum Verdict {
    SCAN,
    LEAVE_OUT,
    /** A folder that is ignored, but holds tracked files: only these are scanned. */
    TRACKED_ONLY
  }

  /** Judges a file. {@code trackedOnly}: whether the folder it stands in was judged so. */
  Verdict file(Scope scope, String path, boolean trackedOnly) {
    Boolean assay = scope.assay() == null ? null : scope.assay().verdict(path, false);
    if (assay != null) {
      return assay ? Verdict.LEAVE_OUT : Verdict.SCAN;
    }
    boolean ignored = trackedOnly || named(scope.git(), path, false);
    return ignored && !tracked(path, false) ? Verdict.LEAVE_OUT : Verdict.SCAN;
  }

  /** Judges a folder; {@code path} has no {@code /} at its end. */
  Verdict folder(Scope scope, String path, boolean trackedOnly) {
    if (named(scope.assay(), path, true)) {
      return Verdict.LEAVE_OUT;
    }
    boolean ignored = trackedOnly || named(scope.git(), path, true);
    if (!ignored) {
      return Verdict.SCAN;
    }
    return tracked(path, true) ? Verdict.TRACKED_ONLY : Verdict.LEAVE_OUT;
  }

  private static boolean named(@Nullable IgnoreRules rules, String path, boolean folder) {
    return rules != null && Boolean.TRUE.equals(rules.verdict(path, folder));
  }

  /** Whether the index holds {@code path}, or anything below it; yes if that can't be told. */
  private boolean tracked(String path, boolean folder) {
    if (repository == null) {
      return false;
    }
    if (!indexRead) {
      indexRead = true;
      index = readIndex(repository);
    }
    if (index == null) {
      return true;
    }
    return folder
        ? index.holdsUnder(PathNames.bytesOf(path + "/"))
        : index.holds(PathNames.bytesOf(path));
  }

  private @Nullable IndexPaths readIndex(GitRepository of) {
    String reason;
    try {
      if (of.indexNeedsGit().isEmpty()) {
        return IndexPaths.read(of.indexFile(), of.objectFormat());
      }
      reason = String.join(", ", of.indexNeedsGit());
    } catch (IOException | dev.assay.model.UsageException e) {
      reason = "its index can't be read";
    }
    sink.notice(
        "Of this repository it can't be told which ignored files are tracked ("
            + reason
            + "), so what .gitignore names is scanned as well");
    return null;
  }
}
