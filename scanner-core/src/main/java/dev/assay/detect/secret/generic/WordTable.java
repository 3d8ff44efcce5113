package dev.assay.detect.secret.generic;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Words of ASCII letters, each with a number, looked up in bytes of either case. */
final class WordTable {
  private final byte[] letters;
  private final int[] starts;
  private final int[] slots;
  private int used;
  private int count;

  /**
   * An empty table.
   *
   * @param words how many words there will be at most
   * @param bytes how many letters they have together at most
   */
  WordTable(int words, int bytes) {
    letters = new byte[bytes];
    starts = new int[words + 1];
    slots = new int[Integer.highestOneBit(Math.max(4, words)) * 4];
  }

  /** The words of {@code words}, numbered from 0. */
  static WordTable of(Collection<String> words) {
    int bytes = 0;
    for (String word : words) {
      bytes += word.length();
    }
    WordTable table = new WordTable(words.size(), bytes);
    for (String word : words) {
      byte[] all = new byte[word.length()];
      for (int i = 0; i < all.length; i++) {
        all[i] = (byte) word.charAt(i);
      }
      table.add(all, 0, all.length);
    }
    return table;
  }

  /** The words of {@code words}, separated by spaces or line breaks. */
  static WordTable of(String words) {
    byte[] all = words.getBytes(StandardCharsets.ISO_8859_1);
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      count += all[i] > ' ' && (i == 0 || all[i - 1] <= ' ') ? 1 : 0;
    }
    WordTable table = new WordTable(count, all.length);
    int start = 0;
    for (int i = 0; i <= all.length; i++) {
      if (i == all.length || all[i] <= ' ') {
        if (i > start) {
          table.add(all, start, i);
        }
        start = i + 1;
      }
    }
    return table;
  }

  /** Adds a word; one that is there already keeps its number and takes up another. */
  void add(byte[] bytes, int from, int to) {
    int slot = hash(bytes, from, to);
    while (slots[slot] != 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    for (int i = from; i < to; i++) {
      letters[used++] = (byte) Text.fold(bytes[i]);
    }
    slots[slot] = ++count;
    starts[count] = used;
  }

  /** The number of {@code bytes[from..to)}, or -1. */
  int find(byte[] bytes, int from, int to) {
    int slot = hash(bytes, from, to);
    while (slots[slot] != 0) {
      int word = slots[slot] - 1;
      if (same(word, bytes, from, to)) {
        return word;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return -1;
  }

  boolean holds(byte[] bytes, int from, int to) {
    return find(bytes, from, to) >= 0;
  }

  private boolean same(int word, byte[] bytes, int from, int to) {
    int start = starts[word];
    if (starts[word + 1] - start != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (letters[start + i - from] != Text.fold(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  private int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + Text.fold(bytes[i]);
    }
    int mixed = (hash ^ (hash >>> 15)) * 0x9E3779B1;
    return mixed >>> Integer.numberOfLeadingZeros(slots.length - 1);
  }
}
