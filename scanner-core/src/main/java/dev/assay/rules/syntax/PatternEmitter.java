package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree as a pattern for {@code java.util.regex} on a Latin-1 view of bytes. Nothing in it
 * depends on flags or on the JDK's idea of letters and line ends: on JDK 17 {@code \b} takes bytes
 * from 0xC0 up for letters, so boundaries become look-arounds over ASCII.
 */
final class PatternEmitter {
  private static final String WORD = set(Bytes.WORD);
  private final StringBuilder out = new StringBuilder();

  private PatternEmitter() {}

  static String emit(Node node) {
    PatternEmitter emitter = new PatternEmitter();
    emitter.write(node, null, null);
    return emitter.out.toString();
  }

  /** Writes {@code node}; its neighbours, where known, make boundaries cheaper. */
  private void write(Node node, @Nullable Node before, @Nullable Node after) {
    if (node instanceof Node.OneByte one) {
      out.append(set(one.set()));
    } else if (node instanceof Node.Sequence sequence) {
      List<Node> items = sequence.items();
      for (int i = 0; i < items.size(); i++) {
        write(
            items.get(i),
            i > 0 ? items.get(i - 1) : null,
            i + 1 < items.size() ? items.get(i + 1) : null);
      }
    } else if (node instanceof Node.Choice choice) {
      for (int i = 0; i < choice.branches().size(); i++) {
        out.append(i > 0 ? "|" : "");
        write(choice.branches().get(i), null, null);
      }
    } else if (node instanceof Node.Group group) {
      out.append(group.opening());
      write(group.body(), null, null);
      out.append(')');
    } else if (node instanceof Node.Repeat repeat) {
      write(repeat.body(), null, null);
      out.append('{').append(repeat.min());
      if (repeat.max() == Node.UNBOUNDED) {
        out.append(',');
      } else if (repeat.max() != repeat.min()) {
        out.append(',').append(repeat.max());
      }
      out.append('}').append(repeat.mode());
    } else if (node instanceof Node.Look look) {
      out.append(look.ahead() ? "(?" : "(?<").append(look.negative() ? '!' : '=');
      write(look.body(), null, null);
      out.append(')');
    } else if (node instanceof Node.WordBoundary boundary) {
      boundary(boundary.negative(), before, after);
    } else if (node instanceof Node.Start start) {
      out.append(start.line() ? "(?<![^\\x0a\\x0d])" : "(?<![\\x00-\\xff])");
    } else if (node instanceof Node.End end) {
      out.append(end.line() ? "(?![^\\x0a\\x0d])" : "(?![\\x00-\\xff])");
    }
  }

  private void boundary(boolean negative, @Nullable Node before, @Nullable Node after) {
    ByteSet next = after == null ? null : Edges.first(after);
    ByteSet previous = before == null ? null : Edges.last(before);
    if (!negative && next != null && Bytes.within(next, Bytes.WORD)) {
      out.append("(?<!").append(WORD).append(')');
    } else if (!negative && previous != null && Bytes.within(previous, Bytes.WORD)) {
      out.append("(?!").append(WORD).append(')');
    } else if (negative) {
      out.append("(?:(?<=W)(?=W)|(?<!W)(?!W))".replace("W", WORD));
    } else {
      out.append("(?:(?<=W)(?!W)|(?<!W)(?=W))".replace("W", WORD));
    }
  }

  private static String set(ByteSet set) {
    StringBuilder text = new StringBuilder();
    if (set.size() == 1) {
      int value = 0;
      while (!set.contains(value)) {
        value++;
      }
      one(text, value);
      return text.toString();
    }
    if (set.size() == 0) {
      return "(?!)";
    }
    boolean negated = set.size() > 128;
    ByteSet listed = negated ? set.complement() : set;
    if (listed.size() == 0) {
      return "[\\x00-\\xff]";
    }
    text.append(negated ? "[^" : "[");
    for (int from = 0; from < 256; from++) {
      if (listed.contains(from)) {
        int to = from;
        while (to < 255 && listed.contains(to + 1)) {
          to++;
        }
        one(text, from);
        if (to > from) {
          text.append(to > from + 1 ? "-" : "");
          one(text, to);
        }
        from = to;
      }
    }
    return text.append(']').toString();
  }

  private static void one(StringBuilder text, int value) {
    if (Bytes.WORD.contains(value)) {
      text.append((char) value);
    } else {
      text.append("\\x")
          .append(Character.forDigit(value >> 4, 16))
          .append(Character.forDigit(value & 15, 16));
    }
  }
}
