package dev.assay.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses what somebody meant who mistyped a name. */
final class Suggestions {

  private static final int MOST = 3;

  private Suggestions() {}

  /**
   * The names of {@code known} that {@code typed} is likely to stand for, likeliest first; often
   * none.
   */
  static List<String> of(String typed, Collection<String> known) {
    String word = typed.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, bare(word).length() / 3);
    int least = known.stream().mapToInt(name -> distance(word, name)).min().orElse(0);
    return known.stream()
        .filter(
            name -> distance(word, name) <= Math.min(limit, least + 1) || extendsWord(word, name))
        .sorted(
            Comparator.comparingInt((String name) -> distance(word, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /**
   * {@code . Did you mean 'x' or 'y'?}, else a full stop: what ends a sentence that names the
   * fault.
   */
  static String didYouMean(String typed, Collection<String> known) {
    List<String> names = of(typed, known);
    return names.isEmpty() ? "." : ". Did you mean '" + String.join("' or '", names) + "'?";
  }

  private static boolean extendsWord(String word, String name) {
    return bare(word).length() >= 3 && bare(name).startsWith(bare(word));
  }

  private static String bare(String option) {
    int start = 0;
    while (start < option.length() && option.charAt(start) == '-') {
      start++;
    }
    return option.substring(start);
  }

  /** Edit distance of which a swap of neighbours costs one (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
      }
    }
    return cost[a.length()][b.length()];
  }
}
