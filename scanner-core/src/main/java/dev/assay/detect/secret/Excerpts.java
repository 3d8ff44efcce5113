package dev.assay.detect.secret;

import dev.assay.detect.SecretValues;
import dev.assay.detect.Window;
import dev.assay.rules.ByteSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The line around a secret, with every match of the window masked in it, not only this one. */
final class Excerpts {
  /** Bytes shown on each side of the secret at most; minified lines are cut there. */
  private static final int CONTEXT = 80;

  private static final ByteSet VALUE =
      ByteSet.range('0', '9')
          .with('A', 'Z')
          .with('a', 'z')
          .union(
              ByteSet.of(
                  '&', '|', '#', '!', '$', '%', '^', '*', '+', '=', '~', '?', '-', '_', '.'));

  private final Window window;

  /** Stretches to mask: the secrets of all matches, overlapping ones joined, ascending. */
  private final int[] starts;

  private final int[] ends;
  private final int count;

  /**
   * Excerpts of one window.
   *
   * @param matches rows of rule, start, end, secret start, secret end
   */
  Excerpts(Window window, List<int[]> matches) {
    this.window = window;
    List<int[]> sorted = new ArrayList<>(matches);
    sorted.sort(Comparator.comparingInt((int[] match) -> match[3]).thenComparingInt(m -> m[4]));
    starts = new int[sorted.size()];
    ends = new int[sorted.size()];
    int joined = 0;
    for (int[] match : sorted) {
      int end = wholeValue(match[4]);
      if (joined > 0 && match[3] < ends[joined - 1]) {
        ends[joined - 1] = Math.max(ends[joined - 1], end);
      } else {
        starts[joined] = match[3];
        ends[joined] = end;
        joined++;
      }
    }
    count = joined;
  }

  /**
   * Where the value really ends, should the rule have read only a part of it: none of it is shown.
   */
  private int wholeValue(int secretEnd) {
    int limit = Math.min(window.end(), secretEnd + CONTEXT);
    int end = secretEnd;
    while (end < limit && VALUE.contains(window.bytes()[end] & 0xff)) {
      end++;
    }
    return end;
  }

  /** The line that the secret {@code [from..to)} begins on, up to the end of the one it ends on. */
  String of(int from, int to) {
    byte[] bytes = window.bytes();
    int start = Lines.start(window, from, CONTEXT);
    int end = Lines.end(window, to, CONTEXT);
    StringBuilder text = new StringBuilder();
    if (start > window.begin() && !Lines.isBreak(bytes[start - 1])) {
      text.append('…');
    }
    int shown = start;
    for (int i = firstEndingAfter(start); i < count && starts[i] < end; i++) {
      int clear = Math.max(shown, starts[i]);
      text.append(new String(bytes, shown, clear - shown, StandardCharsets.UTF_8));
      text.append(SecretValues.mask(bytes, starts[i], ends[i]));
      shown = ends[i];
    }
    if (shown < end) {
      text.append(new String(bytes, shown, end - shown, StandardCharsets.UTF_8));
    }
    if (end < window.end() && !Lines.isBreak(bytes[end])) {
      text.append('…');
    }
    return text.toString();
  }

  private int firstEndingAfter(int at) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > at) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
