package dev.assay.source.git.history;

import dev.assay.model.Problem;
import dev.assay.source.git.GitRepository;
import dev.assay.source.git.ObjectFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jgit.internal.storage.io.BlockSource;
import org.eclipse.jgit.internal.storage.reftable.LogCursor;
import org.eclipse.jgit.internal.storage.reftable.MergedReftable;
import org.eclipse.jgit.internal.storage.reftable.RefCursor;
import org.eclipse.jgit.internal.storage.reftable.ReftableReader;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/**
 * Reads refs that are kept in reftable files, those of linked work trees included. JGit reads the
 * tables; it is not asked for the repository, whose configuration it would look into.
 */
final class ReftableRefs {
  private static final String STASH = "refs/stash";

  private final Consumer<Problem> problems;
  private final RefTips out = new RefTips();

  private ReftableRefs(Consumer<Problem> problems) {
    this.problems = problems;
  }

  /** Reads all; what can't be read is a problem. */
  static RefTips read(GitRepository repository, Consumer<Problem> problems) {
    ReftableRefs refs = new ReftableRefs(problems);
    if (repository.objectFormat() != ObjectFormat.SHA1) {
      problems.accept(
          new Problem(
              Problem.Kind.UNSUPPORTED,
              "reftable",
              "The refs of this repository can't be read: reftable files with SHA-256 ids."
                  + " Clone it with '--ref-format=files' and scan the clone"));
      return refs.out;
    }
    Path common = repository.commonDir();
    refs.stack(common.resolve("reftable"), "");
    try (DirectoryStream<Path> trees = Files.newDirectoryStream(common.resolve("worktrees"))) {
      for (Path tree : trees) {
        refs.stack(tree.resolve("reftable"), "worktrees/" + tree.getFileName() + "/");
      }
    } catch (NoSuchFileException e) {
      return refs.out; // no linked work trees
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      refs.problem(Problem.Kind.UNREADABLE, "worktrees");
    }
    return refs.out;
  }

  /** One directory of tables, which together are the refs; {@code tables.list} has their order. */
  private void stack(Path directory, String prefix) {
    List<ReftableReader> tables = new ArrayList<>();
    try {
      for (String name : tableNames(directory)) {
        FileChannel channel = FileChannel.open(directory.resolve(name), StandardOpenOption.READ);
        tables.add(new ReftableReader(BlockSource.from(channel)));
      }
      MergedReftable merged = new MergedReftable(tables);
      refs(merged, prefix);
      logs(merged, prefix);
    } catch (NoSuchFileException e) {
      if (prefix.isEmpty()) {
        problem(Problem.Kind.VANISHED, "reftable");
      }
    } catch (IOException | RuntimeException e) {
      // JGit throws what comes to hand at damaged tables.
      problem(Problem.Kind.CORRUPT, prefix + "reftable");
    } finally {
      for (ReftableReader table : tables) {
        close(table);
      }
    }
  }

  private static void close(ReftableReader table) {
    try {
      table.close();
    } catch (IOException e) {
      // Read to the end already.
    }
  }

  private static List<String> tableNames(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (BufferedReader in =
        Files.newBufferedReader(directory.resolve("tables.list"), StandardCharsets.ISO_8859_1)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isEmpty()) {
          names.add(line);
        }
      }
    }
    return names;
  }

  private void refs(MergedReftable merged, String prefix) throws IOException {
    try (RefCursor refs = merged.allRefs()) {
      while (refs.next()) {
        Ref ref = refs.getRef();
        ObjectId id = ref.getObjectId();
        if (!ref.isSymbolic() && id != null) {
          String name = ref.getName();
          if (name.startsWith("refs/") || name.equals("HEAD")) {
            out.addRef(prefix + name, id.name());
          } else {
            out.addFormer(id.name());
          }
        }
      }
    }
  }

  /** The stash's log is what {@code git stash list} shows; others are former states. */
  private void logs(MergedReftable merged, String prefix) throws IOException {
    int stashed = 0;
    try (LogCursor logs = merged.allLogs()) {
      while (logs.next()) {
        if (logs.getReflogEntry() == null) {
          continue; // deleted
        }
        ObjectId before = logs.getReflogEntry().getOldId();
        ObjectId after = logs.getReflogEntry().getNewId();
        if (logs.getRefName().equals(STASH)) {
          out.addRef(prefix + STASH + "@{" + stashed++ + "}", after.name());
          continue;
        }
        for (ObjectId id : new ObjectId[] {before, after}) {
          if (id != null && !id.equals(ObjectId.zeroId())) {
            out.addFormer(id.name());
          }
        }
      }
    }
  }

  private void problem(Problem.Kind kind, String path) {
    problems.accept(
        new Problem(
            kind, path, "Refs were not followed: their tables can't be read. Run 'git fsck'"));
  }
}
