package dev.assay.match;

/**
 * Bytes as Latin-1 characters for {@code java.util.regex}, with a countdown: a try that looks at
 * too many characters ends with {@link StepLimit}, whatever the pattern. A bounded window alone
 * does not bound the work: {@code (x+x+)+y} explodes on a few hundred characters.
 */
final class ByteView implements CharSequence {
  private byte[] bytes = new byte[0];
  private int begin;
  private int length;
  private int stepsLeft;

  /** Thrown when a try has used up its steps, without a stack trace. */
  static final class StepLimit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StepLimit() {
      super("step limit reached", null, false, false);
    }
  }

  /** Shows {@code bytes[begin..end)}; index 0 is {@code begin}. */
  void show(byte[] array, int from, int to) {
    bytes = array;
    begin = from;
    length = to - from;
  }

  /** Allows {@code steps} characters to be looked at from now on. */
  void allow(int steps) {
    stepsLeft = steps;
  }

  /** How many of them are left; none if they were used up. */
  int left() {
    return Math.max(0, stepsLeft);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    if (--stepsLeft < 0) {
      throw new StepLimit();
    }
    return (char) (bytes[begin + index] & 0xff);
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return toString().substring(from, to);
  }

  @Override
  public String toString() {
    return new String(bytes, begin, length, java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
