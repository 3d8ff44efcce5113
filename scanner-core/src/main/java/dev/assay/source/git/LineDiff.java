package dev.assay.source.git;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Which lines of a text are not in an earlier one, by the hashes of its lines: the common start and
 * end are set aside, then what is on one side only, then E. Myers' O(ND) (1986) finds a shortest
 * edit up to a bound; beyond it, a line counts as old as often as the earlier text has it.
 */
final class LineDiff {

  /** Edits that are searched for, at most: the search keeps half its square of integers. */
  static final int MAX_EDITS = 1000;

  private LineDiff() {}

  /** Indexes of the lines of {@code to} that {@code from} lacks. */
  static BitSet added(long[] from, long[] to) {
    BitSet added = new BitSet(to.length);
    int start = 0;
    int least = Math.min(from.length, to.length);
    while (start < least && from[start] == to[start]) {
      start++;
    }
    int fromEnd = from.length;
    int toEnd = to.length;
    while (fromEnd > start && toEnd > start && from[fromEnd - 1] == to[toEnd - 1]) {
      fromEnd--;
      toEnd--;
    }
    if (start == toEnd) {
      return added;
    }
    if (start == fromEnd) {
      added.set(start, toEnd);
      return added;
    }
    long[] sortedFrom = Arrays.copyOfRange(from, start, fromEnd);
    long[] sortedTo = Arrays.copyOfRange(to, start, toEnd);
    Arrays.sort(sortedFrom);
    Arrays.sort(sortedTo);
    int[] a = new int[fromEnd - start];
    int aLength = 0;
    for (int i = start; i < fromEnd; i++) {
      if (Arrays.binarySearch(sortedTo, from[i]) >= 0) {
        a[aLength++] = i;
      }
    }
    int[] b = new int[toEnd - start];
    int bLength = 0;
    for (int i = start; i < toEnd; i++) {
      if (Arrays.binarySearch(sortedFrom, to[i]) >= 0) {
        b[bLength++] = i;
      } else {
        added.set(i);
      }
    }
    if (!shortestEdit(from, a, aLength, to, b, bLength, added)) {
      byCount(sortedFrom, to, b, bLength, added);
    }
    return added;
  }

  /** Marks the insertions of a shortest edit; false, and nothing marked, if it is too long. */
  private static boolean shortestEdit(
      long[] from, int[] a, int n, long[] to, int[] b, int m, BitSet added) {
    int bound = Math.min(n + m, MAX_EDITS);
    int[][] trace = new int[bound + 1][];
    int[] reach = new int[2 * bound + 3];
    int zero = bound + 1;
    for (int d = 0; d <= bound; d++) {
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || (k != d && reach[zero + k - 1] < reach[zero + k + 1]);
        int x = down ? reach[zero + k + 1] : reach[zero + k - 1] + 1;
        int y = x - k;
        while (x < n && y < m && from[a[x]] == to[b[y]]) {
          x++;
          y++;
        }
        reach[zero + k] = x;
        if (x >= n && y >= m) {
          backtrack(trace, d, k, b, added);
          return true;
        }
      }
      trace[d] = Arrays.copyOfRange(reach, zero - d, zero + d + 1);
    }
    return false;
  }

  private static void backtrack(int[][] trace, int edits, int diagonal, int[] b, BitSet added) {
    int k = diagonal;
    for (int d = edits; d > 0; d--) {
      int[] before = trace[d - 1]; // its diagonal j stands at j + d - 1
      boolean down = k == -d || (k != d && at(before, d - 1, k - 1) < at(before, d - 1, k + 1));
      if (down) {
        int x = at(before, d - 1, k + 1);
        added.set(b[x - (k + 1)]);
        k++;
      } else {
        k--;
      }
    }
  }

  /** The furthest x on {@code diagonal}; diagonals out of range were never reached. */
  private static int at(int[] reach, int width, int diagonal) {
    return diagonal < -width || diagonal > width ? 0 : reach[diagonal + width];
  }

  private static void byCount(long[] sortedFrom, long[] to, int[] b, int m, BitSet added) {
    int[] used = new int[sortedFrom.length]; // at the first of equal hashes
    for (int i = 0; i < m; i++) {
      long hash = to[b[i]];
      int first = firstOf(sortedFrom, hash);
      int next = first + used[first];
      if (next < sortedFrom.length && sortedFrom[next] == hash) {
        used[first]++;
      } else {
        added.set(b[i]);
      }
    }
  }

  private static int firstOf(long[] sorted, long value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
