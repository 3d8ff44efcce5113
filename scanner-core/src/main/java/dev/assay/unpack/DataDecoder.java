package dev.assay.unpack;

import java.io.IOException;

/**
 * Decodes what a {@code data:} address (RFC 2397) holds into a spool, a stretch after the other:
 * base 64 of either alphabet, or percent-encoded JSON.
 */
final class DataDecoder {
  /** What ends an address of which all is encoded that can be. */
  private static final String RAW = " \t\"<`\\";

  private final Spool spool;
  private final JsonEnd json = new JsonEnd();
  private boolean base64;
  private int bits;
  private int bitCount;
  private boolean padded;

  /** Whether its last character was read, and only its end is to come. */
  private boolean closing;

  /** Whether even braces are percent-encoded. */
  private boolean encoded;

  DataDecoder(Spool spool) {
    this.spool = spool;
  }

  /**
   * Another address.
   *
   * @param base64 whether it is that
   * @param encoded whether its first character is percent-encoded
   */
  void begin(boolean base64, boolean encoded) {
    this.base64 = base64;
    this.encoded = encoded;
    bits = 0;
    bitCount = 0;
    padded = false;
    closing = false;
    json.begin();
  }

  /** Whether all was read, and what follows is no part of it. */
  boolean isClosing() {
    return closing;
  }

  /**
   * Decodes what stands in {@code [from..to)}; an escape may go on up to {@code end}.
   *
   * @return the index of what is no part of it; if that lies behind {@code to}, -1 less how far
   */
  int read(byte[] bytes, int from, int to, int end) throws IOException {
    return base64 ? base64(bytes, from, to, end) : percent(bytes, from, to, end);
  }

  private int base64(byte[] bytes, int from, int to, int end) throws IOException {
    int i = from;
    while (i < to) {
      int c = bytes[i];
      int step = 1;
      if (c == '%') {
        c = DataAddress.hexByte(bytes, i + 1, end);
        step = 3;
      } else if (c == '\\' && i + 1 < end && bytes[i + 1] == '/') {
        c = '/';
        step = 2;
      }
      int value = Base64Digits.value(c);
      if (c == '=') {
        padded = true;
      } else if (value < 0 || padded) {
        return i;
      } else {
        bits = bits << 6 | value;
        bitCount += 6;
        if (bitCount >= 8) {
          bitCount -= 8;
          spool.add(bits >> bitCount);
        }
      }
      i += step;
    }
    return -1 - (i - to);
  }

  /** JSON says itself where it ends. */
  private int percent(byte[] bytes, int from, int to, int end) throws IOException {
    int i = from;
    while (i < to) {
      int c = bytes[i] & 0xff;
      int step = 1;
      if (c == '%') {
        int value = DataAddress.hexByte(bytes, i + 1, end);
        if (value >= 0) {
          c = value;
          step = 3;
        }
      } else if (c == '\n' || c == '\r' || (encoded && RAW.indexOf(c) >= 0)) {
        return i;
      }
      spool.add(c);
      i += step;
      if (json.ends(c)) {
        if (i <= to) {
          return i;
        }
        closing = true; // with an escape that goes beyond
      }
    }
    return -1 - (i - to);
  }
}
