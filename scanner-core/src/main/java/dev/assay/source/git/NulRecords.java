package dev.assay.source.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The NUL-terminated records that git prints under {@code -z}. */
final class NulRecords {

  private static final int MAX_RECORD = 1 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 14];
  private int start;
  private int stop = -1;
  private int end;

  NulRecords(InputStream in) {
    this.in = in;
  }

  /** Reads the next record; false at the end. */
  boolean next() throws IOException {
    start = stop + 1;
    int at = start;
    while (true) {
      for (; at < end; at++) {
        if (buffer[at] == 0) {
          stop = at;
          return true;
        }
      }
      if (end == buffer.length) {
        int kept = end - start;
        if (kept > MAX_RECORD) {
          throw new IOException("git printed a record of more than 1 MB");
        }
        byte[] target = kept > buffer.length / 2 ? new byte[2 * buffer.length] : buffer;
        System.arraycopy(buffer, start, target, 0, kept);
        buffer = target;
        at -= start;
        start = 0;
        end = kept;
      }
      int n = in.read(buffer, end, buffer.length - end);
      if (n < 0) {
        if (end > start) {
          throw new IOException("git ended in the middle of a record");
        }
        stop = end - 1;
        return false;
      }
      end += n;
    }
  }

  /** The same, where the format promises one. */
  void need() throws IOException {
    if (!next()) {
      throw new IOException("git ended in the middle of a record");
    }
  }

  /** Index of the record's first byte in {@link #bytes}. */
  int start() {
    return start;
  }

  /** Index behind its last byte. */
  int stop() {
    return stop;
  }

  /** Holds the record until the next one is read. */
  byte[] bytes() {
    return buffer;
  }

  /** The index of the next {@code c} of the record from {@code from} on. */
  int find(char c, int from) throws IOException {
    for (int i = from; i < stop; i++) {
      if (buffer[i] == c) {
        return i;
      }
    }
    throw new IOException("unexpected output of git: " + text(start, stop));
  }

  /** A part of the record, one character a byte. */
  String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** A part of the record as a path. */
  String path(int from) {
    return GitPaths.decode(buffer, from, stop);
  }

  /** A part of the record as an octal number. */
  int octal(int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 8 + (buffer[i] - '0');
    }
    return value;
  }
}
