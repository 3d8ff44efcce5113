package dev.assay.unpack;

/** Digits of base 64 (RFC 4648), of both alphabets: nobody mixes them. */
final class Base64Digits {

  private static final byte[] VALUES = new byte[256];

  static {
    for (int i = 0; i < VALUES.length; i++) {
      VALUES[i] = -1;
    }
    for (int i = 0; i < 26; i++) {
      VALUES['A' + i] = (byte) i;
      VALUES['a' + i] = (byte) (26 + i);
    }
    for (int i = 0; i < 10; i++) {
      VALUES['0' + i] = (byte) (52 + i);
    }
    VALUES['+'] = 62;
    VALUES['-'] = 62;
    VALUES['/'] = 63;
    VALUES['_'] = 63;
  }

  private Base64Digits() {}

  /** What a digit stands for; -1 for any other character. */
  static int value(int c) {
    return VALUES[c & 0xff];
  }
}
