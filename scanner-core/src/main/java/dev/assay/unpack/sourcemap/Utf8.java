package dev.assay.unpack.sourcemap;

/** UTF-8 of what escapes stand for. */
final class Utf8 {

  /** Bytes of the longest character. */
  static final int LONGEST = 4;

  private Utf8() {}

  /**
   * Writes a code point, or U+FFFD for half of one, if there is room for it.
   *
   * @return the index after it
   */
  static int put(int point, byte[] into, int at) {
    int c = point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point;
    int size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (size > into.length - at) {
      return at;
    }
    if (size == 1) {
      into[at] = (byte) c;
    } else {
      for (int i = size - 1; i > 0; i--) {
        into[at + i] = (byte) (0x80 | (c & 0x3F));
        c >>>= 6;
      }
      into[at] = (byte) (0xF0 << (4 - size) | c);
    }
    return at + size;
  }
}
