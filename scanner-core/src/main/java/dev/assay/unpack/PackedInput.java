package dev.assay.unpack;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Compressed bytes: buffered, so that decoders may read them one by one; knows where it is, can
 * look ahead, and remembers whether a decoder asked for more than there is and what went wrong
 * below.
 */
final class PackedInput extends InputStream {

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 14];
  private int at;
  private int limit;

  /** Offset in the file of {@code buffer[0]}. */
  private long base;

  private boolean ended;
  private @Nullable IOException fault;

  /** Reads {@code in}, and closes it. */
  PackedInput(InputStream in) {
    this.in = in;
  }

  /** Offset in the file of the next byte. */
  long position() {
    return base + at;
  }

  /** Bytes that were read from below and not handed over. */
  int ahead() {
    return limit - at;
  }

  /** Whether somebody wanted to read beyond the end. */
  boolean ended() {
    return ended;
  }

  /** Why the bytes below could not be read; null if they could. */
  @Nullable IOException fault() {
    return fault;
  }

  /**
   * Makes {@code wanted} bytes (up to the buffer's size) available to {@link #peek}; false if there
   * are fewer.
   */
  boolean fill(int wanted) throws IOException {
    if (limit - at >= wanted) {
      return true;
    }
    System.arraycopy(buffer, at, buffer, 0, limit - at);
    base += at;
    limit -= at;
    at = 0;
    while (limit < wanted) {
      int count;
      try {
        count = in.read(buffer, limit, buffer.length - limit);
      } catch (IOException e) {
        fault = e;
        throw e;
      }
      if (count < 0) {
        return false;
      }
      limit += count;
    }
    return true;
  }

  /** As {@link #fill}, for bytes that must be there: without them, this has ended. */
  boolean need(int wanted) throws IOException {
    boolean there = fill(wanted);
    ended |= !there;
    return there;
  }

  /** The byte {@code ahead} of the next one; 0 beyond what {@link #fill} made available. */
  int peek(int ahead) {
    return at + ahead < limit ? buffer[at + ahead] & 0xff : 0;
  }

  /**
   * {@code bytes} (at most 8) little-endian from {@code ahead} on, as far as they are available.
   */
  long peekLittle(int ahead, int bytes) {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | peek(ahead + i);
    }
    return value;
  }

  /** Whether {@code format} starts here. */
  boolean starts(StreamUnpacker format) throws IOException {
    fill(StreamUnpacker.START);
    return format.starts(buffer, at, limit);
  }

  @Override
  public int read() throws IOException {
    if (at == limit && !need(1)) {
      return -1;
    }
    return buffer[at++] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == limit && !need(1)) {
      return -1;
    }
    int count = Math.min(length, limit - at);
    System.arraycopy(buffer, at, bytes, offset, count);
    at += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
