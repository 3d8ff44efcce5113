package dev.assay.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that must not leave, or is not what it claims to be, at its (first) place.
 *
 * @param ruleId the rule
 * @param severity after context
 * @param confidence after proof
 * @param evidence why it is believed or doubted, in words
 * @param fingerprint identity across commits and moves: rule, secret and class, never position
 * @param location the first place
 * @param places further places, in order; capped, see {@code morePlaces}
 * @param morePlaces how many further places there are that {@code places} does not hold
 * @param secret null for findings without one
 * @param excerpt the line with every known secret masked; null without a region
 * @param message one sentence about this finding
 * @param suppression null unless something allows it
 */
public record Finding(
    String ruleId,
    Severity severity,
    Confidence confidence,
    List<String> evidence,
    String fingerprint,
    Place location,
    List<Place> places,
    int morePlaces,
    @Nullable SecretValue secret,
    @Nullable String excerpt,
    String message,
    @Nullable Suppression suppression) {

  public Finding {
    evidence = List.copyOf(evidence);
    places = List.copyOf(places);
  }
}
