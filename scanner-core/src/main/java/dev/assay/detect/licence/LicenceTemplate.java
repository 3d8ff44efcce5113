package dev.assay.detect.licence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A licence as SPDX's template gives it (licence list, {@code standardLicenseTemplate}): words,
 * words that may be missing, gaps that hold any words, and choices between a few words.
 */
final class LicenceTemplate {
  private static final String VAR = "<<var;";
  private static final String BEGIN = "<<beginOptional";
  private static final String END = "<<endOptional>>";
  private static final String CLOSE = "\">>";

  /** What one part of it is. */
  private record Element(
      String word, int gap, @Nullable List<List<String>> choice, boolean optional) {}

  private final List<Element> elements = new ArrayList<>();
  private int optional;

  private LicenceTemplate() {}

  static LicenceTemplate parse(String template) {
    LicenceTemplate parsed = new LicenceTemplate();
    parsed.read(template);
    parsed.trim();
    return parsed;
  }

  private void read(String template) {
    int at = 0;
    while (at < template.length()) {
      int next = nearest(template, at);
      text(template.substring(at, next));
      if (next == template.length()) {
        return;
      }
      if (template.startsWith(VAR, next)) {
        int end = endOfVar(template, next);
        var(template.substring(next, end));
        at = end;
      } else {
        optional += template.startsWith(BEGIN, next) ? 1 : -1;
        optional = Math.max(0, optional);
        at = template.indexOf(">>", next) + 2;
      }
    }
  }

  private static int nearest(String template, int from) {
    int nearest = template.length();
    for (String tag : List.of(VAR, BEGIN, END)) {
      int at = template.indexOf(tag, from);
      nearest = at < 0 ? nearest : Math.min(nearest, at);
    }
    return nearest;
  }

  /** One stands in another's original text, once. */
  private static int endOfVar(String template, int from) {
    int end = template.indexOf(CLOSE, from);
    int inner = template.indexOf(VAR, from + 1);
    while (inner >= 0 && inner < end) {
      end = template.indexOf(CLOSE, end + 1);
      inner = template.indexOf(VAR, inner + 1);
    }
    return end < 0 ? template.length() : end + CLOSE.length();
  }

  private void text(String text) {
    LicenceWords words = LicenceWords.of(text);
    for (int i = 0; i < words.count(); i++) {
      elements.add(
          new Element(words.hash(i) + " " + words.word(i), 0, null, optional > 0 || words.free(i)));
    }
  }

  private void var(String tag) {
    int at = tag.lastIndexOf(";match=\"");
    String pattern = at < 0 ? ".+" : tag.substring(at + 8, tag.length() - CLOSE.length());
    List<String> expanded = PatternWords.expand(pattern);
    if (expanded == null) {
      elements.add(new Element("", PatternWords.gap(pattern), null, true));
      return;
    }
    List<List<String>> choice = new ArrayList<>();
    boolean empty = false;
    for (String each : expanded) {
      LicenceWords words = LicenceWords.of(each);
      List<String> list = new ArrayList<>();
      for (int i = 0; i < words.count(); i++) {
        list.add(words.hash(i) + " " + words.word(i));
      }
      empty |= list.isEmpty();
      if (!list.isEmpty() && !choice.contains(list)) {
        choice.add(list);
      }
    }
    if (choice.size() == 1 && choice.get(0).size() > 0) {
      for (String word : choice.get(0)) {
        elements.add(new Element(word, 0, null, empty || optional > 0));
      }
    } else if (!choice.isEmpty()) {
      elements.add(new Element("", 0, choice, empty || optional > 0));
    }
  }

  /** Gaps at the edges say nothing of where it begins. */
  private void trim() {
    while (!elements.isEmpty() && elements.get(0).gap > 0) {
      elements.remove(0);
    }
    while (!elements.isEmpty() && elements.get(elements.size() - 1).gap > 0) {
      elements.remove(elements.size() - 1);
    }
  }

  /** Words that must be there. */
  int words() {
    int count = 0;
    for (Element element : elements) {
      count += element.optional || element.word.isEmpty() ? 0 : 1;
    }
    return count;
  }

  /** The same for the same text. */
  String key() {
    StringBuilder key = new StringBuilder();
    for (Element each : elements) {
      key.append(each.optional ? '?' : ' ')
          .append(each.word, 0, Math.max(0, each.word.indexOf(' ')));
      key.append(each.gap).append(each.choice == null ? "" : each.choice.toString());
    }
    return key.toString();
  }

  /**
   * As the index has it.
   *
   * @param words that are known; new ones are added
   * @param choices each a list of words; added to
   */
  int[] encode(LicenceIndexBuilder.Vocabulary words, List<int[][]> choices) {
    List<Integer> codes = new ArrayList<>();
    boolean before = false;
    for (Element each : elements) {
      if (each.optional != before && each.gap == 0) {
        codes.add(each.optional ? LicenceIndex.OPTIONAL : LicenceIndex.REQUIRED);
        before = each.optional;
      }
      if (each.gap > 0) {
        codes.add(LicenceIndex.GAP + Math.min(each.gap, LicenceIndex.GAPS - 1));
      } else if (each.choice != null) {
        codes.add(LicenceIndex.CHOICE);
        codes.add(choices.size());
        int[][] lists = new int[each.choice.size()][];
        for (int i = 0; i < lists.length; i++) {
          lists[i] = each.choice.get(i).stream().mapToInt(word -> number(word, words)).toArray();
        }
        choices.add(lists);
      } else {
        codes.add(LicenceIndex.WORDS + number(each.word, words));
      }
    }
    return codes.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int number(String word, LicenceIndexBuilder.Vocabulary words) {
    int space = word.indexOf(' ');
    return words.number(Integer.parseInt(word, 0, space, 10), word.substring(space + 1));
  }
}
