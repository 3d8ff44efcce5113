package dev.assay.detect.secret.proof;

import dev.assay.model.Severity;

/**
 * What a proof says.
 *
 * @param result whether the secret is what it claims to be
 * @param level {@link #STRUCTURE} or {@link #CHECKSUM} where it holds, else 0
 * @param words for a person; never the secret
 * @param least severity that it has at least, since what it holds is graver than its shape tells
 * @param most severity that it has at most, such as that of a key which a passphrase protects
 */
public record Outcome(Result result, int level, String words, Severity least, Severity most) {

  /** The secret decodes as what it claims to be. */
  public static final int STRUCTURE = 1;

  /** The secret carries a checksum that holds, or parts that agree. */
  public static final int CHECKSUM = 2;

  /** What follows for the confidence. */
  public enum Result {
    /** It is what it claims to be: high. */
    HOLDS,
    /** It isn't: a level less. */
    FAILS,
    /** Nothing follows; the words tell what is known. */
    SAYS,
    /** It is an example that everybody knows: low. */
    EXAMPLE
  }

  static Outcome structure(String words) {
    return of(Result.HOLDS, STRUCTURE, words);
  }

  static Outcome checksum(String words) {
    return of(Result.HOLDS, CHECKSUM, words);
  }

  static Outcome fails(String words) {
    return of(Result.FAILS, 0, words);
  }

  static Outcome says(String words) {
    return of(Result.SAYS, 0, words);
  }

  static Outcome example(String words) {
    return of(Result.EXAMPLE, 0, words);
  }

  private static Outcome of(Result result, int level, String words) {
    return new Outcome(result, level, words, Severity.INFO, Severity.CRITICAL);
  }

  Outcome atLeast(Severity severity) {
    return new Outcome(result, level, words, severity, most);
  }

  Outcome atMost(Severity severity) {
    return new Outcome(result, level, words, least, severity);
  }

  /** Whether the secret is what it claims to be. */
  public boolean holds() {
    return result == Result.HOLDS;
  }

  /** {@code severity} within this outcome's bounds. */
  public Severity bound(Severity severity) {
    Severity raised = severity.compareTo(least) < 0 ? least : severity;
    return raised.compareTo(most) > 0 ? most : raised;
  }
}
