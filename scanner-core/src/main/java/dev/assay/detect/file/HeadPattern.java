package dev.assay.detect.file;

import dev.assay.rules.CountedChars;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a rule looks for in the first bytes of a file, compiled. Immutable. */
final class HeadPattern {
  /** Steps that a pattern may take in the head of a file. */
  private static final int STEPS = 2_000_000;

  /** The start of a text, as patterns are compiled. */
  private static final String START = "(?<![\\x00-\\xff])";

  private final Pattern pattern;

  /** Whether all that it finds stands at the start, which is not to be looked for elsewhere. */
  private final boolean atStart;

  HeadPattern(String regex) {
    pattern = Pattern.compile(regex);
    atStart = startsAtStart(regex);
  }

  /**
   * Whether it is in one of {@code heads}.
   *
   * @throws CountedChars.OutOfSteps if it takes too long to tell
   */
  boolean found(List<String> heads) {
    for (String head : heads) {
      Matcher matcher = pattern.matcher(new CountedChars(head, STEPS));
      if (atStart ? matcher.lookingAt() : matcher.find()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether what it finds may begin with {@code first} (0 to 255): whatever follows, if it isn't
   * bound to the start. An empty head is never asked about.
   */
  boolean mayBegin(int first) {
    if (!atStart) {
      return true;
    }
    Matcher matcher = pattern.matcher(String.valueOf((char) first));
    // Without having asked for more, more would change nothing.
    return matcher.lookingAt() || matcher.hitEnd();
  }

  /**
   * Whether all that {@code regex} finds stands at the start, which {@code find} would look for at
   * every place: it begins as the compiler of patterns writes a start, and has no alternatives
   * beside that.
   */
  private static boolean startsAtStart(String regex) {
    if (!regex.startsWith(START)) {
      return false;
    }
    int depth = 0;
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\') {
        i++;
      } else if (inClass || c == '[') {
        inClass = c != ']';
      } else if (c == '|' && depth == 0) {
        return false;
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
    }
    return depth == 0;
  }
}
