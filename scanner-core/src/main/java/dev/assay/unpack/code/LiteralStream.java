package dev.assay.unpack.code;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Literals that touch others, a line each. Those that stand between other bytes can be seen in the
 * file itself and are left out.
 */
final class LiteralStream extends InputStream {

  /** Bytes of a literal that are kept until its end tells whether it touches another. */
  private static final int KEPT = 1 << 16;

  private final RandomBytes file;
  private final Marks marks;
  private final List<Program.Section> texts;
  private final byte[] buffer = new byte[CodeWindow.SIZE];
  private byte[] literal = new byte[256];
  private int literalLength;
  private boolean touches;
  private byte[] out = new byte[1 << 12];
  private int outAt;
  private int outEnd;
  private int section;
  private long at = -1;

  LiteralStream(RandomBytes file, Literals literals) {
    this.file = file;
    this.marks = literals.marks;
    this.texts = literals.texts();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (outAt == outEnd) {
      outAt = outEnd = 0;
      if (section == texts.size()) {
        return -1;
      }
      next();
    }
    int count = Math.min(length, outEnd - outAt);
    System.arraycopy(out, outAt, into, offset, count);
    outAt += count;
    return count;
  }

  /** Goes through the next bytes of a section. */
  private void next() throws IOException {
    Program.Section current = texts.get(section);
    at = at < 0 ? current.offset() : at;
    long end = current.offset() + current.size();
    int length = file.read(at, buffer, 0, (int) Math.min(buffer.length, end - at));
    int mark = marks.from(at);
    long following = marks.at(mark);
    for (int i = 0; i < length; i++) {
      int b = buffer[i];
      boolean text = b >= ' ' ? b != 0x7F : b == '\n' || b == '\t' || b == '\r';
      if (at + i == following) {
        boolean inside = literalLength > 0;
        end(text);
        touches = inside && text;
        following = marks.at(++mark);
      }
      if (text) {
        keep(b);
      } else {
        end(false);
        touches = false;
      }
    }
    at += length;
    if (length == 0 || at >= end) {
      end(false);
      touches = false;
      at = -1;
      section++;
    }
  }

  private void keep(int b) {
    if (literalLength == KEPT) {
      write();
    }
    if (literalLength == literal.length) {
      literal = Arrays.copyOf(literal, literal.length * 2);
    }
    literal[literalLength++] = (byte) b;
  }

  /** A literal ends here; another one may follow at once. */
  private void end(boolean followed) {
    if (literalLength >= ClassText.LEAST && (touches || followed)) {
      write();
      put('\n');
    }
    literalLength = 0;
  }

  private void write() {
    for (int i = 0; i < literalLength; i++) {
      put(literal[i]);
    }
    literalLength = 0;
  }

  private void put(int b) {
    if (outEnd == out.length) {
      out = Arrays.copyOf(out, out.length * 2);
    }
    out[outEnd++] = (byte) b;
  }
}
