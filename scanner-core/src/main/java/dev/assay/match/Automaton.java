package dev.assay.match;

import java.util.List;

/**
 * An Aho–Corasick automaton as a dense table: the state after a byte is one array access away.
 * Letters of either case are the same byte to it; who asked for one case compares again.
 *
 * <p>States are stored as offsets of their row, and those where a literal ends have the highest
 * offsets, so "is this a hit" is one comparison. Bytes that no literal holds share a column.
 */
final class Automaton {
  /** Column of each byte value. */
  private final short[] columnOf = new short[256];

  /** Row offset of the next state, by row offset plus column. */
  private final int[] next;

  private final int columns;

  /** Row offset from which on a literal ends in a state. */
  private final int firstHit;

  /** Literals that end in a state, by (row offset - firstHit) / columns. */
  private final int[][] endings;

  private final int[] lengths;

  private final int longest;

  /**
   * Builds the automaton.
   *
   * @param literals lower-case Latin-1 strings, not empty, distinct; a literal's id is its index
   */
  Automaton(List<String> literals) {
    int total = 1;
    int most = 1;
    lengths = new int[literals.size()];
    for (int id = 0; id < lengths.length; id++) {
      lengths[id] = literals.get(id).length();
      total += lengths[id];
      most = Math.max(most, lengths[id]);
    }
    longest = most;
    columns = assignColumns(literals);
    Trie trie = new Trie(literals, columnOf, total);
    int states = trie.states;

    int[] rowOf = new int[states];
    int row = 0;
    for (int state = 0; state < states; state++) {
      if (!trie.ends(state)) {
        rowOf[state] = row++ * columns;
      }
    }
    firstHit = row * columns;
    endings = new int[states - row][];
    for (int state = 0; state < states; state++) {
      if (trie.ends(state)) {
        endings[row - firstHit / columns] = trie.endings(state);
        rowOf[state] = row++ * columns;
      }
    }
    next = new int[states * columns];
    for (int i = 0; i < states; i++) {
      int state = trie.breadthFirst[i];
      if (state != 0) {
        System.arraycopy(next, rowOf[trie.fail[state]], next, rowOf[state], columns);
      }
      for (int child = trie.firstChild[state]; child != 0; child = trie.sibling[child]) {
        next[rowOf[state] + trie.label[child]] = rowOf[child];
      }
    }
  }

  private int assignColumns(List<String> literals) {
    boolean[] used = new boolean[256];
    for (String literal : literals) {
      for (int i = 0; i < literal.length(); i++) {
        used[literal.charAt(i)] = true;
      }
    }
    int count = 1; // column 0: bytes of no literal
    for (int value = 0; value < 256; value++) {
      if (used[value]) {
        columnOf[value] = (short) count++;
      }
    }
    for (int upper = 'A'; upper <= 'Z'; upper++) {
      columnOf[upper] = columnOf[upper + 32];
    }
    return count;
  }

  /** Length of the longest literal, bytes. */
  int longest() {
    return longest;
  }

  /** Length of a literal, bytes. */
  int length(int literal) {
    return lengths[literal];
  }

  /** Ids of the literals that end in {@code state} (of a hit), the longest first. */
  int[] endings(int state) {
    return endings[(state - firstHit) / columns];
  }

  /** The state after {@code bytes[from..to)}, from the start state. */
  private int warmUp(byte[] bytes, int from, int to) {
    int state = 0;
    for (int i = from; i < to; i++) {
      state = next[state + columnOf[bytes[i] & 0xff]];
    }
    return state;
  }

  /**
   * Finds every literal that begins at {@code from} or later and ends before {@code to}. Longer
   * stretches are read as four streams at once, since each step waits for the one before and a core
   * can overlap four such chains; each stream begins early enough to know every literal that ends
   * in it.
   */
  void scan(byte[] bytes, int from, int to, Hits hits) {
    hits.clear();
    int quarter = (to - from) / Hits.STREAMS;
    if (quarter < Hits.LEAST_QUARTER) {
      one(bytes, from, from, to, hits, 0);
      return;
    }
    int rest = from + quarter * Hits.STREAMS;
    four(bytes, from, quarter, hits);
    one(bytes, Math.max(from, rest - longest + 1), rest, to, hits, Hits.STREAMS);
  }

  private void one(byte[] bytes, int warm, int from, int to, Hits hits, int stream) {
    int state = warmUp(bytes, warm, from);
    int[] table = next;
    short[] column = columnOf;
    int limit = firstHit;
    for (int i = from; i < to; i++) {
      state = table[state + column[bytes[i] & 0xff]];
      if (state >= limit) {
        hits.add(stream, i, state);
      }
    }
  }

  private void four(byte[] bytes, int from, int quarter, Hits hits) {
    int[] table = next;
    short[] column = columnOf;
    int limit = firstHit;
    int at1 = from + quarter;
    int at2 = at1 + quarter;
    int at3 = at2 + quarter;
    int back = longest - 1;
    int s0 = 0;
    int s1 = warmUp(bytes, Math.max(from, at1 - back), at1);
    int s2 = warmUp(bytes, Math.max(from, at2 - back), at2);
    int s3 = warmUp(bytes, Math.max(from, at3 - back), at3);
    for (int i = 0; i < quarter; i++) {
      s0 = table[s0 + column[bytes[from + i] & 0xff]];
      s1 = table[s1 + column[bytes[at1 + i] & 0xff]];
      s2 = table[s2 + column[bytes[at2 + i] & 0xff]];
      s3 = table[s3 + column[bytes[at3 + i] & 0xff]];
      if (s0 >= limit) {
        hits.add(0, from + i, s0);
      }
      if (s1 >= limit) {
        hits.add(1, at1 + i, s1);
      }
      if (s2 >= limit) {
        hits.add(2, at2 + i, s2);
      }
      if (s3 >= limit) {
        hits.add(3, at3 + i, s3);
      }
    }
  }
}
