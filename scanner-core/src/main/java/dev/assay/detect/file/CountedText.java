package dev.assay.detect.file;

/** Text that a regex may look at so many times, whatever the pattern. */
final class CountedText implements CharSequence {
  private static final int STEPS = 2_000_000;

  private final String text;
  private int left = STEPS;

  CountedText(String text) {
    this.text = text;
  }

  /** Thrown when the steps are used up, without a stack trace. */
  static final class OutOfSteps extends RuntimeException {
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
