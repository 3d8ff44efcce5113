package dev.assay.unpack.sourcemap;

/**
 * Tells by its first bytes whether a JSON document may be a source map: its members are those of
 * one, as far as they can be seen. Most JSON is refused at its first member.
 */
public final class MapHead {

  /** A member's name that isn't looked at to its end. */
  private static final int LONGEST_KEY = 40;

  /** Characters of {@code mappings} that are looked at. */
  private static final int SAMPLE = 64;

  private final byte[] bytes;
  private final int end;
  private int at;
  private boolean version;
  private int telling;

  private MapHead(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /**
   * Offset of the brace that a map may begin with: behind a byte order mark, blanks, and the line
   * that keeps scripts from reading JSON ({@code )]}'}); -1 if there is none.
   */
  public static int brace(byte[] bytes, int from, int to) {
    int i = from;
    if (to - i >= 3 && bytes[i] == (byte) 0xEF && bytes[i + 1] == (byte) 0xBB) {
      i += 3;
    }
    i = blanks(bytes, i, to);
    if (to - i > 3 && bytes[i] == ')' && bytes[i + 1] == ']' && bytes[i + 2] == '}') {
      while (i < to && bytes[i] != '\n') {
        i++;
      }
      i = blanks(bytes, i, to);
    }
    return i < to && bytes[i] == '{' ? i : -1;
  }

  /** Whether {@code bytes[from..to)}, the start of a document, may be that of a map. */
  public static boolean recognises(byte[] bytes, int from, int to) {
    int brace = brace(bytes, from, to);
    return brace >= 0 && new MapHead(bytes, brace + 1, to).members();
  }

  private static int blanks(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to
        && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }

  private boolean members() {
    boolean first = true;
    while (true) {
      int c = token();
      if (c < 0) {
        return telling > 0;
      }
      if (c != '"') {
        return false;
      }
      int from = at + 1;
      if (!skipString()) {
        return telling > 0;
      }
      String key = key(from, at - 1);
      if (token() < 0) {
        return telling > 0;
      }
      if (bytes[at] != ':') {
        return false;
      }
      at++;
      c = token();
      if (c < 0) {
        return telling > 0;
      }
      if (!member(key, c, first)) {
        return false;
      }
      first = false;
      if (version && telling > 0) {
        return true;
      }
      if (!skipValue()) {
        return telling > 0;
      }
      c = token();
      if (c == '}') {
        return telling > 1;
      }
      if (c >= 0 && c != ',') {
        return false;
      }
      at++;
    }
  }

  private String key(int from, int to) {
    if (to - from > LONGEST_KEY) {
      return "";
    }
    char[] chars = new char[to - from];
    for (int i = from; i < to; i++) {
      chars[i - from] = (char) (bytes[i] & 0xff);
    }
    return new String(chars);
  }

  /** Whether a map may have this member; {@code c} is the first byte of its value. */
  private boolean member(String key, int c, boolean first) {
    switch (key) {
      case "version" -> {
        int digit = c == '"' ? at + 1 : at;
        int after = digit + 1;
        version = digit < end && bytes[digit] == '3';
        return version && (after >= end || bytes[after] < '.' || bytes[after] > '9');
      }
      case "sources", "sourcesContent" -> {
        return texts(c);
      }
      case "mappings" -> {
        if (c != '"' || !codes()) {
          return false;
        }
        telling++;
        return true;
      }
      case "sections" -> {
        if (c == '[' && version) {
          telling++;
        }
        return c == '[';
      }
      case "file", "sourceRoot", "debugId", "debug_id" -> {
        return c == '"' || c == 'n';
      }
      case "names", "ignoreList" -> {
        return c == '[';
      }
      default -> {
        return !first || key.startsWith("x_") || key.equals("lineCount") || key.equals("scopes");
      }
    }
  }

  /** Whether the list at the cursor begins with a text, or nothing. */
  private boolean texts(int c) {
    if (c != '[') {
      return false;
    }
    int i = blanks(bytes, at + 1, end);
    if (i == end || bytes[i] == '"' || bytes[i] == 'n') {
      telling++;
      return true;
    }
    return bytes[i] == ']';
  }

  /** Whether the string at the cursor begins with codes of base 64. */
  private boolean codes() {
    for (int i = at + 1; i < Math.min(end, at + SAMPLE); i++) {
      int c = bytes[i];
      boolean code =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/'
              || c == ','
              || c == ';';
      if (!code) {
        return c == '"';
      }
    }
    return true;
  }

  private int token() {
    at = blanks(bytes, at, end);
    return at < end ? bytes[at] & 0xff : -1;
  }

  /** Goes behind the string at the cursor; false if it isn't all there. */
  private boolean skipString() {
    for (at++; at < end; at++) {
      if (bytes[at] == '\\') {
        at++;
      } else if (bytes[at] == '"') {
        at++;
        return true;
      }
    }
    return false;
  }

  /** Goes behind the value at the cursor; false if it isn't all there. */
  private boolean skipValue() {
    int depth = 0;
    while (at < end) {
      int c = bytes[at];
      if (c == '"') {
        if (!skipString()) {
          return false;
        }
      } else if (c == '[' || c == '{') {
        depth++;
        at++;
      } else if (depth == 0 && (c == ',' || c == '}')) {
        return true;
      } else {
        if (c == ']' || c == '}') {
          depth--;
        }
        at++;
      }
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }
}
