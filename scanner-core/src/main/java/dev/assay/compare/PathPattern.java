package dev.assay.compare;

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

  private static final char STAR = '\uE000';
  private static final char STARS = '\uE001';

  private static final String ANYWHERE = STARS + "/" + STAR;

  private final String text;

  /** With {@link #STAR} and {@link #STARS} for the wildcards. */
  private final String form;

  private final String prefix;
  private final String suffix;
  private final boolean exact;
  private final int literal;

  private PathPattern(String text, String form) {
    this.text = text;
    this.form = form;
    int first = 0;
    while (first < form.length() && !wild(form.charAt(first))) {
      first++;
    }
    exact = first == form.length();
    prefix = form.substring(0, first);
    int last = form.length();
    while (last > first && !wild(form.charAt(last - 1))) {
      last--;
    }
    suffix = form.substring(last);
    int count = 0;
    for (int i = 0; i < form.length(); i++) {
      count += wild(form.charAt(i)) ? 0 : 1;
    }
    literal = count;
  }

  private static boolean wild(char c) {
    return c == STAR || c == STARS;
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
    StringBuilder form = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at = unescape(text, at + 1, form);
      } else if (c == '*') {
        boolean two = text.startsWith("**", at);
        form.append(two ? STARS : STAR);
        at += two ? 2 : 1;
      } else if (wild(c)) {
        throw new IllegalArgumentException("it holds a character that is no character");
      } else {
        form.append(c);
        at++;
      }
    }
    return new PathPattern(text, form.toString());
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
    int slash = form.lastIndexOf('/');
    String folder = slash < 0 ? "" : form.substring(0, slash);
    return new PathPattern(folder, folder);
  }

  /** Of a pattern of folders: whether it is one of them, or holds one. */
  boolean holdsFolder(String folder) {
    return matches(folder)
        || (prefix.startsWith(folder) && prefix.startsWith("/", folder.length()));
  }

  /** Whether {@code path} is of this pattern. */
  public boolean matches(String path) {
    if (exact) {
      return path.equals(form);
    }
    return path.length() >= prefix.length() + suffix.length()
            && path.startsWith(prefix)
            && path.endsWith(suffix)
            && run(path)
        || noFolder(path);
  }

  /** {@code a/**} also stands for what is {@code a} itself, where folders are asked about. */
  private boolean noFolder(String path) {
    return form.length() >= 2
        && form.charAt(form.length() - 1) == STARS
        && form.charAt(form.length() - 2) == '/'
        && form.length() - 2 == path.length()
        && form.startsWith(path);
  }

  /**
   * All places in the pattern at which a prefix of {@code path} may stand, one character after the
   * other: the time is at most the product of both lengths.
   */
  private boolean run(String path) {
    int wildcards = form.length() - suffix.length() - prefix.length();
    if (wildcards == 1 && form.charAt(prefix.length()) == STAR) {
      int slash = path.indexOf('/', prefix.length());
      return slash < 0 || slash >= path.length() - suffix.length();
    }
    if (wildcards == 3 && form.startsWith(ANYWHERE, prefix.length()) && suffix.indexOf('/') < 0) {
      return prefix.isEmpty() || prefix.endsWith("/");
    }
    boolean[] at = new boolean[form.length() + 1];
    enter(at, 0, true);
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean[] next = new boolean[form.length() + 1];
      boolean any = false;
      for (int p = 0; p < form.length(); p++) {
        if (!at[p]) {
          continue;
        }
        char want = form.charAt(p);
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
    return at[form.length()];
  }

  /**
   * Notes that a match may go on at {@code place}, and behind the wildcards there, which may stand
   * for nothing.
   *
   * @param fresh whether it comes from before, so that {@code **} may leave out its slash as well
   */
  private void enter(boolean[] at, int place, boolean fresh) {
    at[place] = true;
    if (place == form.length() || !wild(form.charAt(place))) {
      return;
    }
    enter(at, place + 1, fresh);
    if (fresh
        && form.charAt(place) == STARS
        && (place == 0 || form.charAt(place - 1) == '/')
        && form.startsWith("/", place + 1)) {
      enter(at, place + 2, true);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
