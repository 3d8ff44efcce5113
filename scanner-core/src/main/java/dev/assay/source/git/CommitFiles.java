package dev.assay.source.git;

import dev.assay.model.ArtifactFile;
import dev.assay.model.CommitInfo;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the trees of one commit from git's objects (gitformat: {@code MODE NAME NUL ID} one after
 * another), level by level, so that the git command and JGit can't differ. A few kilobytes of trees
 * can stand for billions of files: it stops at limits, and says so.
 */
final class CommitFiles {

  private static final int MOST_LEVELS = 1_000;

  /** Of one tree object, bytes. */
  private static final int LARGEST_TREE = 32 << 20;

  /** Of one path, and of all together, characters. */
  private static final int LONGEST_PATH = 1 << 16;

  private static final long ALL_PATHS = 64L << 20;

  private static final int TYPE = 0170000;
  private static final int FOLDER = 0040000;
  private static final int LINK = 0120000;

  private final GitRepository repository;
  private final long mostEntries;
  private final ContentSink sink;
  private final int idLength;
  private final List<BlobPusher.Item> items = new ArrayList<>();
  private final Set<String> links = new HashSet<>();
  private final List<String> submodules = new ArrayList<>();
  private List<Folder> next = new ArrayList<>();
  private @Nullable CommitInfo commit;
  private long entries;
  private long characters;
  private boolean full;

  /**
   * A tree that is to be read.
   *
   * @param path empty, or ending in a slash
   */
  private record Folder(String path, String id) {}

  CommitFiles(GitRepository repository, long mostEntries, ContentSink sink) {
    this.repository = repository;
    this.mostEntries = mostEntries;
    this.sink = sink;
    idLength = repository.objectFormat().rawLength();
  }

  /** The commit that was read. */
  @Nullable CommitInfo commit() {
    return commit;
  }

  /** Its files, by path. */
  List<BlobPusher.Item> items() {
    return items;
  }

  /** Paths of submodules, sorted. */
  List<String> submodules() {
    return submodules;
  }

  /** Whether a symbolic link stands at {@code path}. */
  boolean isLink(String path) {
    return links.contains(path);
  }

  /** Reads commit {@code id} and all trees below. */
  void read(String id, ObjectReader reader) throws IOException {
    reader.read(new String[] {id}, new CommitVisitor(id));
    for (int level = 0; !next.isEmpty() && !full && !sink.stopped(); level++) {
      List<Folder> folders = next;
      next = new ArrayList<>();
      if (level == MOST_LEVELS) {
        sink.problem(
            new Problem(
                Problem.Kind.TOO_DEEP,
                folders.get(0).path(),
                "folders of the commit are nested in more than "
                    + MOST_LEVELS
                    + " others, and were not scanned"));
        break;
      }
      String[] ids = new String[folders.size()];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = folders.get(i).id();
      }
      reader.read(ids, new TreeVisitor(folders));
    }
    items.sort(
        Comparator.comparing((BlobPusher.Item item) -> item.place().path())
            .thenComparing(item -> item.place().objectId()));
    submodules.sort(null);
  }

  /** Takes the commit itself. */
  private final class CommitVisitor implements ObjectReader.Visitor {
    private final String id;

    CommitVisitor(String id) {
      this.id = id;
    }

    @Override
    public void object(int index, GitObject object) throws IOException {
      byte[] bytes = object.stream().readNBytes(1 << 20);
      int end = "tree ".length() + 2 * idLength;
      if (!object.type().equals("commit") || bytes.length < end) {
        failed(index, Problem.Kind.CORRUPT, "it is no commit");
        return;
      }
      commit = CommitObject.parse(id, bytes, bytes.length).info();
      String tree = GitPaths.decode(bytes, "tree ".length(), end);
      next.add(new Folder("", tree));
    }

    @Override
    public void failed(int index, Problem.Kind kind, String why) {
      sink.problem(new Problem(kind, "commit " + id, "Commit " + id + " was not scanned: " + why));
    }
  }

  /** Takes the trees of one level. */
  private final class TreeVisitor implements ObjectReader.Visitor {
    private final List<Folder> folders;

    TreeVisitor(List<Folder> folders) {
      this.folders = folders;
    }

    @Override
    public void object(int index, GitObject object) throws IOException {
      Folder folder = folders.get(index);
      if (full || sink.stopped()) {
        return;
      }
      if (!object.type().equals("tree")) {
        failed(index, Problem.Kind.CORRUPT, "it is a " + object.type() + ", not a tree");
      } else if (object.size() > LARGEST_TREE) {
        failed(index, Problem.Kind.TOO_LARGE, "it has " + object.size() + " bytes");
      } else {
        byte[] bytes;
        try {
          bytes = object.stream().readNBytes((int) object.size());
        } catch (IOException e) {
          failed(index, Problem.Kind.CORRUPT, String.valueOf(e.getMessage()));
          return;
        }
        if (!entries(folder, bytes)) {
          failed(index, Problem.Kind.CORRUPT, "it is malformed");
        }
      }
    }

    @Override
    public void failed(int index, Problem.Kind kind, String why) {
      Folder folder = folders.get(index);
      sink.problem(
          new Problem(
              kind,
              folder.path().isEmpty() ? "/" : folder.path(),
              "Tree "
                  + folder.id()
                  + " was not scanned: "
                  + why
                  + (kind == Problem.Kind.OBJECT_MISSING && repository.partialClone()
                      ? BlobPusher.PARTIAL_CLONE
                      : "")));
    }
  }

  /** False if the bytes are no tree, at or after what was taken. */
  private boolean entries(Folder folder, byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      int mode = 0;
      int digits = at;
      while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '7' && at - digits < 10) {
        mode = mode << 3 | bytes[at++] - '0';
      }
      int name = at + 1;
      if (at == digits || at >= bytes.length || bytes[at] != ' ') {
        return false;
      }
      at = name;
      while (at < bytes.length && bytes[at] != 0) {
        at++;
      }
      int id = at + 1;
      if (at == name || id + idLength > bytes.length) {
        return false;
      }
      at = id + idLength;
      if (!take(folder, mode, bytes, name, id)) {
        return true;
      }
    }
    return true;
  }

  /** False if there is no room for more. */
  private boolean take(Folder folder, int mode, byte[] bytes, int name, int id) {
    int length = folder.path().length() + id - 1 - name;
    if (entries >= mostEntries || characters + length > ALL_PATHS) {
      full = true;
      sink.problem(
          new Problem(
              Problem.Kind.TOO_LARGE,
              folder.path(),
              String.format(
                  Locale.ROOT,
                  "The commit has more than the %,d files and folders that are looked at, or their"
                      + " paths are too long; the rest was not scanned (--max-entries)",
                  entries)));
      return false;
    }
    entries++;
    if (length > LONGEST_PATH) {
      sink.problem(
          new Problem(
              Problem.Kind.TOO_LARGE,
              folder.path(),
              "a path in it has more than " + LONGEST_PATH + " characters, and was not scanned"));
      return true;
    }
    String path = folder.path() + GitPaths.decode(bytes, name, id - 1);
    String object = HexFormat.of().formatHex(bytes, id, id + idLength);
    CommitInfo in = commit;
    if (Change.isGitlink(mode)) {
      submodules.add(path);
    } else if ((mode & TYPE) == FOLDER) {
      next.add(new Folder(path + "/", object));
    } else if (in != null) {
      boolean link = (mode & TYPE) == LINK;
      if (link) {
        links.add(path);
      }
      items.add(
          BlobPusher.whole(
              path, object, in, link ? ArtifactFile.Mode.UNSAID : ArtifactFile.Mode.of(mode)));
    }
    characters += path.length();
    return true;
  }
}
