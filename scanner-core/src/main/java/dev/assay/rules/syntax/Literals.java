package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule.Anchor;
import dev.assay.rules.syntax.Linearizer.Atom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds literals in a pattern itself: those that can anchor it, and whether each match holds one of
 * some keywords. What it says of variants holds for every match.
 */
final class Literals {
  private static final int LEAST = 3;
  private static final int MOST = 16;
  private static final int MOST_ANCHORS = 64;

  /** A spread this wide is as bad as one character less. */
  private static final int SPREAD = 16;

  private Literals() {}

  /**
   * A text that stands in every match of a variant.
   *
   * @param maxOffset {@link Node#UNBOUNDED} if it has no greatest distance from the start
   */
  private record Run(String text, int minOffset, int maxOffset) {}

  /** An anchor for each variant, in its own case if all have one; empty if one has none. */
  static List<Anchor> anchors(List<List<Atom>> variants) {
    List<Anchor> exact = anchors(variants, false);
    return exact.isEmpty() ? anchors(variants, true) : exact;
  }

  private static List<Anchor> anchors(List<List<Atom>> variants, boolean ignoreCase) {
    Map<String, int[]> offsets = new TreeMap<>();
    for (List<Atom> variant : variants) {
      Run best = null;
      for (Run run : runs(variant, ignoreCase)) {
        if (run.text().length() >= LEAST
            && run.maxOffset() != Node.UNBOUNDED
            && run.maxOffset() <= AnchorPlacer.MAX_OFFSET
            && (best == null || score(run) > score(best))) {
          best = run;
        }
      }
      if (best == null) {
        return List.of();
      }
      int[] range = {best.minOffset(), best.maxOffset()};
      offsets.merge(
          best.text().substring(0, Math.min(MOST, best.text().length())),
          range,
          (a, b) -> new int[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])});
    }
    if (offsets.size() > MOST_ANCHORS) {
      return List.of();
    }
    List<Anchor> anchors = new ArrayList<>();
    offsets.forEach((text, range) -> anchors.add(new Anchor(text, ignoreCase, range[0], range[1])));
    return anchors;
  }

  private static int score(Run run) {
    return SPREAD * Math.min(run.text().length(), 8) - (run.maxOffset() - run.minOffset());
  }

  /** Whether every match holds one of {@code keywords} (lower case), in either case. */
  static boolean imply(List<List<Atom>> variants, Collection<String> keywords) {
    for (List<Atom> variant : variants) {
      boolean held = false;
      for (Run run : runs(variant, true)) {
        for (String keyword : keywords) {
          held |= run.text().contains(keyword);
        }
      }
      if (!held) {
        return false;
      }
    }
    return true;
  }

  /** Every text that must stand in a match of {@code variant}, as long as it goes. */
  private static List<Run> runs(List<Atom> variant, boolean ignoreCase) {
    List<Run> runs = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int[] start = {0, 0};
    long min = 0;
    long max = 0;
    for (Atom atom : variant) {
      Character only = only(atom.set(), ignoreCase);
      boolean fixed = atom.min() == atom.max();
      if (only != null && atom.min() > 0) {
        if (text.isEmpty()) {
          start = new int[] {(int) min, (int) max};
        }
        text.append(String.valueOf((char) only).repeat(Math.min(atom.min(), MOST)));
      }
      if (only == null || !fixed || atom.min() > MOST) {
        if (!text.isEmpty()) {
          runs.add(new Run(text.toString(), start[0], start[1]));
          text.setLength(0);
        }
      }
      min += atom.min();
      max = max < 0 || atom.max() == Node.UNBOUNDED ? Node.UNBOUNDED : max + atom.max();
      if (max > 1 << 20) {
        max = Node.UNBOUNDED;
      }
      min = Math.min(min, 1 << 20);
    }
    if (!text.isEmpty()) {
      runs.add(new Run(text.toString(), start[0], start[1]));
    }
    return runs;
  }

  /** The one byte of {@code set}, lower case where its two cases are; null if there are more. */
  private static @Nullable Character only(ByteSet set, boolean ignoreCase) {
    if (set.size() == 1 || (ignoreCase && set.size() == 2)) {
      for (int value = 255; value >= 0; value--) {
        if (set.contains(value)) {
          boolean lower = value >= 'a' && value <= 'z';
          if (set.size() == 1) {
            boolean upper = value >= 'A' && value <= 'Z';
            return (char) (ignoreCase && upper ? value + 32 : value);
          }
          return lower && set.contains(value - 32) ? (char) value : null;
        }
      }
    }
    return null;
  }
}
