package dev.assay.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A licence that a file holds or names; one observation for each licence of a file.
 *
 * @param place of the file
 * @param region of what says so; null for the whole file
 * @param kind how the file gives it
 * @param expression SPDX licence expression, normalised; {@code LicenseRef-…} for what SPDX's list
 *     doesn't hold
 * @param score how like the listed text it is, in thousandths; 1000 is that text
 * @param differences words that differ from the listed text ({@code +word}, {@code -word}), the
 *     first ones; empty where nothing does
 */
public record LicenceText(
    Provenance place,
    @Nullable Region region,
    Kind kind,
    String expression,
    int score,
    List<String> differences)
    implements Observation {

  /** How a file gives a licence, the best proof first. */
  public enum Kind {
    /** Its whole text. */
    TEXT,
    /** The standard notice for the head of a file. */
    HEADER,
    /** An {@code SPDX-License-Identifier}. */
    TAG,
    /** A sentence or address that names it. */
    REFERENCE
  }

  public LicenceText {
    differences = List.copyOf(differences);
  }

  /** Bytes of memory that it takes, roughly. */
  public long weight() {
    return 350L + 2L * (place.path().length() + expression.length()) + 60L * differences.size();
  }
}
