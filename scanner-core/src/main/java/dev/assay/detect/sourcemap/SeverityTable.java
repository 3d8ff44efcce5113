package dev.assay.detect.sourcemap;

import dev.assay.model.Severity;

/**
 * How grave it is that something is given away, by where it lies and on what terms. The table
 * stands in {@code docs/source-maps.md}.
 */
final class SeverityTable {
  private SeverityTable() {}

  /** What is given away. */
  enum Gift {
    /** Text of sources of the package's own. */
    OWN_SOURCES,
    /** An archive of sources. */
    OWN_ARCHIVE,
    /** Sources as files, in plain sight. */
    OWN_FILES,
    /** Text of sources, all of them of third parties. */
    OTHERS_SOURCES,
    /** Text of sources in debug information. */
    SYMBOL_SOURCES,
    /** Internal hosts and buckets. */
    HOSTS,
    /** Paths of the machine that built it, names of its users. */
    PATHS,
    /** Names and lines of sources, for debuggers, without their text. */
    SYMBOLS
  }

  static Severity of(Gift gift, Setting setting, Terms terms) {
    if (terms == Terms.OPEN) {
      return gift == Gift.HOSTS && setting == Setting.SHIPS ? Severity.LOW : Severity.INFO;
    }
    return switch (setting) {
      case SHIPS -> shipped(gift, terms);
      case FOLDER -> shipped(gift, terms).lowered(1);
      case TRACKED, DEPENDENCY ->
          terms == Terms.CLOSED && gift.compareTo(Gift.OTHERS_SOURCES) < 0
              ? Severity.LOW
              : Severity.INFO;
    };
  }

  private static Severity shipped(Gift gift, Terms terms) {
    return switch (gift) {
      case OWN_SOURCES ->
          switch (terms) {
            case CLOSED -> Severity.CRITICAL;
            case UNSAID -> Severity.HIGH;
            case ELSEWHERE, LISTED -> Severity.MEDIUM;
            case OPEN -> Severity.INFO;
          };
      // These lie in plain sight: without a licence that says no it may be meant.
      case OWN_ARCHIVE, OWN_FILES ->
          switch (terms) {
            case CLOSED -> Severity.CRITICAL;
            case UNSAID, ELSEWHERE -> gift == Gift.OWN_ARCHIVE ? Severity.MEDIUM : Severity.LOW;
            case LISTED -> Severity.LOW;
            case OPEN -> Severity.INFO;
          };
      case SYMBOL_SOURCES ->
          switch (terms) {
            case CLOSED -> Severity.HIGH;
            case UNSAID, ELSEWHERE -> Severity.MEDIUM;
            case LISTED -> Severity.LOW;
            case OPEN -> Severity.INFO;
          };
      case HOSTS -> Severity.MEDIUM;
      case OTHERS_SOURCES, PATHS -> Severity.LOW;
      case SYMBOLS -> terms == Terms.CLOSED ? Severity.LOW : Severity.INFO;
    };
  }
}
