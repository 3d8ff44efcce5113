package dev.assay.unpack.code;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Runs of ASCII in UTF-16 with the low byte first, at any offset of a file, a line each: the
 * literals of Windows programs, resources and the strings of .NET.
 */
final class WideStream extends InputStream {

  /** Characters of a run that are looked at together. */
  private static final int LONGEST = 1 << 14;

  private final RandomBytes file;
  private final byte[] buffer = new byte[CodeWindow.SIZE];
  private final byte[] run = new byte[LONGEST];
  private int runLength;
  private byte[] out = new byte[1 << 12];
  private int outAt;
  private int outEnd;
  private long at;

  WideStream(RandomBytes file) {
    this.file = file;
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
      if (at >= file.size()) {
        return -1;
      }
      next();
    }
    int count = Math.min(length, outEnd - outAt);
    System.arraycopy(out, outAt, into, offset, count);
    outAt += count;
    return count;
  }

  private void next() throws IOException {
    int length = file.read(at, buffer, 0, buffer.length);
    int i = 0;
    while (i + 1 < length) {
      int b = buffer[i];
      if (buffer[i + 1] == 0 && (b >= ' ' ? b != 0x7F : b == '\n' || b == '\t' || b == '\r')) {
        if (runLength == LONGEST) {
          end();
        }
        run[runLength++] = (byte) b;
        i += 2;
      } else {
        end();
        i++;
      }
    }
    boolean last = length < buffer.length;
    at = last ? file.size() : at + i;
    if (last) {
      end();
    }
  }

  private void end() {
    if (runLength >= ClassText.LEAST && !counted()) {
      put(0, runLength);
    }
    runLength = 0;
  }

  /** Strings of resources have their length before them, which may look like a character. */
  private boolean counted() {
    int from = 0;
    while (from < runLength) {
      from += 1 + run[from];
    }
    if (from != runLength) {
      return false;
    }
    for (int i = 0; i < runLength; i += 1 + run[i]) {
      put(i + 1, i + 1 + run[i]);
    }
    return true;
  }

  private void put(int from, int to) {
    int length = to - from;
    if (out.length - outEnd <= length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, outEnd + length + 1));
    }
    System.arraycopy(run, from, out, outEnd, length);
    outEnd += length;
    out[outEnd++] = '\n';
  }
}
