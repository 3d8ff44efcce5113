package dev.assay.detect.secret.generic;

/** Reads what stands between a name and its value: closing quotes, a type, an operator. */
final class OperatorReader {
  private static final int MAX_CLOSERS = 5;
  private static final int MAX_SPACES = 48;
  private static final int MAX_TYPE = 40;
  private static final int MAX_TAG = 40;
  private static final int MAX_BLOCK = 400;

  private static final WordTable ENVIRONMENT =
      WordTable.of("setenv env set setx export arg declare define local readonly");

  private static final WordTable SETTING =
      WordTable.of("set put property header env setenv setproperty putenv append");

  private final Text text;
  private final Reading reading;
  private boolean closedQuote;

  /** Where the value begins, spaces left out. */
  private int valueAt;

  OperatorReader(Text text, Reading reading) {
    this.text = text;
    this.reading = reading;
  }

  int valueAt() {
    return valueAt;
  }

  /** Reads from {@code nameEnd} on; whether a value may follow. Nothing but cheap looks. */
  boolean read(int nameEnd) {
    int at = nameEnd;
    closedQuote = false;
    boolean closed = false;
    for (int n = 0; n < MAX_CLOSERS && at < text.end; n++) {
      int c = text.bytes[at];
      if (Text.is(Text.QUOTE, c)) {
        closedQuote = true;
      } else if (c == ')' || c == '}') {
        closed = true;
      } else if (c != '\\' && c != ']' && !(c == '[' && n == 0)) {
        break;
      } else if (c == '[') {
        at = text.run(Text.DIGIT, at + 1, 6) - 1;
      }
      at++;
    }
    int operator = text.run(Text.SPACE, at, MAX_SPACES);
    boolean spaced = operator > at;
    text.steps += 8;
    int c = text.at(operator);
    int next = text.at(operator + 1);
    reading.form = Form.PAIR;
    if (closed && c != '|' && c != '?' && c != 'o' && !(c == ',' && closedQuote)) {
      return false;
    }
    switch (c) {
      case '=' -> {
        if (next == '=') {
          return value(Form.COMPARISON, operator + (text.at(operator + 2) == '=' ? 3 : 2));
        }
        if (next == '~') {
          return false;
        }
        return next == '>'
            ? value(Form.PAIR, operator + 2)
            : value(Form.ASSIGNMENT, operator + 1) && tight(!spaced, operator + 1);
      }
      case ':' -> {
        if (next == ':') {
          return false;
        }
        boolean shell = text.at(nameEnd) == ':' && (next == '-' || next == '=');
        if (shell && !closedQuote) {
          return value(next == '-' ? Form.FALLBACK : Form.ASSIGNMENT, operator + 2);
        }
        if (next == '=') {
          return value(Form.ASSIGNMENT, operator + 2);
        }
        return value(Form.PAIR, operator + 1) && tight(!spaced, operator + 1) && skipType();
      }
      case '-' -> {
        return closedQuote && next == '>' && value(Form.PAIR, operator + 2) && opensQuote(valueAt);
      }
      case '?', '|', '+', '!' -> {
        return afterMark(c, next, operator);
      }
      case '<' -> {
        if (next == '-') {
          return value(Form.ASSIGNMENT, operator + 2);
        }
        return next == '/' && !spaced && sibling(operator);
      }
      case '>' -> {
        int before = text.at(operator - 1);
        if (spaced || before == '-' || before == '=' || before == '>') {
          return false;
        }
        return value(Form.ELEMENT, operator + 1);
      }
      case ',' -> {
        return afterComma(nameEnd, operator);
      }
      case '(' -> {
        return !spaced
            && !closedQuote
            && value(Form.CALL, operator + 1)
            && (opensQuote(valueAt) || stringPrefix(valueAt));
      }
      case '\n', '\r' -> {
        return keyed(nameEnd) && nextLine(operator);
      }
      default -> {
        return spaced && afterSpace(nameEnd, operator, c);
      }
    }
  }

  private boolean afterMark(int c, int next, int operator) {
    int third = text.at(operator + 2);
    if (c == '?' && next == ':') {
      if (Text.is(Text.SPACE, text.at(operator - 1))) {
        return value(Form.FALLBACK, operator + 2);
      }
      return value(Form.PAIR, operator + 2) && skipType();
    }
    if (c == '!' && next == ':') {
      return value(Form.PAIR, operator + 2) && skipType();
    }
    if (c == '!' && next == '=') {
      return value(Form.COMPARISON, operator + (third == '=' ? 3 : 2));
    }
    if ((c == '|' && next == '|') || (c == '?' && next == '?')) {
      return third == '='
          ? value(Form.ASSIGNMENT, operator + 3)
          : value(Form.FALLBACK, operator + 2);
    }
    return (c == '?' || c == '+') && next == '=' && value(Form.ASSIGNMENT, operator + 2);
  }

  private boolean value(Form form, int from) {
    reading.form = form;
    valueAt = text.run(Text.SPACE, from, MAX_SPACES);
    return valueAt < text.end && !Text.is(Text.BREAK, text.bytes[valueAt]);
  }

  private boolean tight(boolean noneBefore, int operatorEnd) {
    reading.tight = noneBefore && valueAt == operatorEnd;
    return true;
  }

  /** Moves past a type between colon and value, as in {@code password: String = "x"}. */
  private boolean skipType() {
    if (opensQuote(valueAt)) {
      return true;
    }
    int limit = Math.min(text.end, valueAt + MAX_TYPE);
    int at = valueAt;
    while (at < limit
        && text.bytes[at] != '='
        && text.bytes[at] != ','
        && text.bytes[at] != '"'
        && !Text.is(Text.BREAK, text.bytes[at])) {
      at++;
    }
    text.steps += at - valueAt;
    if (at > valueAt
        && text.at(at) == '='
        && Text.is(Text.SPACE, text.bytes[at - 1])
        && text.at(at + 1) != '='
        && textual(valueAt, at)) {
      int value = text.run(Text.SPACE, at + 1, MAX_SPACES);
      if (opensQuote(value) || stringPrefix(value)) {
        reading.form = Form.ASSIGNMENT;
        valueAt = value;
      }
    }
    return true;
  }

  /** Whether a type is one of texts, not of what an enumeration names. */
  private boolean textual(int from, int to) {
    return text.find("str", from, to) >= 0
        || text.find("char", from, to) >= 0
        || text.find("text", from, to) >= 0
        || text.find("byte", from, to) >= 0
        || text.find("any", from, to) >= 0
        || text.find("secret", from, to) >= 0;
  }

  /** {@code <name>password</name><value>x</value>}: the next element's text. */
  private boolean sibling(int tag) {
    int close = text.run(Text.NAME, tag + 2, MAX_TAG);
    if (text.at(close) != '>') {
      return false;
    }
    int open = text.run(Text.SPACE | Text.BREAK, close + 1, MAX_SPACES);
    if (text.at(open) != '<') {
      return false;
    }
    int opened = text.run(Text.NAME, open + 1, MAX_TAG);
    return text.at(opened) == '>'
        && opened - open > 2
        && (text.startsWith("value", opened - 5) || text.startsWith("string", opened - 6))
        && value(Form.ELEMENT, opened + 1)
        && text.at(valueAt) != '<';
  }

  private boolean afterComma(int nameEnd, int operator) {
    int at = text.run(Text.SPACE | Text.BREAK, operator + 1, MAX_SPACES);
    int word = at;
    if (Text.is(Text.QUOTE, text.at(word))) {
      word++;
    }
    int wordEnd = text.run(Text.NAME, word, MAX_TAG);
    if (wordEnd - word >= 5 && text.startsWith("value", wordEnd - 5)) {
      int sign = wordEnd + (word > at ? 1 : 0);
      sign = text.run(Text.SPACE, sign, MAX_SPACES);
      if (text.at(sign) == ':' || text.at(sign) == '=') {
        return value(Form.NAME_VALUE, sign + 1);
      }
    }
    if (!closedQuote || !value(Form.ARGUMENTS, operator + 1)) {
      return false;
    }
    if (!opensQuote(valueAt) && !stringPrefix(valueAt)) {
      return false;
    }
    int quote = text.runBack(Text.NAME, nameEnd, Name.LONGEST) - 1;
    int before = quote;
    while (before > text.begin && Text.is(Text.SPACE | Text.QUOTE, text.bytes[before])) {
      before--;
      text.steps++;
    }
    if (text.at(before) != '(') {
      return option(quote + 1); // "--password", "x" in a command's list; else a list of words
    }
    int callee = text.runBack(Text.NAME, before, Name.LONGEST);
    if (text.find("getenv", callee, before) >= 0
        || text.find("get", callee, before) >= 0
        || text.find("env", callee, before) >= 0
        || text.find("fetch", callee, before) >= 0) {
      reading.form = Form.FALLBACK;
    } else if (text.find("define", callee, before) >= 0) {
      reading.form = Form.ASSIGNMENT;
    } else if (sets(callee, before)) {
      reading.form = Form.NAMED_SETTER;
    }
    return true;
  }

  private boolean option(int start) {
    if (text.at(start) == '-') {
      reading.form = Form.OPTION;
      return true;
    }
    return false;
  }

  /** Whether the name of a method that is called says that it sets or adds something. */
  private boolean sets(int from, int to) {
    int at = from;
    while (at < to) {
      if (!Text.is(Text.LETTER, text.bytes[at])) {
        at++;
        continue;
      }
      int stop = Lexicon.humpEnd(text.bytes, at, to);
      if (SETTING.holds(text.bytes, at, stop)) {
        return true;
      }
      at = stop;
    }
    return false;
  }

  private boolean afterSpace(int nameEnd, int at, int c) {
    if (at >= text.end) {
      return false;
    }
    if (closedQuote || c == 'v' || c == 'V') {
      int word = text.run(Text.NAME, at, MAX_TAG);
      if (text.at(word) == '=' && word - at >= 5 && text.startsWith("value", word - 5)) {
        return value(Form.NAME_VALUE, word + 1);
      }
    }
    int start = text.runBack(Text.NAME, nameEnd, Name.LONGEST);
    boolean option = text.at(start) == '-' && Text.is(Text.LETTER, text.at(nameEnd - 1));
    if (c == '{') {
      return closedQuote ? variable(at) : text.startsWith("{ get;", at) && accessors(at);
    }
    if (closedQuote) {
      boolean pair = text.startsWith("to \"", at); // Kotlin: "password" to "x"
      return pair && value(Form.PAIR, at + 2);
    }
    if (option && c != '-') {
      return value(Form.OPTION, at);
    }
    int before = text.lineStart(start, 200);
    int first = text.run(Text.SPACE, before, MAX_SPACES);
    int firstEnd = text.run(Text.NAME, first, MAX_TAG);
    int define = text.at(first) == '#' && text.startsWith("#define", first) ? first + 7 : 0;
    boolean alone = first == start;
    if (Text.is(Text.QUOTE, c)) {
      if (define > 0 && text.run(Text.SPACE, define, MAX_SPACES) == start) {
        return value(Form.ASSIGNMENT, at);
      }
      return value(
          c == '\'' && text.startsWith("password", start) ? Form.STATEMENT : Form.WORDS, at);
    }
    if (text.startsWith("or", at) && Text.is(Text.SPACE, text.at(at + 2))) {
      return value(Form.FALLBACK, at + 2) && opensQuote(valueAt);
    }
    if (!alone
        && ENVIRONMENT.holds(text.bytes, first, firstEnd)
        && text.run(Text.SPACE, firstEnd, MAX_SPACES) == start) {
      return value(Form.ENVIRONMENT, at);
    }
    if (text.find("login ", before, start) >= 0 || text.find("user ", before, start) >= 0) {
      return text.find("machine ", Math.max(text.begin, before - 200), start) >= 0
          && value(Form.COMMAND, at);
    }
    valueAt = at;
    int type = at;
    skipType();
    if (valueAt > type) {
      return true;
    }
    if (alone && text.find("login ", Math.max(text.begin, before - 200), before) >= 0) {
      return value(Form.COMMAND, at);
    }
    return alone && twoWords(at);
  }

  /** A C# property: accessors in braces, then an initial value. */
  private boolean accessors(int open) {
    int close = text.find("}", open, Math.min(text.end, open + MAX_TAG));
    int sign = close < 0 ? open : text.run(Text.SPACE, close + 1, MAX_SPACES);
    return text.at(sign) == '=' && value(Form.ASSIGNMENT, sign + 1) && opensQuote(valueAt);
  }

  /** A Terraform variable: its name, a brace, and its default some lines below. */
  private boolean variable(int open) {
    int limit = Math.min(text.end, open + MAX_BLOCK);
    int at = text.find("default", open, limit);
    if (at < 0 || text.find("}", open, at) >= 0) {
      return false;
    }
    int sign = text.run(Text.SPACE, at + 7, MAX_SPACES);
    return text.at(sign) == '=' && value(Form.ASSIGNMENT, sign + 1) && opensQuote(valueAt);
  }

  /** A directive of a configuration file: a name, a value, and nothing else on the line. */
  private boolean twoWords(int at) {
    int stop = at;
    int limit = Math.min(text.end, at + 200);
    while (stop < limit && !Text.is(Text.SPACE | Text.BREAK, text.bytes[stop])) {
      stop++;
    }
    text.steps += stop - at;
    int rest = text.run(Text.SPACE, stop, MAX_SPACES);
    return (rest >= text.end || Text.is(Text.BREAK, text.bytes[rest])) && value(Form.WORDS, at);
  }

  /** Whether the name is itself the value of a key, not the last word of a text. */
  private boolean keyed(int nameEnd) {
    int start = text.runBack(Text.NAME | Text.QUOTE, nameEnd, Name.LONGEST);
    int before = text.runBack(Text.SPACE, start, MAX_SPACES) - 1;
    return text.at(before) == ':' || text.at(before) == '=';
  }

  /** {@code - name: PASSWORD}, and on the next line {@code value: x}. */
  private boolean nextLine(int at) {
    int word = text.run(Text.SPACE | Text.BREAK, at, MAX_SPACES);
    int stop = text.run(Text.LETTER, word, 8);
    return stop - word == 5
        && text.startsWith("value", word)
        && text.at(stop) == ':'
        && value(Form.NAME_VALUE, stop + 1);
  }

  private boolean opensQuote(int at) {
    int c = text.at(at);
    return Text.is(Text.QUOTE, c) || (c == '\\' && Text.is(Text.QUOTE, text.at(at + 1)));
  }

  /** Whether a string literal with a prefix begins, or a constructor of one. */
  private boolean stringPrefix(int at) {
    int stop = at;
    int limit = Math.min(text.end, at + MAX_TAG);
    while (stop < limit
        && (Text.is(Text.NAME, text.bytes[stop])
            || text.bytes[stop] == ':'
            || text.bytes[stop] == '('
            || text.bytes[stop] == '&')) {
      stop++;
    }
    text.steps += stop - at;
    return stop > at && Text.is(Text.QUOTE, text.at(stop));
  }
}
