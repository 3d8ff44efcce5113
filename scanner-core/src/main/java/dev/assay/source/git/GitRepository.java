package dev.assay.source.git;

import dev.assay.model.Problem;
import dev.assay.model.UsageException;
import java.io.IOException;
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

  private GitRepository(GitLocation location, Map<String, String> environment) {
    this.directory = location.directory();
    this.gitDir = location.gitDir();
    this.environment = environment;
    this.fromEnvironment = location.fromEnvironment();
    this.commonDir = GitLocation.commonDir(gitDir, variable("GIT_COMMON_DIR"));
    this.config = GitConfig.read(commonDir.resolve("config"));
    this.workTree = workTree(location);
  }

  /**
   * The repository that {@code path} (a work tree, a folder in one, a git directory or a {@code
   * .git} file) belongs to.
   *
   * @param environment variables as git would see them; not kept beyond what concerns git
   * @throws UsageException if there is none, saying what to do
   */
  public static GitRepository open(Path path, Map<String, String> environment) {
    return new GitRepository(GitLocation.of(path, environment), environment);
  }

  private @Nullable Path workTree(GitLocation location) {
    String variable = variable("GIT_WORK_TREE");
    if (variable != null) {
      return GitLocation.resolve(Path.of("").toAbsolutePath(), variable);
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
      return GitLocation.resolve(gitDir, configured);
    }
    if (location.inWorkTree()) {
      return directory;
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
    return GitLocation.resolve(base, variable);
  }

  /** The repository's own object directory first, then its alternates, theirs included. */
  public List<Path> objectDirectories() {
    LinkedHashSet<Path> all = new LinkedHashSet<>();
    String variable = variable("GIT_OBJECT_DIRECTORY");
    Path own =
        variable == null ? commonDir.resolve("objects") : GitLocation.resolve(directory, variable);
    addObjectDirectory(own, 0, all);
    String more = variable("GIT_ALTERNATE_OBJECT_DIRECTORIES");
    if (more != null) {
      int start = 0;
      while (start <= more.length()) {
        int end = more.indexOf(java.io.File.pathSeparatorChar, start);
        end = end < 0 ? more.length() : end;
        if (end > start) {
          addObjectDirectory(GitLocation.resolve(directory, more.substring(start, end)), 1, all);
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
    for (String line : GitLocation.readLines(directory.resolve("info").resolve("alternates"))) {
      if (!line.isEmpty() && line.charAt(0) != '#') {
        addObjectDirectory(GitLocation.resolve(directory, line), depth + 1, out);
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
    for (String line : GitLocation.readLines(commonDir.resolve("shallow"))) {
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
    for (String line : GitLocation.readLines(commonDir.resolve("packed-refs"))) {
      if (line.startsWith("refs/replace/", objectFormat().hexLength() + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code info/grafts} gives commits other parents; Assay looks at the real ones. */
  public boolean grafts() {
    for (String line : GitLocation.readLines(commonDir.resolve("info").resolve("grafts"))) {
      if (!line.isEmpty() && line.charAt(0) != '#') {
        return true;
      }
    }
    return false;
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
