package dev.assay.rules;

/** An immutable set of byte values 0 to 255. */
public record ByteSet(long bits0, long bits1, long bits2, long bits3) {

  /** No byte. */
  public static final ByteSet NONE = new ByteSet(0, 0, 0, 0);

  /** Every byte. */
  public static final ByteSet ALL = new ByteSet(-1, -1, -1, -1);

  /** The set of {@code values}, each 0 to 255. */
  public static ByteSet of(int... values) {
    ByteSet set = NONE;
    for (int value : values) {
      set = set.with(value, value);
    }
    return set;
  }

  /** The set of all values from {@code first} to {@code last}, both inclusive. */
  public static ByteSet range(int first, int last) {
    return NONE.with(first, last);
  }

  /** This set and the values from {@code first} to {@code last}, both inclusive. */
  public ByteSet with(int first, int last) {
    long[] words = {bits0, bits1, bits2, bits3};
    for (int value = first; value <= last; value++) {
      words[value >> 6] |= 1L << value;
    }
    return new ByteSet(words[0], words[1], words[2], words[3]);
  }

  /** Whether {@code value}, 0 to 255, is in the set. */
  public boolean contains(int value) {
    long word = value < 128 ? (value < 64 ? bits0 : bits1) : (value < 192 ? bits2 : bits3);
    return (word >>> value & 1) != 0;
  }

  /** What is in this set or in {@code other}. */
  public ByteSet union(ByteSet other) {
    return new ByteSet(
        bits0 | other.bits0, bits1 | other.bits1, bits2 | other.bits2, bits3 | other.bits3);
  }

  /** What is in both. */
  public ByteSet intersection(ByteSet other) {
    return new ByteSet(
        bits0 & other.bits0, bits1 & other.bits1, bits2 & other.bits2, bits3 & other.bits3);
  }

  /** What is not in this set. */
  public ByteSet complement() {
    return new ByteSet(~bits0, ~bits1, ~bits2, ~bits3);
  }

  /** The number of values. */
  public int size() {
    return Long.bitCount(bits0)
        + Long.bitCount(bits1)
        + Long.bitCount(bits2)
        + Long.bitCount(bits3);
  }
}
