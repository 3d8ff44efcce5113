package dev.assay.decode;

/**
 * Turns UTF-16 or UTF-32 into UTF-8, piece by piece. Each code point becomes one UTF-8 sequence and
 * whatever is no code point (an unpaired surrogate, a cut last unit) one U+FFFD, so that offsets
 * map back by counting: in UTF-16, a sequence of four bytes stands for four original ones and any
 * other for two; in UTF-32, each for four.
 */
public final class WideDecoder {
  /** The most UTF-8 bytes that one code point takes. */
  public static final int LONGEST = 4;

  private static final int REPLACEMENT = 0xFFFD;

  private final TextEncoding encoding;
  private int consumed;

  /**
   * @param encoding a wide one
   */
  public WideDecoder(TextEncoding encoding) {
    if (!encoding.wide()) {
      throw new IllegalArgumentException(encoding + " needs no decoder");
    }
    this.encoding = encoding;
  }

  /**
   * Decodes {@code source[from..to)} to {@code target[at..limit)} until the source is used up, bar
   * an incomplete unit or pair, or the target has no room for another code point; see {@link
   * #consumed}.
   *
   * @param last whether nothing follows, so that an incomplete end is decoded too
   * @return the index in {@code target} after the last byte written
   */
  public int decode(
      byte[] source, int from, int to, boolean last, byte[] target, int at, int limit) {
    int in = from;
    int out = at;
    while (out + LONGEST <= limit && in < to) {
      if (in + encoding.unit() > to) {
        if (!last) {
          break;
        }
        out = put(target, out, REPLACEMENT);
        in = to;
        break;
      }
      int value = encoding.value(source, in);
      int next = in + encoding.unit();
      if (value < 0 || value > Character.MAX_CODE_POINT) {
        value = REPLACEMENT;
      } else if (value >>> 11 == Character.MIN_SURROGATE >>> 11) {
        int low = 0;
        if (encoding.unit() == 2 && value < Character.MIN_LOW_SURROGATE) {
          if (next + 2 <= to) {
            low = encoding.value(source, next);
          } else if (!last) {
            break;
          }
        }
        if (low >>> 10 == Character.MIN_LOW_SURROGATE >>> 10) {
          value = Character.toCodePoint((char) value, (char) low);
          next += 2;
        } else {
          value = REPLACEMENT;
        }
      }
      out = put(target, out, value);
      in = next;
    }
    consumed = in;
    return out;
  }

  /** The index in the source after the last byte that the last call decoded. */
  public int consumed() {
    return consumed;
  }

  private static int put(byte[] target, int at, int value) {
    if (value < 0x80) {
      target[at] = (byte) value;
      return at + 1;
    }
    if (value < 0x800) {
      target[at] = (byte) (0xC0 | (value >> 6));
      target[at + 1] = (byte) (0x80 | (value & 0x3F));
      return at + 2;
    }
    if (value < 0x10000) {
      target[at] = (byte) (0xE0 | (value >> 12));
      target[at + 1] = (byte) (0x80 | ((value >> 6) & 0x3F));
      target[at + 2] = (byte) (0x80 | (value & 0x3F));
      return at + 3;
    }
    target[at] = (byte) (0xF0 | (value >> 18));
    target[at + 1] = (byte) (0x80 | ((value >> 12) & 0x3F));
    target[at + 2] = (byte) (0x80 | ((value >> 6) & 0x3F));
    target[at + 3] = (byte) (0x80 | (value & 0x3F));
    return at + 4;
  }
}
