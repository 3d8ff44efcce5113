package dev.assay.decode;

/** Backslash escapes of string literals, as the usual languages and formats have them. */
final class Escapes {
  private Escapes() {}

  /**
   * Where the escape ends that the backslash at {@code at} begins, if nobody needs one for the
   * character that it stands for, printable ASCII, or if it cuts a word in two at a line's end;
   * else -1.
   */
  static int telling(byte[] bytes, int begin, int at, int end) {
    if (at + 1 >= end) {
      return -1;
    }
    return switch (bytes[at + 1]) {
      case 'x', 'u', 'U' -> Alphabets.text(value(bytes, at, end)) ? digitsEnd(bytes, at, end) : -1;
      case '0', '1' -> {
        boolean printable =
            at + 3 < end
                && octal(bytes[at + 2])
                && octal(bytes[at + 3])
                && Alphabets.text(octalValue(bytes, at + 1));
        yield printable ? at + 4 : -1;
      }
      case '/' -> slashInDigits(bytes, begin, at, end) ? at + 2 : -1;
      case '\n', '\r' -> {
        int on = lineJoin(bytes, at, end);
        boolean inWord =
            at > begin && Joins.inWord(bytes[at - 1]) && on < end && Joins.inWord(bytes[on]);
        yield inWord ? on : -1;
      }
      default -> -1;
    };
  }

  /** {@code \/} in what may be base64 in JSON. */
  private static boolean slashInDigits(byte[] bytes, int begin, int at, int end) {
    if (at - 8 < begin || at + 6 > end) {
      return false;
    }
    for (int i = at - 8; i < at + 6; i++) {
      if (Alphabets.base64(bytes[i]) < 0 && bytes[i] != '\\') {
        return false;
      }
    }
    return true;
  }

  /**
   * The code point of {@code \}{@code x41}, {@code \}{@code u0041}, … at {@code at}; -1 if none.
   */
  static int value(byte[] bytes, int at, int end) {
    int from = at + 2;
    boolean braced = from < end && bytes[from] == '{';
    int to = digitsEnd(bytes, at, end);
    if (to < 0) {
      return -1;
    }
    int value = 0;
    for (int i = braced ? from + 1 : from; i < (braced ? to - 1 : to); i++) {
      value = value << 4 | Alphabets.hex(bytes[i]);
    }
    return value;
  }

  /** Where {@code \x}, {@code \}{@code u}, {@code \U} with its digits ends; -1 if it is none. */
  static int digitsEnd(byte[] bytes, int at, int end) {
    int from = at + 2;
    if (from < end && bytes[from] == '{') {
      int i = from + 1;
      while (i < end && i < from + 9 && Alphabets.hex(bytes[i]) >= 0) {
        i++;
      }
      return i > from + 1 && i < end && bytes[i] == '}' ? i + 1 : -1;
    }
    int count = bytes[at + 1] == 'x' ? 2 : bytes[at + 1] == 'u' ? 4 : 8;
    if (from + count > end) {
      return -1;
    }
    for (int i = from; i < from + count; i++) {
      if (Alphabets.hex(bytes[i]) < 0) {
        return -1;
      }
    }
    return from + count;
  }

  static boolean octal(byte b) {
    return b >= '0' && b <= '7';
  }

  private static int octalValue(byte[] bytes, int at) {
    return (bytes[at] - '0') << 6 | (bytes[at + 1] - '0') << 3 | (bytes[at + 2] - '0');
  }

  /** Where the text goes on behind a backslash at a line's end: its next line, unindented. */
  static int lineJoin(byte[] bytes, int at, int end) {
    int i = at + 1;
    if (i < end && bytes[i] == '\r') {
      i++;
    }
    if (i < end && bytes[i] == '\n') {
      i++;
    }
    while (i < end && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    return i;
  }

  /** Decodes what the backslash at {@code at} begins; the index after it. */
  static int decode(byte[] bytes, int at, int end, DecodedText target) {
    if (at + 1 >= end) {
      target.put('\\', at, at + 1);
      return at + 1;
    }
    byte next = bytes[at + 1];
    switch (next) {
      case 'x', 'u', 'U' -> {
        int to = digitsEnd(bytes, at, end);
        if (to >= 0) {
          int value = value(bytes, at, end);
          if (next == 'x' && bytes[at + 2] != '{') {
            target.put(value, at, to); // a byte, perhaps one of a sequence
          } else {
            target.putCodePoint(value, at, to);
          }
          return to;
        }
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        int to = at + 2;
        int value = next - '0';
        while (to < end && to < at + 4 && octal(bytes[to]) && value * 8 + 7 < 512) {
          value = value * 8 + (bytes[to++] - '0');
        }
        if (to == at + 4 || next == '0') {
          target.put(value, at, to);
          return to;
        }
      }
      case '\n', '\r' -> {
        return lineJoin(bytes, at, end);
      }
      default -> {
        int simple = simple(next);
        if (simple >= 0) {
          target.put(simple, at, at + 2);
          return at + 2;
        }
      }
    }
    target.put('\\', at, at + 1);
    return at + 1;
  }

  private static int simple(byte letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> 0x0B;
      case 'a' -> 0x07;
      case 'e' -> 0x1B;
      case '\\', '"', '\'', '/', '`', '$', '#', '?' -> letter;
      default -> -1;
    };
  }
}
