package dev.assay.unpack.sourcemap;

import dev.assay.unpack.code.RandomBytes;
import java.io.IOException;

/**
 * A place in a JSON document (RFC 8259) that is read forward, byte by byte, and may be moved. It
 * holds one buffer, whatever the size of a string or of the document. What only programs that write
 * JSON care for (control characters in strings, the form of numbers) isn't checked.
 */
final class JsonCursor {

  /** Values inside of one another; a document that goes deeper is none. */
  private static final int DEEPEST = 1_000;

  private static final int BUFFER = 1 << 16;

  private final RandomBytes in;
  private final byte[] buffer = new byte[BUFFER];

  /** Offset of {@code buffer[0]}. */
  private long base;

  private int at;
  private int filled;

  /** At the start of {@code in}. */
  JsonCursor(RandomBytes in) {
    this.in = in;
  }

  /** Offset of the next byte. */
  long position() {
    return base + at;
  }

  /** Goes to {@code position}; free within what was read last. */
  void seek(long position) {
    if (position >= base && position <= base + filled) {
      at = (int) (position - base);
    } else {
      base = position;
      at = 0;
      filled = 0;
    }
  }

  private boolean fill() throws IOException {
    base += filled;
    at = 0;
    filled = in.read(base, buffer, 0, BUFFER);
    return filled > 0;
  }

  /** The next byte, which stays the next one; -1 at the end. */
  int peek() throws IOException {
    return at < filled || fill() ? buffer[at] & 0xff : -1;
  }

  /**
   * The next byte.
   *
   * @throws BrokenJson if there is none
   */
  int next() throws IOException {
    if (at == filled && !fill()) {
      throw new BrokenJson(position(), true);
    }
    return buffer[at++] & 0xff;
  }

  /** Skips blanks; the byte behind them, which stays the next one; -1 at the end. */
  int token() throws IOException {
    while (true) {
      int c = peek();
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c;
      }
      at++;
    }
  }

  /** Skips blanks and then {@code wanted}. */
  void expect(int wanted) throws IOException {
    int c = token();
    if (c != wanted) {
      throw broken(c);
    }
    at++;
  }

  /** What stands here doesn't belong here. */
  BrokenJson broken(int c) {
    return new BrokenJson(position(), c < 0);
  }

  /** Skips the rest of a string whose first quote was read. */
  void skipString() throws IOException {
    while (true) {
      byte[] bytes = buffer;
      int to = filled;
      int i = at;
      boolean cut = false;
      while (i < to) {
        byte b = bytes[i++];
        if (b == '"') {
          at = i;
          return;
        }
        if (b == '\\') {
          cut = i == to;
          i++;
        }
      }
      at = to;
      if (!fill()) {
        throw new BrokenJson(position(), true);
      }
      if (cut) {
        at++;
      }
    }
  }

  /**
   * Skips the rest of a string whose first quote was read.
   *
   * @return the lines of the text that it is, the last one perhaps without an end
   */
  long skipLines() throws IOException {
    long lines = 0;
    boolean open = false;
    boolean wasReturn = false;
    while (true) {
      byte[] bytes = buffer;
      int to = filled;
      int from = at;
      int i = from;
      while (i < to && bytes[i] != '"' && bytes[i] != '\\') {
        i++;
      }
      if (i > from) {
        open = true;
        wasReturn = false;
      }
      at = i;
      if (i == to) {
        if (!fill()) {
          throw new BrokenJson(position(), true);
        }
        continue;
      }
      at++;
      if (bytes[i] == '"') {
        return open ? lines + 1 : lines;
      }
      int c = escape();
      if (c == '\n' || c == '\r') {
        lines += c == '\n' && wasReturn ? 0 : 1;
        open = false;
      } else {
        open = true;
      }
      wasReturn = c == '\r';
    }
  }

  /** What an escape stands for whose backslash was read: a UTF-16 code unit. */
  private int escape() throws IOException {
    int c = next();
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        int value = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(peek(), 16);
          if (digit < 0) {
            break; // what is no digit stands for itself
          }
          at++;
          value = value << 4 | digit;
        }
        yield value;
      }
      default -> c;
    };
  }

  /**
   * Decodes the rest of a string whose first quote was read, and goes behind it.
   *
   * @return how many bytes of UTF-8 were written; what has no room in {@code into} is left out
   */
  int string(byte[] into) throws IOException {
    int length = 0;
    while (true) {
      int c = next();
      if (c == '"') {
        return length;
      }
      if (c != '\\') {
        if (length < into.length) {
          into[length++] = (byte) c;
        }
        continue;
      }
      int unit = escape();
      if (Character.isHighSurrogate((char) unit) && peek() == '\\') {
        at++;
        int second = peek() == 'u' ? escape() : -1;
        if (second >= 0 && Character.isLowSurrogate((char) second)) {
          unit = Character.toCodePoint((char) unit, (char) second);
        } else {
          length = Utf8.put(unit, into, length);
          unit = second >= 0 ? second : escape();
        }
      }
      length = Utf8.put(unit, into, length);
    }
  }

  /** Skips a value of any kind, and blanks before it. */
  void skipValue() throws IOException {
    boolean[] objects = {};
    int depth = 0;
    while (true) {
      int c = token();
      if (c == '"') {
        at++;
        skipString();
      } else if (c == '{' || c == '[') {
        at++;
        boolean object = c == '{';
        if (token() != (object ? '}' : ']')) {
          if (depth == DEEPEST) {
            throw broken(c);
          }
          if (objects.length == 0) {
            objects = new boolean[DEEPEST];
          }
          objects[depth++] = object;
          if (object) {
            key();
          }
          continue;
        }
        at++;
      } else {
        skipWord(c);
      }
      // What was opened and ends here.
      while (depth > 0) {
        c = token();
        if (c == ',') {
          at++;
          if (objects[depth - 1]) {
            key();
          }
          break;
        }
        if (c != (objects[depth - 1] ? '}' : ']')) {
          throw broken(c);
        }
        at++;
        depth--;
      }
      if (depth == 0) {
        return;
      }
    }
  }

  private void key() throws IOException {
    expect('"');
    skipString();
    expect(':');
  }

  /** A number, or one of three words. */
  private void skipWord(int first) throws IOException {
    if (!wordByte(first)) {
      throw broken(first);
    }
    do {
      at++;
    } while (wordByte(peek()));
  }

  private static boolean wordByte(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || c == '-'
        || c == '+'
        || c == '.'
        || c == 'E';
  }
}
