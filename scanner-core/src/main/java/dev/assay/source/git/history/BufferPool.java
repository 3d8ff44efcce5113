package dev.assay.source.git.history;

import java.util.ArrayList;
import java.util.List;

/** Byte arrays of one walker, used again and again. Holds a few free ones, up to a limit. */
final class BufferPool {
  private static final int SMALLEST = 32 << 10;
  private static final int MAX_FREE = 32;

  private final long limit;
  private final List<byte[]> free = new ArrayList<>();
  private long held;

  /** Keeps up to {@code limit} bytes of free arrays. */
  BufferPool(long limit) {
    this.limit = limit;
  }

  /** An array of {@code size} bytes or more, with anything in it. */
  byte[] take(int size) {
    int best = -1;
    for (int i = free.size() - 1; i >= 0; i--) {
      int length = free.get(i).length;
      if (length >= size && (best < 0 || length < free.get(best).length)) {
        best = i;
      }
    }
    if (best >= 0) {
      byte[] found = free.remove(best);
      held -= found.length;
      return found;
    }
    // A quarter more: the next version of a file is often a little longer.
    return new byte[Math.max(SMALLEST, size + size / 4)];
  }

  /** Takes an array back. */
  void give(byte[] array) {
    if (free.size() < MAX_FREE && held + array.length <= limit) {
      free.add(array);
      held += array.length;
    }
  }
}
