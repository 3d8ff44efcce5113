package dev.assay.detect.licence;

import java.util.Collection;

/**
 * Tells fast that none of some words stands in a text: each fourth byte of it is looked at together
 * with the three behind. A word of seven letters holds one such four wherever it begins. May say
 * yes where none stands, never no where one does. Immutable.
 */
final class Anchors {
  private static final int BITS = 1 << 13;
  private final long[] set = new long[BITS / 64];

  /**
   * @param words lower-case ASCII letters, seven at least
   */
  Anchors(Collection<String> words) {
    for (String word : words) {
      for (int i = 0; i < 4; i++) {
        int bit = hash(word.charAt(i), word.charAt(i + 1), word.charAt(i + 2), word.charAt(i + 3));
        set[bit >> 6] |= 1L << bit;
      }
    }
  }

  /** Whether one may stand in {@code bytes[from..to)}, in either case. */
  boolean mayStand(byte[] bytes, int from, int to) {
    for (int i = from; i + 3 < to; i += 4) {
      int bit = hash(bytes[i] | 32, bytes[i + 1] | 32, bytes[i + 2] | 32, bytes[i + 3] | 32);
      if ((set[bit >> 6] & (1L << bit)) != 0) {
        return true;
      }
    }
    return false;
  }

  private static int hash(int a, int b, int c, int d) {
    int word = (a & 0xff) | ((b & 0xff) << 8) | ((c & 0xff) << 16) | ((d & 0xff) << 24);
    return (word * 0x9E3779B1) >>> (32 - 13);
  }
}
