package dev.assay.source.git.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * A file mapped for reading, of any size: windows of 1 GiB that overlap a little, so that a field
 * never crosses one. Big-endian. Safe for many threads. Offsets are the caller's to check.
 */
final class MappedFile {
  static final int WINDOW_BITS = 30;

  /** Longer than any field: an id, a long. */
  private static final int OVERLAP = 64;

  private final ByteBuffer[] windows;
  private final long length;
  private final int bits;

  private MappedFile(ByteBuffer[] windows, long length, int bits) {
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
      ByteBuffer[] windows = new ByteBuffer[count];
      for (int i = 0; i < count; i++) {
        long from = (long) i << bits;
        long bytes = Math.min(size + OVERLAP, length - from);
        windows[i] = channel.map(FileChannel.MapMode.READ_ONLY, from, bytes);
        windows[i].order(ByteOrder.BIG_ENDIAN);
      }
      return new MappedFile(windows, length, bits);
    }
  }

  /** Bytes that are in memory, in windows of {@code 1 << bits}, for tests. */
  static MappedFile of(byte[] bytes, int bits) {
    int size = 1 << bits;
    ByteBuffer[] windows = new ByteBuffer[(bytes.length + size - 1) >>> bits];
    for (int i = 0; i < windows.length; i++) {
      int from = i << bits;
      windows[i] =
          ByteBuffer.wrap(bytes, from, Math.min(size + OVERLAP, bytes.length - from)).slice();
    }
    return new MappedFile(windows, bytes.length, bits);
  }

  /**
   * What Java throws at mapped bytes that are no longer there: someone cut the file in place, which
   * git never does.
   */
  static IOException vanished(InternalError e) {
    return new IOException("a pack was cut while it was read; scan again", e);
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

  /** Whether the last {@code hashLength} bytes are the digest of all others. */
  boolean endsWithDigest(MessageDigest digest, int hashLength) {
    long end = length - hashLength;
    digest.reset();
    for (long at = 0; at < end; ) {
      ByteBuffer part = slice(at, end);
      at += part.remaining();
      digest.update(part);
    }
    byte[] stored = new byte[hashLength];
    copy(end, stored, 0, hashLength);
    return MessageDigest.isEqual(digest.digest(), stored);
  }

  private int inWindow(long at) {
    return (int) (at & ((1L << bits) - 1));
  }
}
