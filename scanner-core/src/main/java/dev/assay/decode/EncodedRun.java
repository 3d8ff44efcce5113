package dev.assay.decode;

/** The bytes that a run of base64 or hexadecimal digits stands for, one after another. */
abstract class EncodedRun {
  final byte[] bytes;
  final int from;
  final int to;
  int at;

  /** Where the byte that was read last stood in the source. */
  int start;

  int end;

  EncodedRun(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.at = from;
  }

  /** The next byte, 0 to 255; -1 at the end. */
  abstract int next();

  /** {@code base64} or {@code hex}. */
  abstract String name();

  /** The same run again, from its start. */
  abstract EncodedRun again();

  /** Either alphabet, padded or not, perhaps wrapped: what is between the digits is passed over. */
  static final class Base64 extends EncodedRun {
    private int bits;
    private int held;

    /** Where the digit that was read last stands. */
    private int digit;

    Base64(byte[] bytes, int from, int to) {
      super(bytes, from, to);
    }

    @Override
    int next() {
      if (held == 0 && !read()) {
        return -1;
      }
      start = digit;
      if (!read()) {
        return -1;
      }
      end = digit + 1;
      if (held < 8) {
        return -1;
      }
      held -= 8;
      return (bits >> held) & 0xFF;
    }

    private boolean read() {
      while (at < to) {
        int value = Alphabets.base64(bytes[at]);
        if (value >= 0) {
          digit = at++;
          bits = (bits << 6) | value;
          held += 6;
          return true;
        }
        at++;
      }
      return false;
    }

    @Override
    String name() {
      return "base64";
    }

    @Override
    EncodedRun again() {
      return new Base64(bytes, from, to);
    }
  }

  /** Two digits a byte. */
  static final class Hex extends EncodedRun {

    Hex(byte[] bytes, int from, int to) {
      super(bytes, from, to);
    }

    @Override
    int next() {
      if (at + 2 > to) {
        return -1;
      }
      start = at;
      end = at + 2;
      int value = Alphabets.hex(bytes[at]) << 4 | Alphabets.hex(bytes[at + 1]);
      at = end;
      return value;
    }

    @Override
    String name() {
      return "hex";
    }

    @Override
    EncodedRun again() {
      return new Hex(bytes, from, to);
    }
  }
}
