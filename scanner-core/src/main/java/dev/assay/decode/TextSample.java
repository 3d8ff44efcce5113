package dev.assay.decode;

/**
 * Judges by the first bytes that digits stand for whether they stand for text. Of random bytes 38
 * of 100 look like text, so a few suffice to drop a digest, an image or an identifier.
 */
final class TextSample {
  private static final int MOST = 24;
  private static final int LEAST = 12;

  private TextSample() {}

  static boolean base64(byte[] bytes, int from, int to) {
    // The first digit of four holds the highest bit of the first byte, which is none in ASCII: most
    // words are told by two or three digits.
    int high = 0;
    for (int i = from; i < from + MOST / 3 * 4 && i + 4 <= to; i += 4) {
      high += Alphabets.base64(bytes[i]) >>> 5;
      if (high > 2) {
        return false;
      }
    }
    int count = 0;
    int bad = 0;
    int previous = 0;
    for (int i = from; i + 4 <= to && count < MOST; i += 4) {
      int bits =
          Alphabets.base64(bytes[i]) << 18
              | Alphabets.base64(bytes[i + 1]) << 12
              | Alphabets.base64(bytes[i + 2]) << 6
              | Alphabets.base64(bytes[i + 3]);
      int first = bits >> 16;
      int second = (bits >> 8) & 0xFF;
      int third = bits & 0xFF;
      bad += strange(first, previous) + strange(second, first) + strange(third, second);
      previous = third;
      count += 3;
      if (bad * 3 > count) {
        return false;
      }
    }
    return count >= LEAST && bad * 6 <= count;
  }

  static boolean hex(byte[] bytes, int from, int to) {
    int count = 0;
    int bad = 0;
    int previous = 0;
    for (int i = from; i + 2 <= to && count < MOST; i += 2) {
      int value = Alphabets.hex(bytes[i]) << 4 | Alphabets.hex(bytes[i + 1]);
      bad += strange(value, previous);
      previous = value;
      count++;
      if (bad * 3 > count + 2) {
        return false;
      }
    }
    return count >= LEAST && bad * 6 <= count;
  }

  /** A NUL behind a character is half of UTF-16LE. */
  private static int strange(int value, int previous) {
    return Alphabets.text(value) || (value == 0 && Alphabets.text(previous)) ? 0 : 1;
  }
}
