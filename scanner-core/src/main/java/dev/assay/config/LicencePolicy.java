package dev.assay.config;

import java.util.List;

/**
 * Which licences a team takes, as SPDX expressions: what is denied fails, what is to be reviewed is
 * said, and if anything is allowed, all that isn't is to be reviewed.
 *
 * @param allow licences that are fine
 * @param deny licences that are not
 * @param review licences that a person has to look at
 * @param proprietary SHA-256 digests, lower-case hexadecimal, of files that must not ship
 */
public record LicencePolicy(
    List<String> allow, List<String> deny, List<String> review, List<String> proprietary) {

  /** Nothing is said. */
  public static final LicencePolicy NONE =
      new LicencePolicy(List.of(), List.of(), List.of(), List.of());

  public LicencePolicy {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    review = List.copyOf(review);
    proprietary = List.copyOf(proprietary);
  }
}
