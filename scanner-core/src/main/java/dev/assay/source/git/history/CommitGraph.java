package dev.assay.source.git.history;

import java.util.Arrays;
import java.util.BitSet;
import java.util.PriorityQueue;

/**
 * Commits, numbered, with their parents, trees and dates: about 60 bytes each. Parents that could
 * not be read are left out, so that every parent is a commit of the graph.
 */
final class CommitGraph {
  private final int hashLength;
  private final IdTable ids;
  private final BitSet read = new BitSet();
  private byte[] trees = new byte[0];
  private long[] dates = new long[0];
  private int[] firstParent = new int[0];
  private int[] parentCount = new int[0];
  private int[] parents = new int[64];
  private int parentsEnd;
  private int commits;

  CommitGraph(int hashLength) {
    this.hashLength = hashLength;
    this.ids = new IdTable(hashLength);
  }

  /** All ids that commits and refs named as commits, read or not. */
  IdTable ids() {
    return ids;
  }

  /** Commits that were read. */
  int count() {
    return commits;
  }

  boolean isRead(int commit) {
    return read.get(commit);
  }

  /** Adds what {@code parsed} says of {@code commit}, an id of {@link #ids}, without parents. */
  void add(int commit, HistoryObject parsed) {
    if (commit >= dates.length) {
      int capacity = Math.max(256, commit + commit / 2);
      dates = Arrays.copyOf(dates, capacity);
      firstParent = Arrays.copyOf(firstParent, capacity);
      parentCount = Arrays.copyOf(parentCount, capacity);
      trees = Arrays.copyOf(trees, capacity * hashLength);
    }
    read.set(commit);
    commits++;
    dates[commit] = parsed.committed();
    firstParent[commit] = parentsEnd;
    parsed.tree(trees, commit * hashLength);
  }

  /** Adds a parent to the commit that was added last. */
  void addParent(int commit, int parent) {
    if (parentsEnd == parents.length) {
      parents = Arrays.copyOf(parents, parentsEnd + parentsEnd / 2);
    }
    parents[parentsEnd++] = parent;
    parentCount[commit]++;
  }

  /** Number of parents, those that can't be read included. */
  int parentCount(int commit) {
    return parentCount[commit];
  }

  int parent(int commit, int which) {
    return parents[firstParent[commit] + which];
  }

  /** The array that holds the tree's id at {@link #treeAt}. */
  byte[] trees() {
    return trees;
  }

  int treeAt(int commit) {
    return commit * hashLength;
  }

  /** Committer's date, seconds since 1970. */
  long date(int commit) {
    return dates[commit];
  }

  /**
   * The commits that were read and are in {@code wanted}: parents before children, else by date,
   * then by id. An order of the commits alone, however they are stored.
   */
  int[] oldestFirst(BitSet wanted) {
    int n = ids.size();
    int[] waiting = new int[n];
    int[] childStart = new int[n + 1];
    for (int c = wanted.nextSetBit(0); c >= 0; c = wanted.nextSetBit(c + 1)) {
      for (int p = 0; p < parentCount[c]; p++) {
        if (wanted.get(parent(c, p))) {
          waiting[c]++;
          childStart[parent(c, p) + 1]++;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      childStart[i + 1] += childStart[i];
    }
    int[] children = new int[childStart[n]];
    int[] filled = new int[n];
    PriorityQueue<Integer> ready = new PriorityQueue<>(this::compare);
    for (int c = wanted.nextSetBit(0); c >= 0; c = wanted.nextSetBit(c + 1)) {
      for (int p = 0; p < parentCount[c]; p++) {
        int parent = parent(c, p);
        if (wanted.get(parent)) {
          children[childStart[parent] + filled[parent]++] = c;
        }
      }
      if (waiting[c] == 0) {
        ready.add(c);
      }
    }
    int[] order = new int[wanted.cardinality()];
    int to = 0;
    for (Integer next = ready.poll(); next != null; next = ready.poll()) {
      order[to++] = next;
      for (int i = childStart[next]; i < childStart[next + 1]; i++) {
        if (--waiting[children[i]] == 0) {
          ready.add(children[i]);
        }
      }
    }
    return Arrays.copyOf(order, to);
  }

  private int compare(int a, int b) {
    int byDate = Long.compare(dates[a], dates[b]);
    return byDate != 0
        ? byDate
        : Arrays.compareUnsigned(
            ids.array(),
            ids.at(a),
            ids.at(a) + hashLength,
            ids.array(),
            ids.at(b),
            ids.at(b) + hashLength);
  }

  /** The commits that were read. */
  BitSet all() {
    return (BitSet) read.clone();
  }
}
