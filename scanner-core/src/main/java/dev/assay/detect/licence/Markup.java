package dev.assay.detect.licence;

import java.util.Locale;
import java.util.Set;

/** HTML in licence texts: passed over. */
final class Markup {
  /** Longest tag that is passed over, characters. */
  private static final int LONGEST = 300;

  private static final Set<String> TAGS =
      Set.of(
          "a",
          "abbr",
          "article",
          "b",
          "big",
          "blockquote",
          "body",
          "br",
          "center",
          "cite",
          "code",
          "dd",
          "div",
          "dl",
          "dt",
          "em",
          "font",
          "footer",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "head",
          "header",
          "hr",
          "html",
          "i",
          "img",
          "li",
          "link",
          "main",
          "meta",
          "nav",
          "ol",
          "p",
          "pre",
          "section",
          "small",
          "span",
          "strong",
          "sub",
          "sup",
          "table",
          "tbody",
          "td",
          "th",
          "thead",
          "title",
          "tr",
          "tt",
          "u",
          "ul",
          "var");

  private Markup() {}

  /** Where the tag at {@code at} ends; one on if it isn't one. */
  static int afterTag(CharSequence text, int at) {
    int name = at + 1;
    if (name < text.length() && text.charAt(name) == '/') {
      name++;
    }
    int end = name;
    int most = Math.min(text.length(), at + LONGEST);
    while (end < most && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    if (end == name
        || end - name > 10
        || !TAGS.contains(text.subSequence(name, end).toString().toLowerCase(Locale.ROOT))) {
      return at + 1;
    }
    while (end < most && text.charAt(end) != '>' && text.charAt(end) != '<') {
      end++;
    }
    return end < most && text.charAt(end) == '>' ? end + 1 : at + 1;
  }

  /** Where the entity at {@code at} ends; one on if it isn't one. */
  static int afterEntity(CharSequence text, int at) {
    int end = at + 1;
    int most = Math.min(text.length(), at + 9);
    while (end < most && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '#')) {
      end++;
    }
    return end > at + 2 && end < most && text.charAt(end) == ';' ? end + 1 : at + 1;
  }

  static boolean copyright(CharSequence text, int at, int after) {
    String entity = after - at == 6 ? text.subSequence(at, after).toString() : "";
    return entity.equals("&copy;") || entity.equals("&#169;");
  }
}
