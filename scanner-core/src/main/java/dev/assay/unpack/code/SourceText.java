package dev.assay.unpack.code;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that is being written: UTF-8, as a program's source would have it. */
final class SourceText {

  private byte[] bytes = new byte[1 << 10];
  private int length;

  int length() {
    return length;
  }

  /** Forgets what was written beyond {@code length}. */
  void truncate(int length) {
    this.length = length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  void write(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) value;
  }

  void write(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        byte[] rest = text.substring(i).getBytes(StandardCharsets.UTF_8);
        for (byte each : rest) {
          write(each);
        }
        return;
      }
      write(c);
    }
  }

  /** {@code from[start..end)} as a name: what can't stand in one is {@code _}. */
  void name(byte[] from, int start, int end) {
    for (int i = start; i < end; i++) {
      int b = from[i];
      boolean part =
          b < 0
              || (b >= '0' && b <= '9')
              || (b >= 'A' && b <= 'Z')
              || (b >= 'a' && b <= 'z')
              || b == '$'
              || b == '_';
      write(part ? b : '_');
    }
  }

  /**
   * A literal of {@code from[start..end)}, UTF-8 or what Java makes of it. One of several lines
   * stands on lines of its own, as it is.
   */
  void literal(byte[] from, int start, int end) {
    boolean lines = false;
    for (int i = start; i < end && !lines; i++) {
      lines = from[i] == '\n';
    }
    write(lines ? "\"\"\"\n" : "\"");
    characters(from, start, end, lines);
    write(lines ? "\n\"\"\"" : "\"");
  }

  /** What stands between a literal's quotes. */
  void characters(byte[] from, int start, int end, boolean plain) {
    for (int i = start; i < end; i++) {
      int b = from[i];
      if (b < 0) {
        i = wide(from, i, end);
      } else if (b >= ' ') {
        if (!plain && (b == '"' || b == '\\')) {
          write('\\');
        }
        write(b);
      } else if (plain && (b == '\n' || b == '\r' || b == '\t')) {
        write(b);
      } else {
        write('\\');
        write(
            switch (b) {
              case '\t' -> 't';
              case '\n' -> 'n';
              case '\r' -> 'r';
              default -> '0';
            });
      }
    }
  }

  /** Writes one character of several bytes; the index of its last one. */
  private int wide(byte[] from, int at, int end) {
    int b = from[at] & 0xFF;
    if (b == 0xC0 && at + 1 < end && (from[at + 1] & 0xFF) == 0x80) {
      write("\\0");
      return at + 1;
    }
    if (b == 0xED
        && at + 5 < end
        && (from[at + 1] & 0xF0) == 0xA0
        && (from[at + 3] & 0xFF) == 0xED
        && (from[at + 4] & 0xF0) == 0xB0) {
      // A surrogate pair, each half written as if it were a character.
      int high = ((from[at + 1] & 0x0F) << 6) | (from[at + 2] & 0x3F);
      int low = ((from[at + 4] & 0x0F) << 6) | (from[at + 5] & 0x3F);
      int point = 0x10000 + (high << 10) + low;
      write(0xF0 | (point >> 18));
      write(0x80 | ((point >> 12) & 0x3F));
      write(0x80 | ((point >> 6) & 0x3F));
      write(0x80 | (point & 0x3F));
      return at + 5;
    }
    write(b);
    return at;
  }

  /** Whether a constant is text for people or programs, and no table that was put into a string. */
  static boolean readable(byte[] bytes, int start, int end) {
    int odd = 0;
    for (int i = start; i < end; i++) {
      int b = bytes[i];
      if ((b >= 0 && b < ' ' && b != '\n' && b != '\t' && b != '\r')
          || b == 0x7F
          || b == (byte) 0xC0) {
        odd++;
      }
    }
    return odd * 8 <= end - start;
  }
}
