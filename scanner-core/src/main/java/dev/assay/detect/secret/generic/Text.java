package dev.assay.detect.secret.generic;

/**
 * The valid bytes of one window, with the small steps that readers take over them. Every step has a
 * bound; {@link #steps} counts them, so that a test can hold all readers to linear time.
 */
final class Text {
  static final int LETTER = 1;
  static final int DIGIT = 2;
  static final int UPPER = 4;

  /** Part of a name: letters, digits and {@code _ . $ @ -}. */
  static final int NAME = 8;

  static final int SPACE = 16;
  static final int QUOTE = 32;
  static final int BREAK = 64;

  private static final byte[] KINDS = kinds();

  byte[] bytes = new byte[0];
  int begin;
  int end;

  /** Offset of {@code bytes[0]} in the content. */
  long base;

  /** Bytes looked at since the start. */
  long steps;

  void show(byte[] array, int from, int to, long offset) {
    bytes = array;
    begin = from;
    end = to;
    base = offset;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    for (int c = 'a'; c <= 'z'; c++) {
      kinds[c] = LETTER | NAME;
      kinds[c - 32] = LETTER | NAME | UPPER;
    }
    for (int c = '0'; c <= '9'; c++) {
      kinds[c] = DIGIT | NAME;
    }
    for (char c : new char[] {'_', '.', '$', '@', '-'}) {
      kinds[c] = NAME;
    }
    for (char c : new char[] {'"', '\'', '`'}) {
      kinds[c] = QUOTE;
    }
    kinds[' '] = SPACE;
    kinds['\t'] = SPACE;
    kinds['\n'] = BREAK;
    kinds['\r'] = BREAK;
    return kinds;
  }

  /** Whether {@code b} is of one of the kinds in {@code mask}. */
  static boolean is(int mask, int b) {
    return (KINDS[b & 0xff] & mask) != 0;
  }

  static boolean lower(int b) {
    return b >= 'a' && b <= 'z';
  }

  /** Lower case of an ASCII letter. */
  static int fold(int b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  /** The byte at {@code at}; 0 outside the text. */
  int at(int at) {
    return at >= begin && at < end ? bytes[at] : 0;
  }

  boolean is(int mask, int at, int limit) {
    return at < limit && is(mask, bytes[at]);
  }

  /** One past the run of kinds {@code mask} from {@code from} on, {@code most} bytes at most. */
  int run(int mask, int from, int most) {
    int limit = Math.min(end, from + most);
    int at = from;
    while (at < limit && is(mask, bytes[at])) {
      at++;
    }
    steps += at - from + 1;
    return at;
  }

  /** First byte of the run of kinds {@code mask} that ends before {@code to}. */
  int runBack(int mask, int to, int most) {
    int limit = Math.max(begin, to - most);
    int at = to;
    while (at > limit && is(mask, bytes[at - 1])) {
      at--;
    }
    steps += to - at + 1;
    return at;
  }

  /** First byte of the line of {@code at}, or of the last {@code most} bytes of it before. */
  int lineStart(int at, int most) {
    int limit = Math.max(begin, at - most);
    int start = at;
    while (start > limit && !is(BREAK, bytes[start - 1])) {
      start--;
    }
    steps += at - start + 1;
    return start;
  }

  /** One past the line of {@code at}, or past the next {@code most} bytes. */
  int lineEnd(int at, int most) {
    int limit = Math.min(end, at + most);
    int stop = at;
    while (stop < limit && !is(BREAK, bytes[stop])) {
      stop++;
    }
    steps += stop - at + 1;
    return stop;
  }

  /** Whether the lower-case {@code word} stands at {@code at}, in either case. */
  boolean startsWith(String word, int at) {
    if (at < begin || at + word.length() > end) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (fold(bytes[at + i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where the lower-case {@code word} stands in {@code [from..to)}, in either case; -1 if not. */
  int find(String word, int from, int to) {
    steps += Math.max(0, to - from);
    int first = word.charAt(0);
    int last = to - word.length();
    for (int at = from; at <= last; at++) {
      if (fold(bytes[at]) == first && startsWith(word, at)) {
        return at;
      }
    }
    return -1;
  }
}
