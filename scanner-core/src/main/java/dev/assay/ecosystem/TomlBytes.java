package dev.assay.ecosystem;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The words of TOML: names, strings, and what is neither; a byte order mark is left out. */
final class TomlBytes {

  /** Bytes of one string beyond which it is none of a lockfile. */
  private static final int LONGEST = 1 << 20;

  private final InputStream in;
  private final int[] ahead = new int[3];
  private int held;
  private int offset;

  TomlBytes(InputStream from) throws IOException {
    in = new BufferedInputStream(from);
    if (peek(0) == 0xef && peek(1) == 0xbb && peek(2) == 0xbf) {
      take();
      take();
      take();
    }
  }

  /** Something that isn't TOML. */
  static final class SyntaxException extends IOException {
    private static final long serialVersionUID = 1;
    private final int offset;

    SyntaxException(int offset, String message) {
      super(message);
      this.offset = offset;
    }

    int offset() {
      return offset;
    }
  }

  SyntaxException fault(String what) {
    return new SyntaxException(offset, what);
  }

  /** Offset of the next byte. */
  int offset() {
    return offset;
  }

  /** The next byte; -1 at the end. */
  int peek() throws IOException {
    return peek(0);
  }

  private int peek(int distance) throws IOException {
    while (held <= distance) {
      ahead[held] = held > 0 && ahead[held - 1] < 0 ? -1 : in.read();
      held++;
    }
    return ahead[distance];
  }

  int take() throws IOException {
    int c = peek();
    held--;
    System.arraycopy(ahead, 1, ahead, 0, held);
    if (c >= 0) {
      offset++;
    }
    return c;
  }

  void expect(char c) throws IOException {
    skipSpace();
    if (peek() != c) {
      throw fault("it is not TOML here; the table was not read on");
    }
    take();
  }

  void skipSpace() throws IOException {
    while (peek() == ' ' || peek() == '\t') {
      take();
    }
  }

  /** Space, ends of lines and comments. */
  void skipSpaceAndLines() throws IOException {
    while (true) {
      int c = peek();
      if (c == '#') {
        skipLine();
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        take();
      } else {
        return;
      }
    }
  }

  private void skipLine() throws IOException {
    while (peek() >= 0 && peek() != '\n') {
      take();
    }
  }

  /** What is behind a value or a header: nothing but a comment. */
  void endOfLine() throws IOException {
    skipSpace();
    int c = peek();
    if (c == '#') {
      skipLine();
    } else if (c >= 0 && c != '\n' && c != '\r') {
      throw fault("it is not TOML here; the table was not read on");
    }
  }

  /** Goes to the next line that begins with a bracket in its first column. */
  void skipToHeader() throws IOException {
    do {
      skipLine();
      take();
    } while (peek() >= 0 && peek() != '[');
  }

  /**
   * What stands there without quotes.
   *
   * @param name whether it is a name, which has fewer characters
   */
  LockNode bare(boolean name) throws IOException {
    int from = offset;
    StringBuilder text = new StringBuilder();
    for (int c = peek(); isBare(c) || (!name && isOfValue(c)); c = peek()) {
      text.append((char) c);
      take();
      if (text.length() > LONGEST) {
        throw fault("something in it is too long; its table was not read");
      }
    }
    String all = text.toString().stripTrailing();
    if (all.isEmpty()) {
      throw fault("it is not TOML here; the table was not read on");
    }
    return LockNode.text(all, from, from + all.length());
  }

  private static boolean isBare(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  private static boolean isOfValue(int c) {
    return c == '.' || c == ':' || c == '+' || c == ' ';
  }

  /** A string of any kind; its place is without the quotes. */
  LockNode string() throws IOException {
    int quote = take();
    boolean lines = false;
    if (peek(0) == quote && peek(1) == quote) {
      take();
      take();
      lines = true;
      if (peek() == '\r') {
        take();
      }
      if (peek() == '\n') {
        take();
      }
    }
    int from = offset;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (true) {
      int c = peek();
      if (c < 0 || (!lines && (c == '\n' || c == '\r'))) {
        throw fault("a string does not end; its table was not read on");
      }
      if (bytes.size() > LONGEST) {
        throw fault("a string is too long; its table was not read on");
      }
      int at = offset;
      take();
      if (c == quote) {
        if (!lines) {
          return LockNode.text(bytes.toString(StandardCharsets.UTF_8), from, at);
        }
        if (peek(0) == quote && peek(1) == quote) {
          take();
          take();
          while (peek() == quote) {
            bytes.write(take()); // one or two may stand before the end
          }
          return LockNode.text(bytes.toString(StandardCharsets.UTF_8), from, at);
        }
        bytes.write(c);
      } else if (c == '\\' && quote == '"') {
        escape(bytes);
      } else {
        bytes.write(c);
      }
    }
  }

  private void escape(ByteArrayOutputStream into) throws IOException {
    int c = take();
    switch (c) {
      case 'b' -> into.write('\b');
      case 't' -> into.write('\t');
      case 'n' -> into.write('\n');
      case 'f' -> into.write('\f');
      case 'r' -> into.write('\r');
      case 'e' -> into.write(0x1b);
      case '"', '\\' -> into.write(c);
      case 'x' -> code(2, into);
      case 'u' -> code(4, into);
      case 'U' -> code(8, into);
      case ' ', '\t', '\n', '\r' -> {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
          take();
        }
      }
      default -> throw fault("a string has an escape that TOML doesn't know");
    }
  }

  private void code(int digits, ByteArrayOutputStream into) throws IOException {
    int code = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0 || code > 0x10ffff) {
        throw fault("a string has an escape that TOML doesn't know");
      }
      take();
      code = code * 16 + digit;
    }
    if (!Character.isValidCodePoint(code)) {
      throw fault("a string has an escape that TOML doesn't know");
    }
    into.writeBytes(Character.toString(code).getBytes(StandardCharsets.UTF_8));
  }
}
