package dev.assay.match;

/** Takes what a {@link RuleMatcher} finds in one window, in order of the matches' starts. */
public interface MatchSink {

  /**
   * A match; all figures are indexes into the window's array.
   *
   * @param rule index of the rule in {@link MatchProgram#rules}
   * @param start first byte of the match
   * @param end one past its last byte
   * @param secretStart first byte of the secret
   * @param secretEnd one past its last byte
   */
  void match(int rule, int start, int end, int secretStart, int secretEnd);

  /**
   * The stem of a generic credential's name stands at {@code [from..to)}. Told at once, before the
   * matches of the window, in order of the stems' ends.
   */
  default void stem(int from, int to) {}

  /** A rule's try was given up: it took more steps than allowed, or too deep a stack. */
  void gaveUp(int rule, int at);

  /** Whether to stop at once: what is left of the window is then not looked at. */
  default boolean stopped() {
    return false;
  }
}
