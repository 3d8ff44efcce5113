package dev.assay.detect.licence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Whether bytes hold one of the words without which no text speaks of a licence; very cheap. */
final class TellingWords {
  /**
   * Parts of {@code licence}, {@code redistribution}, {@code warranty} and {@code public domain} in
   * lower case, all of one length, so that one skips that far.
   */
  private static final byte[][] WORDS = {
    bytes("licen"), bytes("redis"), bytes("warra"), bytes("c dom")
  };

  private static final int LENGTH = 5;

  /** Bytes at the start that tell whether a file is text. */
  private static final int PROBE = 512;

  /** How far to go on from a word's last byte here: 0 if it may end one. */
  private static final byte[] SKIP = skips();

  private TellingWords() {}

  private static byte[] bytes(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] skips() {
    byte[] skip = new byte[256];
    Arrays.fill(skip, (byte) LENGTH);
    for (byte[] word : WORDS) {
      for (int i = 0; i < LENGTH; i++) {
        byte far = (byte) (LENGTH - 1 - i);
        int lower = word[i];
        skip[lower] = (byte) Math.min(skip[lower], far);
        skip[lower - 32] = skip[lower];
      }
    }
    return skip;
  }

  /** Where the first of the words stands in {@code bytes[from..to)}, in any case; -1 if none. */
  static int find(byte[] bytes, int from, int to) {
    int at = from + LENGTH - 1;
    while (at < to) {
      int skip = SKIP[bytes[at] & 0xff];
      if (skip > 0) {
        at += skip;
      } else if (word(bytes, at - LENGTH + 1)) {
        return at - LENGTH + 1;
      } else {
        at++;
      }
    }
    return -1;
  }

  private static boolean word(byte[] bytes, int at) {
    for (byte[] word : WORDS) {
      int i = 0;
      while (i < LENGTH && (bytes[at + i] | 0x20) == word[i]) {
        i++;
      }
      if (i == LENGTH) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is no text. */
  static boolean binary(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + PROBE);
    for (int i = from; i < end; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
