package dev.assay.detect.licence;

import dev.assay.model.LicenceText;
import java.util.List;

/**
 * A stretch of a text that is a licence, or names one.
 *
 * @param start first character, UTF-16 code units
 * @param end one past the last
 * @param kind how the text gives it
 * @param expression SPDX licence expression, normalised
 * @param score how like the listed text it is, in thousandths; 1000 is that text
 * @param differences words that differ from the listed text ({@code +word} stands here only, {@code
 *     -word} there only), the first ones
 */
public record LicenceMatch(
    int start,
    int end,
    LicenceText.Kind kind,
    String expression,
    int score,
    List<String> differences) {

  /** Differences that are kept. */
  public static final int MOST_DIFFERENCES = 20;

  public LicenceMatch {
    differences = List.copyOf(differences);
  }
}
