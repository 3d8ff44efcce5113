package dev.assay.match;

import dev.assay.rules.LiteralTrie;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An Aho–Corasick automaton as a dense table: the state after a byte is one array access away.
 * Letters of either case are the same byte to it; who asked for one case compares again.
 *
 * <p>The table is filled in as texts ask for it, which makes a start cheap and keeps the states
 * that texts really visit next to each other. An entry is the offset of the next state's row,
 * negative where a literal ends there, and 0 as long as nobody asked: so "is there anything to do
 * but to go on" is one comparison. Bytes that no literal holds share a column.
 *
 * <p>Shared by threads without locks but for filling in: whoever sees a 0 that is none any more
 * asks again under the lock, and whatever else is seen stays true.
 */
final class Automaton {
  private static final int FIRST_ROWS = 512;

  /** Literals that end in a state; final, so that threads may share it as it is. */
  private static final class Endings {
    private final int[] ids;

    Endings(int[] ids) {
      this.ids = ids;
    }
  }

  /** Column of each byte value. */
  private final short[] columnOf;

  private final int columns;
  private final LiteralTrie trie;
  private final int longest;

  /** Offset of the start state's row; row 0 is nobody's. */
  private final int start;

  /** The entry of a state of the trie; 0 as long as it has no row. */
  private final int[] entryOf;

  private volatile int[] next;
  private volatile @Nullable Endings[] endings;

  /** The state of the trie that a row is for. */
  private int[] stateOf;

  private int rows;

  /** An automaton of the literals of {@code trie}, by their numbers there. */
  Automaton(LiteralTrie trie) {
    this.trie = trie;
    columnOf = trie.columns();
    columns = trie.columnCount();
    longest = trie.longest();
    entryOf = new int[trie.states()];
    int room = Math.min(FIRST_ROWS, trie.states() + 1);
    next = new int[room * columns];
    endings = new Endings[room];
    stateOf = new int[room];
    rows = 1;
    start = entry(0);
  }

  /** Length of the longest literal, bytes. */
  int longest() {
    return longest;
  }

  /** Length of a literal, bytes. */
  int length(int literal) {
    return trie.length(literal);
  }

  /** Numbers of the literals that end in {@code state} (of a hit), the longest first. */
  int[] endings(int state) {
    @Nullable Endings[] known = endings;
    int row = state / columns;
    Endings ending = row < known.length ? known[row] : null;
    return (ending == null ? lockedEndings(row) : ending).ids;
  }

  private synchronized Endings lockedEndings(int row) {
    Endings ending = endings[row];
    if (ending == null) {
      throw new IllegalArgumentException("no literal ends there");
    }
    return ending;
  }

  /** The entry for a byte of {@code column} after the state of row {@code from}. */
  private synchronized int fill(int from, int column) {
    int known = next[from + column];
    if (known == 0) {
      known = entry(trie.next(stateOf[from / columns], column));
      next[from + column] = known;
    }
    return known;
  }

  /** The entry of a state, which gets a row if it has none. */
  private int entry(int state) {
    if (entryOf[state] == 0) {
      int row = rows++;
      if (row == stateOf.length) {
        int room = Math.min(2 * row, trie.states() + 1);
        stateOf = Arrays.copyOf(stateOf, room);
        endings = Arrays.copyOf(endings, room);
        next = Arrays.copyOf(next, room * columns);
      }
      stateOf[row] = state;
      int[] ids = trie.endings(state);
      if (ids.length > 0) {
        endings[row] = new Endings(ids);
      }
      entryOf[state] = ids.length > 0 ? -row * columns : row * columns;
    }
    return entryOf[state];
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

  /** The row after {@code bytes[from..to)}, from the start state. */
  private int warmUp(byte[] bytes, int from, int to) {
    int[] table = next;
    int row = start;
    for (int i = from; i < to; i++) {
      int column = columnOf[bytes[i] & 0xff];
      int entry = table[row + column];
      if (entry == 0) {
        entry = fill(row, column);
        table = next;
      }
      row = Math.abs(entry);
    }
    return row;
  }

  /** The row to go on with where an entry is not simply one: it is not known, or a hit. */
  private int special(int row, int column, int entry, int stream, int at, Hits hits) {
    int known = entry == 0 ? fill(row, column) : entry;
    if (known > 0) {
      return known;
    }
    hits.add(stream, at, -known);
    return -known;
  }

  private void one(byte[] bytes, int warm, int from, int to, Hits hits, int stream) {
    int row = warmUp(bytes, warm, from);
    int[] table = next;
    short[] column = columnOf;
    for (int i = from; i < to; i++) {
      int c = column[bytes[i] & 0xff];
      int entry = table[row + c];
      if (entry <= 0) {
        entry = special(row, c, entry, stream, i, hits);
        table = next;
      }
      row = entry;
    }
  }

  private void four(byte[] bytes, int from, int quarter, Hits hits) {
    short[] column = columnOf;
    int at1 = from + quarter;
    int at2 = at1 + quarter;
    int at3 = at2 + quarter;
    int back = longest - 1;
    int s0 = start;
    int s1 = warmUp(bytes, Math.max(from, at1 - back), at1);
    int s2 = warmUp(bytes, Math.max(from, at2 - back), at2);
    int s3 = warmUp(bytes, Math.max(from, at3 - back), at3);
    int[] table = next;
    for (int i = 0; i < quarter; i++) {
      int c0 = column[bytes[from + i] & 0xff];
      int c1 = column[bytes[at1 + i] & 0xff];
      int c2 = column[bytes[at2 + i] & 0xff];
      int c3 = column[bytes[at3 + i] & 0xff];
      int n0 = table[s0 + c0];
      int n1 = table[s1 + c1];
      int n2 = table[s2 + c2];
      int n3 = table[s3 + c3];
      if (n0 <= 0) {
        n0 = special(s0, c0, n0, 0, from + i, hits);
        table = next;
      }
      if (n1 <= 0) {
        n1 = special(s1, c1, n1, 1, at1 + i, hits);
        table = next;
      }
      if (n2 <= 0) {
        n2 = special(s2, c2, n2, 2, at2 + i, hits);
        table = next;
      }
      if (n3 <= 0) {
        n3 = special(s3, c3, n3, 3, at3 + i, hits);
        table = next;
      }
      s0 = n0;
      s1 = n1;
      s2 = n2;
      s3 = n3;
    }
  }
}
