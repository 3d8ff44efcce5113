package dev.assay.decode;

import org.jspecify.annotations.Nullable;

/**
 * Finds the runs of base64 and hexadecimal digits in bytes that stand for text, or for compressed
 * or wide text.
 *
 * <p>A run of {@link #LEAST} digits or more covers eight bytes wherever they stand in each {@link
 * #STRIDE}, so only these are looked at, all eight at once ({@link Words}). Most runs are words,
 * paths and digests: those are told by their letters, or by the first bytes that they stand for.
 */
public final class EncodedRuns {
  /** Digits of the shortest run that is decoded: 18 bytes of base64. */
  public static final int LEAST = 24;

  /** Every so many bytes eight are looked at. */
  private static final int STRIDE = LEAST - Long.BYTES;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Digits at the end of a run that are looked at; a multiple of four. */
  private static final int TAIL = 36;

  /** Hexadecimal digits of the shortest run that is decoded. */
  private static final int LEAST_HEX = 32;

  /** Longest indentation of a wrapped line. */
  private static final int INDENT = 200;

  private byte[] bytes = {};
  private int at;
  private int stop;
  private int limit;
  private boolean last;
  private int start;
  private int end;

  /** Bytes that are looked at one by one yet. */
  private int cold;

  /** For one thread. */
  public EncodedRuns() {
    this(Words.COLD);
  }

  EncodedRuns(int cold) {
    this.cold = cold;
  }

  /**
   * Looks for runs that begin in {@code bytes[from..stop)}; they may go on up to {@code limit}.
   *
   * @param last whether nothing follows there
   */
  public void over(byte[] bytes, int from, int stop, int limit, boolean last) {
    this.bytes = bytes;
    this.last = last;
    this.at = from;
    this.stop = stop;
    this.limit = limit;
    cold -= Math.min(cold, stop - from);
  }

  /** Goes to the next run, wrapped lines in one; false if there is none. */
  public boolean next() {
    if (cold > 0 ? nextSlowly() : nextQuickly()) {
      return start < stop;
    }
    at = limit;
    return false;
  }

  private boolean nextQuickly() {
    byte[] array = bytes;
    int lowest = at;
    int most = Math.min(limit - Long.BYTES, stop + LEAST);
    for (int probe = lowest; probe <= most; probe += STRIDE) {
      long word = Words.at(array, probe);
      if (mayBeDigits(word)) {
        int behind = probe + Long.BYTES;
        int before = probe - Long.BYTES;
        long other = behind + Long.BYTES <= limit ? Words.at(array, behind) : 0;
        if (!mayBeDigits(other)) {
          other = before >= 0 ? Words.at(array, before) : 0;
        }
        if (mayBeEncoded(word, other) && around(probe, lowest)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The same before anything is compiled. */
  private boolean nextSlowly() {
    byte[] array = bytes;
    int lowest = at;
    int most = Math.min(limit - Long.BYTES, stop + LEAST);
    for (int probe = lowest; probe <= most; probe += STRIDE) {
      // Blanks, quotes or brackets are among most eight bytes.
      if (array[probe + 3] < '+'
          || array[probe + 5] < '+'
          || array[probe + 1] < '+'
          || array[probe + 7] < '+'
          || array[probe] < '+') {
        continue;
      }
      long word = Words.slowly(array, probe);
      if (mayBeDigits(word)) {
        int behind = probe + Long.BYTES;
        int before = probe - Long.BYTES;
        long other = behind + Long.BYTES <= limit ? Words.slowly(array, behind) : 0;
        if (!mayBeDigits(other)) {
          other = before >= 0 ? Words.slowly(array, before) : 0;
        }
        if (mayBeEncoded(word, other) && around(probe, lowest)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a run that is long enough goes through {@code probe}; if so, it is the next one. */
  private boolean around(int probe, int lowest) {
    int to = digitsEnd(probe, limit);
    if (to < probe + Long.BYTES) {
      return false;
    }
    int from = probe;
    while (from > lowest && Alphabets.base64(bytes[from - 1]) >= 0) {
      from--;
    }
    if (to - from < LEAST) {
      return false;
    }
    start = from;
    end = to;
    at = to;
    return true;
  }

  /**
   * Whether eight bytes that may be digits, and those on one side of them, look like more than a
   * name: base64 holds upper-case letters (that of UTF-16 perhaps no others), hexadecimal digits
   * that stand for ASCII are decimal in every second place.
   */
  private static boolean mayBeEncoded(long word, long other) {
    if (!mayBeDigits(other)) {
      return false;
    }
    long upper = upper(word) | upper(other);
    if (upper == 0) {
      return Long.bitCount(decimal(word)) + Long.bitCount(decimal(other)) >= Long.BYTES;
    }
    return (underscore(word) | underscore(other)) == 0 || (lower(word) | lower(other)) != 0;
  }

  // Of bytes that may be digits of base64, one bit of each that is of a kind.

  private static long lower(long word) {
    return word & (word << 1) & (ONES << 6);
  }

  private static long upper(long word) {
    return word & ~(word << 1) & (ONES << 6) & ~(underscore(word) >>> 1);
  }

  private static long decimal(long word) {
    return ~word & (word << 2) & (ONES << 6);
  }

  private static long underscore(long word) {
    return ((word | ONES * 0x20) + ONES) & HIGH_BITS;
  }

  /**
   * Whether all eight bytes may be digits of base64: all that are pass, and full stops, commas and
   * deletes.
   */
  private static boolean mayBeDigits(long word) {
    long folded = word | ONES * 0x20; // to lower case; what else is a digit has that bit
    long marksAndDigits = (folded + ONES * (0x80 - '+')) & ~(folded + ONES * (0x80 - ':'));
    long letters = (folded + ONES * (0x80 - 'a')) & ~(folded + ONES * (0x80 - '{'));
    long underscores = folded + ONES; // 0x7F
    return ((marksAndDigits | letters | underscores) & ~word & HIGH_BITS) == HIGH_BITS;
  }

  /** Index of the run's first byte. */
  public int start() {
    return start;
  }

  /** Index after the run's last byte. */
  public int end() {
    return end;
  }

  /**
   * Reads what the run stands for; null if that is no text, nor compressed text.
   *
   * <p>Words that the alphabet holds may stand before the encoded part ({@code key/Zm9v…}), so the
   * digits are tried in each of the four phases, at the run's start, its end and its middle.
   */
  public @Nullable Decoding decoding() {
    if (hexAround(start, end)) {
      return hex();
    }
    if (compressed()) {
      return base64(0);
    }
    int phase = phase(start);
    if (phase < 0 && end - start > TAIL) {
      phase = phase(end - TAIL);
    }
    if (phase < 0 && end - start > 128) {
      phase = phase((start + end) >>> 1);
    }
    return phase >= 0 ? base64(phase) : longestHex();
  }

  private Decoding base64(int phase) {
    unwrap();
    return RunDecoding.of(new EncodedRun.Base64(bytes, start + phase, end), goesOn());
  }

  /** Whether the digits begin as gzip (RFC 1952) or zlib (RFC 1950) does. */
  private boolean compressed() {
    byte first = bytes[start];
    if (first != 'H' && first != 'e') {
      return false;
    }
    int bits =
        Alphabets.base64(first) << 18
            | Alphabets.base64(bytes[start + 1]) << 12
            | Alphabets.base64(bytes[start + 2]) << 6
            | Alphabets.base64(bytes[start + 3]);
    return Compression.of(bits >> 16, (bits >> 8) & 0xFF, bits & 0xFF) != Compression.NONE;
  }

  /** The phase of the run in which the digits from {@code from} on are text; -1 if none. */
  private int phase(int from) {
    for (int shift = 0; shift < 4; shift++) {
      if (TextSample.base64(bytes, from + shift, end)) {
        return (from + shift - start) & 3;
      }
    }
    return -1;
  }

  private int digitsEnd(int from, int to) {
    int i = from;
    while (i < to && Alphabets.base64(bytes[i]) >= 0) {
      i++;
    }
    return i;
  }

  /**
   * Takes in the lines that follow, if they are as wide as this one; the last may be shorter. Lines
   * are wrapped at multiples of four digits; others are a list of encoded things.
   */
  private void unwrap() {
    int width = end - start;
    if ((width & 3) != 0) {
      return;
    }
    int lineEnd = end;
    while (true) {
      int next = lineEnd;
      if (next < limit && bytes[next] == '\r') {
        next++;
      }
      if (next >= limit || bytes[next] != '\n') {
        break;
      }
      next++;
      int indented = Math.min(limit, next + INDENT);
      while (next < indented && (bytes[next] == ' ' || bytes[next] == '\t')) {
        next++;
      }
      int digits = digitsEnd(next, Math.min(limit, next + width + 1)) - next;
      if (digits == 0 || digits > width) {
        break;
      }
      lineEnd = next + digits;
      if (digits < width) {
        end = lineEnd;
        break;
      }
      end = lineEnd;
    }
    at = end + 1;
  }

  private boolean hexAround(int from, int to) {
    for (int i = from; i < to; i++) {
      if (Alphabets.hex(bytes[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  /** The stretch of hexadecimal digits around the run's middle, if it is long and holds text. */
  private @Nullable Decoding longestHex() {
    int middle = (start + end) >>> 1;
    int from = middle;
    while (from > start && Alphabets.hex(bytes[from - 1]) >= 0) {
      from--;
    }
    int to = middle;
    while (to < end && Alphabets.hex(bytes[to]) >= 0) {
      to++;
    }
    if (to - from < LEAST_HEX) {
      return null;
    }
    start = from;
    end = to;
    return hex();
  }

  private @Nullable Decoding hex() {
    if (end - start < LEAST_HEX) {
      return null;
    }
    for (int shift = 0; shift < 2; shift++) {
      if (TextSample.hex(bytes, start + shift, end)) {
        return RunDecoding.of(new EncodedRun.Hex(bytes, start + shift, end), goesOn());
      }
    }
    boolean packed =
        Compression.of(
                Alphabets.hexByte(bytes, start, end),
                Alphabets.hexByte(bytes, start + 2, end),
                Alphabets.hexByte(bytes, start + 4, end))
            != Compression.NONE;
    return packed ? RunDecoding.of(new EncodedRun.Hex(bytes, start, end), goesOn()) : null;
  }

  private boolean goesOn() {
    return end == limit && !last;
  }
}
