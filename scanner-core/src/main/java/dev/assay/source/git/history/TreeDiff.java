package dev.assay.source.git.history;

import dev.assay.model.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a tree with the trees of all parents at once and reports the blobs that none of them has
 * at the same path. A subtree that equals any parent's is not looked into. Trees that aren't sorted
 * as git sorts them make it report more, never less. For one thread.
 */
final class TreeDiff {
  /** Deeper folders than any file system takes. */
  private static final int MAX_DEPTH = 800;

  private static final int DIRECTORY = 0040000;
  private static final int GIT_LINK = 0160000;
  private static final int TYPE = 0170000;

  /** Trees that one commit may bring in: a checkout of more would fill any disk. */
  private static final long MAX_VISITS_OF_COMMIT = 2_000_000;

  /** Takes what is new. */
  interface Output {
    /** A blob whose id stands at {@code idAt} of {@code tree}. */
    void blob(int path, byte[] tree, int idAt);

    /** A pointer to a commit of another repository. */
    void gitLink(int path);

    /** A tree that can't be looked into. */
    void unreadable(int path, byte[] id, int at, Problem.Kind kind, String reason);
  }

  private final StoreReader reader;
  private final PathTable paths;
  private final Output out;
  private final int hashLength;
  private final long maxVisits;
  private final List<Level> levels = new ArrayList<>();
  private long visits;
  private long visitsBefore;
  private boolean exceeded;

  /**
   * Looks into {@code maxVisits} trees in all at most: a few trees that each hold the next ten
   * times unfold to more than anybody can look at.
   */
  TreeDiff(StoreReader reader, PathTable paths, int hashLength, long maxVisits, Output out) {
    this.reader = reader;
    this.paths = paths;
    this.hashLength = hashLength;
    this.maxVisits = maxVisits;
    this.out = out;
  }

  /** Scratch of one folder depth: the tree, the parents' trees, and where each stands. */
  private final class Level {
    private final byte[] id = new byte[hashLength];
    private byte[] ids = new byte[2 * hashLength];
    private byte[][] trees = new byte[2][];
    private int[] lengths = new int[2];
    private int[] at = new int[2];
    private int[] found = new int[2];
    private int parents;

    void clear() {
      parents = 0;
    }

    void addParent(byte[] from, int idAt) {
      if (parents == trees.length) {
        ids = Arrays.copyOf(ids, 2 * ids.length);
        trees = Arrays.copyOf(trees, 2 * parents);
        lengths = Arrays.copyOf(lengths, 2 * parents);
        at = Arrays.copyOf(at, 2 * parents);
        found = Arrays.copyOf(found, 2 * parents);
      }
      System.arraycopy(from, idAt, ids, parents * hashLength, hashLength);
      parents++;
    }
  }

  private Level level(int depth) {
    while (levels.size() <= depth) {
      levels.add(new Level());
    }
    return levels.get(depth);
  }

  /**
   * Starts with the root trees of the parents: first this, then {@link #addParent}, then {@link
   * #run}. Numbers of paths from before may mean others now.
   */
  void start() {
    paths.trim();
    visitsBefore = visits;
    exceeded = false;
    level(0).clear();
  }

  void addParent(byte[] from, int idAt) {
    level(0).addParent(from, idAt);
  }

  /** Reports what the tree {@code id} brings in below {@code path}. */
  void run(byte[] id, int idAt, int path) throws IOException {
    folder(0, id, idAt, path);
  }

  private void folder(int depth, byte[] id, int idAt, int path) throws IOException {
    Level level = level(depth);
    System.arraycopy(id, idAt, level.id, 0, hashLength);
    for (int p = 0; p < level.parents; p++) {
      if (equal(level.ids, p * hashLength, level.id, 0)) {
        return;
      }
    }
    if (depth >= MAX_DEPTH) {
      out.unreadable(path, level.id, 0, Problem.Kind.TOO_DEEP, "folders are nested too deeply");
      return;
    }
    if (++visits > maxVisits || visits - visitsBefore > MAX_VISITS_OF_COMMIT || paths.isFull()) {
      if (!exceeded) {
        exceeded = true;
        out.unreadable(
            path, level.id, 0, Problem.Kind.TOO_MANY_ENTRIES, "its folders unfold without end");
      }
      return;
    }
    Body body = tree(level.id, 0, path, true);
    if (body == null) {
      return;
    }
    for (int p = 0; p < level.parents; p++) {
      Body old = tree(level.ids, p * hashLength, path, false);
      level.trees[p] = old == null ? new byte[0] : old.array();
      level.lengths[p] = old == null ? 0 : (int) old.length();
      level.at[p] = 0;
    }
    entries(depth, level, body.array(), (int) body.length(), path);
  }

  private @Nullable Body tree(byte[] id, int at, int path, boolean report) throws IOException {
    try {
      StoreReader.Stored stored = reader.read(id, at);
      if (stored == null) {
        if (report) {
          out.unreadable(path, id, at, Problem.Kind.OBJECT_MISSING, "it is not in the repository");
        }
        return null;
      }
      if (stored.type() != EntryHeader.TREE || !stored.body().isOnHeap()) {
        stored.body().close();
        throw new CorruptObjectException("it is no tree");
      }
      return stored.body();
    } catch (CorruptObjectException e) {
      if (report) {
        out.unreadable(path, id, at, e.kind(), e.reason());
      }
      return null;
    }
  }

  /** Each entry is an octal mode, a space, the name, a zero byte and the id. */
  private void entries(int depth, Level level, byte[] tree, int length, int path)
      throws IOException {
    int at = 0;
    int same = 0; // up to here the tree equals what the first parent has where it stands
    while (at < length) {
      int start = at;
      if (at >= same && level.parents > 0) {
        same = at + equalBytes(tree, at, length, level);
      }
      if (at < same) {
        int end = entryEnd(tree, at, same);
        if (end >= 0) {
          level.at[0] += end - at;
          at = end;
          continue;
        }
        same = at; // it differs somewhere in this entry
      }
      int mode = 0;
      int c = 0;
      while (at < length && (c = tree[at++]) != ' ') {
        mode = mode << 3 | (c & 7);
      }
      int nameAt = at;
      while (at < length && tree[at] != 0) {
        at++;
      }
      int nameEnd = at;
      int idAt = at + 1;
      at = idAt + hashLength;
      if (at > length) {
        out.unreadable(path, level.id, 0, Problem.Kind.CORRUPT, "the tree ends within an entry");
        return;
      }
      if (!isKnown(level, tree, start, nameAt, nameEnd, (mode & TYPE) == DIRECTORY)) {
        entry(depth, level, tree, nameAt, nameEnd, mode & TYPE, path);
      }
    }
  }

  private static int equalBytes(byte[] tree, int at, int length, Level level) {
    int old = level.at[0];
    int count = Math.min(length - at, level.lengths[0] - old);
    int differ = Arrays.mismatch(tree, at, at + count, level.trees[0], old, old + count);
    return differ < 0 ? count : differ;
  }

  /** Where the next entry starts; negative if this one doesn't end before {@code limit}. */
  private int entryEnd(byte[] tree, int start, int limit) {
    int at = start;
    while (at < limit && tree[at] != 0) {
      at++;
    }
    int end = at + 1 + hashLength;
    return end <= limit ? end : -1;
  }

  /**
   * Whether some parent has the entry; else notes what those have that have another of its name.
   */
  private boolean isKnown(
      Level level, byte[] tree, int start, int nameAt, int nameEnd, boolean directory) {
    int idAt = nameEnd + 1;
    int end = idAt + hashLength;
    for (int p = 0; p < level.parents; p++) {
      byte[] old = level.trees[p];
      int at = level.at[p];
      int count = end - start;
      if (level.lengths[p] - at >= count && Arrays.equals(old, at, at + count, tree, start, end)) {
        level.at[p] = at + count;
        return true;
      }
      int found = find(level, p, tree, nameAt, nameEnd, directory);
      level.found[p] = found;
      if (found >= 0 && equal(old, found, tree, idAt)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where the id of an entry of the same name and kind stands in parent {@code p}; negative if
   * there is none. Steps over entries that stand before it.
   */
  private int find(Level level, int p, byte[] tree, int nameAt, int nameEnd, boolean directory) {
    byte[] old = level.trees[p];
    int length = level.lengths[p];
    int at = level.at[p];
    while (at < length) {
      int mode = 0;
      int c;
      while (at < length && (c = old[at++]) != ' ') {
        mode = mode << 3 | (c & 7);
      }
      int oldName = at;
      while (at < length && old[at] != 0) {
        at++;
      }
      int oldEnd = at;
      at = oldEnd + 1 + hashLength;
      if (at > length) {
        return -1;
      }
      int order =
          order(old, oldName, oldEnd, (mode & TYPE) == DIRECTORY, tree, nameAt, nameEnd, directory);
      if (order > 0) {
        return -1;
      }
      level.at[p] = at;
      if (order == 0) {
        return oldEnd + 1;
      }
    }
    return -1;
  }

  /** Git sorts a folder as if its name ended in a slash. */
  private static int order(
      byte[] a,
      int aFrom,
      int aTo,
      boolean aFolder,
      byte[] b,
      int bFrom,
      int bTo,
      boolean bFolder) {
    int count = Math.min(aTo - aFrom, bTo - bFrom);
    int differ = Arrays.mismatch(a, aFrom, aFrom + count, b, bFrom, bFrom + count);
    if (differ >= 0) {
      return (a[aFrom + differ] & 0xff) - (b[bFrom + differ] & 0xff);
    }
    int aNext = aFrom + count < aTo ? a[aFrom + count] & 0xff : aFolder ? '/' : 0;
    int bNext = bFrom + count < bTo ? b[bFrom + count] & 0xff : bFolder ? '/' : 0;
    if (aNext != bNext) {
      return aNext - bNext;
    }
    // The same name; or, in a tree that no git wrote, a name with a slash in it.
    return (aTo - aFrom) - (bTo - bFrom);
  }

  private boolean equal(byte[] a, int aFrom, byte[] b, int bFrom) {
    return Arrays.equals(a, aFrom, aFrom + hashLength, b, bFrom, bFrom + hashLength);
  }

  private void entry(
      int depth, Level level, byte[] tree, int nameAt, int nameEnd, int type, int path)
      throws IOException {
    int child = paths.child(path, tree, nameAt, nameEnd);
    int idAt = nameEnd + 1;
    if (type == GIT_LINK) {
      out.gitLink(child);
    } else if (type == DIRECTORY) {
      Level below = level(depth + 1);
      below.clear();
      for (int p = 0; p < level.parents; p++) {
        if (level.found[p] >= 0) {
          below.addParent(level.trees[p], level.found[p]);
        }
      }
      folder(depth + 1, tree, idAt, child);
    } else {
      out.blob(child, tree, idAt);
    }
  }
}
