package dev.assay.rules.load;

import java.util.List;

/** Built-in checks in a family that rules may be of as well. */
public final class LicenceChecks {
  /** Their ids, which no rule may have, sorted. */
  public static final List<String> IDS =
      List.of(
          "licence-changed",
          "licence-copyleft-in-proprietary",
          "licence-declared-not-shipped",
          "licence-denied",
          "licence-known-file",
          "licence-none",
          "licence-not-allowed",
          "licence-pom-not-jar",
          "licence-proprietary-in-open-source",
          "licence-review");

  private LicenceChecks() {}
}
