package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * The frames of a zstd file (RFC 8878, 3.1) as they are, one block at a time, up to where something
 * else comes; without skippable ones, whose data is kept. A frame's memory and dictionary are known
 * before the decoder sees it.
 */
final class ZstdFrames extends InputStream {

  /** What the decoder holds besides the window: blocks in and out. */
  private static final long STATE = 512 << 10;

  private enum State {
    BETWEEN,
    BLOCKS,
    CHECKSUM,
    END
  }

  private final PackedInput in;
  private final MemberStream stream;
  private State state = State.BETWEEN;
  private boolean checksum;

  /** Bytes of the part at hand that are still to be given. */
  private long left;

  ZstdFrames(PackedInput in, MemberStream stream) {
    this.in = in;
    this.stream = stream;
  }

  /** Whether a data frame starts at {@code at}. */
  static boolean data(byte[] bytes, int at) {
    return bytes[at] == 0x28
        && bytes[at + 1] == (byte) 0xb5
        && bytes[at + 2] == 0x2f
        && bytes[at + 3] == (byte) 0xfd
        && (bytes[at + 4] & 8) == 0;
  }

  /**
   * Goes to the first data frame.
   *
   * @throws ContentException if it can't be read for a reason that can be said
   */
  void begin() throws IOException {
    next();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** Never more than a block, so that the decoder gives it before it fails at the next one. */
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (left == 0) {
      if (state == State.END) {
        return -1;
      }
      next();
    }
    int count = in.read(bytes, offset, (int) Math.min(left, length));
    if (count < 0) {
      throw new EOFException();
    }
    left -= count;
    return count;
  }

  private void next() throws IOException {
    if (state == State.BLOCKS) {
      block();
      return;
    }
    if (state == State.CHECKSUM) {
      left = 4;
      state = State.BETWEEN;
      return;
    }
    SkippableFrames.keep(in, stream);
    if (in.fill(6) && in.peekLittle(0, 4) == 0xfd2fb528L && (in.peek(4) & 8) == 0) {
      header();
      state = State.BLOCKS;
    } else {
      state = State.END;
    }
  }

  private void header() throws IOException {
    in.fill(18);
    int descriptor = in.peek(4);
    boolean single = (descriptor & 0x20) != 0;
    checksum = (descriptor & 4) != 0;
    int at = 5 + (single ? 0 : 1);
    int idBytes = (1 << (descriptor & 3)) >> 1;
    long dictionary = in.peekLittle(at, idBytes);
    at += idBytes;
    int sizeBytes = descriptor >> 6 == 0 ? (single ? 1 : 0) : 1 << (descriptor >> 6);
    long size = in.peekLittle(at, sizeBytes) + (sizeBytes == 2 ? 256 : 0);
    if (dictionary != 0) {
      throw new ContentException(
          Problem.Kind.UNSUPPORTED,
          String.format(
              Locale.ROOT,
              "its data needs the zstd dictionary %d, which is not in it, and was not scanned from"
                  + " there on; scan it unpacked",
              dictionary));
    }
    long window = size;
    if (!single) {
      long base = 1L << (10 + (in.peek(5) >> 3));
      window = base + base / 8 * (in.peek(5) & 7);
    }
    stream.take(window < 0 ? window : window + STATE); // negative ones are unsigned, and too large
    left = (long) at + sizeBytes;
  }

  private void block() throws IOException {
    if (!in.need(3)) {
      throw new EOFException();
    }
    int header = (int) in.peekLittle(0, 3);
    boolean run = (header >> 1 & 3) == 1;
    left = 3L + (run ? 1 : header >> 3);
    if ((header & 1) != 0) {
      state = checksum ? State.CHECKSUM : State.BETWEEN;
    }
  }
}
