package dev.assay.decode;

import java.util.Arrays;

/**
 * Decoded bytes with the place that each came from. Reused scratch; long texts come in pieces, of
 * which the end of one is kept as the start of the next ({@link #drop}).
 */
public final class DecodedText {
  /** The most bytes that are held at once. */
  public static final int CAPACITY = 1 << 19;

  /** Room that is left for what one encoded unit becomes. */
  private static final int LONGEST_UNIT = 4;

  private static final int LEAST = 1 << 10;

  private byte[] bytes = new byte[LEAST];
  private int[] starts = new int[LEAST];
  private int[] ends = new int[LEAST];
  private int length;
  private long taken;

  /** Forgets everything. */
  public void clear() {
    length = 0;
    taken = 0;
  }

  /** The bytes; valid until the next change. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many bytes there are. */
  public int length() {
    return length;
  }

  /** Bytes that were put since {@link #clear}, dropped ones among them. */
  public long taken() {
    return taken;
  }

  /** Whether there is no room for another unit. */
  boolean full() {
    return length + LONGEST_UNIT > CAPACITY;
  }

  /** Appends a byte that the source's {@code [start..end)} stands for. */
  void put(int value, int start, int end) {
    if (length == bytes.length) {
      int room = Math.min(length * 2, CAPACITY);
      bytes = Arrays.copyOf(bytes, room);
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
    }
    bytes[length] = (byte) value;
    starts[length] = start;
    ends[length] = end;
    length++;
    taken++;
  }

  /** Appends a code point as UTF-8; what is none becomes U+FFFD. */
  void putCodePoint(int value, int start, int end) {
    int point = value;
    if (point < 0 || point > Character.MAX_CODE_POINT || point >>> 11 == 0xD800 >>> 11) {
      point = 0xFFFD;
    }
    if (point < 0x80) {
      put(point, start, end);
    } else if (point < 0x800) {
      put(0xC0 | (point >> 6), start, end);
      put(0x80 | (point & 0x3F), start, end);
    } else {
      if (point < 0x10000) {
        put(0xE0 | (point >> 12), start, end);
      } else {
        put(0xF0 | (point >> 18), start, end);
        put(0x80 | ((point >> 12) & 0x3F), start, end);
      }
      put(0x80 | ((point >> 6) & 0x3F), start, end);
      put(0x80 | (point & 0x3F), start, end);
    }
  }

  /** Forgets the first {@code count} bytes; the others move to the front. */
  public void drop(int count) {
    length -= count;
    System.arraycopy(bytes, count, bytes, 0, length);
    System.arraycopy(starts, count, starts, 0, length);
    System.arraycopy(ends, count, ends, 0, length);
  }

  /** Index in the source of the first byte that the byte at {@code index} was read from. */
  public int start(int index) {
    return starts[index];
  }

  /** Index in the source after the last byte that the byte at {@code index} was read from. */
  public int end(int index) {
    return ends[index];
  }

  /** The first index whose byte was read from {@code source} or later; else the length. */
  public int firstFrom(int source) {
    int low = 0;
    int high = length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] < source) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Whether {@code [from..to)} differs from what it was read from: some byte of it stood for itself
   * nowhere, or the source holds something between two of its bytes.
   */
  public boolean changed(int from, int to) {
    return escaped(from, to) || joined(from, to);
  }

  /** Whether a byte in {@code [from..to)} stands for more than one of the source. */
  public boolean escaped(int from, int to) {
    for (int i = from; i < to; i++) {
      if (ends[i] - starts[i] != 1) {
        return true;
      }
    }
    return false;
  }

  /** Whether something was left out between two bytes of {@code [from..to)}. */
  public boolean joined(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (starts[i] > ends[i - 1]) {
        return true;
      }
    }
    return false;
  }
}
