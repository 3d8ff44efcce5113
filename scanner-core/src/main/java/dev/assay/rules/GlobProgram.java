package dev.assay.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One glob without braces, compiled: a list of steps, where a step that is not negative is a
 * literal character.
 *
 * <p>Matching backtracks to the last {@code *} and to the last {@code **} only. That is enough: a
 * {@code *} cannot pass a {@code /}, so that once the text after it has matched up to the next
 * {@code /} another length could only lead to the same place; and a {@code **} takes up whatever an
 * earlier one might have taken instead.
 */
final class GlobProgram {
  private static final int ONE = -1; // ?
  private static final int STAR = -2; // *
  private static final int ANYTHING = -3; // ** beside other characters
  private static final int SEGMENTS = -4; // ** and its /, as whole segments
  private static final int FIRST_SET = -5; // this and below: sets[FIRST_SET - step]

  private final int[] steps;
  private final char[][] sets; // pairs of first and last; a leading pair (1, 0) negates
  private final boolean nameOnly;
  private final String tail; // literal characters that every match ends with

  private GlobProgram(int[] steps, char[][] sets, boolean nameOnly, String tail) {
    this.steps = steps;
    this.sets = sets;
    this.nameOnly = nameOnly;
    this.tail = tail;
  }

  /** Compiles {@code glob}, which has no braces but escaped ones; errors quote {@code whole}. */
  static GlobProgram compile(String glob, String whole) {
    if (glob.isEmpty() || glob.equals("/")) {
      throw GlobBraces.fault(whole, "has an empty alternative, which matches nothing; remove it");
    }
    if (glob.endsWith("/")) {
      throw GlobBraces.fault(whole, "ends in /, which matches no file; write " + glob + "**");
    }
    boolean nameOnly = glob.indexOf('/') < 0;
    int at = glob.charAt(0) == '/' ? 1 : 0;
    if (glob.startsWith("**/", at)
        && glob.indexOf('/', at + 3) < 0
        && glob.indexOf("**", at + 3) < 0) {
      at += 3; // the last segment wherever it stands: the same as the name alone, but quicker
      nameOnly = true;
    }
    int[] steps = new int[glob.length()];
    int size = 0;
    List<char[]> sets = new ArrayList<>(0);
    int segmentStart = at;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      int end = at + 1;
      int step = c;
      if (c == '*') {
        while (end < glob.length() && glob.charAt(end) == '*') {
          end++;
        }
        step = end - at == 1 ? STAR : ANYTHING;
        if (step == ANYTHING && at == segmentStart && glob.startsWith("/", end)) {
          step = SEGMENTS;
          end++;
          segmentStart = end;
        }
      } else if (c == '?') {
        step = ONE;
      } else if (c == '[') {
        end = endOfSet(glob, at, whole);
        step = FIRST_SET - sets.size();
        sets.add(set(glob, at + 1, end - 1, whole));
      } else if (c == '\\') {
        if (end == glob.length()) {
          throw GlobBraces.fault(whole, "ends in \\, which escapes nothing; write \\\\");
        }
        step = glob.charAt(end++);
      } else if (c == '/') {
        segmentStart = end;
      }
      steps[size++] = step;
      at = end;
    }
    int literals = size;
    while (literals > 0 && steps[literals - 1] >= 0) {
      literals--;
    }
    StringBuilder tail = new StringBuilder(size - literals);
    for (int i = literals; i < size; i++) {
      tail.append((char) steps[i]);
    }
    return new GlobProgram(
        Arrays.copyOf(steps, size), sets.toArray(new char[0][]), nameOnly, tail.toString());
  }

  /** The index after the {@code ]} that closes the set opened at {@code open}. */
  static int endOfSet(String glob, int open, String whole) {
    int at = open + 1;
    if (at < glob.length() && (glob.charAt(at) == '!' || glob.charAt(at) == '^')) {
      at++;
    }
    int first = at;
    while (at < glob.length() && (glob.charAt(at) != ']' || at == first)) {
      at += glob.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= glob.length()) {
      throw GlobBraces.fault(
          whole, "never closes the [ at position " + (open + 1) + "; add ] or write \\[");
    }
    return at + 1;
  }

  private static char[] set(String glob, int from, int to, String whole) {
    StringBuilder pairs = new StringBuilder();
    int at = from;
    if (glob.charAt(at) == '!' || glob.charAt(at) == '^') {
      pairs.append((char) 1).append((char) 0);
      at++;
    }
    while (at < to) {
      at += glob.charAt(at) == '\\' ? 1 : 0;
      char first = glob.charAt(at++);
      char last = first;
      if (at + 1 < to && glob.charAt(at) == '-') {
        at += glob.charAt(at + 1) == '\\' ? 2 : 1;
        last = glob.charAt(at++);
      }
      if (last < first) {
        throw GlobBraces.fault(
            whole, "has the range " + first + "-" + last + " the wrong way round; swap its ends");
      }
      pairs.append(first).append(last);
    }
    return pairs.toString().toCharArray();
  }

  boolean matches(String path, int nameStart) {
    int start = nameOnly ? nameStart : 0;
    return path.length() - start >= tail.length()
        && path.endsWith(tail)
        && (tail.length() == steps.length
            ? path.length() - start == tail.length()
            : run(path, start));
  }

  private boolean run(String path, int start) {
    int length = path.length();
    int at = start;
    int step = 0;
    int starStep = -1; // where to go on after the last * took one more character
    int starAt = 0;
    int wideStep = -1; // the same for the last **
    int wideAt = 0;
    boolean wideSegments = false;
    while (true) {
      if (step == steps.length) {
        if (at == length) {
          return true;
        }
      } else {
        int op = steps[step];
        if (op == STAR) {
          starStep = ++step;
          starAt = at;
          continue;
        }
        if (op == ANYTHING || op == SEGMENTS) {
          wideStep = ++step;
          wideAt = at;
          wideSegments = op == SEGMENTS;
          starStep = -1;
          continue;
        }
        int width = at < length ? width(op, path, at) : 0;
        if (width > 0) {
          at += width;
          step++;
          continue;
        }
      }
      if (starStep >= 0 && starAt < length && path.charAt(starAt) != '/') {
        starAt++;
        at = starAt;
        step = starStep;
        continue;
      }
      if (wideStep < 0) {
        return false;
      }
      wideAt = wideSegments ? path.indexOf('/', wideAt) + 1 : wideAt + 1;
      if (wideAt > length || wideAt <= 0) {
        return false;
      }
      starStep = -1;
      at = wideAt;
      step = wideStep;
    }
  }

  /** How many chars at {@code at} the single-character step takes; 0 if it does not match. */
  private int width(int op, String path, int at) {
    char c = path.charAt(at);
    if (op >= 0) {
      return c == op ? 1 : 0;
    }
    if (c == '/') {
      return 0;
    }
    if (op == ONE) {
      boolean pair =
          Character.isHighSurrogate(c)
              && at + 1 < path.length()
              && Character.isLowSurrogate(path.charAt(at + 1));
      return pair ? 2 : 1;
    }
    return inSet(sets[FIRST_SET - op], c) ? 1 : 0;
  }

  private static boolean inSet(char[] pairs, char c) {
    boolean negated = pairs[0] > pairs[1];
    for (int i = negated ? 2 : 0; i < pairs.length; i += 2) {
      if (c >= pairs[i] && c <= pairs[i + 1]) {
        return !negated;
      }
    }
    return negated;
  }
}
