package dev.assay.detect.licence;

import dev.assay.ecosystem.LicenceExpression;
import dev.assay.ecosystem.LicenceIds;
import dev.assay.model.LicenceText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sentences and addresses that name a licence. What they name is worth less than its text. */
final class LicenceReferences {
  /** Of one text that many are read. */
  private static final int MOST = 200;

  /** How likely it is that a sentence means what it names, thousandths. */
  private static final int TRUST = 500;

  private static final int LONGEST_NAME = 90;

  private static final Pattern SENTENCE =
      Pattern.compile(
          "(?:(?:licen[cs]ed|released|distributed|available|provided|published|covered)\\s+(?:\\w+\\s+)?"
              + "(?:under|by|using|with)|under\\s+the\\s+terms\\s+of|under)\\s+(?:the\\s+|an?\\s+)?"
              + "(?:terms\\s+of\\s+)?(?:the\\s+)?[\"'`\\[(*_]*(?=[A-Z0-9])"
              + "|(?:^|\\n)[ \\t*#/;-]*(?:@)?licen[cs]e[ \\t]*[:=]?[ \\t]*[\"'`\\[(*_]*(?=[A-Z0-9(])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)(?:opensource\\.org/licen[cs]es?/|spdx\\.org/licenses/|choosealicense\\.com/licenses/"
              + "|apache\\.org/licenses/|gnu\\.org/(?:licenses|copyleft)/(?:old-licenses/)?"
              + "|eclipse\\.org/legal/|mozilla\\.org/(?:en-us/)?MPL/|creativecommons\\.org/(?:licenses|publicdomain)/"
              + "|boost\\.org/|unlicense\\.org|oss\\.oracle\\.com/licenses/)([A-Za-z0-9._/+-]*)");

  private LicenceReferences() {}

  /** Looks at {@code text[from..to)}. */
  static void find(CharSequence text, int from, int to, List<LicenceMatch> out) {
    int most = out.size() + MOST;
    Matcher address = ADDRESS.matcher(text).region(from, to);
    while (out.size() < most && address.find()) {
      LicenceExpression named = address(address.group().toLowerCase(Locale.ROOT), address.group(1));
      if (named != null) {
        add(address.start(), address.end(), named, out);
      }
    }
    Matcher sentence = SENTENCE.matcher(text).region(from, to);
    while (out.size() < most && sentence.find()) {
      name(text, sentence.start(), sentence.end(), out);
    }
  }

  private static void add(int start, int end, LicenceExpression named, List<LicenceMatch> out) {
    out.add(
        new LicenceMatch(
            start, end, LicenceText.Kind.REFERENCE, named.toString(), TRUST, List.of()));
  }

  private static @Nullable LicenceExpression address(String whole, String last) {
    String name = last.replaceAll("(?:/|\\.(?:txt|html?|php|md|json))+$", "");
    if (whole.contains("unlicense.org")) {
      return LicenceExpression.declared("Unlicense");
    }
    if (whole.contains("mozilla.org")) {
      return LicenceExpression.declared("MPL-" + name);
    }
    if (whole.contains("boost.org")) {
      return name.equalsIgnoreCase("LICENSE_1_0") ? LicenceExpression.declared("BSL-1.0") : null;
    }
    if (whole.contains("creativecommons.org/publicdomain/zero")) {
      return LicenceExpression.declared("CC0-1.0");
    }
    if (whole.contains("creativecommons.org/licenses")) {
      return LicenceExpression.declared(
          "CC-" + name.replaceAll("/(?:deed.*|legalcode.*)$", "").replace('/', '-'));
    }
    if (whole.contains("eclipse.org/legal")) {
      return LicenceExpression.declared(
          name.replaceAll("v10$", "1.0").replaceAll("v20$", "2.0").replaceAll("-v", "-"));
    }
    if (name.isEmpty()) {
      return null;
    }
    LicenceExpression id = LicenceExpression.declared(name.replaceAll("-?licen[cs]e(?:-|$)", "-"));
    return id != null ? id : LicenceIds.get().named(name.replace('-', ' ').replace('_', ' '));
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
