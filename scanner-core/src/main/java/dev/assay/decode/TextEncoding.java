package dev.assay.decode;

/**
 * How a content writes text, as far as scanning must know: everything that writes ASCII as single
 * bytes is scanned as it stands, UTF-16 and UTF-32 need a view.
 */
public enum TextEncoding {
  /** UTF-8, Latin-1, other supersets of ASCII, and everything that is not text. */
  BYTES(1, false),
  UTF_16LE(2, false),
  UTF_16BE(2, true),
  UTF_32LE(4, false),
  UTF_32BE(4, true);

  /** Bytes at the start of a content that {@link #detect} looks at, at most. */
  public static final int HEAD = 1024;

  /** Fewer bytes than this are never taken for UTF-16 without a byte order mark. */
  private static final int LEAST_WITHOUT_MARK = 8;

  private final int unit;
  private final boolean bigEndian;

  TextEncoding(int unit, boolean bigEndian) {
    this.unit = unit;
    this.bigEndian = bigEndian;
  }

  /** Bytes of one code unit. */
  public int unit() {
    return unit;
  }

  /** Whether ASCII takes more than one byte. */
  public boolean wide() {
    return unit > 1;
  }

  boolean bigEndian() {
    return bigEndian;
  }

  /**
   * The length in bytes of the byte order mark that {@code bytes[from..to)} begins with; else 0.
   */
  public int markLength(byte[] bytes, int from, int to) {
    if (this == BYTES) {
      return to - from >= 3
              && bytes[from] == (byte) 0xEF
              && bytes[from + 1] == (byte) 0xBB
              && bytes[from + 2] == (byte) 0xBF
          ? 3
          : 0;
    }
    return to - from >= unit && value(bytes, from) == 0xFEFF ? unit : 0;
  }

  /**
   * Judges by the byte order mark, else by where NUL bytes stand in {@code bytes[from..to)}, the
   * first bytes of a content. A mark alone is not believed: what follows must look like text.
   */
  public static TextEncoding detect(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + HEAD);
    int first = end - from < 2 ? 0 : ((bytes[from] & 0xFF) << 8) | (bytes[from + 1] & 0xFF);
    if (first == 0xFFFE) {
      return UTF_32LE.markLength(bytes, from, end) > 0 && UTF_32LE.plausible(bytes, from, end)
          ? UTF_32LE
          : UTF_16LE.plausible(bytes, from, end) ? UTF_16LE : BYTES;
    }
    if (first == 0xFEFF) {
      return UTF_16BE.plausible(bytes, from, end) ? UTF_16BE : BYTES;
    }
    if (first == 0 && UTF_32BE.markLength(bytes, from, end) > 0) {
      return UTF_32BE.plausible(bytes, from, end) ? UTF_32BE : BYTES;
    }
    return withoutMark(bytes, from, end);
  }

  /** Most text has no NUL at all, so this is one quick loop. */
  private static TextEncoding withoutMark(byte[] bytes, int from, int end) {
    int even = 0;
    int odd = 0;
    int last = from + ((end - from) & ~1);
    for (int i = from; i < last; i += 2) {
      if (bytes[i] == 0) {
        even++;
      }
      if (bytes[i + 1] == 0) {
        odd++;
      }
    }
    int units = (last - from) / 2;
    if (even + odd == 0 || last - from < LEAST_WITHOUT_MARK) {
      return BYTES;
    }
    if (odd * 10 >= units && even * 100 <= units && UTF_16LE.plausible(bytes, from, last)) {
      return UTF_16LE;
    }
    if (even * 10 >= units && odd * 100 <= units && UTF_16BE.plausible(bytes, from, last)) {
      return UTF_16BE;
    }
    return BYTES;
  }

  /** At most one unit of eight may be what text does not hold. */
  private boolean plausible(byte[] bytes, int from, int end) {
    int units = 0;
    int strange = 0;
    int previous = 0;
    for (int i = from; i + unit <= end; i += unit, units++) {
      int value = value(bytes, i);
      boolean lowSurrogate = value >>> 10 == 0xDC00 >>> 10;
      boolean afterHigh = unit == 2 && previous >>> 10 == 0xD800 >>> 10;
      if (lowSurrogate != afterHigh
          || value > Character.MAX_CODE_POINT
          || value < 0
          || (value >= 0x7F && value < 0xA0)
          || (value < ' ' && value != '\t' && value != '\n' && value != '\r' && value != '\f')) {
        strange++;
      }
      previous = value;
    }
    return units > 0 && strange * 8 <= units;
  }

  /** The code unit at {@code at}, of which all bytes must be there; UTF-32 may be negative. */
  int value(byte[] bytes, int at) {
    int b0 = bytes[at] & 0xFF;
    int b1 = bytes[at + 1] & 0xFF;
    if (unit == 2) {
      return bigEndian ? (b0 << 8) | b1 : (b1 << 8) | b0;
    }
    int b2 = bytes[at + 2] & 0xFF;
    int b3 = bytes[at + 3] & 0xFF;
    return bigEndian
        ? (b0 << 24) | (b1 << 16) | (b2 << 8) | b3
        : (b3 << 24) | (b2 << 16) | (b1 << 8) | b0;
  }
}
