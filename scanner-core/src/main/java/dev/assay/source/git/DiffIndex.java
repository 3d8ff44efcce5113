package dev.assay.source.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is staged, by {@code git diff-index --cached}: against HEAD, and in a merge against each
 * merged commit too. One process in nearly all cases, since a hook waits for it.
 */
final class DiffIndex {

  private static final int MAX_SMALL_OUTPUT = 1 << 20;

  private final GitCommand git;
  private final GitRepository repository;

  DiffIndex(GitCommand git, GitRepository repository) {
    this.git = git;
    this.repository = repository;
  }

  GitBackend.Staged staged() throws IOException {
    List<Against> all = new ArrayList<>();
    all.add(againstHead());
    for (String merged : mergeHeads(repository)) {
      all.add(against(merged));
    }
    List<List<Deletion>> deletions = new ArrayList<>();
    for (Against one : all) {
      deletions.add(one.deletions);
    }
    List<Change> changes = all.size() == 1 ? all.get(0).changes : inNone(all);
    int unmerged = all.get(0).unmerged.size();
    if (unmerged > 0) {
      changes.addAll(sidesOfConflicts(all));
    }
    return new GitBackend.Staged(changes, deletions, unmerged);
  }

  /** The commits that are being merged into HEAD: parents of the commit to come. */
  static List<String> mergeHeads(GitRepository repository) {
    Path file = repository.gitDir().resolve("MERGE_HEAD");
    return Files.exists(file) ? GitLocation.readLines(file) : List.of();
  }

  /** What the index has otherwise than one tree. */
  private static final class Against {
    final List<Change> changes = new ArrayList<>();
    final List<Deletion> deletions = new ArrayList<>();

    /** Paths in conflict and what the tree has there. */
    final Map<String, @Nullable String> unmerged = new HashMap<>();
  }

  private Against againstHead() throws IOException {
    try {
      return against("HEAD");
    } catch (GitFailure e) {
      if (!unborn()) {
        throw e;
      }
      return against(
          repository.objectFormat() == ObjectFormat.SHA256
              ? "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
              : "4b825dc642cb6eb9a060e54bf8d69288fbee4904"); // the empty tree
    }
  }

  private Against against(String tree) throws IOException {
    try (GitProcess process =
        git.start(
            repository,
            "diff-index",
            "--cached",
            "--raw",
            "-z",
            "--no-abbrev",
            "--no-renames",
            "--ignore-submodules=none",
            "--ita-invisible-in-index",
            tree,
            "--")) {
      Against out = new Against();
      RawDiffReader reader = new RawDiffReader(process.output());
      while (reader.next()) {
        Change change = reader.change();
        if (change == null) {
          throw new IOException("unexpected output of git diff-index");
        }
        String base = change.bases()[0];
        if (reader.status() == 'U') {
          out.unmerged.put(change.path(), base);
        } else if (change.id() != null) {
          out.changes.add(change);
        } else if (base != null) {
          out.deletions.add(new Deletion(change.path(), base));
        }
      }
      process.finish();
      return out;
    }
  }

  /** Whether HEAD names a branch that has no commit yet, as opposed to one that can't be read. */
  private boolean unborn() throws IOException {
    String branch;
    try {
      branch = text("symbolic-ref", "--quiet", "HEAD").strip();
    } catch (GitFailure e) {
      return false; // detached
    }
    if (Files.exists(repository.commonDir().resolve(branch))) {
      return false; // and broken
    }
    return text("for-each-ref", "--format=%(objectname)", branch).isBlank();
  }

  private String text(String... arguments) throws IOException {
    return new String(git.run(repository, MAX_SMALL_OUTPUT, arguments), StandardCharsets.UTF_8);
  }

  /** What differs from every one of them. */
  private static List<Change> inNone(List<Against> all) {
    List<Map<String, Change>> byPath = new ArrayList<>();
    for (Against one : all) {
      Map<String, Change> map = new HashMap<>();
      for (Change change : one.changes) {
        map.put(change.path(), change);
      }
      byPath.add(map);
    }
    List<Change> changes = new ArrayList<>();
    for (Change change : all.get(0).changes) {
      @Nullable String[] bases = new @Nullable String[all.size()];
      boolean differs = true;
      for (int i = 0; i < bases.length; i++) {
        Change same = byPath.get(i).get(change.path());
        differs &= same != null;
        bases[i] = same == null ? null : same.bases()[0];
      }
      if (differs) {
        changes.add(new Change(change.path(), change.mode(), change.id(), bases));
      }
    }
    return changes;
  }

  /** Ours and theirs of each conflict: {@code MODE ID STAGE TAB PATH NUL}. */
  private List<Change> sidesOfConflicts(List<Against> all) throws IOException {
    List<Change> sides = new ArrayList<>();
    try (GitProcess process =
        git.start(repository, "ls-files", "--full-name", "--unmerged", "-z")) {
      NulRecords records = new NulRecords(process.output());
      while (records.next()) {
        int modeEnd = records.find(' ', records.start());
        int idEnd = records.find(' ', modeEnd + 1);
        int tab = records.find('\t', idEnd + 1);
        if (records.bytes()[idEnd + 1] == '1') {
          continue; // the common ancestor
        }
        String path = records.path(tab + 1);
        @Nullable String[] bases = new @Nullable String[all.size()];
        for (int i = 0; i < bases.length; i++) {
          bases[i] = all.get(i).unmerged.get(path);
        }
        int mode = records.octal(records.start(), modeEnd);
        sides.add(new Change(path, mode, records.text(modeEnd + 1, idEnd), bases));
      }
      process.finish();
    }
    return sides;
  }
}
