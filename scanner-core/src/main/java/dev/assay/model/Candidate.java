package dev.assay.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a detector found in one content, before its path is judged: in a history the same blob
 * stands at several paths, and each may make another rule win.
 *
 * @param ruleId the rule that matched
 * @param severity before context
 * @param confidence after proof
 * @param proof 0 pattern, 1 structure, 2 checksum, 3 other half near, {@link #PUBLISHED}; decides
 *     between overlapping ones
 * @param specific false for generic rules, which lose against specific ones
 * @param evidence why it is believed or doubted, in words
 * @param region where the secret stands; null for findings about the whole content
 * @param matchStart byte offset of the whole match in its content; 0 without a region
 * @param matchEnd one past its last byte
 * @param secret null for findings without one
 * @param excerpt the line, every known secret in it masked; null without a region
 * @param inlineIgnore the reason of an inline comment that allows it; null if there is none
 * @param subject names what it is about where there is no secret (a path, a package); else empty
 * @param pendingAllows indexes of its rule's exceptions that ask for all of several kinds and whose
 *     patterns and stopwords hold here: its path and commit decide
 * @param layers how many encodings it was seen through; 0 for what stands there as it is
 * @param fixes what to change so that it is gone, best first
 * @param message a sentence about this one; empty where that of its rule with the subject will do
 */
public record Candidate(
    String ruleId,
    Severity severity,
    Confidence confidence,
    int proof,
    boolean specific,
    List<String> evidence,
    @Nullable Region region,
    long matchStart,
    long matchEnd,
    @Nullable SecretValue secret,
    @Nullable String excerpt,
    @Nullable String inlineIgnore,
    String subject,
    List<Integer> pendingAllows,
    int layers,
    List<Fix> fixes,
    String message)
    implements Observation {

  /** Proof level of what is known to be an example or a test key, whatever else it looks like. */
  public static final int PUBLISHED = 4;

  public Candidate {
    evidence = List.copyOf(evidence);
    pendingAllows = List.copyOf(pendingAllows);
    fixes = List.copyOf(fixes);
  }

  /** A candidate that nobody knows a fix of. */
  public Candidate(
      String ruleId,
      Severity severity,
      Confidence confidence,
      int proof,
      boolean specific,
      List<String> evidence,
      @Nullable Region region,
      long matchStart,
      long matchEnd,
      @Nullable SecretValue secret,
      @Nullable String excerpt,
      @Nullable String inlineIgnore,
      String subject,
      List<Integer> pendingAllows,
      int layers) {
    this(
        ruleId,
        severity,
        confidence,
        proof,
        specific,
        evidence,
        region,
        matchStart,
        matchEnd,
        secret,
        excerpt,
        inlineIgnore,
        subject,
        pendingAllows,
        layers,
        List.of(),
        "");
  }

  /** The same, and what to change so that it is gone. */
  public Candidate withFixes(List<Fix> all) {
    return new Candidate(
        ruleId,
        severity,
        confidence,
        proof,
        specific,
        evidence,
        region,
        matchStart,
        matchEnd,
        secret,
        excerpt,
        inlineIgnore,
        subject,
        pendingAllows,
        layers,
        all,
        message);
  }

  /** The same that says {@code text}. */
  public Candidate withMessage(String text) {
    return new Candidate(
        ruleId,
        severity,
        confidence,
        proof,
        specific,
        evidence,
        region,
        matchStart,
        matchEnd,
        secret,
        excerpt,
        inlineIgnore,
        subject,
        pendingAllows,
        layers,
        fixes,
        text);
  }

  /** A candidate of which no exception is pending. */
  public Candidate(
      String ruleId,
      Severity severity,
      Confidence confidence,
      int proof,
      boolean specific,
      List<String> evidence,
      @Nullable Region region,
      long matchStart,
      long matchEnd,
      @Nullable SecretValue secret,
      @Nullable String excerpt,
      @Nullable String inlineIgnore,
      String subject) {
    this(
        ruleId,
        severity,
        confidence,
        proof,
        specific,
        evidence,
        region,
        matchStart,
        matchEnd,
        secret,
        excerpt,
        inlineIgnore,
        subject,
        List.of(),
        0);
  }

  /** The same with its line, and with the reason of the comment on it; null if there is none. */
  public Candidate withLine(String line, @Nullable String reason) {
    return new Candidate(
        ruleId,
        severity,
        confidence,
        proof,
        specific,
        evidence,
        region,
        matchStart,
        matchEnd,
        secret,
        line,
        reason,
        subject,
        pendingAllows,
        layers,
        fixes,
        message);
  }
}
