package dev.assay.match;

import dev.assay.rules.Rule.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which rules are searched for, and whom the hits of a keyword concern. */
final class SearchPlan {
  private static final int[] NOBODY = {};

  /** Most bytes that a match found by an anchor may span. */
  private static final int WINDOW = 1 << 16;

  private final List<Use> uses = new ArrayList<>();
  private final boolean[] gated;
  private final Map<Integer, int[]> gates = new HashMap<>();

  /** A rule that no anchor finds. */
  record Use(int rule, TokenPattern pattern, int reach, boolean gated) {}

  SearchPlan(int rules) {
    gated = new boolean[rules];
  }

  /** Takes a rule; gives its pattern. */
  TokenPattern add(int rule, Shape.Search shape) {
    TokenPattern pattern =
        new TokenPattern(
            rule,
            new Shape.Token(
                shape.regex(),
                shape.anchors(),
                shape.guards(),
                shape.secretGroup(),
                WINDOW,
                shape.anchors().isEmpty()));
    gated[rule] = !shape.keywords().isEmpty();
    if (shape.anchors().isEmpty()) {
      uses.add(new Use(rule, pattern, shape.reach(), gated[rule]));
    }
    return pattern;
  }

  /** Says that {@code literal} opens the gate of {@code rule}. */
  void gate(int literal, int rule) {
    int[] before = gates.getOrDefault(literal, NOBODY);
    int[] all = java.util.Arrays.copyOf(before, before.length + 1);
    all[before.length] = rule;
    gates.put(literal, all);
  }

  /** The rules that {@code literal} is a keyword of. */
  int[] gates(int literal) {
    return gates.getOrDefault(literal, NOBODY);
  }

  /** Whether matches of {@code rule} count only where one of its keywords stands. */
  boolean gated(int rule) {
    return gated[rule];
  }

  List<Use> uses() {
    return uses;
  }
}
