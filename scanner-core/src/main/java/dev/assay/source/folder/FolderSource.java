package dev.assay.source.folder;

import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Provenance;
import dev.assay.model.UsageException;
import dev.assay.model.WorkTree;
import dev.assay.source.Reopener;
import dev.assay.source.Source;
import dev.assay.source.git.GitRepository;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A folder with all that is in it, or a single file. Paths are relative to the root of the git work
 * tree if it stands in one, else to the folder itself. Links are never followed, special files
 * never opened.
 */
public final class FolderSource implements Source {
  private final String named;
  private final String prefix;
  private final boolean noIgnore;
  private final Map<String, String> environment;
  private @Nullable String folder;

  /** Of the folder that was pushed. */
  private @Nullable WorkTree tracked;

  /**
   * @param named the path as the user wrote it
   * @param prefix in front of logical paths outside of work trees; empty or ending in {@code /}
   * @param noIgnore whether ignore files count for nothing
   * @param environment variables that say where git's files are
   */
  public FolderSource(
      String named, String prefix, boolean noIgnore, Map<String, String> environment) {
    this.named = named;
    this.prefix = prefix;
    this.noIgnore = noIgnore;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Where things are.
   *
   * @param root real path of what is scanned
   * @param folder whether it is one
   * @param repository of the work tree that holds it, if one does
   * @param workTree its root, real; null without one
   * @param path logical path of the root: of a folder empty or ending in {@code /}
   */
  private record Site(
      Path root,
      boolean folder,
      @Nullable GitRepository repository,
      @Nullable Path workTree,
      String path) {}

  @Override
  public void push(ContentSink sink) throws IOException {
    Site site = site();
    if (!site.folder()) {
      BasicFileAttributes attributes = Files.readAttributes(site.root(), BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw new UsageException(
            named + " is neither a file nor a folder; pipe its content to '-' to scan it");
      }
      sink.count(Coverage.Unit.FILES, 1);
      sink.accept(
          new FileContent(new Provenance.File(site.path()), site.root(), attributes.size()));
      return;
    }
    folder = site.path();
    tracked = site.repository() == null ? null : new TrackedFiles(site.repository());
    Ignoring ignoring = new Ignoring(noIgnore, site.repository(), sink);
    Path ownGit = site.workTree() == null ? null : site.workTree().resolve(".git");
    new TreeWalk(site.root(), ownGit, ignoring, sink).walk(site.path(), above(site, ignoring));
  }

  /** The patterns of all folders above the root, in its work tree. */
  private static Ignoring.Scope above(Site site, Ignoring ignoring) {
    Ignoring.Scope scope = ignoring.global();
    Path workTree = site.workTree();
    if (workTree == null) {
      return scope;
    }
    Path relative = workTree.relativize(site.root());
    Path directory = workTree;
    String folder = "";
    for (Path name : relative) {
      if (directory.equals(site.root())) {
        break;
      }
      boolean git = Files.exists(directory.resolve(Ignoring.GIT_IGNORE));
      boolean assay = Files.exists(directory.resolve(Ignoring.ASSAY_IGNORE));
      scope = ignoring.enter(scope, directory, folder, git, assay);
      directory = directory.resolve(name);
      folder = folder + PathNames.name(name) + "/";
    }
    return scope;
  }

  private Site site() throws IOException {
    Path root;
    BasicFileAttributes attributes;
    try {
      root = Path.of(named).toRealPath();
      attributes = Files.readAttributes(root, BasicFileAttributes.class);
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new UsageException("No such file or folder: " + named, e);
    }
    boolean folder = attributes.isDirectory();
    GitRepository repository = repository(folder ? root : root.getParent());
    Path workTree = repository == null ? null : repository.workTree();
    workTree = workTree == null || !Files.isDirectory(workTree) ? null : workTree.toRealPath();
    if (repository == null || workTree == null || !root.startsWith(workTree)) {
      String path = folder ? prefix : prefix.isEmpty() ? PathNames.name(root) : named;
      return new Site(root, folder, null, null, path);
    }
    StringBuilder path = new StringBuilder();
    if (!root.equals(workTree)) {
      for (Path name : workTree.relativize(root)) {
        path.append(path.length() == 0 ? "" : "/").append(PathNames.name(name));
      }
      path.append(folder ? "/" : "");
    }
    return new Site(root, folder, repository, workTree, path.toString());
  }

  /** Of a broken repository nothing is known: then this is a plain folder. */
  private @Nullable GitRepository repository(@Nullable Path directory) {
    if (directory == null) {
      return null;
    }
    try {
      return GitRepository.open(directory, environment);
    } catch (UsageException e) {
      return null;
    }
  }

  @Override
  public @Nullable String folder() {
    return folder;
  }

  @Override
  public @Nullable Reopener reopener() {
    return new Reopener() {
      @Override
      public @Nullable Content reopen(String path) throws IOException {
        return again(path);
      }

      @Override
      public @Nullable Set<String> names(String within, int most) throws IOException {
        return namesIn(within, most);
      }
    };
  }

  @Override
  public @Nullable WorkTree workTree() {
    return tracked;
  }

  private @Nullable Content again(String path) throws IOException {
    Site site = site();
    if (!site.folder()) {
      return path.equals(site.path()) ? regular(path, site.root()) : null;
    }
    Path at = below(site, path);
    return at == null ? null : regular(path, at);
  }

  private @Nullable Set<String> namesIn(String within, int most) throws IOException {
    Site site = site();
    if (!site.folder()) {
      return null;
    }
    Path at =
        within.equals(site.path())
            ? site.root()
            : within.endsWith("/") ? below(site, within.substring(0, within.length() - 1)) : null;
    if (at == null || !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(at)) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
          names.add(PathNames.name(entry));
          if (names.size() > most) {
            return null;
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return names;
  }

  /** What {@code path} means in the folder; null if it leads out of it or through a link. */
  private static @Nullable Path below(Site site, String path) {
    if (!path.startsWith(site.path()) || path.length() > 4096) {
      return null;
    }
    Path at = site.root();
    String rest = path.substring(site.path().length());
    int start = 0;
    while (start <= rest.length()) {
      int end = rest.indexOf('/', start);
      end = end < 0 ? rest.length() : end;
      String name = rest.substring(start, end);
      if (name.isEmpty() || name.equals(".") || name.equals("..") || Files.isSymbolicLink(at)) {
        return null;
      }
      try {
        at = at.resolve(name);
      } catch (InvalidPathException e) {
        return null;
      }
      start = end + 1;
    }
    return at;
  }

  private static @Nullable Content regular(String path, Path file) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException | java.nio.file.NotDirectoryException e) {
      return null;
    }
    return attributes.isRegularFile()
        ? new FileContent(new Provenance.File(path), file, attributes.size())
        : null;
  }
}
