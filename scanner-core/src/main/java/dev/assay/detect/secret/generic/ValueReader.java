package dev.assay.detect.secret.generic;

import dev.assay.detect.secret.generic.Reading.Wrapper;

/** Reads the value after an operator: a literal up to its quote, or a bare text up to its end. */
final class ValueReader {
  static final int LONGEST = 512;
  private static final int MAX_WRAPPER = 60;
  private static final int MAX_SPACES = 48;

  private static final WordTable SCHEMES = WordTable.of("basic bearer token apikey negotiate key");
  private static final WordTable LITERALS =
      WordTable.of(
          """
          some just bytes byte string str text from of new secret secretstr securestring converttosecurestring
          utf raw base tochararray char value literal sensitive
          nsstring cfstr text plaintext credential credentials pwd r q qq quote unquote jsonencode
          """);
  private static final WordTable LOOKUPS =
      WordTable.of(
          """
          getenv environ env getpwnam getpwuid get getproperty prompt input translate gettext tr i18n find query lookup
          read readline getpass getpassword getstring config param parameter request form field by id
          name column label message msg fetch load resolve require ask select value property header
          setting settings rule rules validation validator complexity
          regexp regex compile pattern match test getattribute queryselector has contains exists
          encode decode getbytes replace split strip trim equals startswith endswith join concat
          printf sprintf format print println log error warn info debug raise assert
          """);

  private final Text text;
  private final Reading reading;

  ValueReader(Text text, Reading reading) {
    this.text = text;
    this.reading = reading;
  }

  /** What a bare value ends at. */
  enum Extent {
    /** White space or punctuation. */
    WORD,
    /** The line, or a comment on it. */
    LINE,
    /** {@code &} and {@code ;} as well: it stands in a query or a connection string. */
    PAIR,
    /** The next tag. */
    TAG
  }

  /** Whether a quoted value, or a wrapped one, begins at {@code at}; it is read then. */
  boolean readQuoted(int at) {
    reading.wrapper = Wrapper.NONE;
    int start = at;
    for (int n = 0; n < 2 && prefix(text.at(start)); n++) {
      start++;
    }
    if (text.at(start) == '\\' || Text.is(Text.QUOTE, text.at(start))) {
      return literal(start);
    }
    if (Text.is(Text.QUOTE, text.at(at))) {
      return literal(at);
    }
    return wrapped(at);
  }

  private static boolean prefix(int c) {
    return switch (c) {
      case 'b', 'B', 'f', 'F', 'r', 'R', 'u', 'U', 'L', 'N', 'n', '@', '$', '&' -> true;
      default -> false;
    };
  }

  private boolean literal(int at) {
    int start = at;
    while (text.at(start) == '\\' && start < at + 4) {
      start++;
    }
    reading.escaped = start > at;
    int slashes = start - at;
    int quote = text.at(start);
    if (!Text.is(Text.QUOTE, quote)) {
      return false;
    }
    int from = start + 1;
    boolean triple = text.at(from) == quote && text.at(from + 1) == quote;
    if (triple) {
      from += 2;
    }
    int limit = Math.min(text.end, from + LONGEST);
    int to = from;
    while (to < limit && text.bytes[to] != quote) {
      int b = text.bytes[to];
      if (b == '\\') {
        if (reading.escaped && Text.is(Text.QUOTE, text.at(to + slashes))) {
          break;
        }
        to++;
      } else if (Text.is(Text.BREAK, b)) {
        return false;
      }
      to++;
    }
    text.steps += to - at;
    if (to >= limit) {
      return false;
    }
    reading.quoted = true;
    reading.from = from;
    reading.to = to;
    reading.after = Math.min(text.end, to + 1 + (reading.escaped ? slashes : 0) + (triple ? 2 : 0));
    return true;
  }

  /** {@code Some("x")}, {@code new String("x")}, {@code getenv("x")}; two deep at most. */
  private boolean wrapped(int at) {
    int start = at;
    Wrapper found = Wrapper.NONE;
    for (int depth = 0; depth < 3; depth++) {
      if (text.startsWith("new ", start)) {
        start += 4;
      }
      int stop = start;
      int limit = Math.min(text.end, start + MAX_WRAPPER);
      while (stop < limit && wrapperByte(text.bytes[stop])) {
        stop++;
      }
      text.steps += stop - start;
      int open = stop;
      if (text.startsWith("convertto-securestring", start)) {
        found = Wrapper.LITERAL;
        open = options(stop);
      } else if (text.at(stop) != '(' || stop == start) {
        return false;
      } else {
        open = stop + 1;
        found = worse(found, kind(start, stop));
      }
      open = text.run(Text.SPACE, open, MAX_SPACES);
      int quote = open;
      for (int n = 0; n < 2 && prefix(text.at(quote)); n++) {
        quote++;
      }
      if (Text.is(Text.QUOTE, text.at(quote))) {
        reading.wrapper = found;
        return literal(quote);
      }
      start = open;
    }
    return false;
  }

  private static boolean wrapperByte(int b) {
    return Text.is(Text.NAME, b)
        || b == ':'
        || b == '&'
        || b == '['
        || b == ']'
        || b == '!'
        || b == '*';
  }

  private static Wrapper worse(Wrapper one, Wrapper other) {
    return one == Wrapper.NONE || other.compareTo(one) > 0 ? other : one;
  }

  private int options(int at) {
    int start = text.run(Text.SPACE, at, MAX_SPACES);
    for (int n = 0; n < 3 && text.at(start) == '-'; n++) {
      start = text.run(Text.SPACE, text.run(Text.NAME, start, MAX_WRAPPER), MAX_SPACES);
    }
    return start;
  }

  private Wrapper kind(int from, int to) {
    if (text.bytes[to - 1] == ']') {
      return Wrapper.LITERAL; // []byte("x")
    }
    Wrapper kind = Wrapper.OTHER;
    int at = from;
    while (at < to) {
      if (!Text.is(Text.LETTER, text.bytes[at])) {
        at++;
        continue;
      }
      int stop = Lexicon.humpEnd(text.bytes, at, to);
      if (LOOKUPS.holds(text.bytes, at, stop)) {
        return Wrapper.LOOKUP;
      }
      if (LITERALS.holds(text.bytes, at, stop)) {
        kind = Wrapper.LITERAL;
      }
      at = stop;
    }
    return kind;
  }

  /** Where the credential begins after {@code Bearer} and the like; {@code at} if there is none. */
  int skipScheme(int at) {
    int stop = text.run(Text.LETTER, at, 12);
    return text.at(stop) == ' ' && stop > at && SCHEMES.holds(text.bytes, at, stop) ? stop + 1 : at;
  }

  /** Whether {@code Bearer} or the like ends right before {@code at}. */
  boolean schemeEndsAt(int at) {
    int start = text.runBack(Text.LETTER, at - 1, 12);
    return text.at(at - 1) == ' ' && start < at - 1 && SCHEMES.holds(text.bytes, start, at - 1);
  }

  /** Reads a bare value; whether there is one. */
  boolean readBare(int at, Extent extent) {
    int limit = Math.min(text.end, at + LONGEST);
    int to = at;
    while (to < limit && !ends(to, extent)) {
      to++;
    }
    text.steps += to - at + 1;
    if (extent == Extent.TAG && text.at(to) != '<') {
      return false;
    }
    if (to >= limit && limit < text.end) {
      return false;
    }
    while (to > at && Text.is(Text.SPACE, text.bytes[to - 1])) {
      to--;
    }
    reading.quoted = false;
    reading.escaped = false;
    reading.from = at;
    reading.to = to;
    reading.after = to;
    return to > at;
  }

  private boolean ends(int at, Extent extent) {
    int b = text.bytes[at];
    if (b >= 0 && b < ' ' && b != '\t') {
      return true;
    }
    return switch (extent) {
      case LINE ->
          ((b == '#' || b == ';') && Text.is(Text.SPACE, text.bytes[at - 1]))
              || (b == ' ' && reading.form == Form.ASSIGNMENT && assignmentAt(at + 1));
      case TAG -> b == '<';
      case WORD, PAIR -> {
        if (extent == Extent.PAIR && (b == '&' || b == ';')) {
          yield true;
        }
        yield switch (b) {
          case ' ', '\t', ',', ';', ')', ']', '}', '"', '\'', '`', '<', '>' -> true;
          case '\\' -> Text.is(Text.QUOTE, text.at(at + 1)) || text.at(at + 1) == 'n';
          default -> false;
        };
      }
    };
  }

  /** Whether the next of several assignments on one line stands at {@code at}. */
  private boolean assignmentAt(int at) {
    int end = text.run(Text.NAME, at, Name.LONGEST);
    return end > at
        && Text.is(Text.LETTER, text.bytes[at])
        && text.at(end) == '='
        && !Text.is(Text.SPACE | Text.BREAK, text.at(end + 1))
        && text.at(end + 1) != '=';
  }
}
