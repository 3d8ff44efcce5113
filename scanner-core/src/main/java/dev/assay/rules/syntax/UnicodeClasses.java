package dev.assay.rules.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What {@code \p{…}} and {@code [:…:]} name in Go's regular expressions. */
final class UnicodeClasses {
  /**
   * General categories by the first letter of their names, as {@link Character#getType} has them.
   */
  private static final Map<String, List<Integer>> CATEGORIES =
      Map.ofEntries(
          category("Lu", Character.UPPERCASE_LETTER),
          category("Ll", Character.LOWERCASE_LETTER),
          category("Lt", Character.TITLECASE_LETTER),
          category("Lm", Character.MODIFIER_LETTER),
          category("Lo", Character.OTHER_LETTER),
          category("Mn", Character.NON_SPACING_MARK),
          category("Me", Character.ENCLOSING_MARK),
          category("Mc", Character.COMBINING_SPACING_MARK),
          category("Nd", Character.DECIMAL_DIGIT_NUMBER),
          category("Nl", Character.LETTER_NUMBER),
          category("No", Character.OTHER_NUMBER),
          category("Zs", Character.SPACE_SEPARATOR),
          category("Zl", Character.LINE_SEPARATOR),
          category("Zp", Character.PARAGRAPH_SEPARATOR),
          category("Cc", Character.CONTROL),
          category("Cf", Character.FORMAT),
          category("Co", Character.PRIVATE_USE),
          category("Cs", Character.SURROGATE),
          category("Pd", Character.DASH_PUNCTUATION),
          category("Ps", Character.START_PUNCTUATION),
          category("Pe", Character.END_PUNCTUATION),
          category("Pc", Character.CONNECTOR_PUNCTUATION),
          category("Po", Character.OTHER_PUNCTUATION),
          category("Pi", Character.INITIAL_QUOTE_PUNCTUATION),
          category("Pf", Character.FINAL_QUOTE_PUNCTUATION),
          category("Sm", Character.MATH_SYMBOL),
          category("Sc", Character.CURRENCY_SYMBOL),
          category("Sk", Character.MODIFIER_SYMBOL),
          category("So", Character.OTHER_SYMBOL));

  private UnicodeClasses() {}

  private static Map.Entry<String, List<Integer>> category(String name, byte type) {
    return Map.entry(name, List.of((int) type));
  }

  /**
   * What {@code \p{name}} stands for: a category, a group of them, or a script; null if nothing.
   */
  static @Nullable CodePoints named(String name) {
    if (name.equals("Any")) {
      return CodePoints.ALL;
    }
    List<Integer> types = new ArrayList<>();
    CATEGORIES.forEach(
        (category, type) -> {
          if (category.equals(name) || (name.length() == 1 && category.startsWith(name))) {
            types.addAll(type);
          }
        });
    if (!types.isEmpty()) {
      return all(codePoint -> types.contains(Character.getType(codePoint)));
    }
    try {
      Character.UnicodeScript script = Character.UnicodeScript.forName(name);
      // Go takes the long name alone, with its capitals.
      return name.toUpperCase(Locale.ROOT).equals(script.name())
              && Character.isUpperCase(name.charAt(0))
          ? all(codePoint -> Character.UnicodeScript.of(codePoint) == script)
          : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static CodePoints all(IntPredicate holds) {
    List<int[]> ranges = new ArrayList<>();
    int from = -1;
    for (int c = 0; c <= CodePoints.LAST + 1; c++) {
      boolean in = c <= CodePoints.LAST && holds.test(c);
      if (in && from < 0) {
        from = c;
      } else if (!in && from >= 0) {
        ranges.add(new int[] {from, c - 1});
        from = -1;
      }
    }
    return CodePoints.ofRanges(ranges);
  }

  /** What {@code [:name:]} stands for inside a class; null if nothing. */
  static @Nullable CodePoints posix(String name) {
    CodePoints none = CodePoints.NONE;
    CodePoints digit = none.with('0', '9');
    CodePoints upper = none.with('A', 'Z');
    CodePoints lower = none.with('a', 'z');
    CodePoints alpha = upper.union(lower);
    CodePoints alnum = alpha.union(digit);
    return switch (name) {
      case "alnum" -> alnum;
      case "alpha" -> alpha;
      case "ascii" -> none.with(0, 0x7F);
      case "blank" -> none.with('\t', '\t').with(' ', ' ');
      case "cntrl" -> none.with(0, 0x1F).with(0x7F, 0x7F);
      case "digit" -> digit;
      case "graph" -> none.with('!', '~');
      case "lower" -> lower;
      case "print" -> none.with(' ', '~');
      case "punct" -> none.with('!', '/').with(':', '@').with('[', '`').with('{', '~');
      case "space" -> none.with('\t', '\r').with(' ', ' ');
      case "upper" -> upper;
      case "word" -> alnum.with('_', '_');
      case "xdigit" -> digit.with('A', 'F').with('a', 'f');
      default -> null;
    };
  }
}
