package dev.assay.detect.secret.generic;

/**
 * The name that a stem stands in: the whole identifier, split at {@code _ - . $ @}, digits and
 * case, judged word by word, since {@code tokenizer} and {@code bypass} contain stems and are none.
 */
final class Name {
  static final int LONGEST = 80;
  private static final int MOST_WORDS = 16;
  private static final int SHORTEST_GLUED = 5;
  private static final int SHORTEST_STEM = 2;
  private static final int LONGEST_STEM = 16;

  private final Stems stems;
  private final NameWords words;
  private final int[] starts = new int[MOST_WORDS];
  private final int[] ends = new int[MOST_WORDS];
  private int count;

  /** The identifier. */
  int from;

  int to;

  /** The stem's word. */
  int stemFrom;

  int stemTo;

  /** The rule whose stem it is. */
  int rule;

  boolean bare;
  boolean glued;
  boolean neutralAfter;
  boolean badAfter;
  boolean otherAfter;
  boolean badBefore;
  boolean opaque;
  boolean sealed;
  boolean dotted;
  boolean upper;
  boolean many;
  boolean setter;
  boolean endsInId;

  Name(Stems stems, NameWords words) {
    this.stems = stems;
    this.words = words;
  }

  /** Judges the identifier {@code [start..stop)}; whether a stem is a word of it. */
  boolean read(Text text, int start, int stop) {
    from = start;
    to = stop;
    split(text);
    int at = stem(text);
    if (at < 0) {
      return false;
    }
    judgeBefore(text, at);
    judgeAfter(text, at);
    boolean anyLower = false;
    dotted = false;
    for (int i = from; i < to; i++) {
      anyLower |= Text.lower(text.bytes[i]);
      dotted |= text.bytes[i] == '.' && i > from && i < to - 1;
    }
    upper = !anyLower;
    many = count >= 5;
    text.steps += to - from;
    return true;
  }

  private void split(Text text) {
    count = 0;
    int at = from;
    while (at < to && count < MOST_WORDS) {
      if (!Text.is(Text.LETTER, text.bytes[at])) {
        at++;
        continue;
      }
      int stop = Lexicon.humpEnd(text.bytes, at, to);
      starts[count] = at;
      ends[count++] = stop;
      at = stop;
    }
    text.steps += to - from;
  }

  /** Finds the last word that is a stem, or ends in one. */
  private int stem(Text text) {
    for (int word = count - 1; word >= 0; word--) {
      int length = ends[word] - starts[word];
      for (int size = Math.min(LONGEST_STEM, length); size >= SHORTEST_STEM; size--) {
        int start = ends[word] - size;
        int owner = stems.rule(text.bytes, start, ends[word]);
        text.steps += size;
        if (owner < 0) {
          continue;
        }
        glued =
            start > starts[word]
                && !words.joined.holds(text.bytes, starts[word], start)
                && stems.rule(text.bytes, starts[word], start) < 0;
        if (glued && size < SHORTEST_GLUED) {
          continue;
        }
        rule = owner;
        stemFrom = start;
        stemTo = ends[word];
        bare = stems.asks(owner) && !qualified(text, owner, word, start);
        return word;
      }
    }
    return -1;
  }

  private boolean qualified(Text text, int owner, int word, int start) {
    if (start > starts[word]) {
      return stems.qualifies(owner, text.bytes, starts[word], start);
    }
    return word > 0 && stems.qualifies(owner, text.bytes, starts[word - 1], ends[word - 1]);
  }

  private void judgeBefore(Text text, int at) {
    badBefore = false;
    opaque = false;
    sealed = false;
    setter = false;
    for (int word = at - 1; word >= 0; word--) {
      byte[] bytes = text.bytes;
      opaque |= words.opaque.holds(bytes, starts[word], ends[word]);
      sealed |= words.sealed.holds(bytes, starts[word], ends[word]);
      boolean dot = bytes[ends[word]] == '.';
      if (dot) {
        break;
      }
      if (words.badBefore.holds(bytes, starts[word], ends[word])) {
        badBefore = true;
        setter = text.startsWith("set", starts[word]) && ends[word] - starts[word] == 3;
      }
    }
  }

  private void judgeAfter(Text text, int at) {
    neutralAfter = false;
    badAfter = false;
    otherAfter = false;
    endsInId = false;
    for (int word = at + 1; word < count; word++) {
      sealed |= words.sealed.holds(text.bytes, starts[word], ends[word]);
      boolean id = text.startsWith("id", starts[word]) && ends[word] - starts[word] == 2;
      endsInId |= id;
      if (id && session(text)) {
        neutralAfter = true;
      } else if (words.bad.holds(text.bytes, starts[word], ends[word])) {
        badAfter = true;
      } else if (words.neutral.holds(text.bytes, starts[word], ends[word])) {
        neutralAfter = true;
      } else {
        otherAfter = true;
      }
    }
  }

  /** Whether the stem is a session's, whose id is the secret. */
  boolean session(Text text) {
    return text.startsWith("sess", stemFrom);
  }

  /** Whether {@code bytes[start..stop)} is one of its words. */
  boolean holds(Text text, byte[] bytes, int start, int stop) {
    for (int word = 0; word < count; word++) {
      if (ends[word] - starts[word] == stop - start) {
        boolean same = true;
        for (int i = 0; i < stop - start && same; i++) {
          same = Text.fold(bytes[start + i]) == Text.fold(text.bytes[starts[word] + i]);
        }
        if (same) {
          return true;
        }
      }
    }
    return false;
  }
}
