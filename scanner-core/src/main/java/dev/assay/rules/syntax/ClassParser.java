package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;

/** Parses a bracketed class: ASCII characters, ranges, escapes; no nesting, no intersection. */
final class ClassParser {
  private final PatternParser in;

  ClassParser(PatternParser in) {
    this.in = in;
  }

  ByteSet parse() {
    in.take("[");
    boolean negated = in.take("^");
    ByteSet set = ByteSet.NONE;
    boolean first = true;
    while (true) {
      char c = in.peek();
      if (c == 0) {
        throw in.problem("the class has no end");
      }
      if (c == ']' && !first) {
        break;
      }
      if (c == '[') {
        throw in.problem("write \\[ inside a class");
      }
      if (in.take("&&")) {
        throw in.problem("intersections of classes are not supported");
      }
      first = false;
      ByteSet named = c == '\\' ? in.namedClass() : null;
      if (named != null) {
        set = set.union(named);
        continue;
      }
      int from = single();
      int to = from;
      if (in.peek() == '-') {
        in.take("-");
        if (in.peek() == ']') {
          set = set.with('-', '-');
        } else {
          to = single();
          if (to < from) {
            throw in.problem("the range is the wrong way round");
          }
        }
      }
      set = set.with(from, to);
    }
    in.take("]");
    set = in.folded(set);
    return negated ? set.complement() : set;
  }

  private int single() {
    if (in.peek() == 0) {
      throw in.problem("the class has no end");
    }
    boolean escaped = in.peek() == '\\';
    int codePoint = escaped ? in.escapedCodePoint() : in.nextCodePoint();
    if (codePoint > (escaped ? 0xff : 0x7f)) {
      throw in.problem("classes hold single bytes: write a character beyond ASCII outside");
    }
    return codePoint;
  }
}
