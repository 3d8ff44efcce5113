package dev.assay.detect.secret.generic;

/** What stands in documents and templates for a part of a value that the reader is to fill in. */
final class Fillers {
  /** As many crosses in a row are no accident. */
  private static final int LEAST_CROSSES = 6;

  private Fillers() {}

  /** Whether a part of {@code value} is left out, crossed out or in typographic brackets. */
  static boolean in(ValueFacts value) {
    return value.ends("...")
        || crosses(value) >= LEAST_CROSSES
        || (value.beyondAscii > 0 && typographic(value));
  }

  /** Longest run of one character that people cross out with. */
  private static int crosses(ValueFacts value) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < value.length; i++) {
      int c = Text.fold(value.at(i));
      boolean cross = c == 'x' || c == '*' || c == '#' || c == '?';
      run = !cross ? 0 : i > 0 && c == Text.fold(value.at(i - 1)) ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** Whether it holds an ellipsis or an opening angle quotation mark, in UTF-8. */
  private static boolean typographic(ValueFacts value) {
    for (int i = 0; i < value.length - 1; i++) {
      int first = value.at(i) & 0xff;
      int second = value.at(i + 1) & 0xff;
      int third = value.at(i + 2) & 0xff;
      if ((first == 0xC2 && second == 0xAB)
          || (first == 0xE2 && second == 0x80 && (third == 0xA6 || third == 0xB9))) {
        return true;
      }
    }
    return false;
  }
}
