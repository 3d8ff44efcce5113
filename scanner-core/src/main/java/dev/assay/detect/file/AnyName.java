package dev.assay.detect.file;

import dev.assay.rules.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Rules about the first bytes of files of any name. Every file of a scan is held against them, so
 * the first byte must be one that such a file may begin with, before anything is made of the head.
 * Immutable.
 */
final class AnyName {
  /** From here on a byte may belong to a byte order mark. */
  private static final int MARKS = 0xEF;

  /** What UTF-8 begins a character with that is not ASCII. */
  private static final int LOW_LEAD = 0xC2;

  private static final int HIGH_LEAD = 0xF4;

  private final List<Rule> rules;
  private final boolean[] first = new boolean[256];

  AnyName(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    for (Rule rule : rules) {
      HeadPattern pattern =
          new HeadPattern(Objects.requireNonNull(((Rule.Shape.PathOnly) rule.shape()).content()));
      for (int i = 0; i < first.length; i++) {
        first[i] |= pattern.mayBegin(i);
      }
    }
    // Wide text is looked at as UTF-8 as well, which begins so unless it begins in ASCII.
    for (int i = LOW_LEAD; i <= HIGH_LEAD; i++) {
      if (first[i]) {
        Arrays.fill(first, true);
      }
    }
  }

  /** Whether {@code rule} is one of these. */
  static boolean takes(Rule rule) {
    Rule.Shape.PathOnly shape = (Rule.Shape.PathOnly) rule.shape();
    return shape.content() != null
        && shape.folders().isEmpty()
        && rule.path().exclude().isEmpty()
        && rule.path().include().contains("**");
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /** The rules that a file which begins with {@code bytes[begin..end)} may concern. */
  List<Rule> concerning(byte[] bytes, int begin, int end) {
    if (begin == end) {
      return rules;
    }
    int one = bytes[begin] & 0xFF;
    int two = begin + 1 < end ? bytes[begin + 1] : 0;
    // Of wide text that begins in ASCII one of the first two bytes is zero; all else has a mark.
    return first[one] || one == 0 || two == 0 || one >= MARKS ? rules : List.of();
  }
}
