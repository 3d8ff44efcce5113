package dev.assay.detect.secret;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Knows values that stand for a secret that somebody is to fill in. */
final class Placeholders {
  /** Longest value that is looked at; longer ones (keys in blocks) are no placeholders. */
  private static final int MAX_LENGTH = 300;

  private static final String[] TEMPLATES = {"${", "{{", "#{", "$(", "<%", "%(", "@@", "}}"};
  private static final String[] WORDS = {
    "example",
    "placeholder",
    "changeme",
    "change-me",
    "change_me",
    "replaceme",
    "replace-me",
    "replace_me",
    "redacted",
    "dummy",
    "your-",
    "your_",
    "yourtoken",
    "yourkey",
    "yoursecret",
    "insert",
    "xxxx",
    "****",
    "....",
    "todo",
    "fixme",
    "notreal",
    "not-real",
    "sample"
  };

  private Placeholders() {}

  /** Why {@code secret} looks like a placeholder, in words; null if it doesn't. */
  static @Nullable String reason(String secret) {
    int length = secret.length();
    if (length > MAX_LENGTH) {
      return null;
    }
    for (String template : TEMPLATES) {
      if (secret.contains(template)) {
        return "holds a template's mark, so the value comes from elsewhere";
      }
    }
    char first = secret.charAt(0);
    char last = secret.charAt(length - 1);
    if ((first == '<' && last == '>') || (first == '%' && last == '%') || first == '$') {
      return "is a variable or a template's mark";
    }
    String lower = secret.toLowerCase(Locale.ROOT);
    for (String word : WORDS) {
      if (lower.contains(word)) {
        return "holds a placeholder's word";
      }
    }
    if (Randomness.longestAscent(lower) >= Math.max(7, length / 3)) {
      return "runs through the alphabet or the digits";
    }
    if (length >= 12 && Randomness.distinct(secret) <= 2 + length / 12) {
      return "repeats few characters";
    }
    return null;
  }
}
