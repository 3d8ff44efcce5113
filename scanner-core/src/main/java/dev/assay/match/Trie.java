package dev.assay.match;

import java.util.Arrays;
import java.util.List;

/**
 * The trie of an automaton's literals. Failure links are worked out when they are first asked for:
 * a start-up in milliseconds can't afford those of ten thousand states, of which an ordinary text
 * visits a few hundred. State 0 is the root. Not thread-safe.
 */
final class Trie {
  /** Literals up to here may be linked by recursion, whose depth they bound. */
  private static final int MOST_RECURSION = 500;

  private static final int UNKNOWN = -1;

  private final int[] parent;

  /** Column of the edge that leads to a state. */
  private final int[] label;

  /** The state of the longest proper suffix, or {@link #UNKNOWN}. */
  private final int[] fail;

  /** The literal that ends in a state, or -1. */
  private final int[] literal;

  /** States by a hash of their parent and label; open addressing, 0 for none. */
  private final int[] children;

  private final int shift;
  private int states = 1;

  /**
   * Builds the trie.
   *
   * @param columnOf column of each byte value
   * @param most no fewer states than there will be
   */
  Trie(List<String> literals, short[] columnOf, int most) {
    parent = new int[most];
    label = new int[most];
    fail = new int[most];
    literal = new int[most];
    Arrays.fill(literal, -1);
    Arrays.fill(fail, UNKNOWN);
    int bits = Math.max(4, 33 - Integer.numberOfLeadingZeros(most));
    children = new int[1 << bits];
    shift = 32 - bits;
    int longest = 0;
    for (int id = 0; id < literals.size(); id++) {
      String text = literals.get(id);
      longest = Math.max(longest, text.length());
      int state = 0;
      for (int i = 0; i < text.length(); i++) {
        state = childOrNew(state, columnOf[text.charAt(i)]);
      }
      literal[state] = id;
    }
    fail[0] = 0;
    if (longest > MOST_RECURSION) {
      linkAll(longest);
    }
  }

  private int slot(int state, int column) {
    return (state * 0x9E3779B1 + column * 0x85EBCA6B) >>> shift;
  }

  private int childOrNew(int state, int column) {
    int slot = slot(state, column);
    while (children[slot] != 0) {
      int child = children[slot];
      if (parent[child] == state && label[child] == column) {
        return child;
      }
      slot = slot + 1 & children.length - 1;
    }
    int child = states++;
    parent[child] = state;
    label[child] = column;
    children[slot] = child;
    return child;
  }

  /** The child of {@code state} along {@code column}; 0 if there is none. */
  private int child(int state, int column) {
    int slot = slot(state, column);
    int child = children[slot];
    while (child != 0 && (parent[child] != state || label[child] != column)) {
      slot = slot + 1 & children.length - 1;
      child = children[slot];
    }
    return child;
  }

  /** Links the states nearer to the root first, so that none needs recursion. */
  private void linkAll(int longest) {
    int[] depth = new int[states];
    int[] first = new int[longest + 2];
    for (int state = 1; state < states; state++) {
      depth[state] = depth[parent[state]] + 1; // a parent has the lower number
      first[depth[state] + 1]++;
    }
    for (int i = 1; i < first.length; i++) {
      first[i] += first[i - 1];
    }
    int[] order = new int[states];
    for (int state = 1; state < states; state++) {
      order[first[depth[state]]++] = state;
    }
    for (int i = 0; i < states - 1; i++) {
      fail(order[i]);
    }
  }

  private int fail(int state) {
    int known = fail[state];
    if (known == UNKNOWN) {
      known = parent[state] == 0 ? 0 : next(fail(parent[state]), label[state]);
      fail[state] = known;
    }
    return known;
  }

  /** How many states there are. */
  int states() {
    return states;
  }

  /** The state after {@code state} and a byte of {@code column}. */
  int next(int state, int column) {
    int from = state;
    int child = child(from, column);
    while (child == 0 && from != 0) {
      from = fail(from);
      child = child(from, column);
    }
    return child;
  }

  /** Ids of the literals that end in {@code state}, the longest first. */
  int[] endings(int state) {
    int count = 0;
    for (int at = state; at != 0; at = fail(at)) {
      count += literal[at] >= 0 ? 1 : 0;
    }
    int[] ids = new int[count];
    int i = 0;
    for (int at = state; at != 0; at = fail(at)) {
      if (literal[at] >= 0) {
        ids[i++] = literal[at];
      }
    }
    return ids;
  }
}
