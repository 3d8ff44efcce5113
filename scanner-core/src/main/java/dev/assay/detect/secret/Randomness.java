package dev.assay.detect.secret;

/** Measures of how random a text looks. */
final class Randomness {
  private static final int LEAST_RANDOM = 10;

  /** Bytes on each side that are looked at. */
  private static final int NOISE_REACH = 64;

  private static final int UPPER = 1;
  private static final int LOWER = 2;
  private static final int DIGIT = 4;
  private static final int SPECIAL = 8;
  private static final int JOINT = 16;

  private Randomness() {}

  /** Shannon entropy of {@code text}'s characters (all below 256), bits a character. */
  static double entropy(String text) {
    int[] counts = new int[256];
    for (int i = 0; i < text.length(); i++) {
      counts[text.charAt(i)]++;
    }
    double sum = 0;
    for (int count : counts) {
      if (count > 0) {
        sum += count * Math.log(count);
      }
    }
    int length = text.length();
    return length == 0 ? 0 : (Math.log(length) - sum / length) / Math.log(2);
  }

  /** How many different characters (all below 256) there are in {@code text}. */
  static int distinct(String text) {
    boolean[] seen = new boolean[256];
    int distinct = 0;
    for (int i = 0; i < text.length(); i++) {
      if (!seen[text.charAt(i)]) {
        seen[text.charAt(i)] = true;
        distinct++;
      }
    }
    return distinct;
  }

  /** Length of the longest run of characters that each are one more than the one before. */
  static int longestAscent(String text) {
    int longest = 0;
    int run = 1;
    for (int i = 1; i < text.length(); i++) {
      run = text.charAt(i) == text.charAt(i - 1) + 1 ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /**
   * Whether {@code bytes[from..to)}, a word, looks like no name, number or path: letters and digits
   * meet too often in it. Names join their parts by case and by {@code - _ . /}, so that no meeting
   * there counts.
   */
  static boolean looksRandom(byte[] bytes, int from, int to) {
    if (to - from < LEAST_RANDOM) {
      return false;
    }
    int meetings = 0;
    int changes = 0;
    for (int i = from + 1; i < to; i++) {
      int before = kind(bytes[i - 1]);
      int kind = kind(bytes[i]);
      if (kind != before && kind != JOINT && before != JOINT) {
        changes++;
        meetings += (kind | before) == (UPPER | LOWER) ? 0 : 1;
      }
    }
    return meetings >= 4 || (meetings > 0 && changes * 2 >= to - from);
  }

  private static int kind(int b) {
    if (b >= 'a' && b <= 'z') {
      return LOWER;
    }
    if (b >= 'A' && b <= 'Z') {
      return UPPER;
    }
    if (b >= '0' && b <= '9') {
      return DIGIT;
    }
    return b == '-' || b == '_' || b == '.' || b == '/' || b == '\\' ? JOINT : SPECIAL;
  }

  /**
   * Whether {@code bytes[from..to)} stands in what is compressed or encrypted: around it control
   * characters and bytes beyond ASCII that are no UTF-8 abound. Tables of strings between NULs, and
   * text of any encoding, are no noise.
   *
   * @param begin first byte that is valid
   * @param end after the last one
   */
  static boolean noiseAround(byte[] bytes, int begin, int end, int from, int to) {
    int first = Math.max(begin, from - NOISE_REACH);
    int last = Math.min(end, to + NOISE_REACH);
    int looked = from - first + last - to;
    int controls = 0;
    int strange = 0;
    for (int i = first; i < last; i++) {
      if (i == from) {
        i = to;
        if (i >= last) {
          break;
        }
      }
      int b = bytes[i];
      if (b >= 0) {
        controls += (b < ' ' && b != 0 && b != '\t' && b != '\n' && b != '\r') || b == 0x7F ? 1 : 0;
      } else if ((b & 0xFF) >= 0xC2 && i + 1 < last && (bytes[i + 1] & 0xC0) == 0x80) {
        while (i + 1 < last && (bytes[i + 1] & 0xC0) == 0x80) {
          i++;
        }
      } else {
        strange++;
      }
    }
    return controls * 20 >= looked && strange * 5 >= looked && looked > 0;
  }
}
