package dev.assay.source.git;

import dev.assay.model.UsageException;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a repository was found, by the rules of git (gitrepository-layout(5), git(1)).
 *
 * @param directory where git is to be started, so that it finds this very repository
 * @param gitDir absolute
 * @param inWorkTree whether {@code directory} is a work tree's root, as far as can be seen from it
 * @param fromEnvironment whether the variables that locate a repository mean this one
 */
record GitLocation(Path directory, Path gitDir, boolean inWorkTree, boolean fromEnvironment) {

  /**
   * The repository that {@code path} belongs to.
   *
   * @throws UsageException if there is none, saying what to do
   */
  static GitLocation of(Path path, Map<String, String> environment) {
    Path named = path.toAbsolutePath().normalize();
    if (!Files.exists(named)) {
      throw new UsageException("No such file or folder: " + path);
    }
    Path start = named;
    if (!Files.isDirectory(start)) {
      Path parent = start.getParent();
      if (parent == null || !start.endsWith(".git")) {
        throw new UsageException(path + " is a file; name a work tree or a git directory");
      }
      start = parent;
    }
    Path here = Path.of("").toAbsolutePath();
    String gitDirVariable = environment.get("GIT_DIR");
    if (gitDirVariable != null && !gitDirVariable.isEmpty()) {
      GitLocation meant = byVariable(here, gitDirVariable);
      GitLocation found = start.equals(here) ? meant : find(start);
      if (found == null) {
        throw notARepository(path);
      }
      boolean same = isSame(found.gitDir, meant.gitDir);
      return (same ? meant : found).meantByEnvironment(same);
    }
    GitLocation found = find(start);
    if (found == null) {
      throw notARepository(path);
    }
    boolean same = true;
    if (!start.equals(here)) {
      GitLocation meant = here.startsWith(found.directory) ? find(here) : null;
      same = meant != null && isSame(found.gitDir, meant.gitDir);
    }
    return found.meantByEnvironment(same);
  }

  private GitLocation meantByEnvironment(boolean meant) {
    return new GitLocation(directory, gitDir, inWorkTree, meant);
  }

  private static UsageException notARepository(Path path) {
    return new UsageException(
        "Not a git repository (nor any folder above it): "
            + path
            + ". Name a work tree or a git directory, or use 'assay scan' for plain folders");
  }

  /**
   * A path that git has written down, against {@code base}.
   *
   * @throws UsageException if this process can't name it
   */
  static Path resolve(Path base, String path) {
    try {
      return base.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new UsageException(
          "The path '"
              + path
              + "' can't be named in this locale: set LC_ALL to one of UTF-8, such as C.UTF-8",
          e);
    }
  }

  private static boolean isSame(Path a, Path b) {
    try {
      return a.equals(b) || Files.isSameFile(a, b);
    } catch (IOException e) {
      return false;
    }
  }

  private static GitLocation byVariable(Path here, String gitDirVariable) {
    Path named = resolve(here, gitDirVariable);
    Path gitDir = Files.isRegularFile(named) ? readGitFile(named) : named;
    if (!isGitDirectory(gitDir)) {
      throw new UsageException("GIT_DIR is set to " + gitDirVariable + ", not a git directory");
    }
    return new GitLocation(here, gitDir, true, true);
  }

  private static @Nullable GitLocation find(Path start) {
    for (Path at = start; at != null; at = at.getParent()) {
      Path dotGit = at.resolve(".git");
      if (Files.isDirectory(dotGit)) {
        if (isGitDirectory(dotGit)) {
          return new GitLocation(at, dotGit, true, false);
        }
      } else if (Files.isRegularFile(dotGit)) {
        return new GitLocation(at, readGitFile(dotGit), true, false);
      }
      if (isGitDirectory(at)) {
        return new GitLocation(at, at, false, false);
      }
    }
    return null;
  }

  /** The {@code .git} file of linked work trees and submodules: {@code gitdir: PATH}. */
  private static Path readGitFile(Path file) {
    String text = readLine(file);
    if (text == null || !text.startsWith("gitdir: ")) {
      throw new UsageException(
          file + " doesn't name a git directory (\"gitdir: PATH\"): the work tree is broken");
    }
    Path parent = file.toAbsolutePath().getParent();
    String target = text.substring("gitdir: ".length());
    Path gitDir = resolve(parent == null ? Path.of("") : parent, target);
    if (!isGitDirectory(gitDir)) {
      throw new UsageException(
          file
              + " points to "
              + gitDir
              + ", which is not a git directory: repair it with 'git worktree repair' or"
              + " 'git submodule update --init'");
    }
    return gitDir;
  }

  /** What git itself asks of a git directory. */
  private static boolean isGitDirectory(Path directory) {
    Path head = directory.resolve("HEAD");
    if (!Files.isRegularFile(head) && !Files.isSymbolicLink(head)) {
      return false;
    }
    Path common = commonDir(directory, null);
    return Files.isDirectory(common.resolve("objects"))
        && Files.isDirectory(common.resolve("refs"));
  }

  /**
   * What linked work trees share.
   *
   * @param variable {@code GIT_COMMON_DIR} where it counts
   */
  static Path commonDir(Path gitDir, @Nullable String variable) {
    if (variable != null) {
      return resolve(Path.of("").toAbsolutePath(), variable);
    }
    String line = readLine(gitDir.resolve("commondir"));
    return line == null ? gitDir : resolve(gitDir, line);
  }

  /** The first line of a small file, null if there is no such file. */
  private static @Nullable String readLine(Path file) {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (InputStream in = new FileInputStream(file.toFile())) {
      String text = new String(in.readNBytes(64 << 10), StandardCharsets.UTF_8);
      int end = text.length();
      while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
        end--;
      }
      return text.substring(0, end);
    } catch (IOException e) {
      throw new UsageException("Can't read " + file + ": " + e, e);
    }
  }

  /** The lines of a file of git's, none if it isn't there. */
  static List<String> readLines(Path file) {
    List<String> lines = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      return lines;
    }
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(file.toFile()), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      throw new UsageException("Can't read " + file + ": " + e, e);
    }
    return lines;
  }
}
