package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which bytes a node's matches can begin and end with; null where a match may be empty. */
final class Edges {
  private Edges() {}

  static @Nullable ByteSet first(Node node) {
    return edge(node, true);
  }

  static @Nullable ByteSet last(Node node) {
    return edge(node, false);
  }

  private static @Nullable ByteSet edge(Node node, boolean first) {
    if (node instanceof Node.OneByte one) {
      return one.set();
    } else if (node instanceof Node.Group group) {
      return edge(group.body(), first);
    } else if (node instanceof Node.Repeat repeat) {
      return repeat.min() == 0 ? null : edge(repeat.body(), first);
    } else if (node instanceof Node.Choice choice) {
      ByteSet union = ByteSet.NONE;
      for (Node branch : choice.branches()) {
        ByteSet set = edge(branch, first);
        if (set == null) {
          return null;
        }
        union = union.union(set);
      }
      return union;
    } else if (node instanceof Node.Sequence sequence) {
      List<Node> items = sequence.items();
      ByteSet union = ByteSet.NONE;
      for (int i = 0; i < items.size(); i++) {
        Node item = items.get(first ? i : items.size() - 1 - i);
        if (item.maxLength() == 0) {
          continue;
        }
        ByteSet set = edge(item, first);
        if (set != null) {
          return union.union(set);
        }
        if (!(item instanceof Node.Repeat optional)) {
          return null;
        }
        ByteSet inner = edge(optional.body(), first);
        if (inner == null) {
          return null;
        }
        union = union.union(inner);
      }
    }
    return null;
  }
}
