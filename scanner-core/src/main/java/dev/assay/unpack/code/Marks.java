package dev.assay.unpack.code;

import java.util.Arrays;

/** Offsets at which a literal begins or ends: each once, in order, up to a number. */
final class Marks {

  /** Offsets that are kept, 8 bytes each. */
  static final int MOST = 1 << 20;

  private long[] offsets = new long[1 << 10];
  private int count;
  private boolean full;

  void add(long offset) {
    if (full || (count > 0 && offsets[count - 1] == offset)) {
      return;
    }
    if (count == offsets.length) {
      settle();
      if (count > offsets.length / 2) {
        if (offsets.length == MOST) {
          full = count > MOST / 4 * 3; // else there is room enough before the next time
        } else {
          offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
      }
      if (full) {
        return;
      }
    }
    offsets[count++] = offset;
  }

  /** Brings them in order, each once. */
  void settle() {
    Arrays.sort(offsets, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (kept == 0 || offsets[kept - 1] != offsets[i]) {
        offsets[kept++] = offsets[i];
      }
    }
    count = kept;
  }

  /** Whether some were left out. */
  boolean full() {
    return full;
  }

  int count() {
    return count;
  }

  /** The index of the first one from {@code offset} on; after {@link #settle}. */
  int from(long offset) {
    int index = Arrays.binarySearch(offsets, 0, count, offset);
    return index < 0 ? -1 - index : index;
  }

  /** The one at {@code index}, or more than any file has. */
  long at(int index) {
    return index < count ? offsets[index] : Long.MAX_VALUE;
  }
}
