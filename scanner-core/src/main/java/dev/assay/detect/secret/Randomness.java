package dev.assay.detect.secret;

/** Measures of how random a text looks. */
final class Randomness {
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
}
