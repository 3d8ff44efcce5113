package dev.assay.detect.licence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a text of the index with words, as the template allows: runs of words that both have
 * once are the same; what lies between two such runs is aligned at least cost. Not thread-safe.
 */
final class Aligner {
  /** Cells of what is aligned at least cost; of larger stretches all words differ. */
  private static final int MOST_CELLS = 1 << 16;

  /** How often a stretch is taken for a text of its own. */
  private static final int DEEPEST = 4;

  private static final int DIFFERS = 100;
  private static final int SAME = -1;
  private static final int FREE = 1;

  private static final byte MISSING = 1;
  private static final byte EXTRA = 2;
  private static final byte IN_GAP = 3;
  private static final byte CHOSEN = 8;

  private final LicenceIndex index;
  private final LicenceWords words;
  private final char[] numbers;
  private int[] costs = new int[1 << 12];
  private byte[] ways = new byte[1 << 12];

  private LicenceIndex.Elements elements =
      new LicenceIndex.Elements(new char[0], new short[0], new int[0][][], new boolean[0]);
  private int most;
  private int same;
  private int differing;
  private int first;
  private int last;
  private List<String> differences = new ArrayList<>();

  Aligner(LicenceIndex index, LicenceWords words, char[] numbers) {
    this.index = index;
    this.words = words;
    this.numbers = numbers;
  }

  /**
   * Compares {@code text} with the words {@code [from..to)}.
   *
   * @param least likeness in thousandths below which it needs no answer
   * @return null if too little is the same
   */
  @Nullable Alignment align(LicenceIndex.Text text, int from, int to, int least) {
    most = text.elements().count() * 2 * (1000 - least) / least;
    elements = text.elements();
    same = 0;
    differing = 0;
    first = Integer.MAX_VALUE;
    last = -1;
    differences = new ArrayList<>();
    range(0, elements.count(), from, to, true, 0);
    return same == 0 || differing > most
        ? null
        : new Alignment(text, first, last, same, differing, List.copyOf(differences));
  }

  /**
   * Aligns elements {@code [i..i2)} with words {@code [j..j2)}.
   *
   * @param free whether words before the first and behind the last that are the same don't count
   */
  private void range(int from, int i2, int begin, int j2, boolean free, int depth) {
    int i = from;
    int j = begin;
    boolean begun = false;
    for (long anchor : Anchors.of(elements.words(), i, i2, numbers, j, j2)) {
      int nextI = (int) (anchor >> 32);
      int nextJ = (int) anchor;
      if (begun) {
        while (i < nextI && j < nextJ && elements.words()[i] == numbers[j]) {
          same(j++);
          i++;
        }
      }
      if (nextI < i || nextJ < j) {
        continue;
      }
      if (nextI > i || nextJ > j) {
        if (!begun && free) {
          j = Math.max(j, nextJ - reach(i, nextI));
        }
        between(i, nextI, j, nextJ, !begun && free, false, depth);
      }
      if (differing > most) {
        return;
      }
      begun = true;
      same(nextJ);
      i = nextI + 1;
      j = nextJ + 1;
    }
    while (begun && i < i2 && j < j2 && elements.words()[i] == numbers[j]) {
      same(j++);
      i++;
    }
    if (i < i2 || (j < j2 && !free)) {
      int end = begun && free ? Math.min(j2, j + reach(i, i2)) : j2;
      between(i, i2, j, end, !begun && free, free, begun ? depth : DEEPEST);
    }
  }

  /** Words that the elements may span, about. */
  private int reach(int from, int to) {
    int reach = 20;
    for (int i = from; i < to; i++) {
      reach += 1 + Math.min(elements.gaps()[i], 120);
    }
    return reach;
  }

  private void same(int word) {
    same++;
    first = Math.min(first, word);
    last = Math.max(last, word);
  }

  private void missing(int element) {
    if (elements.optional()[element]) {
      return;
    }
    differing++;
    if (differences.size() < LicenceMatch.MOST_DIFFERENCES) {
      int[][] choice = elements.choices()[element];
      int word = choice.length > 0 ? choice[0][0] : elements.words()[element];
      differences.add("-" + index.letters(word));
    }
  }

  private void extra(int word) {
    if (words.free(word)) {
      return;
    }
    differing++;
    if (differences.size() < LicenceMatch.MOST_DIFFERENCES) {
      differences.add("+" + words.word(word));
    }
  }

  /**
   * Aligns elements {@code [i..i2)} with words {@code [j..j2)} at least cost.
   *
   * @param freeStart whether words before the first that is the same don't count
   * @param freeEnd whether words behind the last that is the same don't count
   */
  private void between(
      int i, int i2, int j, int j2, boolean freeStart, boolean freeEnd, int depth) {
    int rows = i2 - i + 1;
    int columns = j2 - j + 1;
    if ((long) rows * columns > MOST_CELLS) {
      if (depth < DEEPEST && !freeStart && !freeEnd) {
        range(i, i2, j, j2, false, depth + 1); // what is there twice may be there once in a part
        return;
      }
      for (int e = i; e < i2; e++) {
        missing(e);
      }
      for (int w = j; w < j2 && !freeStart && !freeEnd; w++) {
        extra(w);
      }
      return;
    }
    if (costs.length < rows * columns) {
      costs = new int[Math.max(rows * columns, 2 * costs.length)];
      ways = new byte[costs.length];
    }
    fill(i, j, rows, columns, freeStart, freeEnd);
    trace(i, j, rows, columns, freeStart, freeEnd);
  }

  private void fill(int i, int j, int rows, int columns, boolean freeStart, boolean freeEnd) {
    for (int r = 0; r < rows; r++) {
      int row = r * columns;
      int gap = r < rows - 1 ? elements.gaps()[i + r] : 0;
      int run = 0;
      boolean lastRow = freeEnd && r == rows - 1;
      boolean firstRow = freeStart && r == 0;
      for (int c = 0; c < columns; c++) {
        int best = r == 0 && c == 0 ? 0 : Integer.MAX_VALUE;
        byte way = 0;
        if (r > 0) {
          int element = i + r - 1;
          best = costs[row - columns + c] + (elements.optional()[element] ? 0 : DIFFERS);
          way = MISSING;
          if (c > 0
              && elements.words()[element] == numbers[j + c - 1]
              && elements.words()[element] != LicenceIndex.NO_WORD) {
            int cost = costs[row - columns + c - 1] + SAME;
            if (cost <= best) {
              best = cost;
              way = CHOSEN + 1;
            }
          }
          for (int[] choice : elements.choices()[element]) {
            int length = choice.length;
            if (length <= c && length < 100 && stands(choice, j + c - length)) {
              int cost = costs[row - columns + c - length] + length * SAME;
              if (cost <= best) {
                best = cost;
                way = (byte) (CHOSEN + length);
              }
            }
          }
        }
        if (c > 0) {
          int before = costs[row + c - 1];
          if (gap > 0 && run < gap && before < best) {
            best = before;
            way = IN_GAP;
          } else {
            int step = firstRow || lastRow ? 0 : words.free(j + c - 1) ? FREE : DIFFERS;
            if (before + step < best) {
              best = before + step;
              way = EXTRA;
            }
          }
        }
        run = way == IN_GAP ? run + 1 : 0;
        costs[row + c] = best;
        ways[row + c] = way;
      }
    }
  }

  private boolean stands(int[] choice, int at) {
    for (int k = 0; k < choice.length; k++) {
      if (numbers[at + k] != choice[k]) {
        return false;
      }
    }
    return true;
  }

  private void trace(int i, int j, int rows, int columns, boolean freeStart, boolean freeEnd) {
    int r = rows - 1;
    int c = columns - 1;
    int[] path = new int[rows + columns];
    int steps = 0;
    while (r > 0 || c > 0) {
      byte way = ways[r * columns + c];
      path[steps++] = r * columns + c;
      if (way == MISSING) {
        r--;
      } else if (way == EXTRA || way == IN_GAP) {
        c--;
      } else {
        c -= way - CHOSEN;
        r--;
      }
    }
    while (steps > 0) {
      int cell = path[--steps];
      int row = cell / columns;
      int column = cell % columns;
      byte way = ways[cell];
      if (way == MISSING) {
        missing(i + row - 1);
      } else if (way == EXTRA) {
        boolean counts = !(freeStart && row == 0) && !(freeEnd && row == rows - 1);
        if (counts) {
          extra(j + column - 1);
        }
      } else if (way != IN_GAP) {
        for (int k = way - CHOSEN; k > 0; k--) {
          same(j + column - k);
        }
      }
    }
  }

  /** Runs of words that both sides have once, in the order of both. */
  private static final class Anchors {
    private static final int TWICE = -2;

    private Anchors() {}

    /** Place in the text above 32 bits of the place in the words. */
    static long[] of(char[] text, int begin, int end, char[] numbers, int from, int to) {
      int size = Integer.highestOneBit(Math.max(16, end - begin)) * 4;
      long[] keys = new long[size];
      int[] inText = new int[size];
      int[] inWords = new int[size];
      Arrays.fill(inWords, -1);
      for (int i = begin; i + LicenceIndex.GRAM <= end; i++) {
        long key = key(text, i);
        if (key != 0) {
          int slot = slot(keys, key);
          inText[slot] = keys[slot] == 0 ? i : TWICE;
          keys[slot] = key;
        }
      }
      for (int j = from; j + LicenceIndex.GRAM <= to; j++) {
        long key = key(numbers, j);
        if (key != 0) {
          int slot = slot(keys, key);
          if (keys[slot] != 0) {
            inWords[slot] = inWords[slot] == -1 ? j : TWICE;
          }
        }
      }
      long[] pairs = new long[end - begin];
      int count = 0;
      for (int i = begin; i + LicenceIndex.GRAM <= end; i++) {
        long key = key(text, i);
        int slot = key == 0 ? -1 : slot(keys, key);
        if (slot >= 0 && inText[slot] == i && inWords[slot] >= 0) {
          pairs[count++] = ((long) i << 32) | inWords[slot];
        }
      }
      return longest(Arrays.copyOf(pairs, count));
    }

    private static long key(char[] numbers, int at) {
      long key = 0;
      for (int k = at; k < at + LicenceIndex.GRAM; k++) {
        if (numbers[k] == LicenceIndex.NO_WORD) {
          return 0;
        }
        key = (key << 16) | (numbers[k] + 1);
      }
      return key;
    }

    private static int slot(long[] keys, long key) {
      long mixed = key * 0x9E3779B97F4A7C15L;
      int slot = (int) (mixed >>> 40) & (keys.length - 1);
      while (keys[slot] != 0 && keys[slot] != key) {
        slot = (slot + 1) & (keys.length - 1);
      }
      return slot;
    }

    /** The longest series whose places in the words rise, too. */
    private static long[] longest(long[] pairs) {
      int[] tails = new int[pairs.length];
      int[] before = new int[pairs.length];
      int length = 0;
      for (int p = 0; p < pairs.length; p++) {
        int low = 0;
        int high = length;
        while (low < high) {
          int middle = (low + high) >>> 1;
          if ((int) pairs[tails[middle]] < (int) pairs[p]) {
            low = middle + 1;
          } else {
            high = middle;
          }
        }
        before[p] = low == 0 ? -1 : tails[low - 1];
        tails[low] = p;
        length = Math.max(length, low + 1);
      }
      long[] series = new long[length];
      int p = length == 0 ? -1 : tails[length - 1];
      for (int k = length - 1; k >= 0; k--) {
        series[k] = pairs[p];
        p = before[p];
      }
      return series;
    }
  }
}
