package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule.Guard;
import dev.assay.rules.syntax.Linearizer.Atom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what single bytes of every match must be: the cheap test before the pattern is tried. */
final class GuardFinder {
  /** What passes this many is tried; a start reads all guards of all rules. */
  private static final int MAX_GUARDS = 8;

  /**
   * A position with fewer choices is a letter of a literal, nearly always of the anchor that hit.
   */
  private static final int LEAST_CHOICE = 3;

  private static final int MAX_POSITION = 64;

  private GuardFinder() {}

  /**
   * The guards of {@code pattern}.
   *
   * @param anchored whether an anchor's hit comes first: then its letters need no guard
   */
  static List<Guard> find(Node pattern, List<List<Atom>> variants, boolean anchored) {
    List<Guard> guards = new ArrayList<>();
    Guard before = before(pattern, pattern);
    if (before != null) {
      guards.add(before);
    }
    int length = MAX_POSITION;
    for (List<Atom> variant : variants) {
      length = Math.min(length, fixedLength(variant));
    }
    for (int position = 0; position < length && guards.size() < MAX_GUARDS; position++) {
      ByteSet allowed = ByteSet.NONE;
      for (List<Atom> variant : variants) {
        allowed = allowed.union(at(variant, position));
      }
      if (allowed.size() >= (anchored ? LEAST_CHOICE : 0) && allowed.size() < 256) {
        guards.add(new Guard(position, allowed, false));
      }
    }
    return guards;
  }

  /** How many positions from the start are the same atom in every match of the variant. */
  private static int fixedLength(List<Atom> variant) {
    int length = 0;
    for (Atom atom : variant) {
      length += atom.min();
      if (atom.min() != atom.max() || length > MAX_POSITION) {
        break;
      }
    }
    return length;
  }

  private static ByteSet at(List<Atom> variant, int position) {
    int passed = 0;
    for (Atom atom : variant) {
      passed += atom.min();
      if (position < passed) {
        return atom.set();
      }
    }
    throw new IllegalStateException("position beyond the fixed part");
  }

  /** The condition that a leading boundary or look-behind puts on the byte before the match. */
  private static @Nullable Guard before(Node node, Node whole) {
    if (node instanceof Node.Group group) {
      return before(group.body(), whole);
    } else if (node instanceof Node.Sequence sequence && !sequence.items().isEmpty()) {
      return before(sequence.items().get(0), whole);
    } else if (node instanceof Node.WordBoundary boundary && !boundary.negative()) {
      ByteSet first = Edges.first(whole);
      return first != null && Bytes.within(first, Bytes.WORD)
          ? new Guard(-1, Bytes.WORD.complement(), true)
          : null;
    } else if (node instanceof Node.Start start && start.line()) {
      return new Guard(-1, Bytes.NEWLINES, true);
    } else if (node instanceof Node.Look look
        && !look.ahead()
        && look.body() instanceof Node.OneByte one) {
      return look.negative()
          ? new Guard(-1, one.set().complement(), true)
          : new Guard(-1, one.set(), false);
    }
    return null;
  }
}
