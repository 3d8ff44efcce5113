package dev.assay.rules;

import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The trie of a set of literals with its failure links (Aho and Corasick), in a few arrays that a
 * pack holds as they are. Letters of either case are the same byte. States are numbered from the
 * root, 0, level by level, so that the children of one lie together; literals by the states that
 * they end in. Immutable.
 */
public final class LiteralTrie {
  private final short[] columnOf = new short[256];
  private final int columns;

  /** Children of a state: from its entry to the next one's. */
  private final int[] firstChild;

  /** Column of the edge that leads to a state. */
  private final byte[] label;

  /** The state of a state's longest proper suffix. */
  private final int[] fail;

  /** The state that a literal ends in, ascending. */
  private final int[] ends;

  private final int[] lengths;

  private LiteralTrie(
      byte[] letters, int[] firstChild, byte[] label, int[] fail, int[] ends, int[] lengths) {
    this.firstChild = firstChild;
    this.label = label;
    this.fail = fail;
    this.ends = ends;
    this.lengths = lengths;
    int count = 1; // column 0: bytes of no literal
    for (byte letter : letters) {
      columnOf[letter & 0xff] = (short) count++;
    }
    for (int upper = 'A'; upper <= 'Z'; upper++) {
      columnOf[upper] = columnOf[upper + 32];
    }
    columns = count;
  }

  /**
   * Builds the trie.
   *
   * @param literals lower-case Latin-1 strings, not empty; equal ones are one
   */
  public static LiteralTrie of(Collection<String> literals) {
    return new Builder(new TreeSet<>(literals).toArray(new String[0])).build();
  }

  /** Goes through sorted literals level by level; a state is the range of those that begin so. */
  private static final class Builder {
    private final String[] sorted;
    private final int[] from;
    private final int[] to;
    private final int[] firstChild;
    private final byte[] label;
    private final int[] fail;
    private final int[] ends;
    private final int[] lengths;

    Builder(String[] sorted) {
      this.sorted = sorted;
      int most = 1;
      for (String literal : sorted) {
        most += literal.length();
      }
      from = new int[most];
      to = new int[most];
      firstChild = new int[most + 1];
      label = new byte[most];
      fail = new int[most];
      ends = new int[sorted.length];
      lengths = new int[sorted.length];
    }

    LiteralTrie build() {
      byte[] letters = letters();
      byte[] columnOf = new byte[256];
      for (int i = 0; i < letters.length; i++) {
        columnOf[letters[i] & 0xff] = (byte) (i + 1);
      }
      to[0] = sorted.length;
      int states = 1;
      int ended = 0;
      int depth = 0;
      int level = 1; // the first state of the next depth
      for (int state = 0; state < states; state++) {
        if (state == level) {
          depth++;
          level = states;
        }
        firstChild[state] = states;
        int at = from[state];
        if (at < to[state] && sorted[at].length() == depth) {
          ends[ended] = state;
          lengths[ended++] = depth;
          at++;
        }
        while (at < to[state]) {
          char letter = sorted[at].charAt(depth);
          int child = states++;
          from[child] = at;
          while (at < to[state] && sorted[at].charAt(depth) == letter) {
            at++;
          }
          to[child] = at;
          label[child] = columnOf[letter];
          // Whatever it may be lies on a level before, all of whose children are known.
          fail[child] =
              state == 0 ? 0 : LiteralTrie.next(firstChild, label, fail, fail[state], label[child]);
        }
      }
      firstChild[states] = states;
      return new LiteralTrie(
          letters,
          Arrays.copyOf(firstChild, states + 1),
          Arrays.copyOf(label, states),
          Arrays.copyOf(fail, states),
          ends,
          lengths);
    }

    /** The bytes that literals hold, ascending. */
    private byte[] letters() {
      boolean[] used = new boolean[256];
      int count = 0;
      for (String literal : sorted) {
        if (literal.isEmpty()) {
          throw new IllegalArgumentException("an empty literal");
        }
        for (int i = 0; i < literal.length(); i++) {
          count += used[literal.charAt(i)] ? 0 : 1;
          used[literal.charAt(i)] = true;
        }
      }
      byte[] letters = new byte[count];
      int at = 0;
      for (int value = 0; value < used.length; value++) {
        if (used[value]) {
          letters[at++] = (byte) value;
        }
      }
      return letters;
    }
  }

  void write(PackWriter out) {
    byte[] letters = new byte[columns - 1];
    for (int value = 0; value < 256; value++) {
      if (columnOf[value] > 0 && (value < 'A' || value > 'Z')) {
        letters[columnOf[value] - 1] = (byte) value;
      }
    }
    out.raw(letters);
    out.ints(firstChild);
    out.raw(label);
    out.ints(fail);
    out.ints(ends);
    out.ints(lengths);
  }

  static LiteralTrie read(PackReader in) {
    return new LiteralTrie(in.raw(), in.ints(), in.raw(), in.ints(), in.ints(), in.ints());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LiteralTrie trie
        && Arrays.equals(columnOf, trie.columnOf)
        && Arrays.equals(firstChild, trie.firstChild)
        && Arrays.equals(label, trie.label)
        && Arrays.equals(fail, trie.fail)
        && Arrays.equals(ends, trie.ends)
        && Arrays.equals(lengths, trie.lengths);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ends);
  }

  /** Column of a byte value, 0 to 255; 0 for those that no literal holds. */
  public short[] columns() {
    return columnOf.clone();
  }

  /** Number of columns. */
  public int columnCount() {
    return columns;
  }

  /** How many states there are. */
  public int states() {
    return label.length;
  }

  /** How many literals there are. */
  public int literals() {
    return ends.length;
  }

  /** Length of a literal, bytes. */
  public int length(int literal) {
    return lengths[literal];
  }

  /** Length of the longest literal, bytes; 1 if there is none. */
  public int longest() {
    return lengths.length == 0 ? 1 : lengths[lengths.length - 1];
  }

  /** The number of a literal; -1 if it is none. */
  public int find(String literal) {
    int state = 0;
    for (int i = 0; i < literal.length(); i++) {
      int column = literal.charAt(i) < 256 ? columnOf[literal.charAt(i)] : 0;
      state = column == 0 ? 0 : child(firstChild, label, state, column);
      if (state == 0) {
        return -1;
      }
    }
    return Math.max(-1, Arrays.binarySearch(ends, state));
  }

  /** The state after {@code state} and a byte of {@code column}. */
  public int next(int state, int column) {
    return next(firstChild, label, fail, state, column);
  }

  private static int next(int[] firstChild, byte[] label, int[] fail, int state, int column) {
    int from = state;
    int child = child(firstChild, label, from, column);
    while (child == 0 && from != 0) {
      from = fail[from];
      child = child(firstChild, label, from, column);
    }
    return child;
  }

  /** The child of {@code state} along {@code column}; 0 if there is none. */
  private static int child(int[] firstChild, byte[] label, int state, int column) {
    int low = firstChild[state];
    int high = firstChild[state + 1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int here = label[middle] & 0xff;
      if (here == (column & 0xff)) {
        return middle;
      }
      if (here < (column & 0xff)) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return 0;
  }

  /** Numbers of the literals that end in {@code state}, the longest first. */
  public int[] endings(int state) {
    int count = 0;
    for (int at = state; at != 0; at = fail[at]) {
      count += Arrays.binarySearch(ends, at) >= 0 ? 1 : 0;
    }
    int[] literals = new int[count];
    int i = 0;
    for (int at = state; i < count; at = fail[at]) {
      int literal = Arrays.binarySearch(ends, at);
      if (literal >= 0) {
        literals[i++] = literal;
      }
    }
    return literals;
  }
}
