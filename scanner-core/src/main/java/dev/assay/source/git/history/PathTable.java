package dev.assay.source.git.history;

import dev.assay.source.git.GitPaths;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Every path that a history ever had, numbered: a name below the number of its folder. Asks a
 * predicate once for each file (again only if the paths have become too many to remember). About 20
 * bytes and the name each.
 */
final class PathTable {
  /** The root folder. */
  static final int ROOT = 0;

  private static final int MAX_PATHS = 3_000_000;
  private static final int MAX_NAMES = 96 << 20;

  private static final byte UNASKED = 0;
  private static final byte TAKEN = 1;
  private static final byte NOT_TAKEN = 2;

  private final Predicate<String> predicate;
  private int[] parents = new int[1024];
  private int[] nameStarts = new int[1025];
  private byte[] answers = new byte[1024];
  private byte[] names = new byte[16 << 10];
  private int[] slots = new int[4096];
  private int size = 1;

  PathTable(Predicate<String> predicate) {
    this.predicate = predicate;
  }

  /** Whether it should not grow much more. */
  boolean isFull() {
    return size > MAX_PATHS || nameStarts[size] > MAX_NAMES;
  }

  /** Forgets all paths if there are many; numbers from before mean nothing then. */
  void trim() {
    if (size > MAX_PATHS / 2 || nameStarts[size] > MAX_NAMES / 2) {
      size = 1;
      Arrays.fill(slots, 0);
      Arrays.fill(answers, UNASKED);
    }
  }

  /** The number of the name at {@code [from, to)} of {@code tree} in folder {@code parent}. */
  int child(int parent, byte[] tree, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash(parent, tree, from, to) & mask;
    while (slots[slot] != 0) {
      int path = slots[slot];
      if (parents[path] == parent
          && Arrays.equals(names, nameStarts[path], nameStarts[path + 1], tree, from, to)) {
        return path;
      }
      slot = (slot + 1) & mask;
    }
    return add(parent, tree, from, to, slot);
  }

  private int add(int parent, byte[] tree, int from, int to, int slot) {
    if (size + 1 >= nameStarts.length) {
      int capacity = size + size / 2;
      parents = Arrays.copyOf(parents, capacity);
      nameStarts = Arrays.copyOf(nameStarts, capacity + 1);
      answers = Arrays.copyOf(answers, capacity);
    }
    int start = nameStarts[size];
    int length = to - from;
    if (start + length > names.length) {
      names = Arrays.copyOf(names, Math.addExact(start + length, names.length / 2));
    }
    System.arraycopy(tree, from, names, start, length);
    parents[size] = parent;
    nameStarts[size + 1] = start + length;
    slots[slot] = size++;
    if (size > slots.length / 2) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int path = 1; path < size; path++) {
      int slot = hash(parents[path], names, nameStarts[path], nameStarts[path + 1]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = path;
    }
  }

  private static int hash(int parent, byte[] name, int from, int to) {
    int hash = parent * 0x9E3779B1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + name[i];
    }
    hash *= 0x85EBCA6B;
    return hash ^ hash >>> 15;
  }

  /** Whether the predicate takes the path. */
  boolean isTaken(int path) {
    if (answers[path] == UNASKED) {
      answers[path] = predicate.test(path(path)) ? TAKEN : NOT_TAKEN;
    }
    return answers[path] == TAKEN;
  }

  /** The whole path. */
  String path(int path) {
    int length = 0;
    for (int at = path; at != ROOT; at = parents[at]) {
      length += nameStarts[at + 1] - nameStarts[at] + 1;
    }
    if (length == 0) {
      return "";
    }
    byte[] bytes = new byte[length - 1];
    int to = bytes.length;
    for (int at = path; at != ROOT; at = parents[at]) {
      int count = nameStarts[at + 1] - nameStarts[at];
      to -= count;
      System.arraycopy(names, nameStarts[at], bytes, to, count);
      if (to > 0) {
        bytes[--to] = '/';
      }
    }
    return GitPaths.decode(bytes, 0, bytes.length);
  }
}
