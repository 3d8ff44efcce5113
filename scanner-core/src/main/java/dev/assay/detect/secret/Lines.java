package dev.assay.detect.secret;

import dev.assay.detect.Window;
import java.nio.charset.StandardCharsets;

/** Finds the ends of lines in a window. */
final class Lines {
  /** Bytes of a line on each side of a match that exceptions and comments are looked for in. */
  static final int REACH = 1000;

  private Lines() {}

  static boolean isBreak(byte b) {
    return b == '\n' || b == '\r';
  }

  /** Start of the line that {@code at} stands on, at most {@code reach} bytes before it. */
  static int start(Window window, int at, int reach) {
    int limit = Math.max(window.begin(), at - reach);
    int start = at;
    while (start > limit && !isBreak(window.bytes()[start - 1])) {
      start--;
    }
    return start;
  }

  /** End of the line that {@code at} stands on, at most {@code reach} bytes after it. */
  static int end(Window window, int at, int reach) {
    int limit = Math.min(window.end(), at + reach);
    int end = at;
    while (end < limit && !isBreak(window.bytes()[end])) {
      end++;
    }
    return end;
  }

  /** The lines that {@code [from..to)} stands on, as Latin-1, within {@link #REACH}. */
  static String around(Window window, int from, int to) {
    int start = start(window, from, REACH);
    int end = end(window, to, REACH);
    return new String(window.bytes(), start, end - start, StandardCharsets.ISO_8859_1);
  }
}
