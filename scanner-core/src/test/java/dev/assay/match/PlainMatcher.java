package dev.assay.match;

import dev.assay.rules.ByteSet;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What matching means, written down without any regard for speed: each rule's regex is tried at
 * every offset, leftmost first, without overlaps. The engine is held against it.
 */
final class PlainMatcher {
  private static final String Q = "[\"'`]";
  private static final String CLOSERS = "[\"'`\\])\\\\]{0,4}+";
  private static final String WS = "[ \\t]{0,16}+";

  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private PlainMatcher() {}

  /** Matches of {@code rule}: {start, secretStart, secretEnd}. */
  static List<List<Integer>> matches(Rule rule, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<List<Integer>> found = new ArrayList<>();
    if (rule.shape() instanceof Shape.Token token) {
      Matcher matcher = matcher(token.regex(), text);
      int last = 0;
      for (int start = 0; start < text.length(); start++) {
        matcher.region(start, Math.min(text.length(), start + token.window()));
        if (start >= last && matcher.lookingAt()) {
          int group = matcher.start(token.secretGroup()) < 0 ? 0 : token.secretGroup();
          found.add(List.of(start, matcher.start(group), matcher.end(group)));
          last = matcher.end();
        }
      }
    } else if (rule.shape() instanceof Shape.Assign assign) {
      TreeMap<Integer, int[]> byStart = new TreeMap<>();
      for (String keyword : assign.keywords()) {
        List<String> regexes = assignment(keyword, assign, !rule.specific(), false);
        regexes.addAll(assignment(keyword, assign, !rule.specific(), true));
        for (String regex : regexes) {
          Matcher matcher = matcher(regex, text);
          for (int start = 0; start < text.length(); start++) {
            matcher.region(start, text.length());
            if (matcher.lookingAt() && fits(matcher, assign)) {
              byStart.putIfAbsent(start, new int[] {matcher.start("v"), matcher.end("v")});
            }
          }
        }
      }
      int last = 0;
      for (var entry : byStart.entrySet()) {
        if (entry.getKey() >= last) {
          found.add(List.of(entry.getKey(), entry.getValue()[0], entry.getValue()[1]));
          last = entry.getValue()[1];
        }
      }
    }
    return found;
  }

  private static Matcher matcher(String regex, String text) {
    return COMPILED
        .computeIfAbsent(regex, Pattern::compile)
        .matcher(text)
        .useTransparentBounds(true)
        .useAnchoringBounds(false);
  }

  private static boolean fits(Matcher matcher, Shape.Assign assign) {
    int length = matcher.end("v") - matcher.start("v");
    return length >= assign.minLength() && length <= assign.maxLength();
  }

  /** One regex for each way that key, operator and value may be put together. */
  private static List<String> assignment(
      String keyword, Shape.Assign assign, boolean wholeWord, boolean inQuery) {
    String left =
        "(?=(?i:"
            + Pattern.quote(keyword)
            + "))(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))"
            + (inQuery ? "(?<=" : "(?<!")
            + "[?&][A-Za-z0-9_.$-]{0,40})";
    String word =
        wholeWord ? "(?:(?![A-Za-z])|(?<=[a-z])(?=[A-Z])|(?=[sS](?![A-Za-z]))|(?=s[A-Z]))" : "";
    String rest = "[A-Za-z0-9_.$-]{0,40}+(?![A-Za-z0-9_.$-])";
    String then =
        assign.then().isEmpty()
            ? ""
            : "(?=[A-Za-z0-9_.$-]{0,40}?(?i:" + String.join("|", assign.then()) + "))";
    String key = left + "(?i:" + Pattern.quote(keyword) + ")" + then + word + rest;
    String quotedKey =
        key + "(?=[\\])\\\\]{0,3}" + Q + ")" + CLOSERS + WS + "(?:(?i:value)" + WS + "(?==))?+";
    String bareKey = key + "(?![\\])\\\\]{0,3}" + Q + ")" + CLOSERS + WS;
    String undotted =
        left + "(?!(?i:" + Pattern.quote(keyword) + ")[^.(\\x00-\\x1f]{0,80}\\.[^(]{0,80}\\()";
    String equals = "[?|+]{0,2}+=(?![=~])>?+" + WS;
    String walrus = ":=" + WS;
    String type = "[A-Za-z0-9_.<>\\[\\]?&'*]{1,40}+[ \\t]{1,16}+=" + WS + "(?=" + Q + ")";
    String typed = ":(?![:=])" + WS + type;
    String untyped = ":(?![:=])" + WS + "(?!" + type + ")";
    List<String> values = values(assign);
    String bare = "(?!\\\\|" + Q + ")" + unquoted(assign, inQuery) + after(assign, inQuery);
    String element = "(?<![- ])>" + WS + "(?!\\\\|" + Q + ")" + unquoted(assign, inQuery) + "(?=<)";
    List<String> all = new ArrayList<>();
    for (String value : values) {
      for (String operator : List.of(equals, walrus, typed, untyped)) {
        all.add(quotedKey + operator + value);
        all.add(bareKey + operator + value);
      }
      all.add(undotted + quotedKey.substring(left.length()) + "\\(" + WS + value);
      all.add(undotted + bareKey.substring(left.length()) + "\\(" + WS + value);
      all.add(quotedKey + "," + WS + value);
    }
    for (String operator : List.of(equals, walrus, untyped)) {
      String noPrefix = "(?![bBfFrRuUL@$]{0,2}+(?:\\\\|" + Q + "))";
      all.add(quotedKey + operator + noPrefix + bare);
      all.add(bareKey + operator + noPrefix + bare);
    }
    if (!assign.untilDelimiter()) {
      String spaced =
          "(?:(?<=(?<![A-Za-z0-9_.$-])-[A-Za-z0-9_.$-]{0,39})"
              + "|(?<=(?:#define|(?<![A-Za-z0-9_.$-])(?:ENV|ARG))[ \\t]{1,16}[A-Za-z0-9_.$-]{0,40}))"
              + key
              + "[ \\t]{1,16}+(?=[A-Za-z0-9\"'`])";
      for (String value : values) {
        all.add(spaced + value);
      }
      all.add(spaced + "(?![bBfFrRuUL@$]{0,2}+(?:\\\\|" + Q + "))" + bare);
    }
    all.add(quotedKey + element);
    all.add(bareKey + element);
    return all;
  }

  private static List<String> values(Shape.Assign assign) {
    String prefix = "(?:[bBfFrRuUL@$]{0,2}+(?=[\"'`\\\\]))?+";
    List<String> values = new ArrayList<>();
    for (String quote : List.of("\"", "'", "`")) {
      String plain =
          assign.untilDelimiter()
              ? "(?<v>(?:\\\\[\\x00-\\xff]|[^\\\\\\x00-\\x08\\x0a-\\x1fQ])*+)".replace("Q", quote)
              : strict(assign);
      String escaped =
          assign.untilDelimiter()
              ? "(?<v>[^\\\\\\x00-\\x08\\x0a-\\x1fQ]*+)".replace("Q", quote)
              : strict(assign);
      values.add(prefix + quote + "(?:" + quote + quote + ")?+" + plain + quote);
      values.add(
          prefix + "\\\\" + quote + "(?:" + quote + quote + ")?+" + escaped + "\\\\" + quote);
    }
    return values;
  }

  private static String unquoted(Shape.Assign assign, boolean inQuery) {
    return assign.untilDelimiter()
        ? "(?<v>[^\\x00-\\x20,;)\\]}<>\"'`\\\\(\\[{" + (inQuery ? "&" : "") + "]*+)"
        : strict(assign);
  }

  private static String after(Shape.Assign assign, boolean inQuery) {
    String more = assign.untilDelimiter() ? (inQuery ? "&" : "") : "&|#\\x80-\\xff";
    return "(?=[\\x00-\\x20,;)\\]}<>\"'`\\\\" + more + "]|\\z)";
  }

  private static String strict(Shape.Assign assign) {
    StringBuilder set = new StringBuilder("(?<v>[");
    ByteSet alphabet = assign.alphabet();
    for (int value = 0; value < 256; value++) {
      if (alphabet.contains(value)) {
        set.append(String.format(Locale.ROOT, "\\x%02x", value));
      }
    }
    return set.append("]{1,").append(assign.maxLength() + 1).append("}+)").toString();
  }
}
