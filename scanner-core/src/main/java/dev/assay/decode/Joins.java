package dev.assay.decode;

/** String literals that are joined to one. */
final class Joins {
  /** The most bytes between two literals that are joined. */
  private static final int LONGEST = 200;

  private Joins() {}

  /**
   * Where the text goes on if the quote at {@code at} ends a literal in the middle of a word that
   * the next goes on with; else -1.
   */
  static int telling(byte[] bytes, int begin, int at, int end) {
    if (at + 2 >= end || at <= begin) {
      return -1;
    }
    if (!inWord(bytes[at - 1]) || (at - 2 >= begin && bytes[at - 2] == '\\')) {
      return -1;
    }
    int on = end(bytes, begin, at, end);
    return on > 0 && (inWord(bytes[on]) || bytes[on] == '\\') ? on : -1;
  }

  /** Whether words that look like secrets hold it. */
  static boolean inWord(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '_'
        || b == '-'
        || b == '+'
        || b == '/'
        || b == '.'
        || b == '~'
        || b == ':'
        || b == '@'
        || b == '%'
        || b == '!'
        || b == '#'
        || b == '$'
        || b == '*'
        || b == '^';
  }

  /**
   * Where the text goes on, if the quote at {@code at} ends a literal and another is joined to it
   * with {@code +}, {@code .}, {@code ..}, {@code &}, {@code <<}, {@code ||} or with nothing
   * between them; else -1.
   */
  static int end(byte[] bytes, int begin, int at, int end) {
    if (at <= begin || bytes[at - 1] <= ' ') {
      return -1;
    }
    int limit = Math.min(end, at + LONGEST);
    int i = blanks(bytes, at + 1, limit);
    if (i < limit) {
      byte operator = bytes[i];
      switch (operator) {
        case '+', '&' -> i++;
        case '.' -> i += i + 1 < limit && bytes[i + 1] == '.' ? 2 : 1;
        case '<', '|' -> {
          if (i + 1 >= limit || bytes[i + 1] != operator) {
            return -1;
          }
          i += 2;
        }
        default -> {}
      }
      i = blanks(bytes, i, limit);
    }
    for (int prefix = 0; prefix < 2 && i < limit && isPrefix(bytes[i]); prefix++) {
      i++;
    }
    return i + 1 < limit && (bytes[i] == '"' || bytes[i] == '\'') ? i + 1 : -1;
  }

  /** Letters that a literal may begin with in C, C#, Python or Rust. */
  private static boolean isPrefix(byte b) {
    return switch (b) {
      case 'b', 'B', 'r', 'R', 'u', 'U', 'f', 'F', 'L', '@' -> true;
      default -> false;
    };
  }

  /** Passes over white space, and line ends that a backslash hides. */
  private static int blanks(byte[] bytes, int from, int limit) {
    int i = from;
    while (i < limit) {
      byte b = bytes[i];
      boolean hidden = b == '\\' && i + 1 < limit && (bytes[i + 1] == '\n' || bytes[i + 1] == '\r');
      if (b != ' ' && b != '\t' && b != '\n' && b != '\r' && !hidden) {
        break;
      }
      i++;
    }
    return i;
  }
}
