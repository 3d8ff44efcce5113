package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Unfolds a tree into variants without choices, each a row of atoms; every match of the pattern is
 * a match of one of them. What would unfold into too many becomes a gap that says only its length,
 * so conclusions from variants are safe, never wrong.
 */
final class Linearizer {
  private static final int MAX_VARIANTS = 512;
  private static final int MAX_COPIES = 8;

  /**
   * Bytes of one set, repeated.
   *
   * @param max {@link Node#UNBOUNDED} for none
   */
  record Atom(ByteSet set, int min, int max) {}

  private Linearizer() {}

  static List<List<Atom>> unfold(Node node) {
    if (node instanceof Node.OneByte one) {
      return List.of(List.of(new Atom(one.set(), 1, 1)));
    } else if (node instanceof Node.Group group) {
      return unfold(group.body());
    } else if (node instanceof Node.Sequence sequence) {
      List<List<Atom>> variants = List.of(List.of());
      for (Node item : sequence.items()) {
        variants = product(variants, unfold(item), item);
      }
      return variants;
    } else if (node instanceof Node.Choice choice) {
      List<List<Atom>> variants = new ArrayList<>();
      for (Node branch : choice.branches()) {
        variants.addAll(unfold(branch));
      }
      return variants.size() <= MAX_VARIANTS ? variants : gap(node);
    } else if (node instanceof Node.Repeat repeat) {
      return unfoldRepeat(repeat);
    }
    return List.of(List.of());
  }

  private static List<List<Atom>> unfoldRepeat(Node.Repeat repeat) {
    if (repeat.body() instanceof Node.OneByte one) {
      return List.of(List.of(new Atom(one.set(), repeat.min(), repeat.max())));
    }
    List<List<Atom>> body = unfold(repeat.body());
    if (body.size() == 1 && body.get(0).size() == 1) {
      Atom only = body.get(0).get(0);
      if (only.min() == 1 && only.max() == 1) {
        return List.of(List.of(new Atom(only.set(), repeat.min(), repeat.max())));
      }
    }
    if (repeat.min() == 0 && repeat.max() == 1) {
      List<List<Atom>> variants = new ArrayList<>(body);
      variants.add(List.of());
      return variants;
    }
    if (repeat.min() > MAX_COPIES) {
      return gap(repeat);
    }
    List<List<Atom>> variants = List.of(List.of());
    for (int i = 0; i < repeat.min(); i++) {
      variants = product(variants, body, repeat.body());
    }
    if (repeat.max() != repeat.min()) {
      int rest = repeat.max() == Node.UNBOUNDED ? Node.UNBOUNDED : repeat.max() - repeat.min();
      Node optional = new Node.Repeat(repeat.body(), 0, rest, "");
      variants = product(variants, gap(optional), optional);
    }
    return variants;
  }

  private static List<List<Atom>> product(
      List<List<Atom>> lefts, List<List<Atom>> rights, Node right) {
    if (lefts.size() * rights.size() > MAX_VARIANTS) {
      rights = gap(right);
    }
    List<List<Atom>> variants = new ArrayList<>();
    for (List<Atom> left : lefts) {
      for (List<Atom> more : rights) {
        List<Atom> row = new ArrayList<>(left);
        row.addAll(more);
        variants.add(row);
      }
    }
    return variants;
  }

  private static List<List<Atom>> gap(Node node) {
    return List.of(List.of(new Atom(ByteSet.ALL, node.minLength(), node.maxLength())));
  }
}
