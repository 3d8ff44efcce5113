package dev.assay.decode;

/**
 * Finds stretches of text in which single characters are encoded in a way that could hide a secret:
 * printable ASCII written as an escape, a reference or a percent triplet, and string literals that
 * are joined in the middle of a word. What ordinary text is full of (escaped line ends, references
 * to angle brackets, {@code "two " + "words"}) makes no stretch, but is decoded in one.
 *
 * <p>Eight bytes at a time are searched for the five characters that such writing begins with, the
 * first of a start one at a time ({@link Words}).
 */
public final class EncodedStretches {
  /** Encoded characters that are this near each other belong to one stretch, bytes. */
  private static final int NEAR = 256;

  /** How far a stretch reaches back from its first encoded character, within the line. */
  private static final int BEFORE = 512;

  /** How far it reaches on from its last one, within the line. */
  private static final int AFTER = 2048;

  private static final int CODES = TextCode.values().length;
  private static final TextCode[] CODE = TextCode.values();

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long BACKSLASHES = ONES * '\\';
  private static final long PERCENTS = ONES * '%';

  /** Double quote, single quote, ampersand and number sign differ in these bits alone. */
  private static final long QUOTE_BITS = ONES * 5;

  private static final long QUOTES = ONES * '\'';

  /** What must stand behind a byte that may begin an encoded character; bits of {@link #GIVES}. */
  private static final byte[] WANTS = new byte[256];

  /** What may stand behind which of them. */
  private static final byte[] GIVES = new byte[256];

  static {
    pair("\\", "xuU01/\r\n", 1);
    pair("%", "234567", 2);
    pair("&", "#qa", 4);
    pair("\"'", " \t\r\n+.&<|\\\"'", 8);
    pair("%", "0", 16);
  }

  private static void pair(String first, String second, int bit) {
    for (int i = 0; i < first.length(); i++) {
      WANTS[first.charAt(i)] |= (byte) bit;
    }
    for (int i = 0; i < second.length(); i++) {
      GIVES[second.charAt(i)] |= (byte) bit;
    }
  }

  /** Takes stretches. */
  @FunctionalInterface
  public interface Sink {

    /** {@code [from..to)} holds characters that are encoded with {@code code}. */
    void stretch(TextCode code, int from, int to);
  }

  private final int[] first = new int[CODES];

  /** Index after the last encoded character. */
  private final int[] last = new int[CODES];

  private byte[] bytes = {};
  private int begin;
  private int end;

  /** Bytes that are looked at one by one yet. */
  private int cold;

  /** For one thread. */
  public EncodedStretches() {
    this(Words.COLD);
  }

  EncodedStretches(int cold) {
    this.cold = cold;
  }

  /**
   * Finds the stretches that begin in {@code bytes[begin..stop)}; they reach up to {@code end} at
   * most.
   */
  public void find(byte[] bytes, int begin, int stop, int end, Sink sink) {
    this.bytes = bytes;
    this.begin = begin;
    this.end = end;
    java.util.Arrays.fill(first, -1);
    int i = cold > 0 ? slowly(stop, sink) : quickly(stop, sink);
    for (; i < stop; i++) {
      judge(i, sink);
    }
    goOn(stop, sink);
    for (int code = 0; code < CODES; code++) {
      flush(code, sink);
    }
  }

  /** Looks at all but the last few bytes before {@code stop}; gives the first of those. */
  private int quickly(int stop, Sink sink) {
    int i = begin;
    byte[] wants = WANTS;
    byte[] gives = GIVES;
    for (int most = Math.min(stop, end - 1) - Long.BYTES; i <= most; i += Long.BYTES) {
      long word = Words.at(bytes, i);
      long found =
          zeros(word ^ BACKSLASHES) | zeros(word ^ PERCENTS) | zeros((word | QUOTE_BITS) ^ QUOTES);
      for (; found != 0; found &= found - 1) {
        int hit = i + (Long.numberOfTrailingZeros(found) >>> 3);
        if ((wants[bytes[hit] & 0xFF] & gives[bytes[hit + 1] & 0xFF]) != 0) {
          judge(hit, sink);
        }
      }
    }
    return i;
  }

  /** The same before anything is compiled. */
  private int slowly(int stop, Sink sink) {
    cold -= stop - begin;
    int i = begin;
    byte[] wants = WANTS;
    byte[] gives = GIVES;
    for (int most = Math.min(stop, end - 1); i < most; i++) {
      int wanted = wants[bytes[i] & 0xFF];
      if (wanted != 0 && (wanted & gives[bytes[i + 1] & 0xFF]) != 0) {
        judge(i, sink);
      }
    }
    return i;
  }

  /** What goes on beyond {@code stop} belongs to the stretches that are open. */
  private void goOn(int stop, Sink sink) {
    for (int i = stop; i < end && open(i); i++) {
      judge(i, sink);
    }
  }

  private boolean open(int at) {
    for (int code = 0; code < CODES; code++) {
      if (first[code] >= 0 && at - last[code] <= NEAR) {
        return true;
      }
    }
    return false;
  }

  /** The high bit of each byte of {@code word} that is zero, and perhaps of a later one. */
  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGH_BITS;
  }

  private void judge(int at, Sink sink) {
    int code;
    int to;
    switch (bytes[at]) {
      case '\\' -> {
        code = 0;
        to = Escapes.telling(bytes, begin, at, end);
      }
      case '"', '\'' -> {
        code = 0;
        to = Joins.telling(bytes, begin, at, end);
      }
      case '%' -> {
        code = 1;
        to = Alphabets.text(Alphabets.hexByte(bytes, at + 1, end)) ? at + 3 : -1;
      }
      case '&' -> {
        code = 2;
        to = Entities.telling(bytes, at, end);
      }
      default -> {
        return;
      }
    }
    if (to < 0) {
      return;
    }
    if (first[code] >= 0 && at - last[code] > NEAR && !overlapping(last[code], at)) {
      flush(code, sink);
    }
    if (first[code] < 0) {
      first[code] = at;
    }
    last[code] = to;
  }

  /** Whether stretches that end and begin there would share bytes of one line. */
  private boolean overlapping(int last, int at) {
    if (at - last > BEFORE + AFTER) {
      return false;
    }
    for (int i = last; i < at; i++) {
      if (bytes[i] == '\n') {
        return false;
      }
    }
    return true;
  }

  private void flush(int code, Sink sink) {
    if (first[code] < 0) {
      return;
    }
    int from = first[code];
    int least = Math.max(begin, from - BEFORE);
    while (from > least && bytes[from - 1] != '\n') {
      from--;
    }
    int to = last[code];
    int most = Math.min(end, to + AFTER);
    while (to < most && bytes[to] != '\n') {
      to++;
    }
    first[code] = -1;
    sink.stretch(CODE[code], from, to);
  }
}
