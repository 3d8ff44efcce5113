package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule.Anchor;
import dev.assay.rules.syntax.Linearizer.Atom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Proves that every match of a pattern holds one of its anchors at a known distance from the start.
 * A prefilter on anchors that are placed so never loses a match.
 */
final class AnchorPlacer {
  /** Furthest that an anchor may stand from the start of its match, bytes. */
  static final int MAX_OFFSET = 128;

  private static final int MAX_STRINGS = 4096;

  private final List<String> anchors;
  private final boolean ignoreCase;
  private int strings;

  AnchorPlacer(List<String> anchors, boolean ignoreCase) {
    this.anchors = anchors;
    this.ignoreCase = ignoreCase;
  }

  /** The anchors with their offsets, in their own order. */
  List<Anchor> place(List<List<Atom>> variants) {
    Map<String, int[]> offsets = new TreeMap<>();
    for (List<Atom> variant : variants) {
      Map<String, int[]> best = placeOne(variant);
      if (best == null) {
        throw new PatternSyntaxProblem(
            "no anchor stands in every match within "
                + MAX_OFFSET
                + " bytes of its start; missing for matches like "
                + Samples.of(variant),
            -1);
      }
      best.forEach(
          (anchor, range) ->
              offsets.merge(
                  anchor, range, (a, b) -> new int[] {Math.min(a[0], b[0]), Math.max(a[1], b[1])}));
    }
    List<Anchor> placed = new ArrayList<>();
    for (String anchor : anchors) {
      int[] range = offsets.get(anchor);
      if (range == null) {
        throw new PatternSyntaxProblem(
            "the anchor '" + anchor + "' decides no match: remove it or correct it", -1);
      }
      placed.add(new Anchor(anchor, ignoreCase, range[0], range[1]));
    }
    return placed;
  }

  /**
   * The coverage with the least spread of offsets, the nearest among equals; null if there is none.
   */
  private @Nullable Map<String, int[]> placeOne(List<Atom> variant) {
    Map<String, int[]> best = null;
    int bestSpread = Integer.MAX_VALUE;
    int min = 0;
    int max = 0;
    for (int i = 0; i < variant.size() && max <= MAX_OFFSET; i++) {
      Map<String, int[]> covering = new HashMap<>();
      strings = 0;
      if (max - min < bestSpread && covered(variant, i, 0, "", new int[] {min, max}, covering)) {
        best = covering;
        bestSpread = max - min;
      }
      Atom atom = variant.get(i);
      if (atom.max() == Node.UNBOUNDED) {
        break;
      }
      min += atom.min();
      max += atom.max();
    }
    return best;
  }

  /**
   * Whether each string that can stand from position {@code step} of {@code atom} on has an anchor.
   */
  private boolean covered(
      List<Atom> variant, int atom, int step, String soFar, int[] range, Map<String, int[]> out) {
    if (anchors.contains(soFar)) {
      out.put(soFar, range);
      return true;
    }
    if (++strings > MAX_STRINGS || !startsAnAnchor(soFar)) {
      return false;
    }
    int at = atom;
    int taken = step;
    while (at < variant.size() && taken >= variant.get(at).min()) {
      if (variant.get(at).min() != variant.get(at).max()) {
        return false;
      }
      at++;
      taken = 0;
    }
    if (at >= variant.size()) {
      return false;
    }
    ByteSet set = variant.get(at).set();
    boolean any = false;
    for (int value = 0; value < 256; value++) {
      if (set.contains(value)) {
        int folded = ignoreCase && value >= 'A' && value <= 'Z' ? value + 32 : value;
        if (folded != value && set.contains(folded)) {
          continue;
        }
        any = true;
        if (!covered(variant, at, taken + 1, soFar + (char) folded, range, out)) {
          return false;
        }
      }
    }
    return any;
  }

  private boolean startsAnAnchor(String text) {
    for (String anchor : anchors) {
      if (anchor.startsWith(text)) {
        return true;
      }
    }
    return false;
  }
}
