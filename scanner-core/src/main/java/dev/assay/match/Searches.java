package dev.assay.match;

import dev.assay.rules.Rule.Shape;
import java.util.Arrays;

/**
 * What the keywords of searched rules were seen to do in one content, and where each rule is to be
 * searched for because of that. For one thread.
 */
final class Searches {
  private final SearchPlan plan;

  /** Whether one of a rule's keywords was seen in this content, by rule. */
  private final boolean[] open;

  /** By rule: first and one past the last byte of stretches, in order, disjoint; in this window. */
  private final int[][] stretches;

  private final int[] counts;
  private final int[] reaches;

  Searches(SearchPlan plan, int rules) {
    this.plan = plan;
    open = new boolean[rules];
    stretches = new int[rules][];
    counts = new int[rules];
    reaches = new int[rules];
    for (SearchPlan.Use use : plan.uses()) {
      reaches[use.rule()] = use.reach();
      stretches[use.rule()] = new int[8];
    }
  }

  void beginContent() {
    Arrays.fill(open, false);
  }

  void beginWindow() {
    Arrays.fill(counts, 0);
  }

  /** Whether {@code rule}'s matches count so far. */
  boolean open(int rule) {
    return open[rule] || !plan.gated(rule);
  }

  /** A keyword stands at {@code from..to} of the window {@code bytes[begin..end)}. */
  void keyword(int literal, int from, int to, byte[] bytes, int begin, int end) {
    for (int rule : plan.gates(literal)) {
      open[rule] = true;
      int reach = reaches[rule];
      if (reach == Shape.Search.LINE) {
        line(rule, from, to, bytes, begin, end);
      } else if (reach > 0) {
        stretch(rule, Math.max(begin, from - reach), Math.min(end, to + reach));
      }
    }
  }

  /** The line around a keyword, unless it is known already. */
  private void line(int rule, int from, int to, byte[] bytes, int begin, int end) {
    int count = counts[rule];
    if (count > 0) {
      int[] known = stretches[rule];
      if (from >= known[count - 2] && to <= known[count - 1]) {
        return;
      }
    }
    int start = from;
    while (start > begin && bytes[start - 1] != '\n') {
      start--;
    }
    int stop = to;
    while (stop < end && bytes[stop] != '\n') {
      stop++;
    }
    stretch(rule, start, stop);
  }

  /** Hits come nearly in order: a new stretch may begin somewhat before the last one. */
  private void stretch(int rule, int from, int to) {
    int[] known = stretches[rule];
    int count = counts[rule];
    int first = from;
    int last = to;
    while (count > 0 && first <= known[count - 1]) {
      first = Math.min(first, known[count - 2]);
      last = Math.max(last, known[count - 1]);
      count -= 2;
    }
    if (count + 2 > known.length) {
      known = Arrays.copyOf(known, 2 * known.length);
      stretches[rule] = known;
    }
    known[count] = first;
    known[count + 1] = last;
    counts[rule] = count + 2;
  }

  /** Number of bounds of the stretches that {@code rule} is to be searched for in. */
  int bounds(int rule) {
    return counts[rule];
  }

  int bound(int rule, int index) {
    return stretches[rule][index];
  }
}
