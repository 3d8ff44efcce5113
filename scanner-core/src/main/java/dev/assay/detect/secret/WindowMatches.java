package dev.assay.detect.secret;

import dev.assay.detect.Window;
import dev.assay.detect.secret.generic.GenericFinding;
import dev.assay.detect.secret.generic.GenericPass;
import dev.assay.detect.secret.generic.Judgement;
import dev.assay.match.MatchSink;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Scoring;
import dev.assay.rules.Rule.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The matches of one window, and of what it holds the generic credentials. Reused scratch. */
abstract class WindowMatches implements MatchSink {
  private final GenericPass generic;
  private final List<int[]> rows = new ArrayList<>();

  private @Nullable Window window;

  WindowMatches(GenericPass generic) {
    this.generic = generic;
  }

  /** The matches told from now on are of {@code window}. */
  final void begin(Window window) {
    rows.clear();
    this.window = window;
    generic.window(window);
  }

  @Override
  public final void match(int rule, int start, int end, int secretStart, int secretEnd) {
    if (secretEnd > secretStart) {
      rows.add(new int[] {rule, start, end, secretStart, secretEnd});
    }
  }

  @Override
  public final void stem(int from, int to) {
    generic.stem(from, to);
  }

  /** All of them: rule, start, end, secret's start, secret's end. */
  final List<int[]> end() {
    for (int i = 0; i < generic.findings().size(); i++) {
      GenericFinding found = generic.findings().get(i);
      if (noise(found)) {
        continue;
      }
      rows.add(
          new int[] {
            found.rule(),
            found.start(),
            found.secretEnd(),
            found.secretStart(),
            found.secretEnd(),
            i
          });
    }
    return rows;
  }

  /** In random bytes every name of two letters stands some time. */
  private boolean noise(GenericFinding found) {
    return window != null
        && Randomness.noiseAround(
            window.bytes(), window.begin(), window.end(), found.start(), found.secretEnd());
  }

  /** How a match of {@code rule} scores; null if scores don't concern it. */
  final @Nullable Judgement judgement(Rule rule, int[] match) {
    if (match.length > 5) {
      return generic.findings().get(match[5]).judgement();
    }
    Scoring scoring = scoring(rule);
    return scoring == null ? null : generic.judge(scoring, match[1], match[3], match[4]);
  }

  /** Whether a match of {@code rule} counts only if it scores. */
  static boolean scored(Rule rule) {
    return scoring(rule) != null;
  }

  private static @Nullable Scoring scoring(Rule rule) {
    return rule.shape() instanceof Shape.Token token ? token.scoring() : null;
  }
}
