package dev.assay.unpack;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Undoes 7-Zip's filter BCJ2: x86 code whose targets of calls and jumps stand in streams of their
 * own, as absolute addresses; a range coder says at which instructions (LZMA SDK, Bcj2).
 */
final class Bcj2InputStream extends InputStream {

  private static final int BITS = 11;
  private static final int MOVE = 5;
  private static final int TOP = 1 << 24;
  private static final int JUMP = 256;
  private static final int BRANCH = 257;

  private final InputStream main;
  private final InputStream calls;
  private final InputStream jumps;
  private final InputStream coder;
  private final long size;
  private final int[] odds = new int[258];
  private final int[] target = new int[4];
  private int targetLeft;
  private int range = -1;
  private int code;
  private boolean started;
  private int previous;
  private long position;

  /**
   * @param size unpacked, bytes
   */
  Bcj2InputStream(
      InputStream main, InputStream calls, InputStream jumps, InputStream coder, long size) {
    this.main = new BufferedInputStream(main);
    this.calls = new BufferedInputStream(calls);
    this.jumps = new BufferedInputStream(jumps);
    this.coder = new BufferedInputStream(coder);
    this.size = size;
    Arrays.fill(odds, 1 << (BITS - 1));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!started) {
      started = true;
      for (int i = 0; i < 5; i++) {
        code = (code << 8) | next(coder);
      }
    }
    int count = 0;
    try {
      while (count < length && position < size) {
        into[offset + count] = (byte) decode();
        count++;
        position++;
      }
    } catch (EOFException e) {
      if (count == 0) {
        throw e;
      }
    }
    return count == 0 ? -1 : count;
  }

  private int decode() throws IOException {
    if (targetLeft > 0) {
      targetLeft--;
      previous = target[targetLeft];
      return previous;
    }
    int b = next(main);
    boolean branch = (b & 0xfe) == 0xe8 || (previous == 0x0f && (b & 0xf0) == 0x80);
    if (branch && bit(b == 0xe8 ? previous : b == 0xe9 ? JUMP : BRANCH)) {
      InputStream from = b == 0xe8 ? calls : jumps;
      int address = 0;
      for (int i = 0; i < 4; i++) {
        address = (address << 8) | next(from);
      }
      int relative = address - (int) (position + 1 + 4);
      for (int i = 0; i < 4; i++) {
        target[3 - i] = (relative >>> (8 * i)) & 0xff;
      }
      targetLeft = 4;
    }
    previous = b;
    return b;
  }

  private boolean bit(int which) throws IOException {
    if (Integer.compareUnsigned(range, TOP) < 0) {
      range <<= 8;
      code = (code << 8) | next(coder);
    }
    int bound = (range >>> BITS) * odds[which];
    boolean set = Integer.compareUnsigned(code, bound) >= 0;
    if (set) {
      range -= bound;
      code -= bound;
      odds[which] -= odds[which] >>> MOVE;
    } else {
      range = bound;
      odds[which] += ((1 << BITS) - odds[which]) >>> MOVE;
    }
    return set;
  }

  private static int next(InputStream in) throws IOException {
    int b = in.read();
    if (b < 0) {
      throw new EOFException();
    }
    return b;
  }

  @Override
  public void close() throws IOException {
    main.close();
    calls.close();
    jumps.close();
    coder.close();
  }
}
