package dev.assay.match;

import java.util.Arrays;

/** Ends of literals that an automaton found, by stream, each stream in order. Reused scratch. */
final class Hits {
  /** Streams that are read at once; one more holds what is left over. */
  static final int STREAMS = 4;

  /** Shorter streams aren't worth their warming up, bytes. */
  static final int LEAST_QUARTER = 512;

  private final int[][] positions = new int[STREAMS + 1][64];
  private final int[][] states = new int[STREAMS + 1][64];
  private final int[] counts = new int[STREAMS + 1];

  void clear() {
    Arrays.fill(counts, 0);
  }

  /** Notes that in {@code state} a literal ends with the byte at {@code position}. */
  void add(int stream, int position, int state) {
    int count = counts[stream];
    if (count == positions[stream].length) {
      positions[stream] = Arrays.copyOf(positions[stream], 2 * count);
      states[stream] = Arrays.copyOf(states[stream], 2 * count);
    }
    positions[stream][count] = position;
    states[stream][count] = state;
    counts[stream] = count + 1;
  }

  int count(int stream) {
    return counts[stream];
  }

  int position(int stream, int index) {
    return positions[stream][index];
  }

  int state(int stream, int index) {
    return states[stream][index];
  }
}
