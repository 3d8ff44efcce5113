package dev.assay.rules.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;

/** Finds what somebody may have meant to write. */
public final class Suggestion {
  private static final int MAX_WORD = 64;

  private Suggestion() {}

  /**
   * The one of {@code known} that is nearest to {@code word}: at most a third of its characters
   * differ; an empty text if none is. Ties go to the alphabetically first.
   */
  public static String closest(String word, Collection<String> known) {
    String best = "";
    int least = 2 * (Math.min(word.length(), MAX_WORD) / 3 + 1);
    if (word.length() > MAX_WORD) {
      return best;
    }
    for (String candidate : new TreeSet<>(known)) {
      int folded = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      int distance = 2 * folded + (distance(word, candidate) > folded ? 1 : 0);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  /** Insertions, deletions, replacements and swaps of neighbours from one to the other. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        least = Math.min(least, cost[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          least = Math.min(least, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = least;
      }
    }
    return cost[a.length()][b.length()];
  }
}
