package dev.assay.unpack.code;

import java.io.IOException;

/**
 * Reads numbers out of a file through one buffer. What lies beyond the file's end reads as zeros:
 * headers claim what they like.
 */
final class CodeWindow {

  static final int SIZE = 1 << 16;

  private final RandomBytes file;
  private final byte[] buffer = new byte[SIZE];
  private final boolean little;
  private long start;
  private int length;

  CodeWindow(RandomBytes file, boolean little) {
    this.file = file;
    this.little = little;
  }

  long size() {
    return file.size();
  }

  private boolean has(long at, int count) throws IOException {
    if (at < 0 || at > file.size() - count) {
      return false;
    }
    if (at < start || at + count > start + length) {
      start = at;
      length = file.read(at, buffer, 0, SIZE);
    }
    return count <= length;
  }

  /** The unsigned number of {@code count} bytes, 8 at most, at {@code at}. */
  long number(long at, int count) throws IOException {
    if (!has(at, count)) {
      return 0;
    }
    int from = (int) (at - start);
    long value = 0;
    for (int i = 0; i < count; i++) {
      int b = buffer[from + (little ? count - 1 - i : i)] & 0xFF;
      value = value << 8 | b;
    }
    return value;
  }

  int u2(long at) throws IOException {
    return (int) number(at, 2);
  }

  long u4(long at) throws IOException {
    return number(at, 4);
  }

  long u8(long at) throws IOException {
    return number(at, 8);
  }

  /** Whether text of the bytes {@code ascii} stands at {@code at}. */
  boolean is(long at, String ascii) throws IOException {
    if (!has(at, ascii.length())) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (buffer[(int) (at - start) + i] != (byte) ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The text of {@code most} bytes at most that stands at {@code at} before a NUL. */
  String name(long at, int most) throws IOException {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < most; i++) {
      int c = (int) number(at + i, 1);
      if (c < ' ' || c > '~') {
        break;
      }
      name.append((char) c);
    }
    return name.toString();
  }
}
