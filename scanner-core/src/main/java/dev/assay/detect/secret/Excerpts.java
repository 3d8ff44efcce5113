package dev.assay.detect.secret;

import dev.assay.detect.SecretValues;
import dev.assay.detect.Window;
import dev.assay.rules.ByteSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The line around a secret, with every match of the window masked in it, not only this one, with
 * what reads the same as one of them, and with what looks random: a rule that doesn't run, or that
 * missed one, must not make another's excerpt show it.
 */
final class Excerpts {
  /** Bytes shown on each side of the secret at most; minified lines are cut there. */
  private static final int CONTEXT = 80;

  /** A shorter text stands on a line for other reasons. */
  private static final int LEAST_REPEATED = 4;

  /** A shorter text stands within words for other reasons: "pass" in the name of a password. */
  private static final int LEAST_WITHIN = 10;

  private static final ByteSet LETTER_OR_DIGIT =
      ByteSet.range('0', '9').with('A', 'Z').with('a', 'z');

  private static final ByteSet VALUE =
      LETTER_OR_DIGIT.union(
          ByteSet.of('&', '|', '#', '!', '$', '%', '^', '*', '+', '=', '~', '?', '-', '_', '.'));

  /** What a secret that no rule matched may consist of. */
  private static final ByteSet WORD =
      LETTER_OR_DIGIT.union(
          ByteSet.of('#', '!', '$', '%', '^', '*', '+', '~', '?', '-', '_', '.', '@', '/', '\\'));

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
    masked(start, end, start, end, text);
    if (end < window.end() && !Lines.isBreak(bytes[end])) {
      text.append('…');
    }
    return text.toString();
  }

  /** The text of {@code [from..to)}, which is on one line, with all secrets masked. */
  String masked(int from, int to) {
    StringBuilder text = new StringBuilder();
    masked(
        from, to, Lines.start(window, from, Lines.REACH), Lines.end(window, to, Lines.REACH), text);
    return text.toString();
  }

  /** Masks in {@code [from..to)}; the same values are known from {@code [lineFrom..lineTo)}. */
  private void masked(int from, int to, int lineFrom, int lineTo, StringBuilder text) {
    int first = firstEndingAfter(lineFrom);
    int last = first;
    while (last < count && starts[last] < lineTo) {
      last++;
    }
    int shown = from;
    for (int i = first; i < last && starts[i] < to; i++) {
      if (ends[i] > shown) {
        clear(shown, Math.max(shown, starts[i]), first, last, text);
        text.append(SecretValues.mask(window.bytes(), starts[i], ends[i]));
        shown = ends[i];
      }
    }
    clear(shown, to, first, last, text);
  }

  /** Shows {@code [from..to)}, which no rule matched, but for what repeats a masked stretch. */
  private void clear(int from, int to, int first, int last, StringBuilder text) {
    int shown = from;
    for (int at = from; at < to; at++) {
      int end = repeated(at, to, first, last);
      if (end > at) {
        show(shown, at, text);
        text.append(SecretValues.mask(window.bytes(), at, end));
        shown = end;
        at = end - 1;
      }
    }
    show(shown, to, text);
  }

  /** Shows {@code [from..to)} but for words that look random. */
  private void show(int from, int to, StringBuilder text) {
    byte[] bytes = window.bytes();
    int shown = from;
    int at = from;
    while (at < to) {
      int end = at;
      while (end < to && WORD.contains(bytes[end] & 0xff)) {
        end++;
      }
      if (Randomness.looksRandom(bytes, at, end)) {
        append(shown, at, text);
        text.append(SecretValues.mask(bytes, at, end));
        shown = end;
      }
      at = end + 1;
    }
    append(shown, to, text);
  }

  private void append(int from, int to, StringBuilder text) {
    if (from < to) {
      text.append(new String(window.bytes(), from, to - from, StandardCharsets.UTF_8));
    }
  }

  /** Where a repetition of a masked stretch ends that begins at {@code at}; -1 if none does. */
  private int repeated(int at, int to, int first, int last) {
    byte[] bytes = window.bytes();
    for (int i = first; i < last; i++) {
      int end = at + ends[i] - starts[i];
      if (end <= to
          && end - at >= LEAST_REPEATED
          && Arrays.equals(bytes, at, end, bytes, starts[i], ends[i])
          && (end - at >= LEAST_WITHIN || (parted(at - 1) && parted(end)))) {
        return end;
      }
    }
    return -1;
  }

  private boolean parted(int at) {
    return at < window.begin()
        || at >= window.end()
        || !LETTER_OR_DIGIT.contains(window.bytes()[at] & 0xff);
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
