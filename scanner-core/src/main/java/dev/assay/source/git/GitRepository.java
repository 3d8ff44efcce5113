package dev.assay.source.git;

import dev.assay.model.Problem;
import dev.assay.model.UsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a repository's parts stand and which oddities it has, found by reading a few small files:
 * no JGit, no process. See gitrepository-layout(5) and git-config(1). Immutable.
 *
 * <p>{@code GIT_DIR}, {@code GIT_WORK_TREE}, {@code GIT_INDEX_FILE}, {@code GIT_COMMON_DIR}, {@code
 * GIT_OBJECT_DIRECTORY} and {@code GIT_ALTERNATE_OBJECT_DIRECTORIES} are honoured for the
 * repository that the environment means (git sets them for hooks), and ignored when the user names
 * another one: the index of one repository is never held against the HEAD of another.
 */
public final class GitRepository {

  /** As deep as git follows alternates of alternates. */
  private static final int MAX_ALTERNATE_DEPTH = 5;

  private static final Set<String> KNOWN_EXTENSIONS =
      Set.of(
          "noop",
          "noop-v1",
          "objectformat",
          "partialclone",
          "preciousobjects",
          "refstorage",
          "relativeworktrees",
          "worktreeconfig");

  private final Path directory;
  private final Path gitDir;
  private final Path commonDir;
  private final @Nullable Path workTree;
  private final GitConfig config;
  private final Map<String, String> environment;
  private final boolean fromEnvironment;

  private GitRepository(Found found, Map<String, String> environment, boolean fromEnvironment) {
    this.directory = found.directory;
    this.gitDir = found.gitDir;
    this.environment = environment;
    this.fromEnvironment = fromEnvironment;
    this.commonDir = commonDir(found.gitDir, variable("GIT_COMMON_DIR"));
    this.config = GitConfig.read(commonDir.resolve("config"));
    this.workTree = workTree(found);
  }

  /**
   * The repository that {@code path} (a work tree, a folder in one, a git directory or a {@code
   * .git} file) belongs to.
   *
   * @param environment variables as git would see them; not kept beyond what concerns git
   * @throws UsageException if there is none, saying what to do
   */
  public static GitRepository open(Path path, Map<String, String> environment) {
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
      Found meant = byVariable(here, gitDirVariable);
      Found found = start.equals(here) ? meant : find(start);
      if (found == null) {
        throw notARepository(path);
      }
      boolean same = isSame(found.gitDir, meant.gitDir);
      return new GitRepository(same ? meant : found, environment, same);
    }
    Found found = find(start);
    if (found == null) {
      throw notARepository(path);
    }
    boolean same = true;
    if (!start.equals(here)) {
      Found meant = here.startsWith(found.directory) ? find(here) : null;
      same = meant != null && isSame(found.gitDir, meant.gitDir);
    }
    return new GitRepository(found, environment, same);
  }

  private static UsageException notARepository(Path path) {
    return new UsageException(
        "Not a git repository (nor any folder above it): "
            + path
            + ". Name a work tree or a git directory, or use 'assay scan' for plain folders");
  }

  private static boolean isSame(Path a, Path b) {
    try {
      return a.equals(b) || Files.isSameFile(a, b);
    } catch (IOException e) {
      return false;
    }
  }

  /** Where a repository was found: {@code directory} is where git is to be started. */
  private record Found(Path directory, Path gitDir, boolean inWorkTree) {}

  private static Found byVariable(Path here, String gitDirVariable) {
    Path named = here.resolve(gitDirVariable).normalize();
    Path gitDir = Files.isRegularFile(named) ? readGitFile(named) : named;
    if (!isGitDirectory(gitDir)) {
      throw new UsageException("GIT_DIR is set to " + gitDirVariable + ", not a git directory");
    }
    return new Found(here, gitDir, true);
  }

  private static @Nullable Found find(Path start) {
    for (Path at = start; at != null; at = at.getParent()) {
      Path dotGit = at.resolve(".git");
      if (Files.isDirectory(dotGit)) {
        if (isGitDirectory(dotGit)) {
          return new Found(at, dotGit, true);
        }
      } else if (Files.isRegularFile(dotGit)) {
        return new Found(at, readGitFile(dotGit), true);
      }
      if (isGitDirectory(at)) {
        return new Found(at, at, false);
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
    Path target = Path.of(text.substring("gitdir: ".length()));
    Path gitDir = (parent == null ? target : parent.resolve(target)).normalize();
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

  private static Path commonDir(Path gitDir, @Nullable String variable) {
    if (variable != null) {
      return Path.of("").toAbsolutePath().resolve(variable).normalize();
    }
    String line = readLine(gitDir.resolve("commondir"));
    return line == null ? gitDir : gitDir.resolve(line).normalize();
  }

  /** The first line of a small file, null if there is no such file. */
  private static @Nullable String readLine(Path file) {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (java.io.InputStream in = new java.io.FileInputStream(file.toFile())) {
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

  private @Nullable Path workTree(Found found) {
    String variable = variable("GIT_WORK_TREE");
    if (variable != null) {
      return Path.of("").toAbsolutePath().resolve(variable).normalize();
    }
    GitConfig own =
        config.isTrue("extensions.worktreeconfig")
            ? GitConfig.read(gitDir.resolve("config.worktree"))
            : config;
    String configured = own.get("core.worktree");
    if (configured == null) {
      configured = config.get("core.worktree");
    }
    if (configured != null) {
      return gitDir.resolve(configured).normalize();
    }
    if (found.inWorkTree) {
      return found.directory;
    }
    Path parent = gitDir.getParent();
    return gitDir.endsWith(".git") && !config.isTrue("core.bare") ? parent : null;
  }

  private @Nullable String variable(String name) {
    String value = fromEnvironment ? environment.get(name) : null;
    return value == null || value.isEmpty() ? null : value;
  }

  /** The folder to start git in, so that it finds this very repository. */
  Path directory() {
    return directory;
  }

  /** Whether the variables that locate a repository mean this one, so that git may see them. */
  boolean fromEnvironment() {
    return fromEnvironment;
  }

  /** Its own configuration. */
  GitConfig config() {
    return config;
  }

  /** The environment that this repository was looked up with. */
  Map<String, String> environment() {
    return environment;
  }

  /** The git directory of this work tree: its HEAD and its index. Absolute. */
  public Path gitDir() {
    return gitDir;
  }

  /** The git directory that linked work trees share: objects, refs, configuration. Absolute. */
  public Path commonDir() {
    return commonDir;
  }

  /** The root of the work tree; null for a bare repository. */
  public @Nullable Path workTree() {
    return workTree;
  }

  /** The index, whether or not it is there. */
  public Path indexFile() {
    String variable = variable("GIT_INDEX_FILE");
    if (variable == null) {
      return gitDir.resolve("index");
    }
    // Git changes to the root of the work tree before it opens a relative one.
    Path base = workTree == null || environment.containsKey("GIT_DIR") ? directory : workTree;
    return base.resolve(variable).normalize();
  }

  /** The repository's own object directory first, then its alternates, theirs included. */
  public List<Path> objectDirectories() {
    LinkedHashSet<Path> all = new LinkedHashSet<>();
    String variable = variable("GIT_OBJECT_DIRECTORY");
    Path own =
        variable == null ? commonDir.resolve("objects") : directory.resolve(variable).normalize();
    addObjectDirectory(own, 0, all);
    String more = variable("GIT_ALTERNATE_OBJECT_DIRECTORIES");
    if (more != null) {
      int start = 0;
      while (start <= more.length()) {
        int end = more.indexOf(java.io.File.pathSeparatorChar, start);
        end = end < 0 ? more.length() : end;
        if (end > start) {
          addObjectDirectory(directory.resolve(more.substring(start, end)).normalize(), 1, all);
        }
        start = end + 1;
      }
    }
    return List.copyOf(all);
  }

  private static void addObjectDirectory(Path directory, int depth, Set<Path> out) {
    if (!out.add(directory) || depth >= MAX_ALTERNATE_DEPTH) {
      return;
    }
    for (String line : readLines(directory.resolve("info").resolve("alternates"))) {
      if (!line.isEmpty() && line.charAt(0) != '#') {
        addObjectDirectory(directory.resolve(line).normalize(), depth + 1, out);
      }
    }
  }

  /** The hash of its object ids; SHA-1 too if it names one that nobody knows. */
  public ObjectFormat objectFormat() {
    String format = config.get("extensions.objectformat");
    return "sha256".equalsIgnoreCase(format) ? ObjectFormat.SHA256 : ObjectFormat.SHA1;
  }

  /** {@code extensions.*} that change how it is to be read and that we know nothing of. */
  public List<String> unknownExtensions() {
    List<String> unknown = new ArrayList<>();
    String version = config.get("core.repositoryformatversion");
    if (version == null || version.equals("0")) {
      return unknown; // git ignores them in version 0
    }
    if (!version.equals("1")) {
      unknown.add("core.repositoryformatversion=" + version);
    }
    for (String name : config.namesIn("extensions")) {
      if (!KNOWN_EXTENSIONS.contains(name)) {
        unknown.add("extensions." + name);
      }
    }
    String format = config.get("extensions.objectformat");
    if (format != null
        && !format.toLowerCase(Locale.ROOT).equals("sha1")
        && !format.toLowerCase(Locale.ROOT).equals("sha256")) {
      unknown.add("extensions.objectFormat=" + format);
    }
    String refs = config.get("extensions.refstorage");
    if (refs != null && !refs.equals("files") && !refs.equals("reftable")) {
      unknown.add("extensions.refStorage=" + refs);
    }
    return unknown;
  }

  /** Whether its refs are kept in reftable files. */
  public boolean reftable() {
    return "reftable".equals(config.get("extensions.refstorage"));
  }

  /** Whether objects may be missing on purpose, to be fetched when needed (which we never do). */
  public boolean partialClone() {
    return config.get("extensions.partialclone") != null
        || config.anyTrue("remote", "promisor")
        || config.anySet("remote", "partialclonefilter");
  }

  /** Whether its history is cut. */
  public boolean shallow() {
    return !shallowCommits().isEmpty();
  }

  /** Commits whose parents were left out, full hexadecimal ids. */
  public Set<String> shallowCommits() {
    Set<String> commits = new HashSet<>();
    for (String line : readLines(commonDir.resolve("shallow"))) {
      if (!line.isEmpty()) {
        commits.add(line);
      }
    }
    return commits;
  }

  /** Whether objects are replaced by {@code refs/replace/*}; Assay looks at the real ones. */
  public boolean replaceRefs() {
    Path loose = commonDir.resolve("refs").resolve("replace");
    if (Files.isDirectory(loose)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(loose)) {
        if (entries.iterator().hasNext()) {
          return true;
        }
      } catch (IOException e) {
        throw new UsageException("Can't read " + loose + ": " + e, e);
      }
    }
    for (String line : readLines(commonDir.resolve("packed-refs"))) {
      if (line.startsWith("refs/replace/", objectFormat().hexLength() + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code info/grafts} gives commits other parents; Assay looks at the real ones. */
  public boolean grafts() {
    for (String line : readLines(commonDir.resolve("info").resolve("grafts"))) {
      if (!line.isEmpty() && line.charAt(0) != '#') {
        return true;
      }
    }
    return false;
  }

  /** The lines of a file of git's, none if it isn't there. */
  static List<String> readLines(Path file) {
    List<String> lines = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      return lines;
    }
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      throw new UsageException("Can't read " + file + ": " + e, e);
    }
    return lines;
  }

  /**
   * Why only the {@code git} command can read this repository, one sentence each; empty if JGit can
   * as well. The index has reasons of its own ({@link #indexNeedsGit}).
   */
  public List<String> needsGit() {
    List<String> reasons = new ArrayList<>();
    if (objectFormat() == ObjectFormat.SHA256) {
      reasons.add("its objects are named by SHA-256");
    }
    if (partialClone()) {
      reasons.add("it is a partial clone");
    }
    for (String extension : unknownExtensions()) {
      reasons.add("it uses " + extension);
    }
    return reasons;
  }

  /** The same for its index; empty if it's an ordinary one. */
  public List<String> indexNeedsGit() {
    return IndexInspection.needsGit(indexFile(), objectFormat());
  }

  /** That history is cut, for scans that come to the cut; null if it isn't cut. */
  public @Nullable Problem historyCut() {
    int cuts = shallowCommits().size();
    if (cuts == 0) {
      return null;
    }
    return new Problem(
        Problem.Kind.HISTORY_CUT,
        ".git/shallow",
        "This is a shallow clone: what stood before "
            + cuts
            + (cuts == 1 ? " commit" : " commits")
            + " was not scanned. Fetch it first with 'git fetch --unshallow'");
  }

  /** How the repository is called in messages. */
  @Override
  public String toString() {
    return workTree == null ? gitDir.toString() : workTree.toString();
  }
}
