package dev.assay.detect.licence;

import dev.assay.ecosystem.LicenceExpression;
import dev.assay.model.LicenceText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences and addresses that name a licence. What they name is worth less than its text. */
final class LicenceReferences {
  /** Of one text that many are read. */
  private static final int MOST = 200;

  /** How likely it is that a sentence means what it names, thousandths. */
  private static final int TRUST = 500;

  private static final int LONGEST_NAME = 90;

  /** What stands between {@code under} and a name. */
  private static final Pattern UNDER =
      Pattern.compile(
          "under\\s+(?:the\\s+|an?\\s+)?(?:terms\\s+(?:and\\s+conditions\\s+)?of\\s+)?(?:the\\s+|an?\\s+)?"
              + "[\"'`\\[(*_]*(?=[A-Z0-9])");

  /** The same where a line says {@code License: …}. */
  private static final Pattern LABEL =
      Pattern.compile(
          "licen[cs]e[ \\t]*[:=]?[ \\t]*[\"'`\\[(*_]*(?=[A-Z0-9(])", Pattern.CASE_INSENSITIVE);

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(?:opensource\\.org/licen[cs]es?/|spdx\\.org/licenses/|choosealicense\\.com/licenses/"
              + "|apache\\.org/licenses/|gnu\\.org/(?:licenses|copyleft)/(?:old-licenses/)?"
              + "|eclipse\\.org/legal/|mozilla\\.org/(?:en-us/)?MPL/|creativecommons\\.org/(?:licenses|publicdomain)/"
              + "|boost\\.org/|unlicense\\.org/|oss\\.oracle\\.com/licenses/)([A-Za-z0-9._/+-]*)");

  /** What stands behind an address rather than in it. */
  private static final Pattern SENTENCE_END = Pattern.compile("[.+-]+$");

  private LicenceReferences() {}

  /** Looks at {@code text[from..to)}. */
  static void find(CharSequence text, int from, int to, List<LicenceMatch> out) {
    int most = out.size() + MOST;
    Matcher matcher = ADDRESS.matcher(text);
    for (int at = from; at < to && out.size() < most; at++) {
      switch (text.charAt(at)) {
        case 'u' -> {
          if (stands("under", text, at, to)) {
            sentence(matcher.usePattern(UNDER), text, at, to, out);
          }
        }
        case 'l', 'L' -> {
          if (stands("icen", text, at + 1, to) && opens(text, at, from)) {
            sentence(matcher.usePattern(LABEL), text, at, to, out);
          }
        }
        case '/' -> {
          if (at > from + 4
              && (stands(".org", text, at - 4, to) || stands(".com", text, at - 4, to))) {
            address(matcher.usePattern(ADDRESS), Math.max(from, at - 24), at, to, out);
          }
        }
        default -> {}
      }
    }
  }

  private static boolean stands(String word, CharSequence text, int at, int to) {
    if (at + word.length() > to) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text.charAt(at + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing but markers stands before it in its line. */
  private static boolean opens(CharSequence text, int at, int from) {
    int i = at - 1;
    while (i >= from && !Character.isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '\n') {
      i--;
    }
    return i < from || text.charAt(i) == '\n';
  }

  private static void sentence(
      Matcher matcher, CharSequence text, int at, int to, List<LicenceMatch> out) {
    if (matcher.region(at, Math.min(to, at + 200)).lookingAt()) {
      name(text, at, matcher.end(), out);
    }
  }

  private static void address(
      Matcher matcher, int from, int slash, int to, List<LicenceMatch> out) {
    if (matcher.region(from, Math.min(to, slash + 100)).find() && matcher.start() < slash) {
      LicenceExpression named =
          LicenceExpression.at(SENTENCE_END.matcher(matcher.group()).replaceFirst(""));
      if (named != null) {
        add(matcher.start(), matcher.end(), named, out);
      }
    }
  }

  private static void add(int start, int end, LicenceExpression named, List<LicenceMatch> out) {
    out.add(
        new LicenceMatch(
            start, end, LicenceText.Kind.REFERENCE, named.toString(), TRUST, List.of()));
  }

  /** The longest name that begins at {@code from}. */
  private static void name(CharSequence text, int start, int from, List<LicenceMatch> out) {
    int end = from;
    int most = Math.min(text.length(), from + LONGEST_NAME);
    while (end < most && !ends(text, end)) {
      end++;
    }
    String sentence = text.subSequence(from, end).toString();
    while (!sentence.isBlank()) {
      LicenceExpression named = LicenceExpression.declared(sentence.replaceAll("\\s+", " "));
      if (named != null && !nothing(sentence)) {
        add(start, from + sentence.length(), named, out);
        return;
      }
      int cut = sentence.length() - 1;
      while (cut > 0 && word(sentence.charAt(cut))) {
        cut--;
      }
      while (cut > 0 && !word(sentence.charAt(cut - 1))) {
        cut--;
      }
      sentence = sentence.substring(0, Math.max(0, cut));
    }
  }

  /** Words that are ids of the list, too, but hardly ever meant so in a sentence. */
  private static boolean nothing(String sentence) {
    return switch (sentence.strip().toLowerCase(Locale.ROOT)) {
      case "any",
          "sl",
          "fair",
          "glide",
          "naumen",
          "open",
          "free",
          "intel",
          "zed",
          "crossword",
          "plexus" ->
          true;
      default -> false;
    };
  }

  private static boolean word(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '+' || c == '-';
  }

  private static boolean ends(CharSequence text, int at) {
    char c = text.charAt(at);
    if (c == ';' || c == '<' || c == '>' || c == ']' || c == '"' || c == '`') {
      return true;
    }
    boolean space = at + 1 >= text.length() || Character.isWhitespace(text.charAt(at + 1));
    if (c == '.' && space) {
      return true;
    }
    return c == '\n'
        && at + 1 < text.length()
        && (text.charAt(at + 1) == '\n' || text.charAt(at + 1) == '\r');
  }
}
