package dev.assay.rules.syntax;

/** A pattern can't be used: says why, and where in the pattern. */
public final class PatternSyntaxProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int index;

  /**
   * A fault in a pattern.
   *
   * @param message what is wrong and what to write instead
   * @param index of the character in the pattern; -1 where it concerns the whole
   */
  public PatternSyntaxProblem(String message, int index) {
    super(message);
    this.index = index;
  }

  /** Index of the character in the pattern; -1 where it concerns the whole. */
  public int index() {
    return index;
  }
}
