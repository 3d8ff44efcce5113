package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import dev.assay.rules.CountedChars;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds the repetitions of a pattern on which matching explodes, by trying: each one alone, on
 * short texts of what it repeats, with an end that can't match. Steps are counted, so the answer
 * depends on nothing but the pattern.
 */
public final class Explosive {
  /** Characters of the texts that are tried. */
  private static final int SHORT = 40;

  private static final int LONG = 2 * SHORT;

  /** Steps from which on it is too much, however they grow. */
  private static final int MOST_STEPS = 1_000_000;

  /** Steps that twice the text may take, in times: four is quadratic, eight cubic. */
  private static final int MOST_GROWTH = 6;

  private static final int MOST_REPEATS = 200;
  private static final int MOST_SETS = 12;
  private static final int SHOWN = 60;

  private Explosive() {}

  /**
   * A sentence on each such repetition of {@code pattern}; empty if there is none, or if the
   * pattern can't be parsed.
   *
   * @param go whether it is in Go's syntax, not in that of our own rules
   */
  public static List<String> find(String pattern, boolean go) {
    List<String> found = new ArrayList<>();
    try {
      Node tree = go ? new GoParser(pattern).parse() : new PatternParser(pattern).parse();
      List<Node.Repeat> repeats = new ArrayList<>();
      collect(tree, repeats);
      for (Node.Repeat repeat : repeats) {
        if (!(repeat.body() instanceof Node.OneByte) && explodes(repeat)) {
          String text = PatternEmitter.emit(repeat);
          found.add(
              String.format(
                  Locale.ROOT,
                  "its part %s can match the same text in very many ways: where it nearly matches,"
                      + " twice the text takes more than %d times the steps",
                  text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text,
                  MOST_GROWTH));
          break; // what holds it explodes too
        }
      }
    } catch (PatternSyntaxProblem | StackOverflowError e) {
      return found; // told where it is compiled
    }
    return found;
  }

  /** The repetitions in {@code node}, inner ones first. */
  private static void collect(Node node, List<Node.Repeat> out) {
    if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> collect(item, out));
    } else if (node instanceof Node.Choice choice) {
      choice.branches().forEach(branch -> collect(branch, out));
    } else if (node instanceof Node.Group group) {
      collect(group.body(), out);
    } else if (node instanceof Node.Repeat repeat) {
      collect(repeat.body(), out);
      if (out.size() < MOST_REPEATS && (repeat.max() == Node.UNBOUNDED || repeat.max() > 4)) {
        out.add(repeat);
      }
    }
  }

  private static boolean explodes(Node.Repeat repeat) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(PatternEmitter.emit(repeat) + "(?!)");
    } catch (java.util.regex.PatternSyntaxException e) {
      return false;
    }
    List<ByteSet> sets = new ArrayList<>();
    sets(repeat.body(), sets);
    StringBuilder all = new StringBuilder();
    for (ByteSet set : sets) {
      char one = any(set);
      all.append(one);
      if (exceeds(pattern, String.valueOf(one))) {
        return true;
      }
    }
    String row = all.toString();
    return row.length() > 1 && exceeds(pattern, row);
  }

  private static void sets(Node node, List<ByteSet> out) {
    if (out.size() >= MOST_SETS) {
      return;
    }
    if (node instanceof Node.OneByte one && one.set().size() > 0 && !out.contains(one.set())) {
      out.add(one.set());
    } else if (node instanceof Node.Sequence sequence) {
      sequence.items().forEach(item -> sets(item, out));
    } else if (node instanceof Node.Choice choice) {
      choice.branches().forEach(branch -> sets(branch, out));
    } else if (node instanceof Node.Group group) {
      sets(group.body(), out);
    } else if (node instanceof Node.Repeat repeat) {
      sets(repeat.body(), out);
    }
  }

  private static char any(ByteSet set) {
    for (int value : new int[] {'a', 'x', '0', 'A', ' ', '.', '-', '_'}) {
      if (set.contains(value)) {
        return (char) value;
      }
    }
    for (int value = 0; value < 256; value++) {
      if (set.contains(value)) {
        return (char) value;
      }
    }
    throw new IllegalArgumentException("an empty set");
  }

  private static boolean exceeds(Pattern pattern, String unit) {
    int few = steps(pattern, unit.repeat(SHORT / unit.length() + 1));
    int many = steps(pattern, unit.repeat(LONG / unit.length() + 1));
    return many >= MOST_STEPS || (many > MOST_GROWTH * few && many > LONG * LONG);
  }

  private static int steps(Pattern pattern, String text) {
    CountedChars chars = new CountedChars(text, MOST_STEPS);
    try {
      pattern.matcher(chars).lookingAt();
      return chars.used();
    } catch (CountedChars.OutOfSteps | StackOverflowError e) {
      return MOST_STEPS;
    }
  }
}
