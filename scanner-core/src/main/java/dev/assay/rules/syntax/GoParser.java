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
 * cases only (not the Kelvin sign for {@code k}), and within an unbounded repetition of a class
 * that holds everything beyond ASCII ({@code .*}, {@code [^"]+}) the repeated unit is a byte, which
 * matches the same text.
 */
final class GoParser {
  private static final int MAX_NESTING = 200;

  private final GoCursor in;
  private final GoEscapes escapes;
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
    in = new GoCursor(pattern);
    escapes = new GoEscapes(in);
  }

  /** The tree of the whole pattern. */
  Node parse() {
    Node node = choice();
    if (in.at < in.pattern.length()) {
      throw in.problem("unmatched ')'");
    }
    return node;
  }

  /** How many capturing groups the pattern has; known after {@link #parse}. */
  int groups() {
    return groups;
  }

  private Node choice() {
    if (++nesting > MAX_NESTING) {
      throw in.problem("groups are nested deeper than " + MAX_NESTING);
    }
    boolean ignoreCaseOutside = ignoreCase;
    boolean multiLineOutside = multiLine;
    boolean dotAllOutside = dotAll;
    boolean swapGreedOutside = swapGreed;
    List<Node> branches = new ArrayList<>();
    branches.add(sequence());
    while (in.take("|")) {
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
    while (in.at < in.pattern.length()
        && in.pattern.charAt(in.at) != '|'
        && in.pattern.charAt(in.at) != ')') {
      if (in.take("\\Q")) {
        int end = in.pattern.indexOf("\\E", in.at);
        int stop = end < 0 ? in.pattern.length() : end;
        while (in.at < stop) {
          int codePoint = in.nextCodePoint();
          items.add(in.at < stop ? literal(codePoint) : repeat(quotedLast(codePoint, end), items));
        }
        if (end >= 0 && in.at == end) {
          in.at = end + 2;
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
      in.at = end + 2;
    }
    return new Atom(literal(codePoint), null);
  }

  private Node repeat(Atom atom, List<Node> before) {
    int start = in.at;
    int[] counts = in.counts();
    if (counts == null) {
      return atom.node();
    }
    boolean lazy = in.take("?") != swapGreed;
    if (in.peek() == '+') {
      throw in.problem("possessive repetitions are not supported, nor are they by Go");
    }
    if (in.peek() == '*' || in.peek() == '?' || in.countsFollow()) {
      throw in.problem("a repetition is repeated, which Go refuses too: put it in (?:…)");
    }
    int min = counts[0];
    int max = counts[1];
    String mode = lazy ? "?" : "";
    if (!(atom.node() instanceof Node.OneByte || atom.node() instanceof Node.Group)) {
      return min == 0 ? new Node.Sequence(List.of()) : atom.node(); // of no width
    }
    Node repeated;
    if (atom.loose() != null && max == Node.UNBOUNDED) {
      if (min > 0) {
        before.add(new Node.Repeat(atom.node(), min, min, ""));
      }
      repeated = new Node.Repeat(atom.loose(), 0, Node.UNBOUNDED, mode);
    } else {
      repeated = new Node.Repeat(atom.node(), min, max, mode);
    }
    if (copies(new Node.Repeat(atom.node(), min, max, mode)) > GoCursor.MAX_REPEAT) {
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

  /** The next thing; null where only flags stood. */
  private @Nullable Atom atom() {
    char c = in.pattern.charAt(in.at);
    return switch (c) {
      case '(' -> group();
      case '[' -> set(new GoClassParser(in, escapes, ignoreCase).parse());
      case '.' -> skip(1, dotAll ? CodePoints.ALL : CodePoints.ALL_BUT_NEWLINE);
      case '^' -> zeroWidth(1, multiLine ? notBeside(false) : new Node.Start(false));
      case '$' -> zeroWidth(1, multiLine ? notBeside(true) : new Node.End(false));
      case '\\' -> escape();
      case '*', '+', '?' ->
          throw in.problem("nothing to repeat; write \\" + c + " for the character itself");
      case '{' -> {
        if (in.countsFollow()) {
          throw in.problem("nothing to repeat; write \\{ for the character itself");
        }
        yield new Atom(literal(in.nextCodePoint()), null);
      }
      default -> new Atom(literal(in.nextCodePoint()), null);
    };
  }

  private Atom skip(int characters, CodePoints set) {
    in.at += characters;
    return set(set);
  }

  private Atom zeroWidth(int characters, Node node) {
    in.at += characters;
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
    char c = in.at + 1 < in.pattern.length() ? in.pattern.charAt(in.at + 1) : 0;
    return switch (c) {
      case 'b', 'B' -> zeroWidth(2, new Node.WordBoundary(c == 'B'));
      case 'A' -> zeroWidth(2, new Node.Start(false));
      case 'z' -> zeroWidth(2, new Node.End(false));
      case 'C' -> throw in.problem("\\C, a single byte, is refused by Go too");
      default -> {
        CodePoints named = escapes.namedClass(ignoreCase);
        yield named != null ? set(named) : new Atom(literal(escapes.escapedCodePoint()), null);
      }
    };
  }

  private Node literal(int codePoint) {
    return ignoreCase
        ? Utf8.one(CodePoints.NONE.with(codePoint, codePoint).folded())
        : Utf8.literal(codePoint);
  }

  private @Nullable Atom group() {
    int start = in.at;
    in.at++;
    if (!in.take("?")) {
      groups++;
      return close("(", start);
    }
    if (in.take("P<")
        || (in.pattern.startsWith("<", in.at) && !lookBehindFollows() && in.take("<"))) {
      int end = in.pattern.indexOf('>', in.at);
      if (end < 0 || !in.pattern.substring(in.at, end).matches("\\w+")) {
        throw in.problem(
            "the group's name has no end, or other characters than letters and digits");
      }
      in.at = end + 1;
      groups++;
      return close("(", start);
    }
    if (in.peek() == '=' || in.peek() == '!' || in.peek() == '<') {
      throw new PatternSyntaxProblem(
          "look-arounds are not supported here, nor are they by Go", start);
    }
    if (in.peek() == '>') {
      throw new PatternSyntaxProblem(
          "atomic groups are not supported here, nor are they by Go", start);
    }
    return flags(start);
  }

  private boolean lookBehindFollows() {
    return in.pattern.startsWith("<=", in.at) || in.pattern.startsWith("<!", in.at);
  }

  private @Nullable Atom flags(int start) {
    boolean ignoreCaseOutside = ignoreCase;
    boolean multiLineOutside = multiLine;
    boolean dotAllOutside = dotAll;
    boolean swapGreedOutside = swapGreed;
    boolean on = true;
    while (in.at < in.pattern.length()) {
      char c = in.pattern.charAt(in.at++);
      switch (c) {
        case '-' -> {
          if (!on) {
            throw new PatternSyntaxProblem("the flags hold two minus signs", in.at - 1);
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
                "the flag '" + c + "' is unknown; Go has i, m, s and U", in.at - 1);
      }
    }
    throw new PatternSyntaxProblem("the group has no end", start);
  }

  private Atom close(String opening, int start) {
    Node body = choice();
    if (!in.take(")")) {
      throw new PatternSyntaxProblem("the group has no end", start);
    }
    return new Atom(new Node.Group(body, opening), null);
  }
}
