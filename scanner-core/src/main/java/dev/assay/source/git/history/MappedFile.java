package dev.assay.source.git.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file mapped for reading, of any size: windows of 1 GiB that overlap a little, so that a field
 * never crosses one. Big-endian. Safe for many threads. Offsets are the caller's to check.
 */
final class MappedFile {
  static final int WINDOW_BITS = 30;

  /** Longer than any field: an id, a long. */
  private static final int OVERLAP = 64;

  private final MappedByteBuffer[] windows;
  private final long length;
  private final int bits;

  private MappedFile(MappedByteBuffer[] windows, long length, int bits) {
    this.windows = windows;
    this.length = length;
    this.bits = bits;
  }

  static MappedFile open(Path file) throws IOException {
    return open(file, WINDOW_BITS);
  }

  /** With windows of {@code 1 << bits} bytes, for tests. */
  static MappedFile open(Path file, int bits) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long length = channel.size();
      long size = 1L << bits;
      int count = Math.toIntExact((length + size - 1) >>> bits);
      MappedByteBuffer[] windows = new MappedByteBuffer[count];
      for (int i = 0; i < count; i++) {
        long from = (long) i << bits;
        long bytes = Math.min(size + OVERLAP, length - from);
        windows[i] = channel.map(FileChannel.MapMode.READ_ONLY, from, bytes);
        windows[i].order(ByteOrder.BIG_ENDIAN);
      }
      return new MappedFile(windows, length, bits);
    }
  }

  long length() {
    return length;
  }

  int unsignedByte(long at) {
    return windows[(int) (at >>> bits)].get(inWindow(at)) & 0xff;
  }

  int int32(long at) {
    return windows[(int) (at >>> bits)].getInt(inWindow(at));
  }

  long unsignedInt32(long at) {
    return int32(at) & 0xffffffffL;
  }

  long int64(long at) {
    return windows[(int) (at >>> bits)].getLong(inWindow(at));
  }

  /** Copies a short field (up to 64 bytes). */
  void copy(long at, byte[] to, int offset, int count) {
    windows[(int) (at >>> bits)].get(inWindow(at), to, offset, count);
  }

  /**
   * The bytes from {@code from} up to {@code to} or to the end of the window, whichever comes
   * first: a buffer of the caller's own.
   */
  ByteBuffer slice(long from, long to) {
    int window = (int) (from >>> bits);
    long end = Math.min(to, Math.min(length, (long) (window + 1) << bits));
    ByteBuffer buffer = windows[window].duplicate();
    buffer.limit((int) (end - ((long) window << bits)));
    buffer.position(inWindow(from));
    return buffer;
  }

  private int inWindow(long at) {
    return (int) (at & ((1L << bits) - 1));
  }
}
