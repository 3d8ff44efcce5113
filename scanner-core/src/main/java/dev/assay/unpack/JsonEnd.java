package dev.assay.unpack;

/** Ends with the JSON value that it is shown byte by byte. */
final class JsonEnd {
  private int depth;
  private boolean string;
  private boolean escape;

  void begin() {
    depth = 0;
    string = false;
    escape = false;
  }

  /** Whether {@code c} is the value's last byte. */
  boolean ends(int c) {
    if (escape) {
      escape = false;
    } else if (string) {
      escape = c == '\\';
      string = c != '"';
    } else if (c == '"') {
      string = true;
    } else if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
      return depth <= 0;
    }
    return false;
  }
}
