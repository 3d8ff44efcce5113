package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;

/** The byte sets that patterns name. */
final class Bytes {
  static final ByteSet DIGIT = ByteSet.range('0', '9');
  static final ByteSet WORD = DIGIT.with('A', 'Z').with('a', 'z').with('_', '_');
  static final ByteSet SPACE = ByteSet.of(' ', '\t', '\n', 0x0B, '\f', '\r');

  /** What {@code \s} is to Go: without the vertical tab. */
  static final ByteSet GO_SPACE = ByteSet.of(' ', '\t', '\n', '\f', '\r');

  static final ByteSet NEWLINES = ByteSet.of('\n', '\r');
  static final ByteSet NOT_NEWLINE = ByteSet.of('\n').complement();

  private Bytes() {}

  /** The set with both cases of each ASCII letter in it. */
  static ByteSet bothCases(ByteSet set) {
    ByteSet both = set;
    for (int lower = 'a'; lower <= 'z'; lower++) {
      int upper = lower - 32;
      if (set.contains(lower) || set.contains(upper)) {
        both = both.with(lower, lower).with(upper, upper);
      }
    }
    return both;
  }

  /** Whether every value of {@code inner} is in {@code outer}. */
  static boolean within(ByteSet inner, ByteSet outer) {
    return inner.intersection(outer.complement()).size() == 0;
  }
}
