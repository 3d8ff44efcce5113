package dev.assay.match;

import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule.Shape;
import java.util.List;

/**
 * Reads {@code keyword … operator … value} forward from a keyword, without going back: what would
 * be 72 to 90% of all confirmation time as a pattern. First the key up to its operator, once for
 * all rules that share the keyword, then the value for each.
 *
 * <p>The key: the rest of the identifier, closing quotes and brackets, spaces, an operator ({@code
 * =}, {@code :}, {@code :=}, {@code =>}, {@code ?=}, {@code |=}, {@code +=}; {@code ,} and {@code
 * (} before a quoted value; {@code >} before an element's text), spaces, perhaps a type between
 * colon and equals sign. Comparisons ({@code ==}) and scopes ({@code ::}) are none. White space
 * alone is one after an option ({@code --key value}), {@code ENV}, {@code ARG} and {@code #define}.
 */
final class AssignReader {
  /** Most bytes of an identifier after the keyword. */
  static final int MAX_REST = 40;

  static final int MAX_CLOSERS = 4;
  static final int MAX_SPACES = 16;
  static final int MAX_TYPE = 40;

  static final ByteSet LOWER = ByteSet.range('a', 'z');
  static final ByteSet UPPER = ByteSet.range('A', 'Z');
  static final ByteSet LETTER = LOWER.union(UPPER);
  static final ByteSet IDENTIFIER = LETTER.with('0', '9').union(ByteSet.of('_', '.', '$', '-'));
  static final ByteSet QUOTE = ByteSet.of('"', '\'', '`');
  static final ByteSet CLOSER = QUOTE.union(ByteSet.of(']', ')', '\\'));
  static final ByteSet TYPE =
      LETTER.with('0', '9').union(ByteSet.of('_', '.', '<', '>', '[', ']', '?', '&', '\'', '*'));

  /** What a value may begin with where no operator says that there is one. */
  static final ByteSet VALUE = LETTER.with('0', '9').union(QUOTE);

  private int restStart;
  private int restEnd;
  private boolean spaced;
  private boolean wordEnds;
  private boolean inQuery;
  private boolean mustQuote;
  private boolean elementText;
  private int operatorAt;
  private int valueAt;
  private final AssignValue value = new AssignValue();

  /**
   * Reads the key around the keyword {@code bytes[keyword..keywordEnd)}; whether a value may
   * follow.
   */
  boolean readKey(byte[] bytes, int begin, int keyword, int keywordEnd, int end) {
    if (keyword > begin
        && in(LETTER, bytes[keyword - 1])
        && !(in(LOWER, bytes[keyword - 1]) && in(UPPER, bytes[keyword]))) {
      return false;
    }
    int at = run(IDENTIFIER, bytes, keywordEnd, end, MAX_REST);
    if (at < end && in(IDENTIFIER, bytes[at])) {
      return false;
    }
    restStart = keywordEnd;
    restEnd = at;
    int name = at;
    boolean quoted = false;
    for (int n = 0; n < MAX_CLOSERS && at < end && in(CLOSER, bytes[at]); n++, at++) {
      quoted |= in(QUOTE, bytes[at]);
    }
    at = spaces(bytes, at, end);
    if (quoted && startsWithValue(bytes, at, end)) {
      int equals = spaces(bytes, at + 5, end);
      at = equals < end && bytes[equals] == '=' ? equals : at;
    }
    spaced = false;
    if (at > name
        && !quoted
        && at < end
        && in(VALUE, bytes[at])
        && introduced(bytes, begin, keyword)) {
      spaced = true;
      mustQuote = false;
      elementText = false;
      operatorAt = name;
      valueAt = at;
    } else if (!readOperator(bytes, at, end, quoted)
        || (bytes[operatorAt] == '(' && has('.', bytes, keywordEnd, operatorAt))) {
      return false; // a call of another object's method, as in passwords.hash("x")
    }
    wordEnds = wordEnds(bytes, keywordEnd, end);
    inQuery = inQuery(bytes, begin, keyword);
    return true;
  }

  /** Whether what stands before the identifier makes white space after it an operator. */
  private static boolean introduced(byte[] bytes, int begin, int keyword) {
    int at = keyword;
    int limit = Math.max(begin, keyword - MAX_REST);
    while (at > limit && in(IDENTIFIER, bytes[at - 1])) {
      at--;
    }
    if (at > begin && in(IDENTIFIER, bytes[at - 1])) {
      return false;
    }
    if (bytes[at] == '-') {
      return true;
    }
    int word = at;
    while (word > Math.max(begin, at - MAX_SPACES) && isBlank(bytes[word - 1])) {
      word--;
    }
    return word < at
        && (ends(bytes, begin, word, "#define")
            || ((ends(bytes, begin, word, "ENV") || ends(bytes, begin, word, "ARG"))
                && (word - 3 == begin || !in(IDENTIFIER, bytes[word - 4]))));
  }

  private static boolean ends(byte[] bytes, int begin, int end, String word) {
    int start = end - word.length();
    if (start < begin) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  /** Whether nothing but white space stands between the key just read and its value. */
  boolean spaced() {
    return spaced;
  }

  private boolean readOperator(byte[] bytes, int from, int end, boolean quoted) {
    int at = from;
    mustQuote = false;
    elementText = false;
    for (int n = 0; n < 2 && at < end; n++) {
      byte b = bytes[at];
      if (b == '?' || b == '|' || b == '+') {
        at++;
      }
    }
    if (at >= end || (at > from && bytes[at] != '=')) {
      return false;
    }
    operatorAt = at;
    int next = at + 1 < end ? bytes[at + 1] : 0;
    boolean colon = false;
    switch (bytes[at]) {
      case '=' -> {
        if (next == '=' || next == '~') {
          return false;
        }
        at += next == '>' ? 2 : 1;
      }
      case ':' -> {
        if (next == ':') {
          return false;
        }
        colon = next != '=';
        at += colon ? 1 : 2;
      }
      case ',', '(' -> {
        if (bytes[at] == ',' && !quoted) {
          return false;
        }
        mustQuote = true;
        at++;
      }
      case '>' -> {
        if (bytes[at - 1] == '-' || bytes[at - 1] == ' ') {
          return false;
        }
        elementText = true;
        at++;
      }
      default -> {
        return false;
      }
    }
    valueAt = spaces(bytes, at, end);
    if (colon) {
      skipType(bytes, end);
    }
    return valueAt < end;
  }

  /** Moves past a type between colon and value, as in {@code password: String = "x"}. */
  private void skipType(byte[] bytes, int end) {
    int type = run(TYPE, bytes, valueAt, end, MAX_TYPE);
    int equals = spaces(bytes, type, end);
    if (type == valueAt || equals == type || equals >= end || bytes[equals] != '=') {
      return;
    }
    int value = spaces(bytes, equals + 1, end);
    if (value < end && in(QUOTE, bytes[value])) {
      valueAt = value;
      mustQuote = true;
    }
  }

  /**
   * Whether the keyword, or its plural, ends a word: no letter follows, or only a new camel hump.
   */
  private static boolean wordEnds(byte[] bytes, int keywordEnd, int end) {
    int at = keywordEnd;
    for (int n = 0; n < 2; n++) {
      if (at >= end || !in(LETTER, bytes[at])) {
        return true;
      }
      if (in(UPPER, bytes[at]) && in(LOWER, bytes[at - 1])) {
        return true;
      }
      if ((bytes[at] | 0x20) != 's') {
        return false;
      }
      at++;
    }
    return false;
  }

  /** Whether the key is a parameter of a URL's query. */
  private static boolean inQuery(byte[] bytes, int begin, int keyword) {
    int at = keyword - 1;
    int limit = Math.max(begin, keyword - MAX_REST);
    while (at >= limit && in(IDENTIFIER, bytes[at])) {
      at--;
    }
    return at >= begin && (bytes[at] == '?' || bytes[at] == '&');
  }

  /** Whether the keyword of the key just read is a whole word of it (or its plural). */
  boolean wordEnds() {
    return wordEnds;
  }

  /** Whether the identifier goes on, after the keyword, with one of {@code words}; true if none. */
  boolean restHolds(List<String> words, byte[] bytes) {
    for (String word : words) {
      for (int at = restStart; at + word.length() <= restEnd; at++) {
        if (startsWith(word, bytes, at)) {
          return true;
        }
      }
    }
    return words.isEmpty();
  }

  /** Whether the lower-case {@code word} stands at {@code at}, in either case. */
  private static boolean startsWith(String word, byte[] bytes, int at) {
    for (int i = 0; i < word.length(); i++) {
      int b = bytes[at + i];
      if (word.charAt(i) != (b >= 'A' && b <= 'Z' ? b + 32 : b)) {
        return false;
      }
    }
    return true;
  }

  /** Reads the value that {@code shape} wants after the key just read; whether it is there. */
  boolean readValue(byte[] bytes, int end, Shape.Assign shape) {
    return value.read(bytes, valueAt, end, shape, key());
  }

  private AssignValue.Key key() {
    if (mustQuote) {
      return AssignValue.Key.BEFORE_QUOTED;
    }
    if (elementText) {
      return AssignValue.Key.ELEMENT;
    }
    return inQuery ? AssignValue.Key.PARAMETER : AssignValue.Key.PLAIN;
  }

  /** First byte of the value just read. */
  int valueStart() {
    return value.start();
  }

  /** One past the last byte of the value just read. */
  int valueEnd() {
    return value.end();
  }

  private static boolean startsWithValue(byte[] bytes, int at, int end) {
    return at + 5 <= end
        && (bytes[at] | 0x20) == 'v'
        && (bytes[at + 1] | 0x20) == 'a'
        && (bytes[at + 2] | 0x20) == 'l'
        && (bytes[at + 3] | 0x20) == 'u'
        && (bytes[at + 4] | 0x20) == 'e';
  }

  private static int spaces(byte[] bytes, int from, int end) {
    int at = from;
    int limit = Math.min(end, from + MAX_SPACES);
    while (at < limit && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  /** After the bytes of {@code set} that begin at {@code from}, {@code most} of them at most. */
  static int run(ByteSet set, byte[] bytes, int from, int end, int most) {
    int at = from;
    int limit = Math.min(end, from + most);
    while (at < limit && in(set, bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean has(char c, byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == c) {
        return true;
      }
    }
    return false;
  }

  static boolean in(ByteSet set, byte b) {
    return set.contains(b & 0xff);
  }
}
