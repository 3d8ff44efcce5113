package dev.assay.source.git.history;

import dev.assay.model.Problem;
import dev.assay.source.git.GitPaths;
import dev.assay.source.git.GitRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads refs that are files: packed-refs, files below {@code refs/}, HEAD, the same of every linked
 * work tree, the stash with its older entries, and reflogs (gitrepository-layout, git-worktree).
 */
final class FileRefs {
  private static final int MAX_DEPTH = 64;

  private static final String[] PSEUDO_REFS = {
    "ORIG_HEAD",
    "FETCH_HEAD",
    "MERGE_HEAD",
    "CHERRY_PICK_HEAD",
    "REVERT_HEAD",
    "REBASE_HEAD",
    "BISECT_HEAD",
    "AUTO_MERGE"
  };

  private final GitRepository repository;
  private final int hexLength;
  private final Consumer<Problem> problems;
  private final RefTips out = new RefTips();

  private FileRefs(GitRepository repository, Consumer<Problem> problems) {
    this.repository = repository;
    this.hexLength = repository.objectFormat().hexLength();
    this.problems = problems;
  }

  /** Reads all; what can't be read is a problem. */
  static RefTips read(GitRepository repository, Consumer<Problem> problems) {
    return new FileRefs(repository, problems).read();
  }

  private RefTips read() {
    Path common = repository.commonDir();
    packed(common.resolve("packed-refs"));
    directory(common, "");
    Path workTrees = common.resolve("worktrees");
    for (String name : subdirectories(workTrees)) {
      directory(workTrees.resolve(name), "worktrees/" + name + "/");
    }
    return out;
  }

  /** One git directory: the common one, or that of a linked work tree. */
  private void directory(Path directory, String prefix) {
    loose(directory, prefix + "HEAD", directory.resolve("HEAD"));
    tree(
        directory.resolve("refs"),
        file -> loose(directory, prefix + relative(directory, file), file));
    for (String name : PSEUDO_REFS) {
      former(directory.resolve(name));
    }
    tree(directory.resolve("logs"), file -> log(directory, file));
  }

  private static String relative(Path directory, Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }

  private static List<String> subdirectories(Path directory) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(String.valueOf(entry.getFileName()));
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      return names; // no work trees
    }
    names.sort(null);
    return names;
  }

  private void packed(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == '^') {
          continue; // ^: what the tag in the line before points to
        }
        if (RefTips.startsWithId(line, hexLength) && line.length() > hexLength + 1) {
          byte[] name = line.substring(hexLength + 1).getBytes(StandardCharsets.ISO_8859_1);
          out.addRef(GitPaths.decode(name, 0, name.length), line.substring(0, hexLength));
        } else {
          problem(Problem.Kind.CORRUPT, "packed-refs", "line " + number + " names no object");
        }
      }
    } catch (IOException e) {
      problem(Problem.Kind.UNREADABLE, "packed-refs", "it can't be read");
    }
  }

  private interface Visit {
    void file(Path file) throws IOException;
  }

  private void tree(Path directory, Visit visit) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try {
      Files.walkFileTree(
          directory,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          MAX_DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              if (attributes.isRegularFile() && !file.toString().endsWith(".lock")) {
                visit.file(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              // Gone meanwhile, or a link in a circle: no ref.
              if (!(e instanceof NoSuchFileException || e instanceof FileSystemLoopException)) {
                problem(Problem.Kind.UNREADABLE, shown(file), "it can't be read");
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      problem(Problem.Kind.UNREADABLE, shown(directory), "it can't be read");
    }
  }

  private void loose(Path directory, String name, Path file) {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      text = new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1).strip();
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      problem(Problem.Kind.UNREADABLE, shown(file), "it can't be read");
      return;
    }
    if (text.startsWith("ref:")) {
      return; // its target is listed by itself, or not born yet
    }
    if (RefTips.startsWithId(text, hexLength)) {
      out.addRef(name, text.substring(0, hexLength));
      if (name.endsWith("refs/stash")) {
        stash(directory);
      }
    } else if (!isZero(text)) {
      problem(Problem.Kind.CORRUPT, shown(file), "it names no object");
    }
  }

  /** A ref that was being written when the machine went down; git ignores it too. */
  private static boolean isZero(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c == '0');
  }

  /** {@code git stash list} shows more than the ref holds: the older entries of its log. */
  private void stash(Path directory) {
    Path log = directory.resolve("logs").resolve("refs").resolve("stash");
    List<String> ids = new ArrayList<>();
    lines(log, line -> ids.add(line.length() > hexLength ? line.substring(hexLength + 1) : ""));
    for (int i = 0; i < ids.size(); i++) {
      if (RefTips.startsWithId(ids.get(i), hexLength)) {
        out.addRef("refs/stash@{" + (ids.size() - 1 - i) + "}", ids.get(i).substring(0, hexLength));
      }
    }
  }

  /** Each line starts with the ids before and after. */
  private void log(Path directory, Path file) {
    if (relative(directory, file).equals("logs/refs/stash")) {
      return;
    }
    lines(
        file,
        line -> {
          if (RefTips.startsWithId(line, hexLength)) {
            out.addFormer(line.substring(0, hexLength));
          }
          if (line.length() > hexLength
              && RefTips.startsWithId(line.substring(hexLength + 1), hexLength)) {
            out.addFormer(line.substring(hexLength + 1, 2 * hexLength + 1));
          }
        });
  }

  private void former(Path file) {
    lines(
        file,
        line -> {
          if (RefTips.startsWithId(line, hexLength)) {
            out.addFormer(line.substring(0, hexLength));
          }
        });
  }

  private void lines(Path file, Consumer<String> each) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        each.accept(line);
      }
    } catch (IOException e) {
      problem(Problem.Kind.UNREADABLE, shown(file), "it can't be read");
    }
  }

  private String shown(Path file) {
    return relative(repository.commonDir(), file);
  }

  private void problem(Problem.Kind kind, String path, String reason) {
    problems.accept(new Problem(kind, path, "A ref was not followed: " + reason));
  }
}
