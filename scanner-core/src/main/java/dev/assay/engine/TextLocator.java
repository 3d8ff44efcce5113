package dev.assay.engine;

import dev.assay.decode.TextEncoding;
import dev.assay.decode.Words;
import dev.assay.detect.Window;
import dev.assay.model.Region;
import dev.assay.unpack.InlineMaps;
import org.jspecify.annotations.Nullable;

/**
 * Turns indexes of the current window into places of the original content. Clean contents of one
 * window cost nothing; those of several cost one count of line ends and code units a window. Where
 * there are findings, a window's counts are kept a block, so that many findings in one long line
 * stay cheap.
 */
final class TextLocator implements Window.Locator, InlineMaps.Places {
  private static final int BLOCK = 1 << 12;
  private static final int BLOCK_SHIFT = 12;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long LINE_FEEDS = 0x0A0A0A0A0A0A0A0AL;
  private static final long RETURNS = 0x0D0D0D0D0D0D0D0DL;

  private TextEncoding encoding = TextEncoding.BYTES;
  private @Nullable InlineMaps maps;
  private long contentSize;
  private boolean utf8;
  private boolean utf8Known;

  // The current window.
  private byte[] bytes = {};
  private int begin;
  private int end;

  /** Original offset of {@code bytes[begin]}. */
  private long origin;

  /** Line ends before {@code begin}. */
  private long linesBefore;

  /** Code units from the start of its line to {@code begin}. */
  private long unitsBefore;

  // Built on demand, an entry a block of the window: what stands before the block.
  private boolean indexed;
  private int[] lines = {};
  private int[] units = {};

  /** Index after the last line end before the block; -1 if its line began before the window. */
  private int[] lineStarts = {};

  /**
   * A new content begins.
   *
   * @param mark length of its byte order mark, which the windows do not hold if it is wide
   */
  void begin(TextEncoding encoding, int mark) {
    this.encoding = encoding;
    contentSize = Long.MAX_VALUE;
    utf8 = encoding.wide();
    utf8Known = utf8;
    linesBefore = 0;
    unitsBefore = encoding.wide() || mark == 0 ? 0 : -1;
    origin = encoding.wide() ? mark : 0;
  }

  /** What takes text out of the windows; null if nothing does. */
  void takenBy(@Nullable InlineMaps maps) {
    this.maps = maps;
  }

  @Override
  public boolean takenOut(int index) {
    return maps != null && maps.takes(index);
  }

  /** The end of the content is known: no region reaches beyond, whatever its last unit lacks. */
  void size(long originalBytes) {
    contentSize = originalBytes;
  }

  /** The window to answer for. {@code bytes} may be changed only after {@link #advance}. */
  void window(byte[] bytes, int begin, int end) {
    this.bytes = bytes;
    this.begin = begin;
    this.end = end;
    indexed = false;
  }

  /** The next window begins at what is {@code index} in this one. */
  void advance(int index) {
    judgeText();
    int lastEnd = -1;
    for (int i = index - 1; i >= begin; i--) {
      if (endsLine(i)) {
        lastEnd = i;
        break;
      }
    }
    origin = originOf(index);
    if (lastEnd >= 0) {
      linesBefore += lineEnds(begin, index);
      unitsBefore = units(lastEnd + 1, index);
    } else {
      unitsBefore += units(begin, index);
    }
  }

  @Override
  public Region region(int from, int to) {
    if (!indexed) {
      index();
    }
    long start = originOf(from);
    return new Region(
        line(from),
        column(from),
        line(to),
        column(to),
        start,
        Math.min(originOf(to), contentSize) - start);
  }

  private int line(int index) {
    int block = (index - begin) >> BLOCK_SHIFT;
    return clamp(linesBefore + lines[block] + lineEnds(begin + (block << BLOCK_SHIFT), index) + 1);
  }

  private int column(int index) {
    int block = (index - begin) >> BLOCK_SHIFT;
    int start = lineStarts[block];
    for (int i = index - 1; i >= begin + (block << BLOCK_SHIFT); i--) {
      if (endsLine(i)) {
        start = i + 1;
        break;
      }
    }
    int count = unitsTo(index);
    return clamp(start < 0 ? unitsBefore + count + 1 : count - unitsTo(start) + 1);
  }

  private static int clamp(long value) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, value));
  }

  /** The first window says whether columns are those of UTF-8 or of Latin-1. */
  private void judgeText() {
    if (!utf8Known) {
      utf8 = utf8(bytes, begin, end);
      utf8Known = true;
      if (!utf8) {
        unitsBefore = 0;
      }
    }
  }

  private void index() {
    judgeText();
    int blocks = ((end - begin) >> BLOCK_SHIFT) + 1;
    if (lines.length < blocks) {
      lines = new int[blocks];
      units = new int[blocks];
      lineStarts = new int[blocks];
    }
    int lineCount = 0;
    int unitCount = 0;
    int lineStart = -1;
    if (linesBefore == 0 && unitsBefore == 0) {
      lineStart = begin;
    }
    for (int block = 0; block < blocks; block++) {
      lines[block] = lineCount;
      units[block] = unitCount;
      lineStarts[block] = lineStart;
      int from = begin + (block << BLOCK_SHIFT);
      int to = Math.min(from + BLOCK, end);
      lineCount += lineEnds(from, to);
      unitCount += units(from, to);
      for (int i = to - 1; i >= from; i--) {
        if (endsLine(i)) {
          lineStart = i + 1;
          break;
        }
      }
    }
    indexed = true;
  }

  private int unitsTo(int index) {
    int block = (index - begin) >> BLOCK_SHIFT;
    return units[block] + units(begin + (block << BLOCK_SHIFT), index);
  }

  /** The original offset of an index, which must not be inside a sequence. */
  private long originOf(int index) {
    return switch (encoding) {
      case BYTES -> origin + index - begin;
      case UTF_16LE, UTF_16BE -> origin + 2L * (indexed ? unitsTo(index) : units(begin, index));
      case UTF_32LE, UTF_32BE -> origin + 4L * codePoints(begin, index);
    };
  }

  private boolean endsLine(int index) {
    byte value = bytes[index];
    return value == '\n' || (value == '\r' && (index + 1 >= end || bytes[index + 1] != '\n'));
  }

  /** Line ends in {@code [from..to)}; eight bytes at a time, since whole contents go through. */
  private int lineEnds(int from, int to) {
    int count = 0;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long word = Words.at(bytes, i);
      count += Long.bitCount(zeros(word ^ LINE_FEEDS));
      if (zeros(word ^ RETURNS) != 0) {
        for (int j = i; j < i + Long.BYTES; j++) {
          count += bytes[j] == '\r' && endsLine(j) ? 1 : 0;
        }
      }
    }
    for (; i < to; i++) {
      count += endsLine(i) ? 1 : 0;
    }
    return count;
  }

  /** UTF-16 code units in {@code [from..to)}. */
  private int units(int from, int to) {
    int count = to - from;
    if (!utf8) {
      return count;
    }
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      long word = Words.at(bytes, i);
      long high = word & HIGH_BITS;
      if (high != 0) {
        // Continuation bytes begin with 10 and count nothing; 1111 leads a surrogate pair.
        count -= Long.bitCount(high & ~(word << 1));
        count += Long.bitCount(high & (word << 1) & (word << 2) & (word << 3));
      }
    }
    for (; i < to; i++) {
      int value = bytes[i] & 0xFF;
      count += value >= 0xF0 ? 1 : value >>> 6 == 2 ? -1 : 0;
    }
    return count;
  }

  private int codePoints(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += (bytes[i] & 0xC0) == 0x80 ? 0 : 1;
    }
    return count;
  }

  /** The high bit of each byte of {@code word} that is zero. */
  private static long zeros(long word) {
    return ~(((word & ~HIGH_BITS) + ~HIGH_BITS) | word | ~HIGH_BITS);
  }

  /** Whether the bytes are UTF-8, bar a cut sequence at the end. */
  private static boolean utf8(byte[] bytes, int begin, int end) {
    int i = begin;
    while (i < end) {
      int lead = bytes[i];
      if (lead >= 0) {
        i++;
        continue;
      }
      lead &= 0xFF;
      int length =
          lead >= 0xC2 && lead < 0xE0
              ? 2
              : lead >>> 4 == 0xE ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
      if (length == 0) {
        return false;
      }
      for (int j = 1; j < length; j++) {
        if (i + j == end) {
          return true;
        }
        if ((bytes[i + j] & 0xC0) != 0x80) {
          return false;
        }
      }
      i += length;
    }
    return true;
  }
}
