package dev.assay.detect.licence;

import java.util.Arrays;

/**
 * The words of a text as the matching guidelines of SPDX see them (specification 2.3, annex B):
 * white space, case, punctuation, quotes, dashes, comment markers and HTML tags are gone, variants
 * of spelling are one, {@code ©}, {@code (c)} and {@code Copyright} are one, and so are {@code
 * http} and {@code https}. Each word is the hash of its letters. Bullets and copyright lines stay,
 * and are told: they may stand anywhere.
 */
final class LicenceWords {
  private static final int COPYRIGHT = hash("copyright");
  private static final int ALL = hash("all");
  private static final int RIGHTS = hash("rights");
  private static final int RESERVED = hash("reserved");
  private static final int SUB = hash("sub");
  private static final int NON = hash("non");
  private static final int PER = hash("per");
  private static final int CENT = hash("cent");
  private static final int HOLDER = hash("holder");
  private static final int HOLDERS = hash("holders");
  private static final int OWNER = hash("owner");
  private static final int OWNERS = hash("owners");
  private static final int BY = hash("by");
  private static final int PORTIONS = hash("portions");

  private final CharSequence text;
  private final int length;
  private int[] hashes = new int[1024];
  private int[] starts = new int[1024];
  private int[] ends = new int[1024];
  private boolean[] free = new boolean[1024];
  private int count;
  private int lineFrom;
  private boolean lineMarked;

  private LicenceWords(CharSequence text) {
    this.text = text;
    length = text.length();
  }

  /** The words of {@code text}. */
  static LicenceWords of(CharSequence text) {
    LicenceWords words = new LicenceWords(text);
    words.read();
    return words;
  }

  int count() {
    return count;
  }

  int hash(int word) {
    return hashes[word];
  }

  int start(int word) {
    return starts[word];
  }

  int end(int word) {
    return ends[word];
  }

  /** Whether it may stand there, whatever the licence: a bullet, or part of a copyright line. */
  boolean free(int word) {
    return free[word];
  }

  /** As it is shown in a difference. */
  String word(int word) {
    return Spelling.lower(text, starts[word], ends[word]);
  }

  static int hash(String word) {
    int hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = hash * 31 + word.charAt(i);
    }
    return mix(hash);
  }

  private static int mix(int hash) {
    int mixed = hash * 0x9E3779B1;
    return mixed ^ (mixed >>> 15);
  }

  private void read() {
    int at = 0;
    while (at < length) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        endLine();
        at++;
      } else if (c == '('
          && at + 2 < length
          && (text.charAt(at + 1) | 0x20) == 'c'
          && text.charAt(at + 2) == ')') {
        add(COPYRIGHT, at, at + 3);
        at += 3;
      } else if (c == '©') {
        add(COPYRIGHT, at, at + 1);
        at++;
      } else if (c == '<') {
        at = Markup.afterTag(text, at);
      } else if (c == '&') {
        int after = Markup.afterEntity(text, at);
        if (Markup.copyright(text, at, after)) {
          add(COPYRIGHT, at, after);
        }
        at = after;
      } else if (letter(c)) {
        at = readWord(at);
      } else {
        at++;
      }
    }
    endLine();
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || (c >= 0x80 && Character.isLetterOrDigit(c));
  }

  private int readWord(int from) {
    int hash = 0;
    int at = from;
    int end = from;
    while (at < length) {
      char c = text.charAt(at);
      if (letter(c)) {
        hash =
            hash * 31 + (c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : Character.toLowerCase(c));
        end = ++at;
      } else if ((c == '\'' || c == '’') && at + 1 < length && letter(text.charAt(at + 1))) {
        at++;
      } else {
        break;
      }
    }
    add(Spelling.of(mix(hash)), from, end);
    return end;
  }

  private void add(int hash, int start, int end) {
    if (hash == Spelling.NOTHING || (hash == COPYRIGHT && joinsCopyright(start))) {
      return;
    }
    int value = hash;
    if (count > 0) {
      int before = hashes[count - 1];
      if ((before == SUB && Spelling.licensing(hash))
          || (before == NON && hash == Spelling.COMMERCIAL)
          || (before == PER && hash == CENT)) {
        hashes[count - 1] =
            before == PER
                ? Spelling.PERCENT
                : before == NON ? Spelling.NONCOMMERCIAL : Spelling.sub(hash);
        ends[count - 1] = end;
        return;
      }
      if (before == COPYRIGHT) {
        value = hash == OWNER ? HOLDER : hash == OWNERS ? HOLDERS : hash;
      }
    }
    if (count == lineFrom && Spelling.comment(hash)) {
      return;
    }
    if (count == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      free = Arrays.copyOf(free, 2 * count);
    }
    free[count] = count == lineFrom && bullet(start, end);
    hashes[count] = value;
    starts[count] = start;
    ends[count] = end;
    count++;
  }

  /** {@code Copyright (c)} is one word; a line that has it is a copyright line. */
  private boolean joinsCopyright(int start) {
    if (count == 0 || hashes[count - 1] != COPYRIGHT || start - ends[count - 1] > 3) {
      return false;
    }
    lineMarked |= count - 1 - lineFrom <= 2;
    return true;
  }

  /** A number, a letter or a few Roman digits, with a dot or a bracket behind it. */
  private boolean bullet(int start, int end) {
    if (end - start > 4 || end >= length) {
      return false;
    }
    char after = text.charAt(end);
    if (after != '.' && after != ')' && after != ']' && after != ':') {
      return false;
    }
    if (end - start == 1) {
      return true;
    }
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9')
          || (c | 0x20) == 'i'
          || (c | 0x20) == 'v'
          || (c | 0x20) == 'x')) {
        return false;
      }
    }
    return true;
  }

  private void endLine() {
    int words = count - lineFrom;
    if (words > 0) {
      if (lineMarked || copyrightLine(words)) {
        Arrays.fill(free, lineFrom, count, true);
      }
    }
    lineFrom = count;
    lineMarked = false;
  }

  /** A year close behind the word, or {@code All rights reserved} alone. */
  private boolean copyrightLine(int words) {
    int at = lineFrom;
    if (hashes[at] == ALL) {
      return words <= 4 && words >= 3 && hashes[at + 1] == RIGHTS && hashes[at + 2] == RESERVED;
    }
    if (hashes[at] == PORTIONS && words > 1) {
      at++;
    }
    if (hashes[at] != COPYRIGHT) {
      return false;
    }
    for (int i = at + 1; i < Math.min(count, at + 4); i++) {
      if (year(i) || hashes[i] == BY) {
        return true;
      }
    }
    return text.charAt(starts[at]) == '©' || text.charAt(starts[at]) == '(';
  }

  private boolean year(int word) {
    if (ends[word] - starts[word] != 4) {
      return false;
    }
    char first = text.charAt(starts[word]);
    char second = text.charAt(starts[word] + 1);
    return (first == '1' && second == '9') || (first == '2' && second == '0');
  }
}
