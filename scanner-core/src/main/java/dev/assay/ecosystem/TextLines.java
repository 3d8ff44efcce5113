package dev.assay.ecosystem;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of bytes, one character a byte, with their offsets; a byte order mark is left out. */
final class TextLines {

  /** What is beyond this of a line is dropped, bytes. */
  static final int LONGEST = 1 << 13;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int offset;
  private int next;
  private int pushed = -1;

  TextLines(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** Goes to the next line; false if there is none. */
  boolean next() throws IOException {
    line.reset();
    offset = next;
    int c = read();
    if (c < 0) {
      return false;
    }
    while (c >= 0 && c != '\n' && c != '\r') {
      if (line.size() < LONGEST) {
        line.write(c);
      }
      c = read();
    }
    if (c == '\r') {
      int after = read();
      if (after >= 0 && after != '\n') {
        pushed = after;
        next--;
      }
    }
    if (offset == 0 && text().startsWith("\u00ef\u00bb\u00bf")) {
      byte[] rest = line.toByteArray();
      line.reset();
      line.write(rest, 3, rest.length - 3);
      offset = 3;
    }
    return true;
  }

  private int read() throws IOException {
    int c = pushed >= 0 ? pushed : in.read();
    pushed = -1;
    if (c >= 0) {
      next++;
    }
    return c;
  }

  /** The line without its end, in Latin-1. */
  String text() {
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Offset of its first byte. */
  int offset() {
    return offset;
  }
}
