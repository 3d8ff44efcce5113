package dev.assay.rules.load;

import dev.assay.rules.syntax.PatternCompiler;
import dev.assay.rules.syntax.PatternSyntaxProblem;
import dev.assay.rules.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

/** Compiles regexes that stand in YAML, with faults where they stand. */
public final class Patterns {
  private static final int AROUND = 20;

  private Patterns() {}

  /** The regex that is searched for anywhere in a short text; null after a fault. */
  static @Nullable String searchable(YamlValue value) {
    String pattern = value.text();
    if (pattern == null) {
      return null;
    }
    if (pattern.isEmpty()) {
      value.fault("is an empty regex, which is found everywhere; remove it");
      return null;
    }
    try {
      return PatternCompiler.searchable(pattern);
    } catch (PatternSyntaxProblem e) {
      value.fault(describe(e, pattern));
      return null;
    }
  }

  /** Says what is wrong, and where in {@code pattern}: YAML's quoting hides the column. */
  public static String describe(PatternSyntaxProblem problem, String pattern) {
    int index = problem.index();
    if (index < 0 || index > pattern.length()) {
      return "is not a pattern that can be used: " + problem.getMessage();
    }
    String before = pattern.substring(Math.max(0, index - AROUND), index);
    String after = pattern.substring(index, Math.min(pattern.length(), index + AROUND));
    return "is not a pattern that can be used: "
        + problem.getMessage()
        + " (at character "
        + (index + 1)
        + ": "
        + before
        + " ⟨here⟩ "
        + after
        + ")";
  }
}
