package dev.assay.detect.secret.generic;

/** Decodes values that may be base64 of a readable text, into scratch of its own. */
final class Base64Text {
  private static final int SHORTEST = 8;
  private static final int COUNTED = 8;

  private final byte[] decoded = new byte[ValueReader.LONGEST];
  private int length;

  /** Whether {@code bytes[from..to)} is base64 of printable ASCII. */
  boolean decode(byte[] bytes, int from, int to) {
    length = 0;
    if (to - from < SHORTEST || (to - from) % 4 != 0) {
      return false;
    }
    int body = to;
    while (body > to - 2 && bytes[body - 1] == '=') {
      body--;
    }
    int bits = 0;
    int held = 0;
    for (int i = from; i < body; i++) {
      int digit = digit(bytes[i]);
      if (digit < 0) {
        return false;
      }
      bits = (bits << 6) | digit;
      held += 6;
      if (held >= 8) {
        held -= 8;
        int b = (bits >> held) & 0xff;
        boolean lineEnd = b == '\n' && i >= body - 2;
        if (lineEnd) {
          continue;
        }
        if (b < ' ' || b > '~' || length == decoded.length) {
          return false;
        }
        decoded[length++] = (byte) b;
      }
    }
    return length > 0;
  }

  private static int digit(int c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  }

  byte[] bytes() {
    return decoded;
  }

  int length() {
    return length;
  }

  /** Whether eight characters each follow the one before, as nobody draws them. */
  boolean counted() {
    int run = 1;
    for (int i = 1; i < length && run < COUNTED; i++) {
      run = decoded[i] == decoded[i - 1] + 1 ? run + 1 : 1;
    }
    return run >= COUNTED;
  }

  /** Where the colon of {@code user:password} stands; -1 if it is no such text. */
  int colon() {
    for (int i = 0; i < length; i++) {
      if (decoded[i] == ':') {
        return i > 0 && i < length - 3 ? i : -1;
      }
      if (decoded[i] == ' ' || decoded[i] == '{') {
        return -1;
      }
    }
    return -1;
  }
}
