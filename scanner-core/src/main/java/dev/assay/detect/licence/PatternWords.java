package dev.assay.detect.licence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the {@code match} pattern of a variable in a template stands for: texts, or any words. */
final class PatternWords {
  /** Texts that one pattern may stand for; of more it is a gap. */
  private static final int MOST = 48;

  private static final Pattern SPACE =
      Pattern.compile("(?:\\\\s|\\[ \\\\t\\\\r\\\\n\\\\f\\]|\\[\\\\s\\])(?:[+*]|\\{\\d+,\\d+\\})?");

  private static final Pattern LIMIT = Pattern.compile("\\.\\{\\d+,(\\d+)\\}");

  private final String pattern;
  private int at;
  private boolean any;

  private PatternWords(String pattern) {
    this.pattern = pattern;
  }

  /** All texts that {@code pattern} matches, if they are few; else null. */
  static @Nullable List<String> expand(String pattern) {
    PatternWords reader = new PatternWords(SPACE.matcher(pattern).replaceAll(" "));
    List<String> texts = reader.alternatives();
    return reader.any || reader.at < reader.pattern.length() ? null : texts;
  }

  /** Words that what {@code pattern} matches has at most, about. */
  static int gap(String pattern) {
    Matcher limit = LIMIT.matcher(pattern);
    int chars = 0;
    while (limit.find()) {
      chars += Integer.parseInt(limit.group(1));
    }
    if (chars > 0) {
      return Math.min(400, Math.max(4, chars / 5));
    }
    return pattern.length() <= 3 ? 40 : 40 + pattern.length() / 6;
  }

  private List<String> alternatives() {
    LinkedHashSet<String> all = new LinkedHashSet<>(sequence());
    while (!any && at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      all.addAll(sequence());
    }
    return new ArrayList<>(all);
  }

  private List<String> sequence() {
    List<String> texts = List.of("");
    while (!any
        && at < pattern.length()
        && pattern.charAt(at) != '|'
        && pattern.charAt(at) != ')') {
      List<String> atom = quantified(atom());
      List<String> longer = new ArrayList<>();
      for (String text : texts) {
        for (String each : atom) {
          longer.add(text + each);
        }
      }
      any |= longer.size() > MOST;
      texts = longer;
    }
    return texts;
  }

  private List<String> atom() {
    char c = pattern.charAt(at++);
    switch (c) {
      case '(' -> {
        List<String> inner = alternatives();
        at++;
        return inner;
      }
      case '[' -> {
        return set();
      }
      case '\\' -> {
        char escaped = at < pattern.length() ? pattern.charAt(at++) : ' ';
        any |= Character.isLetterOrDigit(escaped);
        return List.of(String.valueOf(escaped));
      }
      case '.' -> {
        any = true; // a full stop that was meant as one, or any words
        return List.of(".");
      }
      default -> {
        return List.of(String.valueOf(c));
      }
    }
  }

  /** A few characters; a range or a negation stands for more than can be listed. */
  private List<String> set() {
    List<String> chars = new ArrayList<>();
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      char c = pattern.charAt(at++);
      any |=
          c == '^'
              || (c == '-'
                  && !chars.isEmpty()
                  && at < pattern.length()
                  && pattern.charAt(at) != ']');
      if (c == '\\' && at < pattern.length()) {
        c = pattern.charAt(at++);
      }
      chars.add(String.valueOf(c));
    }
    at++;
    return chars.isEmpty() ? List.of("") : chars;
  }

  private List<String> quantified(List<String> atom) {
    if (at >= pattern.length()) {
      return atom;
    }
    char c = pattern.charAt(at);
    if (c == '?') {
      at++;
      List<String> maybe = new ArrayList<>(atom);
      maybe.add("");
      return maybe;
    }
    if (c == '*' || c == '+' || c == '{') {
      // Of punctuation any number is none.
      boolean letters =
          atom.stream().anyMatch(each -> each.chars().anyMatch(Character::isLetterOrDigit));
      any |= letters;
      at = c == '{' ? pattern.indexOf('}', at) + 1 : at + 1;
      return List.of("");
    }
    return atom;
  }
}
