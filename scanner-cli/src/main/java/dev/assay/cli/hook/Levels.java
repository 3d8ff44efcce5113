package dev.assay.cli.hook;

import dev.assay.model.Confidence;
import dev.assay.model.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words for levels that options take. */
public final class Levels {

  /** Values of {@code --fail-on}. */
  public static final List<String> FAIL_ON =
      List.of("info", "low", "medium", "high", "critical", "never");

  /** Values of {@code --min-confidence}. */
  public static final List<String> CONFIDENCES = List.of("low", "medium", "high");

  /** Values of {@code --decode-depth}. */
  public static final List<String> DECODE_DEPTHS = List.of("0", "1", "2", "3");

  /** Values of {@code --color}. */
  public static final List<String> COLORS = List.of("auto", "always", "never");

  /** The largest value of {@code --threads}. */
  public static final int MAX_THREADS = 1024;

  private Levels() {}

  /**
   * The severity that {@code word}, one of {@link #FAIL_ON}, names; null for {@code never}.
   *
   * @throws IllegalArgumentException for any other word
   */
  public static @Nullable Severity failOn(String word) {
    int index = FAIL_ON.indexOf(word);
    if (index < 0) {
      throw new IllegalArgumentException(word);
    }
    Severity[] severities = Severity.values();
    return index < severities.length ? severities[index] : null;
  }

  /**
   * The confidence that {@code word}, one of {@link #CONFIDENCES}, names.
   *
   * @throws IllegalArgumentException for any other word
   */
  public static Confidence confidence(String word) {
    int index = CONFIDENCES.indexOf(word);
    if (index < 0) {
      throw new IllegalArgumentException(word);
    }
    return Confidence.values()[index];
  }
}
