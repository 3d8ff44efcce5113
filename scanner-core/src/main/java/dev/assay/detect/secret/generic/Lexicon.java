package dev.assay.detect.secret.generic;

import dev.assay.rules.JarResource;
import java.io.IOException;
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

  /** Words, one a line, the shorter ones first, those of one length in order. */
  private final byte[] words;

  /** Where the words of a length begin; those of the next one end it. */
  private final int[] starts = new int[LONGEST_RUN + 2];

  /** Tenths of a bit, by 27 times the letter before plus the letter. */
  private final byte[] surprise;

  Lexicon() {
    words = resource("words.txt");
    int length = 0;
    int at = 0;
    while (at < words.length) {
      while (words[at + length] != '\n') {
        starts[++length] = at;
      }
      at += length + 1;
    }
    while (length < LONGEST_RUN + 1) {
      starts[++length] = at;
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
    try {
      byte[] bytes =
          JarResource.read(Lexicon.class, "/dev/assay/detect/secret/generic/" + name, MAX_RESOURCE);
      if (bytes == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean word(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < 1 || length > LONGEST_RUN) {
      return false;
    }
    int size = length + 1;
    int low = 0;
    int high = (starts[length + 1] - starts[length]) / size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = compare(starts[length] + middle * size, bytes, from, to);
      if (order == 0) {
        return true;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return false;
  }

  private int compare(int word, byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      int order = words[word + i - from] - Text.fold(bytes[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
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
    if (word(bytes, from, to)) {
      return true;
    }
    for (int cut = from + 3; length >= SHORTEST_PAIR && cut <= to - 3; cut++) {
      if (word(bytes, from, cut) && word(bytes, cut, to)) {
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
