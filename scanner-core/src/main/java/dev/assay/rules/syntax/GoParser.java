package dev.assay.rules.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the syntax of Go's {@code regexp} package (RE2) into a tree over UTF-8 bytes. What Go
 * refuses (look-arounds, back references, possessive and stacked repetitions, counts beyond 1000)
 * is refused here, with the reason.
 *
 * <p>Two things are not quite Go's: under {@code (?i)} an ASCII letter matches in its two ASCII
 * cases only (not the Kelvin sign for {@code k}), and within an unbounded repetition of a class that
 * holds everything beyond ASCII ({@code .*}, {@code [^"]+}) the repeated unit is a byte, which
 * matches the same text.
 */
final class GoParser {
  /** Go's own limit, of one repetition and of nested ones multiplied. */
  private static final int MAX_REPEAT = 1000;

  private static final int MAX_NESTING = 200;

  private final String pattern;
  private int at;
  private int groups;
  private int nesting;
  private boolean ignoreCase;
  private boolean multiLine;
  private boolean dotAll;
  private boolean swapGreed;

  /**
   * Something that can be repeated.
   *
   * @param loose the same byte by byte, for unbounded repetitions; null if {@code node} is it
   */
  private record Atom(Node node, Node.@Nullable OneByte loose) {}

  GoParser(String pattern) {
    this.pattern = pattern;
  }

  /** The tree of the whole pattern. */
  Node parse() {
    Node node = choice();
    if (at < pattern.length()) {
      throw problem("unmatched ')'");
    }
    return node;
  }

  /** How many capturing groups the pattern has; known after {@link #parse}. */
  int groups() {
    return groups;
  }

  private Node choice() {
    if (++nesting > MAX_NESTING) {
      throw problem("groups are nested deeper than " + MAX_NESTING);
    }
    boolean ignoreCaseOutside = ignoreCase;
    boolean multiLineOutside = multiLine;
    boolean dotAllOutside = dotAll;
    boolean swapGreedOutside = swapGreed;
    List<Node> branches = new ArrayList<>();
    branches.add(sequence());
    while (take("|")) {
      branches.add(sequence());
    }
    ignoreCase = ignoreCaseOutside;
    multiLine = multiLineOutside;
    dotAll = dotAllOutside;
    swapGreed = swapGreedOutside;
    nesting--;
    return branches.size() == 1 ? branches.get(0) : new Node.Choice(branches);
  }

  private Node sequence() {
    List<Node> items = new ArrayList<>();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      if (take("\\Q")) {
        int end = pattern.indexOf("\\E", at);
        int stop = end < 0 ? pattern.length() : end;
        while (at < stop) {
          int codePoint = nextCodePoint();
          items.add(at < stop ? literal(codePoint) : repeat(quotedLast(codePoint, end), items));
        }
        if (end >= 0 && at == end) {
          at = end + 2;
        }
        continue;
      }
      Atom atom = atom();
      if (atom != null) {
        items.add(repeat(atom, items));
      }
    }
    return items.size() == 1 ? items.get(0) : new Node.Sequence(items);
  }

  /** The last character of {@code \Q…\E}, which a repetition behind it is about. */
  private Atom quotedLast(int codePoint, int end) {
    if (end >= 0) {
      at = end + 2;
    }
    return new Atom(literal(codePoint), null);
  }

  private Node repeat(Atom atom, List<Node> before) {
    int start = at;
    int[] counts = counts();
    if (counts == null) {
      return atom.node();
    }
    if (!(atom.node() instanceof Node.OneByte || atom.node() instanceof Node.Group)) {
      throw new PatternSyntaxProblem("nothing to repeat", start);
    }
    boolean lazy = take("?") != swapGreed;
    if (peek() == '+') {
      throw problem("possessive repetitions are not supported, nor are they by Go");
    }
    if (peek() == '*' || peek() == '?' || countsFollow()) {
      throw problem("a repetition is repeated, which Go refuses too: put it in (?:…)");
    }
    int min = counts[0];
    int max = counts[1];
    String mode = lazy ? "?" : "";
    Node repeated;
    if (atom.loose() != null && max == Node.UNBOUNDED) {
      if (min > 0) {
        before.add(new Node.Repeat(atom.node(), min, min, ""));
      }
      repeated = new Node.Repeat(atom.loose(), 0, Node.UNBOUNDED, mode);
    } else {
      repeated = new Node.Repeat(atom.node(), min, max, mode);
    }
    if (copies(new Node.Repeat(atom.node(), min, max, mode)) > MAX_REPEAT) {
      throw new PatternSyntaxProblem(
          "repetitions make more than 1000 copies, which Go refuses too: lower the counts", start);
    }
    return repeated;
  }

  /** How often nested counted repetitions copy what is innermost. */
  private static long copies(Node node) {
    if (node instanceof Node.Repeat repeat) {
      int count = repeat.max() == Node.UNBOUNDED ? repeat.min() : repeat.max();
      return Math.max(1, count) * copies(repeat.body());
    } else if (node instanceof Node.Group group) {
      return copies(group.body());
    }
    long most = 1;
    if (node instanceof Node.Sequence sequence) {
      for (Node item : sequence.items()) {
        most = Math.max(most, copies(item));
      }
    } else if (node instanceof Node.Choice choice) {
      for (Node branch : choice.branches()) {
        most = Math.max(most, copies(branch));
      }
    }
    return most;
  }

  /** Least and most of the repetition that stands here, consumed; null if none does. */
  private int @Nullable [] counts() {
    if (take("*")) {
      return new int[] {0, Node.UNBOUNDED};
    } else if (take("+")) {
      return new int[] {1, Node.UNBOUNDED};
    } else if (take("?")) {
      return new int[] {0, 1};
    } else if (!countsFollow()) {
      return null;
    }
    int start = at++;
    int min = number();
    int max = min;
    if (take(",")) {
      max = peek() == '}' ? Node.UNBOUNDED : number();
    }
    at++;
    if (max != Node.UNBOUNDED && max < min) {
      throw new PatternSyntaxProblem("the repetition's bounds are the wrong way round", start);
    }
    return new int[] {min, max};
  }

  /** Whether {@code {n}}, {@code {n,}} or {@code {n,m}} stands here; other braces are literals. */
  private boolean countsFollow() {
    if (peek() != '{') {
      return false;
    }
    int digits = 0;
    boolean comma = false;
    for (int i = at + 1; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == ',' && !comma && digits > 0) {
        comma = true;
      } else {
        return c == '}' && digits > 0;
      }
    }
    return false;
  }

  private int number() {
    int value = 0;
    while (peek() >= '0' && peek() <= '9') {
      value = value * 10 + pattern.charAt(at) - '0';
      if (value > MAX_REPEAT) {
        throw problem("repetitions beyond " + MAX_REPEAT + " are refused, by Go too");
      }
      at++;
    }
    return value;
  }

  /** The next thing; null where only flags stood. */
  private @Nullable Atom atom() {
    char c = pattern.charAt(at);
    return switch (c) {
      case '(' -> group();
      case '[' -> set(new GoClassParser(this).parse());
      case '.' -> skip(1, dotAll ? CodePoints.ALL : CodePoints.ALL_BUT_NEWLINE);
      case '^' -> zeroWidth(1, multiLine ? notBeside(false) : new Node.Start(false));
      case '$' -> zeroWidth(1, multiLine ? notBeside(true) : new Node.End(false));
      case '\\' -> escape();
      case '*', '+', '?' ->
          throw problem("nothing to repeat; write \\" + c + " for the character itself");
      default -> new Atom(literal(nextCodePoint()), null);
    };
  }

  private Atom skip(int characters, CodePoints set) {
    at += characters;
    return set(set);
  }

  private Atom zeroWidth(int characters, Node node) {
    at += characters;
    return new Atom(node, null);
  }

  /** Start or end of a line as Go sees lines: LF alone. */
  private static Node notBeside(boolean ahead) {
    return new Node.Look(new Node.OneByte(Bytes.NOT_NEWLINE), ahead, true);
  }

  private static Atom set(CodePoints set) {
    Node.OneByte loose =
        set.allBeyondAscii() ? new Node.OneByte(set.ascii().with(0x80, 0xFF)) : null;
    return new Atom(Utf8.one(set), loose);
  }

  private Atom escape() {
    char c = at + 1 < pattern.length() ? pattern.charAt(at + 1) : 0;
    return switch (c) {
      case 'b', 'B' -> zeroWidth(2, new Node.WordBoundary(c == 'B'));
      case 'A' -> zeroWidth(2, new Node.Start(false));
      case 'z' -> zeroWidth(2, new Node.End(false));
      case 'C' -> throw problem("\\C, a single byte, is refused by Go too");
      default -> {
        CodePoints named = namedClass();
        yield named != null ? set(named) : new Atom(literal(escapedCodePoint()), null);
      }
    };
  }

  private Node literal(int codePoint) {
    return ignoreCase
        ? Utf8.one(CodePoints.NONE.with(codePoint, codePoint).folded())
        : Utf8.literal(codePoint);
  }

  private @Nullable Atom group() {
    int start = at;
    at++;
    if (!take("?")) {
      groups++;
      return close("(", start);
    }
    if (take("P<") || (pattern.startsWith("<", at) && !lookBehindFollows() && take("<"))) {
      int end = pattern.indexOf('>', at);
      if (end < 0 || !pattern.substring(at, end).matches("\\w+")) {
        throw problem("the group's name has no end, or other characters than letters and digits");
      }
      at = end + 1;
      groups++;
      return close("(", start);
    }
    if (peek() == '=' || peek() == '!' || peek() == '<') {
      throw new PatternSyntaxProblem(
          "look-arounds are not supported here, nor are they by Go", start);
    }
    if (peek() == '>') {
      throw new PatternSyntaxProblem(
          "atomic groups are not supported here, nor are they by Go", start);
    }
    return flags(start);
  }

  private boolean lookBehindFollows() {
    return pattern.startsWith("<=", at) || pattern.startsWith("<!", at);
  }

  private @Nullable Atom flags(int start) {
    boolean ignoreCaseOutside = ignoreCase;
    boolean multiLineOutside = multiLine;
    boolean dotAllOutside = dotAll;
    boolean swapGreedOutside = swapGreed;
    boolean on = true;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      switch (c) {
        case '-' -> {
          if (!on) {
            throw new PatternSyntaxProblem("the flags hold two minus signs", at - 1);
          }
          on = false;
        }
        case 'i' -> ignoreCase = on;
        case 'm' -> multiLine = on;
        case 's' -> dotAll = on;
        case 'U' -> swapGreed = on;
        case ')' -> {
          return null; // until the end of the enclosing group, which restores them
        }
        case ':' -> {
          Atom group = close("(?:", start);
          ignoreCase = ignoreCaseOutside;
          multiLine = multiLineOutside;
          dotAll = dotAllOutside;
          swapGreed = swapGreedOutside;
          return group;
        }
        default ->
            throw new PatternSyntaxProblem(
                "the flag '" + c + "' is unknown; Go has i, m, s and U", at - 1);
      }
    }
    throw new PatternSyntaxProblem("the group has no end", start);
  }

  private Atom close(String opening, int start) {
    Node body = choice();
    if (!take(")")) {
      throw new PatternSyntaxProblem("the group has no end", start);
    }
    return new Atom(new Node.Group(body, opening), null);
  }

  /** The set that an escape such as {@code \d} or {@code \pL} names, consumed; null if none. */
  @Nullable CodePoints namedClass() {
    char c = at + 1 < pattern.length() ? pattern.charAt(at + 1) : 0;
    if (c == 'p' || c == 'P') {
      return unicodeClass(c == 'P');
    }
    CodePoints set =
        switch (c) {
          case 'd', 'D' -> CodePoints.of(Bytes.DIGIT);
          case 'w', 'W' -> CodePoints.of(Bytes.WORD);
          case 's', 'S' -> CodePoints.of(Bytes.GO_SPACE);
          default -> null;
        };
    if (set != null) {
      at += 2;
    }
    return set != null && Character.isUpperCase(c) ? set.complement() : set;
  }

  private CodePoints unicodeClass(boolean negated) {
    int start = at;
    at += 2;
    boolean not = negated;
    String name;
    if (take("{")) {
      not ^= take("^");
      int end = pattern.indexOf('}', at);
      if (end < 0) {
        throw new PatternSyntaxProblem("the Unicode class has no '}'", start);
      }
      name = pattern.substring(at, end);
      at = end + 1;
    } else {
      name = peek() == 0 ? "" : Character.toString(nextCodePoint());
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
    int start = at;
    at++;
    if (at >= pattern.length()) {
      throw new PatternSyntaxProblem("the pattern ends in a backslash", start);
    }
    int c = nextCodePoint();
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
    boolean more = peek() >= '0' && peek() <= '7';
    if (first != '0' && !more) {
      throw new PatternSyntaxProblem(
          "back references are not supported, nor are they by Go", start);
    }
    int value = first - '0';
    for (int i = 1; i < 3 && peek() >= '0' && peek() <= '7'; i++) {
      value = value * 8 + pattern.charAt(at++) - '0';
    }
    return value;
  }

  private int hexadecimal(int start) {
    int from = at;
    int to;
    if (take("{")) {
      from = at;
      to = pattern.indexOf('}', at);
      at = to + 1;
    } else {
      to = at + 2;
      at = to;
    }
    try {
      String digits = pattern.substring(from, to);
      int value = Integer.parseInt(digits, 16);
      if (Character.digit(digits.charAt(0), 16) >= 0 && value <= CodePoints.LAST) {
        return value;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      // told below, with the place
    }
    throw new PatternSyntaxProblem("not a hexadecimal character code", start);
  }

  CodePoints folded(CodePoints set) {
    return ignoreCase ? set.folded() : set;
  }

  boolean take(String text) {
    if (pattern.startsWith(text, at)) {
      at += text.length();
      return true;
    }
    return false;
  }

  /** The text up to and without {@code end}, both consumed; null if it doesn't stand here. */
  @Nullable String takeUntil(String end) {
    int index = pattern.indexOf(end, at);
    if (index < 0) {
      return null;
    }
    String text = pattern.substring(at, index);
    at = index + end.length();
    return text;
  }

  /** The character here, 0 at the end. */
  char peek() {
    return at < pattern.length() ? pattern.charAt(at) : 0;
  }

  /** Whether {@code text} stands here. */
  boolean sees(String text) {
    return pattern.startsWith(text, at);
  }

  /** The character here as a code point, consumed. */
  int nextCodePoint() {
    int codePoint = pattern.codePointAt(at);
    at += Character.charCount(codePoint);
    return codePoint;
  }

  PatternSyntaxProblem problem(String message) {
    return new PatternSyntaxProblem(message, Math.min(at, pattern.length()));
  }
}
