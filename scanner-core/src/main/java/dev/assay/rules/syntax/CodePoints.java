package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable set of Unicode code points without the surrogates, as sorted ranges that neither
 * overlap nor touch.
 */
final class CodePoints {
  static final int LAST = Character.MAX_CODE_POINT;

  /** More than this many are not folded one by one: such a set is a script or a category. */
  private static final int MOST_FOLDED = 4096;

  static final CodePoints NONE = new CodePoints(new int[0]);
  static final CodePoints ALL = NONE.with(0, LAST);
  static final CodePoints ALL_BUT_NEWLINE = NONE.with('\n', '\n').complement();
  private static final CodePoints BEYOND_ASCII = NONE.with(0x80, LAST);

  /** First and last of each range. */
  private final int[] bounds;

  private CodePoints(int[] bounds) {
    this.bounds = bounds;
  }

  static CodePoints of(ByteSet ascii) {
    CodePoints set = NONE;
    for (int value = 0; value < 128; value++) {
      if (ascii.contains(value)) {
        set = set.with(value, value);
      }
    }
    return set;
  }

  /** Those that {@code ranges} holds: first and last of each, in any order. */
  static CodePoints ofRanges(List<int[]> ranges) {
    List<int[]> sorted = new ArrayList<>();
    for (int[] range : ranges) {
      if (range[0] < 0xD800 && range[1] > 0xDFFF) {
        sorted.add(new int[] {range[0], 0xD7FF});
        sorted.add(new int[] {0xE000, range[1]});
      } else if (range[0] < 0xD800 || range[1] > 0xDFFF) {
        sorted.add(
            range[0] < 0xD800
                ? new int[] {range[0], Math.min(range[1], 0xD7FF)}
                : new int[] {Math.max(range[0], 0xE000), range[1]});
      }
    }
    sorted.sort((a, b) -> Integer.compare(a[0], b[0]));
    int[] merged = new int[2 * sorted.size()];
    int count = 0;
    for (int[] range : sorted) {
      if (count > 0 && range[0] <= merged[count - 1] + 1) {
        merged[count - 1] = Math.max(merged[count - 1], range[1]);
      } else {
        merged[count++] = range[0];
        merged[count++] = range[1];
      }
    }
    return new CodePoints(Arrays.copyOf(merged, count));
  }

  CodePoints with(int first, int last) {
    List<int[]> ranges = ranges();
    ranges.add(new int[] {first, last});
    return ofRanges(ranges);
  }

  CodePoints union(CodePoints other) {
    List<int[]> ranges = ranges();
    ranges.addAll(other.ranges());
    return ofRanges(ranges);
  }

  CodePoints complement() {
    List<int[]> gaps = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      if (bounds[i] > from) {
        gaps.add(new int[] {from, bounds[i] - 1});
      }
      from = bounds[i + 1] + 1;
    }
    if (from <= LAST) {
      gaps.add(new int[] {from, LAST});
    }
    return ofRanges(gaps);
  }

  /** With the other cases of its letters; those of ASCII letters within ASCII only. */
  CodePoints folded() {
    List<int[]> ranges = ranges();
    int seen = 0;
    for (int[] range : ranges()) {
      for (int c = range[0]; c <= range[1] && seen < MOST_FOLDED; c++, seen++) {
        for (int other :
            new int[] {
              Character.toLowerCase(c), Character.toUpperCase(c), Character.toTitleCase(c)
            }) {
          if (other != c && (c >= 128) == (other >= 128)) {
            ranges.add(new int[] {other, other});
          }
        }
      }
    }
    return ofRanges(ranges);
  }

  /** Its ASCII characters. */
  ByteSet ascii() {
    ByteSet set = ByteSet.NONE;
    for (int i = 0; i < bounds.length && bounds[i] < 128; i += 2) {
      set = set.with(bounds[i], Math.min(bounds[i + 1], 127));
    }
    return set;
  }

  boolean contains(int codePoint) {
    for (int i = 0; i < bounds.length; i += 2) {
      if (codePoint >= bounds[i] && codePoint <= bounds[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** Whether it holds any character beyond ASCII. */
  boolean beyondAscii() {
    return bounds.length > 0 && bounds[bounds.length - 1] >= 128;
  }

  /** Whether it holds every character beyond ASCII. */
  boolean allBeyondAscii() {
    return Arrays.equals(union(BEYOND_ASCII).bounds, bounds);
  }

  /** First and last of each range, in a list that the caller may change. */
  List<int[]> ranges() {
    List<int[]> ranges = new ArrayList<>();
    for (int i = 0; i < bounds.length; i += 2) {
      ranges.add(new int[] {bounds[i], bounds[i + 1]});
    }
    return ranges;
  }
}
