package dev.assay.model;

import java.util.ArrayList;
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
 * @param inPackage the innermost package that holds the first place; null if it is in none, and
 *     until all packages are known
 * @param fixes what to change so that it is gone, best first
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
    @Nullable Suppression suppression,
    @Nullable PackageIdentity inPackage,
    List<Fix> fixes) {

  public Finding {
    evidence = List.copyOf(evidence);
    places = List.copyOf(places);
    fixes = List.copyOf(fixes);
  }

  /** A finding of which it isn't known yet in which package it is. */
  public Finding(
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
    this(
        ruleId,
        severity,
        confidence,
        evidence,
        fingerprint,
        location,
        places,
        morePlaces,
        secret,
        excerpt,
        message,
        suppression,
        null,
        List.of());
  }

  /** The same with {@code more} after its evidence. */
  public Finding withEvidence(List<String> more) {
    List<String> all = new ArrayList<>(evidence);
    all.addAll(more);
    return new Finding(
        ruleId,
        severity,
        confidence,
        all,
        fingerprint,
        location,
        places,
        morePlaces,
        secret,
        excerpt,
        message,
        suppression,
        inPackage,
        fixes);
  }

  /** The same in {@code identity}. */
  public Finding in(PackageIdentity identity) {
    return new Finding(
        ruleId,
        severity,
        confidence,
        evidence,
        fingerprint,
        location,
        places,
        morePlaces,
        secret,
        excerpt,
        message,
        suppression,
        identity,
        fixes);
  }

  /** The same, and what to change so that it is gone. */
  public Finding withFixes(List<Fix> all) {
    return new Finding(
        ruleId,
        severity,
        confidence,
        evidence,
        fingerprint,
        location,
        places,
        morePlaces,
        secret,
        excerpt,
        message,
        suppression,
        inPackage,
        all);
  }
}
