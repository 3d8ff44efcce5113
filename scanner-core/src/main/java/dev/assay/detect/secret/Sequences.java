package dev.assay.detect.secret;

import java.util.Arrays;

/** Measures how much of a text runs along the alphabet, the digits or the keys of a keyboard. */
final class Sequences {
  /** Shortest run that counts. */
  private static final int RUN = 3;

  /** Each is walked forwards and backwards. Lower case. */
  private static final String[] ROWS = {
    "0123456789abcdefghijklmnopqrstuvwxyz",
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "1234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertz",
    "azerty",
    "yxcvbnm",
    "!@#$%^&*()",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
    "a1b2c3d4e5f6g7h8i9j0",
    "1a2b3c4d5e6f7g8h9i0j",
    "a0b1c2d3e4f5g6h7i8j9",
    "0a1b2c3d4e5f6g7h8i9j",
  };

  /** Of each row the place of each ASCII character in it; -1 if it isn't. */
  private static final byte[][] PLACES = places();

  private static final long[][] PAIRS = neighbours();

  private Sequences() {}

  private static byte[][] places() {
    byte[][] places = new byte[ROWS.length][128];
    for (int row = 0; row < ROWS.length; row++) {
      Arrays.fill(places[row], (byte) -1);
      for (int i = 0; i < ROWS[row].length(); i++) {
        places[row][ROWS[row].charAt(i)] = (byte) i;
      }
    }
    return places;
  }

  /** Bit b of a: whether both stand beside each other in any row. */
  private static long[][] neighbours() {
    long[][] pairs = new long[128][2];
    for (String row : ROWS) {
      for (int i = 1; i < row.length(); i++) {
        char a = row.charAt(i - 1);
        char b = row.charAt(i);
        pairs[a][b >>> 6] |= 1L << b;
        pairs[b][a >>> 6] |= 1L << a;
      }
    }
    return pairs;
  }

  private static boolean neighbours(char a, char b) {
    return a < 128 && b < 128 && (PAIRS[a][b >>> 6] & 1L << b) != 0;
  }

  private static int place(byte[] places, String text, int at) {
    return at < text.length() && text.charAt(at) < places.length ? places[text.charAt(at)] : -1;
  }

  /**
   * How many characters of {@code text}, which is lower case, stand in such runs; 0 if they are
   * less than two thirds or so.
   */
  static int covered(String text) {
    int pairs = 0;
    for (int i = 1; i < text.length(); i++) {
      pairs += neighbours(text.charAt(i - 1), text.charAt(i)) ? 1 : 0;
    }
    if (9 * pairs < 4 * text.length()) { // a run of n has n - 1 pairs, and n is 3 at least
      return 0;
    }
    boolean[] covered = new boolean[text.length()];
    for (byte[] places : PLACES) {
      cover(text, places, covered);
    }
    int count = 0;
    for (boolean each : covered) {
      count += each ? 1 : 0;
    }
    return count;
  }

  private static void cover(String text, byte[] places, boolean[] covered) {
    int start = 0;
    int step = 0;
    int before = place(places, text, 0);
    for (int i = 1; i <= text.length(); i++) {
      int now = place(places, text, i);
      int here = now >= 0 && before >= 0 && Math.abs(now - before) == 1 ? now - before : 0;
      if (here == 0 || here != step) {
        if (step != 0 && i - start >= RUN) {
          Arrays.fill(covered, start, i, true);
        }
        start = here == 0 ? i : i - 1;
        step = here;
      }
      before = now;
    }
  }

  /** Whether {@code text} is one part, of half its length at most, over and over. */
  static boolean repeats(String text) {
    int length = text.length();
    for (int period = 1; period <= length / 2; period++) {
      if (text.regionMatches(period, text, 0, length - period)) {
        return true;
      }
    }
    return false;
  }

  /** The longest run of one character. */
  static int longestRepeat(String text) {
    int longest = 1;
    int run = 1;
    for (int i = 1; i < text.length(); i++) {
      run = text.charAt(i) == text.charAt(i - 1) ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
