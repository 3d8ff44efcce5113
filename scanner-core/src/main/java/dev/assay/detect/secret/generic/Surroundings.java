package dev.assay.detect.secret.generic;

/** What stands on the line of a name, and on those around it. */
final class Surroundings {
  static final int REACH = 300;
  private static final int NEAR_LINES = 3;
  private static final int BINARY_REACH = 64;
  private static final int BLOCK = 2048;
  private static final int EXAMPLE_LINES = 100;
  private static final int EXAMPLE_REACH = 4096;

  private static final WordTable SAYING =
      WordTable.of(
          """
          log logger print println printf sprintf echo assert throw raise warn error debug info expect fatal
          die puts panic fprintf errorf fatalf logf fail equals equal should trace verbose message help usage
          """);
  private static final WordTable LEADING =
      WordTable.of("export set setx env arg declare define local readonly setenv typeset e const");

  private static final String[] TEST_MARKS = {"#[cfg(test)]", "#[cfg(all(test", "#[test]"};

  private final Text text;
  private final WordTable users;
  private long kindBlock = -1;
  private int testsFrom = -1;
  private SourceKind kind = SourceKind.OTHER;

  Surroundings(Text text, WordTable users) {
    this.text = text;
    this.users = users;
  }

  void begin() {
    kindBlock = -1;
    testsFrom = -1;
  }

  /** What the text around {@code at} is; told once for each stretch of it. */
  SourceKind kind(int at) {
    long block = (text.base + at) / BLOCK;
    if (block != kindBlock) {
      kindBlock = block;
      long start = block * BLOCK - BLOCK / 2 - text.base;
      int from = (int) Math.max(text.begin, start);
      from = from == text.begin ? from : Math.min(text.lineEnd(from, BLOCK / 2) + 1, text.end);
      int to = (int) Math.min(text.end, block * BLOCK + BLOCK + BLOCK / 2 - text.base);
      kind = SourceKind.of(text, from, Math.max(from, to));
    }
    return kind;
  }

  /** Whether nothing but indentation, a list's mark or {@code export} goes before {@code name}. */
  boolean ownLine(int name) {
    int start = text.lineStart(name, REACH);
    int at = text.run(Text.SPACE, start, REACH);
    while (at < name
        && (text.bytes[at] == '-' || text.bytes[at] == '*')
        && text.at(at + 1) == ' ') {
      at = text.run(Text.SPACE, at + 1, REACH);
    }
    if (at < name && Text.is(Text.QUOTE, text.bytes[at])) {
      at++;
    }
    if (at < name) {
      int word = text.run(Text.NAME, at, Name.LONGEST);
      if (word < name && LEADING.holds(text.bytes, at, word)) {
        at = text.run(Text.SPACE, word, REACH);
      }
    }
    return at >= name;
  }

  /** Whether a comment begins before {@code name} on its line. */
  boolean comment(int name, SourceKind where) {
    int start = text.lineStart(name, REACH);
    int first = text.run(Text.SPACE, start, REACH);
    int c = text.at(first);
    int next = text.at(first + 1);
    int third = text.at(first + 2);
    if (text.startsWith(">>> ", first) || text.startsWith("iex> ", first)) {
      return true; // a session in a documentation's text
    }
    if ((c == '/'
            && ((next == '/' && (third == ' ' || third == '/' || third == '!')) || next == '*'))
        || (c == '-' && next == '-' && third == ' ')) {
      return true;
    }
    boolean indented = first > start; // unlike the bullet of a list
    if ((c == '*' && (indented || where == SourceKind.CODE))
        || (c == '#' && next != 'd' && (where == SourceKind.CODE || next == ' ' || next == '#'))
        || (c == '#' && where == SourceKind.CONFIGURATION && Text.is(Text.LETTER, next))) {
      return true;
    }
    for (int at = first; at + 2 < name; at++) {
      int b = text.bytes[at];
      if (at > first
          && Text.is(Text.SPACE, text.at(at - 1))
          && ((b == '/' && text.bytes[at + 1] == '/' && text.bytes[at + 2] == ' ')
              || ((b == '#' || b == '|') && text.bytes[at + 1] == ' '))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the line is of a comment that documentation is made of. */
  boolean documentation(int name, SourceKind where) {
    int first = text.run(Text.SPACE, text.lineStart(name, REACH), REACH);
    boolean mark =
        text.startsWith("/// ", first)
            || text.startsWith("//! ", first)
            || text.startsWith("* ", first);
    return (mark && where == SourceKind.CODE) || session(name);
  }

  /** Whether the bytes around are no text: fonts and programs hold such names by chance. */
  boolean binary(int from, int to) {
    int low = Math.max(text.begin, from - BINARY_REACH);
    int high = Math.min(text.end, to + BINARY_REACH);
    int controls = 0;
    int beyond = 0;
    for (int at = low; at < high; at++) {
      int b = text.bytes[at];
      // Zeros stand between the strings of a program.
      controls += b > 0 && b < ' ' && !Text.is(Text.SPACE | Text.BREAK, b) ? 1 : 0;
      beyond += b < 0 ? 1 : 0;
    }
    text.steps += high - low;
    return controls * 16 > high - low && beyond * 8 > high - low;
  }

  /** Whether the line is one of a session that a text shows. */
  boolean session(int name) {
    int first = text.run(Text.SPACE, text.lineStart(name, REACH), REACH);
    return text.startsWith(">>> ", first) || text.startsWith("iex> ", first);
  }

  /** Whether the line logs, prints or asserts before {@code name}. */
  boolean said(int name) {
    int at = text.lineStart(name, REACH);
    while (at < name) {
      if (!Text.is(Text.LETTER, text.bytes[at])) {
        at++;
        continue;
      }
      int stop = Lexicon.humpEnd(text.bytes, at, name);
      if (SAYING.holds(text.bytes, at, stop)) {
        return true;
      }
      at = stop;
    }
    text.steps += REACH;
    return false;
  }

  /**
   * Whether {@code name} stands below the mark of Rust's test modules; looked for once a window.
   */
  boolean testModule(int name) {
    if (testsFrom < 0) {
      testsFrom = text.end;
      for (String mark : TEST_MARKS) {
        int at = text.find(mark, text.begin, testsFrom);
        testsFrom = at < 0 ? testsFrom : at;
      }
    }
    return name > testsFrom;
  }

  /**
   * Whether {@code name} stands on or below a line that begins with {@code example}: a block of an
   * API's description or of a module's documentation, told by its indentation.
   */
  boolean underExample(int name) {
    int line = text.lineStart(name, REACH);
    int said = text.find("example", line, name);
    if (said > line && !Text.is(Text.LETTER, text.at(said - 1)) && saysExample(said)) {
      return true; // docs::examples = "…"
    }
    int least = Integer.MAX_VALUE;
    for (int n = 0; n < EXAMPLE_LINES && name - line < EXAMPLE_REACH; n++) {
      int first = text.run(Text.SPACE, line, REACH);
      int c = text.at(first);
      if (c != '#' && !Text.is(Text.BREAK, c)) {
        boolean item = c == '-';
        int depth = 2 * (first - line) + (item ? 1 : 0);
        if (depth < least) {
          least = depth;
          int word = item ? text.run(Text.SPACE, first + 1, REACH) : first;
          if (saysExample(word)) {
            return true;
          }
        }
      }
      if (least == 0 || line <= text.begin) {
        return false;
      }
      line = text.lineStart(line - 1, REACH);
    }
    return false;
  }

  /** Whether a key {@code example} or {@code examples}, maybe quoted, begins at {@code at}. */
  private boolean saysExample(int at) {
    int word = text.run(Text.QUOTE, text.at(at) == '{' ? at + 1 : at, 3);
    if (!text.startsWith("example", word)) {
      return false;
    }
    int end = Text.fold(text.at(word + 7)) == 's' ? word + 8 : word + 7;
    int sign = text.run(Text.SPACE | Text.QUOTE, end, 8);
    return (text.at(sign) == ':' || text.at(sign) == '=') && text.at(sign + 1) != '=';
  }

  /** Whether a user's name is set on the same line. */
  boolean userOnLine(int name, int valueEnd) {
    return users(text.lineStart(name, REACH), name)
        || users(valueEnd, text.lineEnd(valueEnd, REACH));
  }

  /** Whether a user's name is set within three lines. */
  boolean userNear(int name, int valueEnd) {
    int start = name;
    int stop = valueEnd;
    for (int line = 0; line <= NEAR_LINES; line++) {
      start = text.lineStart(Math.max(text.begin, start - 1), REACH);
      stop = Math.min(text.end, text.lineEnd(stop, REACH) + 1);
    }
    return users(start, name) || users(valueEnd, stop);
  }

  /**
   * Whether a word for a user, as a name with an operator after it, stands in {@code [from..to)}.
   */
  private boolean users(int from, int to) {
    int at = from;
    text.steps += Math.max(0, to - from);
    while (at < to) {
      int b = Text.fold(text.bytes[at]);
      if (b != 'u' && b != 'l' && b != 'e' && b != 'a') {
        at++;
        continue;
      }
      if (at > text.begin && Text.lower(text.bytes[at - 1]) && Text.lower(text.bytes[at])) {
        at++;
        continue;
      }
      int stop = Lexicon.humpEnd(text.bytes, at, to);
      if (users.holds(text.bytes, at, stop)) {
        int end = text.run(Text.NAME | Text.QUOTE | Text.SPACE, stop, Name.LONGEST);
        int c = text.at(end);
        if (c == '=' || c == ':' || c == ',' || c == '>' || c == '(') {
          return true;
        }
      }
      at = stop;
    }
    return false;
  }
}
