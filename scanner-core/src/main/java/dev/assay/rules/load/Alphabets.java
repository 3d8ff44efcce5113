package dev.assay.rules.load;

import dev.assay.rules.ByteSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The alphabets that the value of an assignment may have, by name or as {@code [a-z0-9_]}. */
final class Alphabets {
  /** The name of the alphabet whose value is whatever stands up to its delimiter. */
  static final String PRINTABLE = "printable";

  private static final ByteSet DIGITS = ByteSet.range('0', '9');
  private static final ByteSet LOWER = ByteSet.range('a', 'z');
  private static final ByteSet UPPER = ByteSet.range('A', 'Z');
  private static final ByteSet BASE62 = DIGITS.union(LOWER).union(UPPER);
  private static final Map<String, ByteSet> NAMED =
      Map.ofEntries(
          Map.entry("hex", DIGITS.with('a', 'f')),
          Map.entry("HEX", DIGITS.with('A', 'F')),
          Map.entry("hex-any", DIGITS.with('a', 'f').with('A', 'F')),
          Map.entry("digits", DIGITS),
          Map.entry("lower", LOWER),
          Map.entry("alnum", LOWER.union(DIGITS)),
          Map.entry("ALNUM", UPPER.union(DIGITS)),
          Map.entry("base62", BASE62),
          Map.entry("base64", BASE62.union(ByteSet.of('+', '/', '='))),
          Map.entry("base64url", BASE62.union(ByteSet.of('-', '_'))),
          Map.entry("uuid", DIGITS.with('a', 'f').with('A', 'F').union(ByteSet.of('-'))),
          // UTF-8 counts as printable: passwords have umlauts too
          Map.entry(PRINTABLE, ByteSet.range(' ', '~').with(0x80, 0xff)));

  private Alphabets() {}

  /** All names, sorted. */
  static Set<String> names() {
    return new TreeMap<>(NAMED).keySet();
  }

  /** The set that {@code text} names or spells; null if it does neither. */
  static @Nullable ByteSet parse(String text) {
    ByteSet named = NAMED.get(text);
    if (named != null) {
      return named;
    }
    int end = text.length() - 1;
    if (end < 2 || text.charAt(0) != '[' || text.charAt(end) != ']' || text.charAt(1) == '^') {
      return null;
    }
    ByteSet set = ByteSet.NONE;
    int at = 1;
    while (at < end) {
      at += text.charAt(at) == '\\' ? 1 : 0;
      char first = text.charAt(at++);
      char last = first;
      if (at + 1 < end && text.charAt(at) == '-') {
        at += text.charAt(at + 1) == '\\' ? 2 : 1;
        last = text.charAt(at++);
      }
      if (at > end || last < first || last > '~' || first < ' ') {
        return null;
      }
      set = set.with(first, last);
    }
    return set;
  }
}
