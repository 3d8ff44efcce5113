package dev.assay.rules.syntax;

import org.jspecify.annotations.Nullable;

/** A place in a pattern of Go's syntax. */
final class GoCursor {
  /** Go's own limit, of one repetition and of nested ones multiplied. */
  static final int MAX_REPEAT = 1000;

  final String pattern;
  int at;

  GoCursor(String pattern) {
    this.pattern = pattern;
  }

  /** Least and most of the repetition that stands here, consumed; null if none does. */
  int @Nullable [] counts() {
    if (take("*")) {
      return new int[] {0, Node.UNBOUNDED};
    } else if (take("+")) {
      return new int[] {1, Node.UNBOUNDED};
    } else if (take("?")) {
      return new int[] {0, 1};
    } else if (!countsFollow()) {
      return null;
    }
    int start = at++;
    int min = number();
    int max = min;
    if (take(",")) {
      max = peek() == '}' ? Node.UNBOUNDED : number();
    }
    at++;
    if (max != Node.UNBOUNDED && max < min) {
      throw new PatternSyntaxProblem("the repetition's bounds are the wrong way round", start);
    }
    return new int[] {min, max};
  }

  /** Whether {@code {n}}, {@code {n,}} or {@code {n,m}} stands here; other braces are literals. */
  boolean countsFollow() {
    if (peek() != '{') {
      return false;
    }
    int digits = 0;
    boolean comma = false;
    for (int i = at + 1; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == ',' && !comma && digits > 0) {
        comma = true;
      } else {
        return c == '}' && digits > 0;
      }
    }
    return false;
  }

  private int number() {
    int value = 0;
    while (peek() >= '0' && peek() <= '9') {
      value = value * 10 + pattern.charAt(at) - '0';
      if (value > MAX_REPEAT) {
        throw problem("repetitions beyond " + MAX_REPEAT + " are refused, by Go too");
      }
      at++;
    }
    return value;
  }

  boolean take(String text) {
    if (pattern.startsWith(text, at)) {
      at += text.length();
      return true;
    }
    return false;
  }

  /** The text up to and without {@code end}, both consumed; null if it doesn't stand here. */
  @Nullable String takeUntil(String end) {
    int index = pattern.indexOf(end, at);
    if (index < 0) {
      return null;
    }
    String text = pattern.substring(at, index);
    at = index + end.length();
    return text;
  }

  /** The character here, 0 at the end. */
  char peek() {
    return at < pattern.length() ? pattern.charAt(at) : 0;
  }

  /** Whether {@code text} stands here. */
  boolean sees(String text) {
    return pattern.startsWith(text, at);
  }

  /** The character here as a code point, consumed. */
  int nextCodePoint() {
    int codePoint = pattern.codePointAt(at);
    at += Character.charCount(codePoint);
    return codePoint;
  }

  PatternSyntaxProblem problem(String message) {
    return new PatternSyntaxProblem(message, Math.min(at, pattern.length()));
  }
}
