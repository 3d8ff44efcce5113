package dev.assay.rules.syntax;

import dev.assay.rules.ByteSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the pattern language: the common ground of {@code java.util.regex} and RE2 without back
 * references and Unicode properties. Characters beyond ASCII stand for their UTF-8 bytes; {@code
 * \xNN} is that very byte.
 */
final class PatternParser {
  private static final int MAX_REPEAT = 65_536;
  private static final int MAX_NESTING = 64;

  private final String pattern;
  private int at;
  private int groups;
  private int nesting;
  private boolean ignoreCase;
  private boolean dotAll;

  PatternParser(String pattern) {
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
    boolean dotAllOutside = dotAll;
    List<Node> branches = new ArrayList<>();
    branches.add(sequence());
    while (take("|")) {
      branches.add(sequence());
    }
    ignoreCase = ignoreCaseOutside;
    dotAll = dotAllOutside;
    nesting--;
    return branches.size() == 1 ? branches.get(0) : new Node.Choice(branches);
  }

  private Node sequence() {
    List<Node> items = new ArrayList<>();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      int before = at;
      List<Node> atoms = atom();
      if (atoms.isEmpty()) {
        continue;
      }
      Node last = atoms.get(atoms.size() - 1);
      Node repeated = repeat(last, before);
      if (repeated != last && atoms.size() > 1) {
        throw new PatternSyntaxProblem(
            "a character beyond ASCII is several bytes: put it in (?:…) to repeat it", before);
      }
      items.addAll(atoms.subList(0, atoms.size() - 1));
      items.add(repeated);
    }
    return items.size() == 1 ? items.get(0) : new Node.Sequence(items);
  }

  private Node repeat(Node body, int start) {
    int min;
    int max;
    if (take("*")) {
      min = 0;
      max = Node.UNBOUNDED;
    } else if (take("+")) {
      min = 1;
      max = Node.UNBOUNDED;
    } else if (take("?")) {
      min = 0;
      max = 1;
    } else if (countsFollow()) {
      at++;
      min = number();
      max = min;
      if (take(",")) {
        max = pattern.charAt(at) == '}' ? Node.UNBOUNDED : number();
      }
      at++;
      if (max != Node.UNBOUNDED && max < min) {
        throw new PatternSyntaxProblem("the repetition's bounds are the wrong way round", start);
      }
    } else {
      return body;
    }
    if (!(body instanceof Node.OneByte || body instanceof Node.Group)) {
      throw new PatternSyntaxProblem("nothing to repeat", start);
    }
    String mode = take("?") ? "?" : take("+") ? "+" : "";
    Node repeated = new Node.Repeat(body, min, max, mode);
    if (at < pattern.length() && (pattern.charAt(at) == '*' || countsFollow())) {
      throw problem("a repetition is repeated: put it in (?:…)");
    }
    return repeated;
  }

  /**
   * Whether {@code {n}}, {@code {n,}} or {@code {n,m}} stands here; any other brace is a literal.
   */
  private boolean countsFollow() {
    int i = at;
    if (i >= pattern.length() || pattern.charAt(i) != '{') {
      return false;
    }
    int digits = 0;
    boolean comma = false;
    for (i++; i < pattern.length(); i++) {
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
    while (Character.isDigit(pattern.charAt(at))) {
      value = value * 10 + pattern.charAt(at) - '0';
      if (value > MAX_REPEAT) {
        throw problem("repetitions beyond " + MAX_REPEAT + " are not allowed");
      }
      at++;
    }
    return value;
  }

  private List<Node> atom() {
    char c = pattern.charAt(at);
    return switch (c) {
      case '(' -> group();
      case '[' -> List.of(new Node.OneByte(new ClassParser(this).parse()));
      case '.' -> skip(1, new Node.OneByte(dotAll ? ByteSet.ALL : Bytes.NOT_NEWLINE));
      case '^' -> skip(1, new Node.Start(true));
      case '$' -> skip(1, new Node.End(true));
      case '\\' -> escape();
      case '*', '+', '?' ->
          throw problem("nothing to repeat; write \\" + c + " for the character itself");
      default -> literal(nextCodePoint());
    };
  }

  private List<Node> skip(int characters, Node node) {
    at += characters;
    return List.of(node);
  }

  private List<Node> escape() {
    char c = at + 1 < pattern.length() ? pattern.charAt(at + 1) : 0;
    return switch (c) {
      case 'b', 'B' -> skip(2, new Node.WordBoundary(c == 'B'));
      case 'A' -> skip(2, new Node.Start(false));
      case 'z', 'Z' -> skip(2, new Node.End(false));
      default -> {
        ByteSet named = namedClass();
        if (named != null) {
          yield List.of(new Node.OneByte(named));
        }
        boolean rawByte = c == 'x' && !pattern.startsWith("{", at + 2);
        int value = escapedCodePoint();
        yield rawByte ? List.of(new Node.OneByte(folded(ByteSet.of(value)))) : literal(value);
      }
    };
  }

  private List<Node> literal(int codePoint) {
    if (codePoint < 128) {
      return List.of(new Node.OneByte(folded(ByteSet.of(codePoint))));
    }
    List<Node> nodes = new ArrayList<>();
    for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
      nodes.add(new Node.OneByte(ByteSet.of(b & 0xff)));
    }
    return nodes;
  }

  private List<Node> group() {
    int start = at;
    at++;
    if (!take("?")) {
      groups++;
      return List.of(close(new Node.Group(choice(), "("), start));
    }
    if (take(":")) {
      return List.of(close(new Node.Group(choice(), "(?:"), start));
    } else if (take(">")) {
      return List.of(close(new Node.Group(choice(), "(?>"), start));
    } else if (take("=")) {
      return List.of(close(new Node.Look(choice(), true, false), start));
    } else if (take("!")) {
      return List.of(close(new Node.Look(choice(), true, true), start));
    } else if (take("<=")) {
      return List.of(close(new Node.Look(choice(), false, false), start));
    } else if (take("<!")) {
      return List.of(close(new Node.Look(choice(), false, true), start));
    } else if (take("P<") || take("<")) {
      int end = pattern.indexOf('>', at);
      if (end < 0) {
        throw problem("the group's name has no end");
      }
      at = end + 1;
      groups++;
      return List.of(close(new Node.Group(choice(), "("), start));
    }
    return flags(start);
  }

  private List<Node> flags(int start) {
    boolean ignoreCaseOutside = ignoreCase;
    boolean dotAllOutside = dotAll;
    boolean on = true;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      switch (c) {
        case '-' -> on = false;
        case 'i' -> ignoreCase = on;
        case 's' -> dotAll = on;
        case 'm' -> {} // lines are always seen as lines
        case ')' -> {
          return List.of();
        }
        case ':' -> {
          Node body = choice();
          ignoreCase = ignoreCaseOutside;
          dotAll = dotAllOutside;
          return List.of(close(new Node.Group(body, "(?:"), start));
        }
        default -> throw new PatternSyntaxProblem("the flag '" + c + "' is not supported", at - 1);
      }
    }
    throw new PatternSyntaxProblem("the group has no end", start);
  }

  private Node close(Node node, int start) {
    if (!take(")")) {
      throw new PatternSyntaxProblem("the group has no end", start);
    }
    return node;
  }

  /** The set that an escape such as {@code \d} names, consumed; null if it isn't one. */
  @Nullable ByteSet namedClass() {
    char c = at + 1 < pattern.length() ? pattern.charAt(at + 1) : 0;
    ByteSet set =
        switch (c) {
          case 'd' -> Bytes.DIGIT;
          case 'D' -> Bytes.DIGIT.complement();
          case 'w' -> Bytes.WORD;
          case 'W' -> Bytes.WORD.complement();
          case 's' -> Bytes.SPACE;
          case 'S' -> Bytes.SPACE.complement();
          default -> null;
        };
    if (set != null) {
      at += 2;
    }
    return set;
  }

  /** The character that an escape stands for, consumed. */
  int escapedCodePoint() {
    int start = at;
    at++;
    if (at >= pattern.length()) {
      throw new PatternSyntaxProblem("the pattern ends in a backslash", start);
    }
    char c = pattern.charAt(at++);
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'v' -> 0x0B;
      case 'x' -> {
        if (!take("{")) {
          at += 2;
          yield hex(at - 2, at, start);
        }
        int end = pattern.indexOf('}', at);
        int value = hex(at, end < 0 ? at : end, start);
        at = end + 1;
        yield value;
      }
      case 'u' -> {
        at += 4;
        yield hex(at - 4, at, start);
      }
      default -> {
        if (c < 128 && Character.isLetterOrDigit(c)) {
          String why =
              Character.isDigit(c) ? "back references are not supported" : "unknown escape \\" + c;
          throw new PatternSyntaxProblem(why, start);
        }
        yield c;
      }
    };
  }

  private int hex(int from, int to, int start) {
    try {
      int value = Integer.parseInt(pattern.substring(from, to), 16);
      if (value >= 0 && value <= Character.MAX_CODE_POINT) {
        return value;
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      // told below, with the place
    }
    throw new PatternSyntaxProblem("not a hexadecimal character code", start);
  }

  ByteSet folded(ByteSet set) {
    return ignoreCase ? Bytes.bothCases(set) : set;
  }

  boolean take(String text) {
    if (pattern.startsWith(text, at)) {
      at += text.length();
      return true;
    }
    return false;
  }

  /** The character here, 0 at the end. */
  char peek() {
    return at < pattern.length() ? pattern.charAt(at) : 0;
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
