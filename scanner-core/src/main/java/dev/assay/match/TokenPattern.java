package dev.assay.match;

import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Shape;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A token rule's pattern, compiled when it is first tried; shared by all workers. */
final class TokenPattern {
  private final int rule;
  private final Shape.Token token;
  private final int[] guardOffsets;
  private final ByteSet[] guardSets;
  private final boolean[] guardEdges;
  private final boolean inOrder;
  private volatile @Nullable Pattern pattern;

  TokenPattern(int rule, Shape.Token token) {
    this.rule = rule;
    this.token = token;
    List<Rule.Guard> guards = token.guards();
    guardOffsets = new int[guards.size()];
    guardSets = new ByteSet[guards.size()];
    guardEdges = new boolean[guards.size()];
    for (int i = 0; i < guards.size(); i++) {
      guardOffsets[i] = guards.get(i).offset();
      guardSets[i] = guards.get(i).allowed();
      guardEdges[i] = guards.get(i).edge();
    }
    inOrder = inOrder(token.anchors());
  }

  /** Whether hits come in the order of the matches' starts: one distance and one length for all. */
  private static boolean inOrder(List<Rule.Anchor> anchors) {
    for (Rule.Anchor anchor : anchors) {
      Rule.Anchor first = anchors.get(0);
      if (anchor.minOffset() != anchor.maxOffset()
          || anchor.minOffset() != first.minOffset()
          || anchor.literal().length() != first.literal().length()) {
        return false;
      }
    }
    return true;
  }

  int rule() {
    return rule;
  }

  int window() {
    return token.window();
  }

  int secretGroup() {
    return token.secretGroup();
  }

  boolean inOrder() {
    return inOrder;
  }

  /** Whether a match that starts at {@code start} is not excluded by a single byte. */
  boolean guardsHold(byte[] bytes, int begin, int start, int end) {
    int[] offsets = guardOffsets;
    for (int i = 0; i < offsets.length; i++) {
      int at = start + offsets[i];
      if (at < begin || at >= end) {
        if (!guardEdges[i]) {
          return false;
        }
      } else if (!guardSets[i].contains(bytes[at] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  Pattern pattern() {
    Pattern compiled = pattern;
    if (compiled == null) {
      compiled = Pattern.compile(token.regex());
      pattern = compiled;
    }
    return compiled;
  }
}
