package dev.assay.source.git.history;

import dev.assay.model.Problem;
import java.util.Arrays;

/** Objects of one pack that could not be read from it, to be looked for elsewhere. Thread-safe. */
final class Failures {
  private int[] positions = new int[8];
  private CorruptObjectException[] reasons = new CorruptObjectException[8];
  private int size;

  synchronized void add(int position, CorruptObjectException reason) {
    if (size == positions.length) {
      positions = Arrays.copyOf(positions, 2 * size);
      reasons = Arrays.copyOf(reasons, 2 * size);
    }
    positions[size] = position;
    reasons[size++] = reason;
  }

  void add(int position, String reason) {
    add(position, new CorruptObjectException(Problem.Kind.CORRUPT, reason));
  }

  synchronized int size() {
    return size;
  }

  synchronized int position(int i) {
    return positions[i];
  }

  synchronized CorruptObjectException reason(int i) {
    return reasons[i];
  }
}
