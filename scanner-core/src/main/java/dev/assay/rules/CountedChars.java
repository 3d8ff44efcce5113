package dev.assay.rules;

/**
 * A text that a regex may look at so many times, whatever the pattern: an author's exception or
 * path must not hold up a scan.
 */
public final class CountedChars implements CharSequence {
  private static final int LEAST_STEPS = 200_000;
  private static final int STEPS_PER_CHAR = 64;

  private final String text;
  private final int steps;
  private int left;

  /** A text with steps in proportion to its length. */
  public CountedChars(String text) {
    this(
        text,
        (int) Math.min(Integer.MAX_VALUE, LEAST_STEPS + (long) STEPS_PER_CHAR * text.length()));
  }

  /** A text that is looked at {@code steps} times at most. */
  public CountedChars(String text, int steps) {
    this.text = text;
    this.steps = steps;
    left = steps;
  }

  /** How many steps were taken. */
  public int used() {
    return steps - Math.max(0, left);
  }

  /** Thrown when the steps are used up, without a stack trace. */
  public static final class OutOfSteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfSteps() {
      super("out of steps", null, false, false);
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left < 0) {
      throw new OutOfSteps();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return text.substring(from, to);
  }

  @Override
  public String toString() {
    return text;
  }
}
