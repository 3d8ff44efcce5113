package dev.assay.match;

import java.util.Arrays;

/** Matches of one window as rows of integers. Reused scratch. */
final class FoundMatches {
  private static final int COLUMNS = 6;
  private int[] rows = new int[16 * COLUMNS];
  private long[] order = new long[16];
  private int count;

  void clear() {
    count = 0;
  }

  void add(int rule, int start, int end, int secretStart, int secretEnd, boolean settled) {
    if ((count + 1) * COLUMNS > rows.length) {
      rows = Arrays.copyOf(rows, 2 * rows.length);
      order = Arrays.copyOf(order, 2 * order.length);
    }
    int row = count * COLUMNS;
    rows[row] = rule;
    rows[row + 1] = start;
    rows[row + 2] = end;
    rows[row + 3] = secretStart;
    rows[row + 4] = secretEnd;
    rows[row + 5] = settled ? 1 : 0;
    order[count] = (long) start << 32 | count;
    count++;
  }

  /** Orders the matches by their start; those of equal start stay as they were added. */
  void sort() {
    Arrays.sort(order, 0, count);
  }

  int count() {
    return count;
  }

  int rule(int index) {
    return cell(index, 0);
  }

  int start(int index) {
    return cell(index, 1);
  }

  int end(int index) {
    return cell(index, 2);
  }

  int secretStart(int index) {
    return cell(index, 3);
  }

  int secretEnd(int index) {
    return cell(index, 4);
  }

  /** Whether it is known already not to overlap an earlier match of its rule. */
  boolean settled(int index) {
    return cell(index, 5) != 0;
  }

  private int cell(int index, int column) {
    return rows[(int) order[index] * COLUMNS + column];
  }
}
