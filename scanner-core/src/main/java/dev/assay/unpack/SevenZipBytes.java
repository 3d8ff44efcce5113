package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A place in the header of a 7z archive. Everything is read from the bytes as it is needed, so that
 * no count in them is ever allocated.
 */
final class SevenZipBytes {

  private final byte[] bytes;
  private int at;

  SevenZipBytes(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The same bytes from here on. */
  SevenZipBytes copy() {
    return new SevenZipBytes(bytes, at);
  }

  int left() {
    return bytes.length - at;
  }

  int u8() throws ContentException {
    need(1);
    return bytes[at++] & 0xff;
  }

  int u32() throws ContentException {
    need(4);
    int value = 0;
    for (int i = 3; i >= 0; i--) {
      value = (value << 8) | (bytes[at + i] & 0xff);
    }
    at += 4;
    return value;
  }

  /** A number of one to nine bytes. */
  long number() throws ContentException {
    int first = u8();
    long value = 0;
    for (int i = 0; i < 8; i++) {
      int mask = 0x80 >> i;
      if ((first & mask) == 0) {
        return value | ((long) (first & (mask - 1)) << (8 * i));
      }
      value |= (long) u8() << (8 * i);
    }
    return value;
  }

  /** A number that can be a size. */
  long size() throws ContentException {
    long size = number();
    if (size < 0 || size > Long.MAX_VALUE >>> 2) {
      throw corrupt("says a size that no file has");
    }
    return size;
  }

  /** How many of something there are, each of which takes at least a bit of the header. */
  long count() throws ContentException {
    long count = number();
    if (count < 0 || count > 8L * bytes.length) {
      throw corrupt("counts more than it has room for");
    }
    return count;
  }

  byte[] bytes(long length) throws ContentException {
    byte[] result = new byte[need(length)];
    System.arraycopy(bytes, at, result, 0, result.length);
    at += result.length;
    return result;
  }

  void skip(long length) throws ContentException {
    at += need(length);
  }

  /** The next name, in UTF-16 to a zero. */
  byte[] name() throws ContentException {
    int start = at;
    while (true) {
      need(2);
      boolean end = bytes[at] == 0 && bytes[at + 1] == 0;
      at += 2;
      if (end) {
        return new String(bytes, start, at - 2 - start, StandardCharsets.UTF_16LE)
            .getBytes(StandardCharsets.UTF_8);
      }
    }
  }

  private int need(long length) throws ContentException {
    if (length < 0 || length > left()) {
      throw corrupt("ends too early");
    }
    return (int) length;
  }

  static ContentException corrupt(String what) {
    return new ContentException(Problem.Kind.CORRUPT, "its directory " + what);
  }

  /** Bits of a vector, one after the other. */
  static final class Bits {
    private final SevenZipBytes from;
    private int mask;
    private int current;

    /**
     * @param from where they begin; null for a vector of zeros
     */
    Bits(@Nullable SevenZipBytes from) {
      this.from = from == null ? new SevenZipBytes(new byte[0], 0) : from.copy();
      this.mask = from == null ? -1 : 0;
    }

    /** The same from here on. */
    Bits copy() {
      Bits same = new Bits(from);
      same.mask = mask;
      same.current = current;
      return same;
    }

    boolean next() throws ContentException {
      if (mask < 0) {
        return false;
      }
      if (mask == 0) {
        current = from.u8();
        mask = 0x80;
      }
      boolean bit = (current & mask) != 0;
      mask >>= 1;
      return bit;
    }
  }

  /** Values of four bytes (digests, attributes) of those that have one. */
  static final class Values {
    private final boolean all;
    private final Bits defined;
    private final SevenZipBytes values;

    /** Of nothing. */
    Values() {
      all = false;
      defined = new Bits(null);
      values = new SevenZipBytes(new byte[0], 0);
    }

    /**
     * @param from where they begin; moved on behind them
     * @param external whether a byte stands between bits and values
     */
    Values(SevenZipBytes from, long count, boolean external) throws ContentException {
      all = from.u8() != 0;
      defined = new Bits(all ? null : from);
      long present = count;
      if (!all) {
        Bits bits = new Bits(from);
        present = 0;
        for (long i = 0; i < count; i++) {
          present += bits.next() ? 1 : 0;
        }
        from.skip((count + 7) / 8);
      }
      if (external && from.u8() != 0) {
        throw corrupt("has parts elsewhere");
      }
      values = from.copy();
      from.skip(4 * present);
    }

    private Values(Values other) {
      all = other.all;
      defined = other.defined.copy();
      values = other.values.copy();
    }

    /** The same from here on. */
    Values copy() {
      return new Values(this);
    }

    /** The next one's value; -1 if it has none. */
    long next() throws ContentException {
      return all || defined.next() ? values.u32() & 0xffffffffL : -1;
    }
  }
}
