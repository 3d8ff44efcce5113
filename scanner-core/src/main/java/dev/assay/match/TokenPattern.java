package dev.assay.match;

import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Shape;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A token rule's pattern, compiled when it is first tried; shared by all workers. */
final class TokenPattern {
  private final int rule;
  private final Shape.Token token;
  private final boolean inOrder;

  /** Made when it is first asked for; made twice by two threads at once, it is the same. */
  private @Nullable Guards guards;

  private volatile @Nullable Pattern pattern;

  /** The guards in arrays; its fields are final, so that threads may share it as it is. */
  private static final class Guards {
    private final int[] offsets;
    private final ByteSet[] sets;
    private final boolean[] edges;

    Guards(List<Rule.Guard> guards) {
      offsets = new int[guards.size()];
      sets = new ByteSet[guards.size()];
      edges = new boolean[guards.size()];
      for (int i = 0; i < offsets.length; i++) {
        offsets[i] = guards.get(i).offset();
        sets[i] = guards.get(i).allowed();
        edges[i] = guards.get(i).edge();
      }
    }
  }

  TokenPattern(int rule, Shape.Token token) {
    this.rule = rule;
    this.token = token;
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

  /** The group of a match that is the secret. */
  int group(Matcher matcher) {
    int group = token.secretGroup();
    if (group >= 0) {
      return matcher.start(group) < 0 ? 0 : group;
    }
    for (int i = 1; i <= matcher.groupCount(); i++) {
      if (matcher.end(i) > matcher.start(i)) {
        return i;
      }
    }
    return 0;
  }

  boolean inOrder() {
    return inOrder;
  }

  /** Whether a match that starts at {@code start} is not excluded by a single byte. */
  boolean guardsHold(byte[] bytes, int begin, int start, int end) {
    Guards each = guards;
    if (each == null) {
      each = new Guards(token.guards());
      guards = each;
    }
    int[] offsets = each.offsets;
    for (int i = 0; i < offsets.length; i++) {
      int at = start + offsets[i];
      if (at < begin || at >= end) {
        if (!each.edges[i]) {
          return false;
        }
      } else if (!each.sets[i].contains(bytes[at] & 0xff)) {
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
