package dev.assay.unpack.sourcemap;

import dev.assay.unpack.code.RandomBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A string of a JSON document as the UTF-8 that it stands for, whatever its size. Half of a
 * surrogate pair becomes U+FFFD; an escape that there isn't stands for its letter.
 */
public final class StringStream extends InputStream {

  private static final int BUFFER = 1 << 16;

  private final RandomBytes in;
  private long position;
  private final long end;
  private final byte[] buffer;
  private int at;
  private int filled;

  /** What an escape stands for, as far as it wasn't handed over. */
  private final byte[] held = new byte[2 * Utf8.LONGEST];

  private int heldAt;
  private int heldEnd;

  /**
   * @param from offset behind the string's first quote
   * @param to offset of its last
   */
  public StringStream(RandomBytes in, long from, long to) {
    this.in = in;
    this.position = from;
    this.end = to;
    this.buffer = new byte[(int) Math.max(1, Math.min(BUFFER, to - from))];
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int out = offset;
    int limit = offset + length;
    while (out < limit) {
      if (heldAt < heldEnd) {
        into[out++] = held[heldAt++];
        continue;
      }
      if (at == filled) {
        if (out > offset || !fill()) {
          break; // hands over what there is before it reads on
        }
      }
      int from = at;
      int to = Math.min(filled, from + limit - out);
      int i = from;
      while (i < to && buffer[i] != '\\') {
        i++;
      }
      System.arraycopy(buffer, from, into, out, i - from);
      out += i - from;
      at = i;
      if (i < to) {
        at++;
        escaped();
      }
    }
    return out == offset && length > 0 ? -1 : out - offset;
  }

  private boolean fill() throws IOException {
    if (position >= end) {
      return false;
    }
    int wanted = (int) Math.min(buffer.length, end - position);
    int count = in.read(position, buffer, 0, wanted);
    if (count <= 0) {
      throw new EOFException(); // the file became shorter meanwhile
    }
    position += count;
    at = 0;
    filled = count;
    return true;
  }

  /** The next byte; -1 at the end. */
  private int peek() throws IOException {
    return at < filled || fill() ? buffer[at] & 0xff : -1;
  }

  /** Reads an escape whose backslash was read. */
  private void escaped() throws IOException {
    heldAt = 0;
    heldEnd = 0;
    int unit = unit();
    if (unit >= 0 && Character.isHighSurrogate((char) unit) && peek() == '\\') {
      at++;
      boolean pair = peek() == 'u';
      int second = unit();
      if (pair && Character.isLowSurrogate((char) second)) {
        unit = Character.toCodePoint((char) unit, (char) second);
      } else {
        hold(unit);
        unit = second;
      }
    }
    hold(unit);
  }

  private void hold(int unit) {
    if (unit >= 0) {
      heldEnd = Utf8.put(unit, held, heldEnd);
    }
  }

  /** What an escape stands for, a UTF-16 code unit; -1 if nothing follows its backslash. */
  private int unit() throws IOException {
    int c = peek();
    if (c < 0) {
      return -1;
    }
    at++;
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
            break;
          }
          at++;
          value = value << 4 | digit;
        }
        yield value;
      }
      default -> {
        if (c < 0x80) {
          yield c;
        }
        at--; // a byte of a longer character: it goes on as it is
        yield -1;
      }
    };
  }
}
