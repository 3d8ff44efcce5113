package dev.assay.decode;

import java.util.Arrays;

/** The digits of encodings, and which bytes text is made of. */
final class Alphabets {
  private static final byte[] BASE64 = new byte[256];
  private static final byte[] HEX = new byte[256];
  private static final boolean[] TEXT = new boolean[256];

  static {
    Arrays.fill(BASE64, (byte) -1);
    Arrays.fill(HEX, (byte) -1);
    for (int i = 0; i < 26; i++) {
      BASE64['A' + i] = (byte) i;
      BASE64['a' + i] = (byte) (26 + i);
    }
    for (int i = 0; i < 10; i++) {
      BASE64['0' + i] = (byte) (52 + i);
      HEX['0' + i] = (byte) i;
    }
    // RFC 4648, tables 1 and 2: nobody mixes them, so one table reads both.
    BASE64['+'] = 62;
    BASE64['-'] = 62;
    BASE64['/'] = 63;
    BASE64['_'] = 63;
    for (int i = 0; i < 6; i++) {
      HEX['a' + i] = (byte) (10 + i);
      HEX['A' + i] = (byte) (10 + i);
    }
    Arrays.fill(TEXT, ' ', 0x7F, true);
    TEXT['\t'] = true;
    TEXT['\n'] = true;
    TEXT['\r'] = true;
  }

  private Alphabets() {}

  /** The value of a base64 digit of either alphabet; -1 for any other byte. */
  static int base64(byte b) {
    return BASE64[b & 0xFF];
  }

  /** The value of a hexadecimal digit; -1 for any other byte. */
  static int hex(byte b) {
    return HEX[b & 0xFF];
  }

  /** The byte that two hexadecimal digits at {@code at} stand for; -1 if there aren't two. */
  static int hexByte(byte[] bytes, int at, int to) {
    if (at + 2 > to) {
      return -1;
    }
    int high = HEX[bytes[at] & 0xFF];
    int low = HEX[bytes[at + 1] & 0xFF];
    return (high | low) < 0 ? -1 : high << 4 | low;
  }

  /** Whether {@code value} is an ASCII character that text holds. */
  static boolean text(int value) {
    return value >= 0 && value < 256 && TEXT[value];
  }
}
