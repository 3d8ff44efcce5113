package dev.assay.detect.secret.generic;

/** Whether a value is one that documentation shows: by what it is, and by what stands above it. */
final class Samples {
  private static final int REACH = 8192;
  private static final int BLOCK_REACH = 1536;
  private static final int MOST_LINES = 60;

  /** Names that are set aside for examples (RFC 2606). */
  private static final String[] RESERVED = {
    ".example", ".example.com", ".example.org", ".example.net", ".invalid"
  };

  private final Text text;
  private final Lexicon lexicon;
  private final ValueFacts value;
  private final byte[] plain = new byte[64];
  private long window = -1;
  private int askedAt;
  private int quotes;
  private int longAt = -1;

  Samples(Text text, Lexicon lexicon, ValueFacts value) {
    this.text = text;
    this.lexicon = lexicon;
    this.value = value;
  }

  /** Whether the value is words in which figures and signs stand for letters: {@code pa55w0rd}. */
  boolean wordsInDisguise() {
    int size = 0;
    if (value.length > plain.length) {
      return false;
    }
    for (int i = 0; i < value.length; i++) {
      int c = value.at(i);
      if (c == '%' && hex(value.at(i + 1)) && hex(value.at(i + 2))) {
        i += 2;
        plain[size++] = '-';
        continue;
      }
      boolean inside = Text.is(Text.LETTER, value.at(i + 1)) || (i > 0 && letters(i));
      plain[size++] = (byte) (inside ? letter(c) : c);
    }
    int letters = 0;
    for (int i = 0; i < size; i++) {
      letters += Text.is(Text.LETTER, plain[i]) ? 1 : 0;
    }
    return letters * 3 >= size * 2 && lexicon.share(plain, 0, size) >= 0.6;
  }

  /** Whether a letter, or a figure that may be one after a letter, stands before {@code i}. */
  private boolean letters(int i) {
    return Text.is(Text.LETTER, value.at(i - 1))
        || (letter(value.at(i - 1)) != value.at(i - 1) && Text.is(Text.LETTER, value.at(i - 2)));
  }

  private static int letter(int c) {
    return switch (c) {
      case '0' -> 'o';
      case '1' -> 'i';
      case '3' -> 'e';
      case '4', '@' -> 'a';
      case '5', '$' -> 's';
      case '7' -> 't';
      default -> c;
    };
  }

  private static boolean hex(int c) {
    return Text.is(Text.DIGIT, c) || (Text.fold(c) >= 'a' && Text.fold(c) <= 'f');
  }

  /** Whether the host after {@code @} at {@code at} is one of a domain for examples. */
  boolean reservedHost(int at) {
    int end = text.run(Text.NAME, at + 1, Name.LONGEST);
    for (String domain : RESERVED) {
      if (text.startsWith(domain, end - domain.length())) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is the account that databases' documentation has always had. */
  boolean scott(int from) {
    return value.starts("tiger", 0)
        && text.find("scott", Math.max(text.begin, from - 300), Math.min(text.end, from + 200))
            >= 0;
  }

  /** Whether {@code at} stands in a block of code that a text shows. */
  boolean shown(int at) {
    int known = longAt >= text.begin && longAt <= at ? at - longAt : Surroundings.REACH;
    int line = text.lineStart(at, Math.min(known, Surroundings.REACH));
    if (!Text.is(Text.BREAK, text.at(line - 1)) && line > text.begin) {
      longAt = at; // a line too long for documentation, which need not be looked through again
      return false;
    }
    int least = text.run(Text.SPACE, line, Surroundings.REACH) - line;
    for (int n = 0; n < MOST_LINES && line > text.begin && at - line < BLOCK_REACH; n++) {
      if (!Text.is(Text.BREAK, text.at(line - 1))) {
        return false; // a line too long for documentation
      }
      int stop = line - 1;
      line = text.lineStart(stop, Surroundings.REACH);
      int first = text.run(Text.SPACE, line, Surroundings.REACH);
      if (first >= stop) {
        continue;
      }
      if (text.startsWith("```", first)) {
        return Text.is(Text.LETTER, text.at(first + 3)); // an opening one names a language
      }
      int depth = first - line;
      if (depth < least) {
        least = depth;
        if ((text.at(stop - 1) == ':' && text.at(stop - 2) == ':')
            || text.startsWith(".. code", first)
            || text.startsWith(".. sourcecode", first)) {
          return true;
        }
      }
    }
    return inExamples(at);
  }

  /** Whether the nearest three quotes above open a literal that is named for its examples. */
  private boolean inExamples(int at) {
    int quotes = quotesAbove(at);
    int line = quotes < 0 ? 0 : text.lineStart(quotes, Surroundings.REACH);
    return quotes >= 0
        && (text.startsWith("example", line) || text.startsWith("documentation", line));
  }

  /**
   * Whether the nearest three quotes above open the documentation of a module or a function:
   * {@code @doc """} of Elixir, {@code """What it does} of Python.
   */
  boolean inDocumentation(int at) {
    int quotes = quotesAbove(at);
    if (quotes < 0) {
      return false;
    }
    int line = text.lineStart(quotes, Surroundings.REACH);
    int first = text.run(Text.SPACE, line, Surroundings.REACH);
    if (text.startsWith("@moduledoc", first)
        || text.startsWith("@doc", first)
        || text.startsWith("@typedoc", first)) {
      return true;
    }
    boolean prefixed = first == quotes - 1 && Text.is(Text.LETTER, text.at(first));
    return (first == quotes || prefixed) && Text.is(Text.LETTER, text.at(quotes + 3));
  }

  /** Where the nearest three quotes above {@code at} stand; -1 if there are none within reach. */
  private int quotesAbove(int at) {
    boolean known = text.base + text.begin == window && at >= askedAt;
    int low = known ? askedAt : Math.max(text.begin, at - REACH);
    int found = known && quotes >= at - REACH ? quotes : -1;
    for (int i = at - 3; i >= low; i--) {
      int c = text.bytes[i];
      if ((c == '"' || c == '\'') && text.bytes[i + 1] == c && text.bytes[i + 2] == c) {
        found = i;
        break;
      }
    }
    text.steps += Math.max(0, at - low);
    window = text.base + text.begin;
    askedAt = Math.max(text.begin, at - 2);
    quotes = found;
    return found;
  }

  /** Forgets what was asked of another window. */
  void begin() {
    window = -1;
    longAt = -1;
  }
}
