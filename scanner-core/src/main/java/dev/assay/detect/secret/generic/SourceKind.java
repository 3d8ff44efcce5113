package dev.assay.detect.secret.generic;

/**
 * What the text around a place is, told from its lines alone: by the name of its file a history
 * could not be judged, where the same bytes have many names or none yet.
 */
enum SourceKind {
  CODE,
  CONFIGURATION,
  OTHER;

  private static final int MOST_LINES = 120;
  private static final int MAX_SPACES = 64;
  private static final WordTable KEYWORDS =
      WordTable.of(
          """
          def class import from return if for while var let const public private protected func fn
          static package else elif try catch finally throw raise struct enum interface namespace using
          void int char boolean bool string switch case default unsigned extern typedef assert await
          async final override use mod impl pub end module require begin then done fi esac local my sub
          unless print echo self this
          """);

  /** The kind of {@code [from..to)}. */
  static SourceKind of(Text text, int from, int to) {
    int code = 0;
    int configuration = 0;
    int at = from;
    for (int line = 0; line < MOST_LINES && at < to; line++) {
      int start = text.run(Text.SPACE, at, MAX_SPACES);
      int stop = text.lineEnd(start, to - start);
      int last = stop;
      while (last > start && Text.is(Text.SPACE, text.bytes[last - 1])) {
        last--;
      }
      if (last > start) {
        int points = points(text, start, last);
        code += Math.max(0, points);
        configuration += Math.max(0, -points);
      }
      at = stop + 1;
    }
    if (code == 0 && configuration == 0) {
      return OTHER;
    }
    return code >= configuration ? CODE : CONFIGURATION;
  }

  /** Above zero for a line of code, below for one of configuration. */
  private static int points(Text text, int start, int stop) {
    int first = text.bytes[start];
    int last = text.bytes[stop - 1];
    if (first == '#' && text.startsWith("#include", start)) {
      return 3;
    }
    if (first == '/' && text.startsWith("// ", start)) {
      return 1;
    }
    if (first == '#'
        || first == '*'
        || first == '/'
        || first == '}'
        || first == ']'
        || first == ')') {
      return last == ';' || (first == '/' && text.at(start + 1) == '*') ? 1 : 0;
    }
    if (first == '<') {
      return text.at(start + 1) == '?' && text.startsWith("<?php", start) ? 3 : -1;
    }
    int word = text.run(Text.NAME, start, 80);
    int gap = text.run(Text.SPACE, word, MAX_SPACES);
    int next = text.at(gap);
    if (first == '"' || first == '\'') {
      int close = text.run(Text.NAME, start + 1, 80);
      int colon = text.run(Text.SPACE, close + 1, 8);
      return text.at(colon) == ':' ? -1 : 0;
    }
    if (first == '.' && next == '=') {
      return 2; // a designated initializer of C
    }
    if (first == '[' && last == ']') {
      return -2;
    }
    if (Text.lower(first)
        && KEYWORDS.holds(text.bytes, start, word)
        && next != ':'
        && next != '=') {
      return 2;
    }
    if (last == ';' || (last == '{' && text.at(stop - 2) == ')') || last == '(') {
      return 2;
    }
    if (first == '-' && text.at(start + 1) == ' ') {
      return -1;
    }
    if (word > start && next == '(') {
      return 1;
    }
    boolean camel = Text.is(Text.UPPER, first) && Text.lower(text.at(start + 1));
    if (camel && next == '=' && gap > word && text.at(gap + 2) == '"') {
      return 1; // a constant of Go or C#; settings have small names, or no quotes
    }
    if (word > start && (next == ':' || next == '=') && last != '{' && last != ',') {
      return gap == word || next == ':' ? -2 : last == ')' ? 1 : -1;
    }
    return 0;
  }
}
