package dev.assay.detect.licence;

import dev.assay.ecosystem.LicenceExpression;
import dev.assay.model.LicenceText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code SPDX-License-Identifier:} and the expression behind it (SPDX 2.3, annex E). */
final class LicenceTags {
  private static final String TAG = "spdx-license-identifier";

  /** Longest expression that is read, characters. */
  private static final int LONGEST = 500;

  /** An expression, up to what closes a comment or ends the line. */
  private static final Pattern VALUE =
      Pattern.compile("[ \\t]*[:=][ \\t]*([A-Za-z0-9.+:()\\- \\t]+)");

  private LicenceTags() {}

  static void find(CharSequence text, List<LicenceMatch> out) {
    int end = text.length() - TAG.length();
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if ((c == 'S' || c == 's') && isTag(text, i)) {
        int from = i + TAG.length();
        Matcher value = VALUE.matcher(text).region(from, Math.min(text.length(), from + LONGEST));
        if (value.lookingAt()) {
          LicenceExpression expression = read(value.group(1));
          if (expression != null) {
            out.add(
                new LicenceMatch(
                    i, value.end(), LicenceText.Kind.TAG, expression.toString(), 1000, List.of()));
          }
        }
        i = from;
      }
    }
  }

  /** A comment may close behind it, or a sentence go on: then the words that are one. */
  private static @Nullable LicenceExpression read(String value) {
    String text = value.strip();
    while (text.endsWith("-") || text.endsWith(".") || text.endsWith(":")) {
      text = text.substring(0, text.length() - 1).stripTrailing();
    }
    LicenceExpression whole = LicenceExpression.parse(text);
    int space = text.indexOf(' ');
    return whole == null && space > 0 ? LicenceExpression.parse(text.substring(0, space)) : whole;
  }

  private static boolean isTag(CharSequence text, int at) {
    for (int i = 0; i < TAG.length(); i++) {
      char c = text.charAt(at + i);
      char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
      if (lower != TAG.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
