package dev.assay.detect.secret.generic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What tells words from random letters: 11,000 words of source code, and how surprising each pair
 * of letters is in them. Both are facts counted over source trees (see the decisions), kept as text
 * and loaded when the first value is weighed.
 */
final class Lexicon {
  private static final int MAX_RESOURCE = 1 << 18;
  private static final int LONGEST_RUN = 40;
  private static final int SHORTEST_PAIR = 6;
  private static final int EDGE = 0;

  private final WordTable words;

  /** Tenths of a bit, by 27 times the letter before plus the letter. */
  private final byte[] surprise;

  Lexicon() {
    byte[] text = resource("words.txt");
    int lines = 0;
    for (byte b : text) {
      lines += b == '\n' ? 1 : 0;
    }
    words = new WordTable(lines, text.length);
    int start = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        words.add(text, start, i);
        start = i + 1;
      }
    }
    surprise = new byte[27 * 27];
    int cell = 0;
    int number = 0;
    for (byte b : resource("bigrams.txt")) {
      if (b >= '0' && b <= '9') {
        number = number * 10 + b - '0';
      } else {
        surprise[cell++] = (byte) number;
        number = 0;
      }
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = Lexicon.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return in.readNBytes(MAX_RESOURCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean word(byte[] bytes, int from, int to) {
    return words.holds(bytes, from, to);
  }

  /**
   * The share of {@code bytes[from..to)}'s letters and digits that stand in known words of three
   * letters or more, after a split at case; a run of six or more may be two words.
   */
  double share(byte[] bytes, int from, int to) {
    int known = 0;
    int all = 0;
    int at = from;
    while (at < to) {
      if (Text.is(Text.DIGIT, bytes[at])) {
        all++;
        at++;
      } else if (Text.is(Text.LETTER, bytes[at])) {
        int stop = humpEnd(bytes, at, to);
        all += stop - at;
        known += known(bytes, at, stop) ? stop - at : 0;
        at = stop;
      } else {
        at++;
      }
    }
    return all == 0 ? 0 : (double) known / all;
  }

  private boolean known(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < 3 || length > LONGEST_RUN) {
      return false;
    }
    if (words.holds(bytes, from, to)) {
      return true;
    }
    for (int cut = from + 3; length >= SHORTEST_PAIR && cut <= to - 3; cut++) {
      if (words.holds(bytes, from, cut) && words.holds(bytes, cut, to)) {
        return true;
      }
    }
    return false;
  }

  /** One past the letters that belong together: {@code Upper} or {@code lower} or {@code ALL}. */
  static int humpEnd(byte[] bytes, int from, int to) {
    int at = from + 1;
    if (Text.lower(bytes[from])) {
      while (at < to && Text.lower(bytes[at])) {
        at++;
      }
      return at;
    }
    while (at < to && Text.is(Text.UPPER, bytes[at])) {
      at++;
    }
    if (at < to && Text.lower(bytes[at])) {
      if (at > from + 1) {
        return at - 1; // the last upper-case letter begins the next word
      }
      while (at < to && Text.lower(bytes[at])) {
        at++;
      }
    }
    return at;
  }

  /**
   * Mean surprise of the pairs of letters in runs of {@code bytes[from..to)}, bits: 3 to 4.5 for
   * words, 6 and more for random letters; 0 if there are fewer than four pairs.
   */
  double surprise(byte[] bytes, int from, int to) {
    int sum = 0;
    int pairs = 0;
    int before = EDGE;
    for (int at = from; at < to; at++) {
      int letter = Text.is(Text.LETTER, bytes[at]) ? Text.fold(bytes[at]) - 'a' + 1 : EDGE;
      if (letter != EDGE && before != EDGE) {
        sum += surprise[27 * before + letter];
        pairs++;
      }
      before = letter;
    }
    return pairs < 4 ? 0 : sum / (10.0 * pairs);
  }
}
