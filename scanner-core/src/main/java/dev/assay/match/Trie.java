package dev.assay.match;

import java.util.Arrays;
import java.util.List;

/**
 * The trie of an automaton's literals with its failure links, sparse: a start-up in milliseconds
 * can't afford to visit each cell of the dense table in the interpreter. State 0 is the root.
 */
final class Trie {
  final int states;
  final int[] firstChild;
  final int[] sibling;

  /** Column of the edge that leads to a state. */
  final int[] label;

  /** The state of the longest proper suffix. */
  final int[] fail;

  /** All states, those nearer to the root first. */
  final int[] breadthFirst;

  /** The literal that ends in a state, or -1. */
  private final int[] literal;

  /** The root's child by column: it is asked for most, and has a child for nearly every column. */
  private final int[] first = new int[257];

  /** Nearest state along the failure links where a literal ends; 0 for none. */
  private final int[] shorter;

  /**
   * Builds the trie.
   *
   * @param columnOf column of each byte value
   * @param most no fewer states than there will be
   */
  Trie(List<String> literals, short[] columnOf, int most) {
    firstChild = new int[most];
    sibling = new int[most];
    label = new int[most];
    fail = new int[most];
    literal = new int[most];
    shorter = new int[most];
    Arrays.fill(literal, -1);
    int count = 1;
    for (int id = 0; id < literals.size(); id++) {
      String text = literals.get(id);
      int state = 0;
      for (int i = 0; i < text.length(); i++) {
        int column = columnOf[text.charAt(i)];
        int child = child(state, column);
        if (child == 0) {
          child = count++;
          label[child] = column;
          sibling[child] = firstChild[state];
          firstChild[state] = child;
          if (state == 0) {
            first[column] = child;
          }
        }
        state = child;
      }
      literal[state] = id;
    }
    states = count;
    breadthFirst = new int[count];
    link();
  }

  private int child(int state, int column) {
    if (state == 0) {
      return first[column];
    }
    int child = firstChild[state];
    while (child != 0 && label[child] != column) {
      child = sibling[child];
    }
    return child;
  }

  private void link() {
    int tail = 1;
    for (int head = 0; head < tail; head++) {
      int state = breadthFirst[head];
      for (int child = firstChild[state]; child != 0; child = sibling[child]) {
        breadthFirst[tail++] = child;
        if (state != 0) {
          int back = fail[state];
          int found = child(back, label[child]);
          while (found == 0 && back != 0) {
            back = fail[back];
            found = child(back, label[child]);
          }
          fail[child] = found;
          shorter[child] = literal[found] >= 0 ? found : shorter[found];
        }
      }
    }
  }

  /** Whether a literal ends in {@code state}. */
  boolean ends(int state) {
    return literal[state] >= 0 || shorter[state] != 0;
  }

  /** Ids of the literals that end in {@code state}, the longest first. */
  int[] endings(int state) {
    int count = 0;
    for (int at = state; at != 0; at = shorter[at]) {
      count += literal[at] >= 0 ? 1 : 0;
    }
    int[] ids = new int[count];
    int i = 0;
    for (int at = state; at != 0; at = shorter[at]) {
      if (literal[at] >= 0) {
        ids[i++] = literal[at];
      }
    }
    return ids;
  }
}
