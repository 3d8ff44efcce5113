package dev.assay.rules.syntax;

import org.jspecify.annotations.Nullable;

/** Reads what stands behind a backslash in a pattern of Go's syntax. */
final class GoEscapes {
  private final GoCursor in;

  GoEscapes(GoCursor in) {
    this.in = in;
  }

  /** The set that an escape such as {@code \d} or {@code \pL} names, consumed; null if none. */
  @Nullable CodePoints namedClass(boolean ignoreCase) {
    char c = in.at + 1 < in.pattern.length() ? in.pattern.charAt(in.at + 1) : 0;
    if (c == 'p' || c == 'P') {
      return unicodeClass(c == 'P', ignoreCase);
    }
    CodePoints set =
        switch (c) {
          case 'd', 'D' -> CodePoints.of(Bytes.DIGIT);
          case 'w', 'W' -> CodePoints.of(Bytes.WORD);
          case 's', 'S' -> CodePoints.of(Bytes.GO_SPACE);
          default -> null;
        };
    if (set != null) {
      in.at += 2;
    }
    return set != null && Character.isUpperCase(c) ? set.complement() : set;
  }

  private CodePoints unicodeClass(boolean negated, boolean ignoreCase) {
    int start = in.at;
    in.at += 2;
    boolean not = negated;
    String name;
    if (in.take("{")) {
      not ^= in.take("^");
      int end = in.pattern.indexOf('}', in.at);
      if (end < 0) {
        throw new PatternSyntaxProblem("the Unicode class has no '}'", start);
      }
      name = in.pattern.substring(in.at, end);
      in.at = end + 1;
    } else {
      name = in.peek() == 0 ? "" : Character.toString(in.nextCodePoint());
    }
    CodePoints set = name.isEmpty() ? null : UnicodeClasses.named(name);
    if (set == null) {
      throw new PatternSyntaxProblem("there is no Unicode class '" + name + "'", start);
    }
    CodePoints cased = ignoreCase ? set.folded() : set;
    return not ? cased.complement() : cased;
  }

  /** The character that an escape stands for, consumed. */
  int escapedCodePoint() {
    int start = in.at;
    in.at++;
    if (in.at >= in.pattern.length()) {
      throw new PatternSyntaxProblem("the pattern ends in a backslash", start);
    }
    int c = in.nextCodePoint();
    return switch (c) {
      case 'a' -> 7;
      case 'f' -> '\f';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'v' -> 0x0B;
      case 'x' -> hexadecimal(start);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(c, start);
      default -> {
        if (c >= 128 || Character.isLetterOrDigit(c)) {
          throw new PatternSyntaxProblem(
              Character.isDigit(c)
                  ? "back references are not supported, nor are they by Go"
                  : "the escape \\" + Character.toString(c) + " is unknown, to Go too",
              start);
        }
        yield c;
      }
    };
  }

  private int octal(int first, int start) {
    boolean more = in.peek() >= '0' && in.peek() <= '7';
    if (first != '0' && !more) {
      throw new PatternSyntaxProblem(
          "back references are not supported, nor are they by Go", start);
    }
    int value = first - '0';
    for (int i = 1; i < 3 && in.peek() >= '0' && in.peek() <= '7'; i++) {
      value = value * 8 + in.pattern.charAt(in.at++) - '0';
    }
    return value;
  }

  private int hexadecimal(int start) {
    int from = in.at;
    int to;
    if (in.take("{")) {
      from = in.at;
      to = in.pattern.indexOf('}', in.at);
      in.at = to + 1;
    } else {
      to = in.at + 2;
      in.at = to;
    }
    try {
      String digits = in.pattern.substring(from, to);
      int value = Integer.parseInt(digits, 16);
      if (Character.digit(digits.charAt(0), 16) >= 0 && value <= CodePoints.LAST) {
        return value;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      // told below, with the place
    }
    throw new PatternSyntaxProblem("not a hexadecimal character code", start);
  }
}
