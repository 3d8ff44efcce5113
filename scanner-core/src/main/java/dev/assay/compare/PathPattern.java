package dev.assay.compare;

import java.util.Arrays;
import java.util.Locale;

/**
 * A path in which {@code *} stands for anything within one name and {@code **} for any folders.
 * Written so that it stays in one field of one line, and shows all that is in it: {@code \} stands
 * before {@code *} and {@code \} that mean themselves, and what can't be seen is {@code \t}, {@code
 * \n}, {@code \r} or <code>\&#117;{1b}</code>.
 */
public final class PathPattern {

  /** Longer ones, in characters, are refused. */
  static final int LONGEST = 10_000;

  private static final int STAR = -1;
  private static final int STARS = -2;

  private final String text;

  /** Characters, and {@link #STAR} and {@link #STARS} for the wildcards. */
  private final int[] form;

  /** What stands before the first wildcard; all if there is none. */
  private final String prefix;

  /** What every path ends with that matches. */
  private final String suffix;

  private final boolean exact;
  private final int literal;

  private PathPattern(String text, int[] form) {
    this.text = text;
    this.form = form;
    int first = 0;
    int literals = 0;
    int last = 0;
    for (int i = 0; i < form.length; i++) {
      if (form[i] >= 0) {
        literals++;
      } else {
        last = i + 1;
      }
      first = literals == i + 1 ? literals : first;
    }
    exact = literals == form.length;
    literal = literals;
    prefix = string(form, 0, first);
    // "**/" may stand for nothing at all.
    boolean slash = last > 0 && last < form.length && form[last - 1] == STARS && form[last] == '/';
    suffix = string(form, slash ? last + 1 : last, form.length);
  }

  private static String string(int[] form, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      out.append((char) form[i]);
    }
    return out.toString();
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with what is wrong with it, for a person
   */
  public static PathPattern parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException(
          text.isEmpty() ? "a pattern is empty" : "a pattern is longer than 10,000 characters");
    }
    int[] form = new int[text.length()];
    int length = 0;
    int at = 0;
    StringBuilder one = new StringBuilder(2);
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '*') {
        boolean two = text.startsWith("**", at);
        form[length++] = two ? STARS : STAR;
        at += two ? 2 : 1;
      } else if (c == '\\') {
        one.setLength(0);
        at = unescape(text, at + 1, one);
        for (int i = 0; i < one.length(); i++) {
          form[length++] = one.charAt(i);
        }
      } else {
        form[length++] = c;
        at++;
      }
    }
    return new PathPattern(text, Arrays.copyOf(form, length));
  }

  private static int unescape(String text, int at, StringBuilder form) {
    char c = at < text.length() ? text.charAt(at) : ' ';
    switch (c) {
      case 't' -> form.append('\t');
      case 'n' -> form.append('\n');
      case 'r' -> form.append('\r');
      case '\\', '*' -> form.append(c);
      case 'u' -> {
        int end = text.indexOf('}', at);
        if (end < 0 || !text.startsWith("{", at + 1) || end - at > 8) {
          throw new IllegalArgumentException("'\\u' is followed by {, hexadecimal digits and }");
        }
        int value = code(text.substring(at + 2, end));
        form.appendCodePoint(value);
        return end + 1;
      }
      default ->
          throw new IllegalArgumentException(
              "'\\' is followed by one of \\ * t n r u, so a backslash is written '\\\\'");
    }
    return at + 1;
  }

  private static int code(String digits) {
    try {
      int value = Integer.parseInt(digits, 16);
      if (Character.isValidCodePoint(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IllegalArgumentException("'\\u{" + digits + "}' is no character");
  }

  /** {@code path} itself, in the syntax of patterns. */
  public static String quote(String path) {
    StringBuilder text = null;
    for (int i = 0; i < path.length(); ) {
      int c = path.codePointAt(i);
      int length = Character.charCount(c);
      String written = written(c);
      if (written != null || text != null) {
        if (text == null) {
          text = new StringBuilder(path.length() + 16).append(path, 0, i);
        }
        if (written != null) {
          text.append(written);
        } else {
          text.appendCodePoint(c);
        }
      }
      i += length;
    }
    return text == null ? path : text.toString();
  }

  private static @org.jspecify.annotations.Nullable String written(int c) {
    if (c > ' ' && c < 0x7f) {
      return c == '\\' || c == '*' ? "\\" + (char) c : null;
    }
    return switch (c) {
      case ' ' -> null;
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      default ->
          switch (Character.getType(c)) {
            case Character.CONTROL,
                Character.FORMAT,
                Character.SURROGATE,
                Character.PRIVATE_USE,
                Character.UNASSIGNED,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR,
                Character.SPACE_SEPARATOR ->
                String.format(Locale.ROOT, "\\u{%x}", c);
            default -> null;
          };
    };
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** Whether it has no wildcard. */
  public boolean exact() {
    return exact;
  }

  /** How many characters mean themselves: of two that match, the one with more is about it. */
  public int literal() {
    return exact ? Integer.MAX_VALUE : literal;
  }

  /** What all that match end with, from the last wildcard on. */
  String suffix() {
    return suffix;
  }

  /** What it is, if it is {@link #exact}; else where it begins. */
  String path() {
    return prefix;
  }

  /** The pattern of the folders that hold what matches: empty for the root. */
  PathPattern folder() {
    int end = form.length - 1;
    while (end >= 0 && form[end] != '/') {
      end--;
    }
    return new PathPattern("", Arrays.copyOf(form, Math.max(0, end)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PathPattern pattern && Arrays.equals(form, pattern.form);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(form);
  }

  /** Of a pattern of folders: whether it is one of them, or holds one. */
  boolean holdsFolder(String folder) {
    return matches(folder)
        || (prefix.startsWith(folder) && prefix.startsWith("/", folder.length()));
  }

  /** Whether {@code path} is of this pattern. */
  public boolean matches(String path) {
    if (exact) {
      return path.equals(prefix);
    }
    if (path.length() >= prefix.length() + suffix.length()) {
      return path.startsWith(prefix) && path.endsWith(suffix) && run(path);
    }
    // "a/**" also stands for "a", where folders are asked about.
    return literal == form.length - 1
        && form[literal] == STARS
        && prefix.endsWith("/")
        && path.length() == literal - 1
        && prefix.startsWith(path);
  }

  /**
   * All places in the pattern at which a prefix of {@code path} may stand, one character after the
   * other: the time is at most the product of both lengths.
   */
  private boolean run(String path) {
    int wildcards = form.length - suffix.length() - prefix.length();
    int first = form[prefix.length()];
    if (wildcards == 1 && first == STAR) {
      int slash = path.indexOf('/', prefix.length());
      return slash < 0 || slash >= path.length() - suffix.length();
    }
    if (wildcards == 3
        && first == STARS
        && form[prefix.length() + 1] == '/'
        && form[prefix.length() + 2] == STAR
        && suffix.indexOf('/') < 0
        && (prefix.isEmpty() || prefix.endsWith("/"))) {
      return true;
    }
    boolean[] at = new boolean[form.length + 1];
    enter(at, 0, true);
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean[] next = new boolean[form.length + 1];
      boolean any = false;
      for (int p = 0; p < form.length; p++) {
        if (!at[p]) {
          continue;
        }
        int want = form[p];
        if (want == STARS || (want == STAR && c != '/')) {
          enter(next, p, false);
          any = true;
        } else if (want == c) {
          enter(next, p + 1, true);
          any = true;
        }
      }
      if (!any) {
        return false;
      }
      at = next;
    }
    return at[form.length];
  }

  /**
   * Notes that a match may go on at {@code place}, and behind the wildcards there, which may stand
   * for nothing.
   *
   * @param fresh whether it comes from before, so that {@code **} may leave out its slash as well
   */
  private void enter(boolean[] at, int place, boolean fresh) {
    boolean here = fresh;
    for (int p = place; ; p++) {
      at[p] = true;
      if (p == form.length || form[p] >= 0) {
        return;
      }
      if (here
          && form[p] == STARS
          && (p == 0 || form[p - 1] == '/')
          && p + 1 < form.length
          && form[p + 1] == '/') {
        enter(at, p + 2, true);
      }
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
