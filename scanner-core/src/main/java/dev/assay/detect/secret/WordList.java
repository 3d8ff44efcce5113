package dev.assay.detect.secret;

/**
 * Words to look for in short texts, most of which hold none: a text's pairs of characters are told
 * once, and only words whose first and last pair are among them are searched for.
 */
final class WordList {
  private static final int BITS = 2048;

  private final String[] words;

  /**
   * @param words of two characters at least
   */
  WordList(String... words) {
    this.words = words.clone();
  }

  /** The pairs of {@code text}, as a set of bits of their hashes. */
  static long[] pairs(String text) {
    long[] pairs = new long[BITS / 64];
    for (int i = 1; i < text.length(); i++) {
      int bit = bit(text, i - 1);
      pairs[bit >>> 6] |= 1L << bit;
    }
    return pairs;
  }

  private static int bit(String text, int at) {
    return (text.charAt(at) * 37 + text.charAt(at + 1)) & BITS - 1;
  }

  private static boolean has(long[] pairs, int bit) {
    return (pairs[bit >>> 6] & 1L << bit) != 0;
  }

  /** Whether {@code text}, whose {@link #pairs} are {@code pairs}, holds any of the words. */
  boolean anyIn(String text, long[] pairs) {
    for (String word : words) {
      if (mayHold(pairs, word) && text.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** The same for words with no letter or digit on either side. */
  boolean anyAloneIn(String text, long[] pairs) {
    for (String word : words) {
      if (mayHold(pairs, word) && alone(text, word)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayHold(long[] pairs, String word) {
    return has(pairs, bit(word, 0)) && has(pairs, bit(word, word.length() - 2));
  }

  private static boolean alone(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      if ((at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)))
          && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }
}
