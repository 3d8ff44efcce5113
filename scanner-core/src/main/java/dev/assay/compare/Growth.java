package dev.assay.compare;

import dev.assay.model.Severity;

/** How grave it is that files became larger. */
final class Growth {

  private Growth() {}

  /**
   * @param excess bytes above what is allowed
   */
  static Severity severity(String kind, long excess) {
    if (excess >= Tolerance.MUCH) {
      return Severity.HIGH;
    }
    // A list of changes or licences grows with what it lists.
    return kind.equals("markdown") || kind.equals("text") ? Severity.LOW : Severity.MEDIUM;
  }
}
