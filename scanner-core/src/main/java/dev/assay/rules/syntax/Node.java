package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import java.util.List;

/** A pattern as a tree over bytes: flags, names and escapes are resolved. */
sealed interface Node {

  /** Marks a repetition without an upper bound, and a length without one. */
  int UNBOUNDED = -1;

  /** Exactly one byte of a set. */
  record OneByte(ByteSet set) implements Node {}

  /** Nodes one after another; empty matches the empty string. */
  record Sequence(List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** The first branch that matches. */
  record Choice(List<Node> branches) implements Node {
    public Choice {
      branches = List.copyOf(branches);
    }
  }

  /** A group; {@code opening} is what it opens with: {@code (}, {@code (?:} or {@code (?>}. */
  record Group(Node body, String opening) implements Node {}

  /**
   * A repetition.
   *
   * @param max {@link #UNBOUNDED} for none
   * @param mode empty (greedy), {@code ?} or {@code +}
   */
  record Repeat(Node body, int min, int max, String mode) implements Node {}

  /** A look-around of zero width. */
  record Look(Node body, boolean ahead, boolean negative) implements Node {}

  /** A word boundary, or where there is none. */
  record WordBoundary(boolean negative) implements Node {}

  /** Start of a line or of the content ({@code line} false: of the content only). */
  record Start(boolean line) implements Node {}

  /** End of a line or of the content ({@code line} false: of the content only). */
  record End(boolean line) implements Node {}

  /** Fewest bytes of a match. */
  default int minLength() {
    if (this instanceof OneByte) {
      return 1;
    } else if (this instanceof Sequence sequence) {
      int sum = 0;
      for (Node item : sequence.items()) {
        sum += item.minLength();
      }
      return sum;
    } else if (this instanceof Choice choice) {
      int least = Integer.MAX_VALUE;
      for (Node branch : choice.branches()) {
        least = Math.min(least, branch.minLength());
      }
      return least;
    } else if (this instanceof Group group) {
      return group.body().minLength();
    } else if (this instanceof Repeat repeat) {
      return (int) Math.min(1 << 20, (long) repeat.min() * repeat.body().minLength());
    }
    return 0;
  }

  /** Most bytes of a match, or {@link #UNBOUNDED}. */
  default int maxLength() {
    if (this instanceof OneByte) {
      return 1;
    } else if (this instanceof Sequence sequence) {
      long sum = 0;
      for (Node item : sequence.items()) {
        int length = item.maxLength();
        if (length == UNBOUNDED) {
          return UNBOUNDED;
        }
        sum += length;
      }
      return bounded(sum);
    } else if (this instanceof Choice choice) {
      int most = 0;
      for (Node branch : choice.branches()) {
        int length = branch.maxLength();
        if (length == UNBOUNDED) {
          return UNBOUNDED;
        }
        most = Math.max(most, length);
      }
      return most;
    } else if (this instanceof Group group) {
      return group.body().maxLength();
    } else if (this instanceof Repeat repeat) {
      int length = repeat.body().maxLength();
      if (length == 0 || repeat.max() == 0) {
        return 0;
      }
      return length == UNBOUNDED || repeat.max() == UNBOUNDED
          ? UNBOUNDED
          : bounded((long) repeat.max() * length);
    }
    return 0;
  }

  private static int bounded(long length) {
    return length > 1 << 20 ? UNBOUNDED : (int) length;
  }
}
