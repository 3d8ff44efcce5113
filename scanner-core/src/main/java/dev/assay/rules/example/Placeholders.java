package dev.assay.rules.example;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Expands {@code <<name>>} and {@code <<name:argument>>} in examples. What stands between {@code
 * <<} and {@code >>} is a placeholder if it begins with a letter and is closed in the same line;
 * everything else, such as a shell's here-document, stays as it is.
 */
public final class Placeholders {
  private static final int MAX_LENGTH = 1 << 16;
  private static final int MAX_DEPTH = 4;

  private static final Map<String, String> ALPHABETS =
      Map.ofEntries(
          Map.entry("base62", SeededText.BASE62),
          Map.entry("hex", "0123456789abcdef"),
          Map.entry("HEX", "0123456789ABCDEF"),
          Map.entry("digits", SeededText.DIGITS),
          Map.entry("lower", SeededText.LOWER),
          Map.entry("upper", SeededText.UPPER),
          Map.entry("alnum", SeededText.LOWER + SeededText.DIGITS),
          Map.entry("ALNUM", SeededText.UPPER + SeededText.DIGITS),
          Map.entry("base32", SeededText.UPPER + "234567"),
          Map.entry("base64", SeededText.BASE62 + "+/"),
          Map.entry("base64url", SeededText.BASE62 + "-_"));

  private static final Map<String, BiFunction<SeededText, Integer, String>> OF_LENGTH =
      Map.of("password", SeededText::password, "word", SeededText::word);

  private final SeededText random;

  private Placeholders(SeededText random) {
    this.random = random;
  }

  /**
   * Expands all placeholders of {@code template}.
   *
   * @param seed decides what they become
   * @throws PlaceholderProblem if one is unknown, has a wrong argument, or is not closed
   */
  public static String expand(String template, String seed) {
    return new Placeholders(new SeededText(seed)).text(template, 0);
  }

  private String text(String template, int depth) {
    if (depth > MAX_DEPTH) {
      throw new PlaceholderProblem("placeholders nest more than " + MAX_DEPTH + " deep");
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      int open = template.indexOf("<<", at);
      if (open < 0) {
        break;
      }
      out.append(template, at, open);
      int close = isName(template, open + 2) ? close(template, open + 2) : -1;
      if (close < 0) {
        out.append('<');
        at = open + 1;
        continue;
      }
      String inner = template.substring(open + 2, close);
      int colon = inner.indexOf(':');
      String name = colon < 0 ? inner : inner.substring(0, colon);
      out.append(value(name, colon < 0 ? "" : inner.substring(colon + 1), out, depth));
      if (out.length() > MAX_LENGTH) {
        throw new PlaceholderProblem("expands to more than " + MAX_LENGTH + " characters");
      }
      at = close + 2;
    }
    return out.append(template, at, template.length()).toString();
  }

  private static boolean isName(String template, int at) {
    return at < template.length() && Character.isLetter(template.charAt(at));
  }

  /** Where the placeholder whose inside begins at {@code from} is closed; -1 if it is none. */
  private static int close(String template, int from) {
    int depth = 1;
    for (int at = from; at + 1 < template.length() && template.charAt(at) != '\n'; at++) {
      if (template.startsWith("<<", at)) {
        depth++;
        at++;
      } else if (template.startsWith(">>", at)) {
        if (--depth == 0) {
          return at;
        }
        at++;
      }
    }
    int end = from;
    while (end < template.length() && Character.isLetterOrDigit(template.charAt(end))) {
      end++;
    }
    String name = template.substring(from, end);
    if (known().containsKey(name) && template.startsWith(":", end)) {
      throw new PlaceholderProblem("<<" + name + ": is never closed; add >>");
    }
    return -1;
  }

  private String value(String name, String argument, CharSequence before, int depth) {
    String alphabet = ALPHABETS.get(name);
    if (alphabet != null) {
      return random.of(alphabet, length(name, argument));
    }
    BiFunction<SeededText, Integer, String> ofLength = OF_LENGTH.get(name);
    if (ofLength != null) {
      return ofLength.apply(random, length(name, argument));
    }
    Samples.Sample sample = Samples.ALL.get(name);
    if (sample != null) {
      return sample.make(name, argument, random);
    }
    if (name.equals("base64-of")) {
      byte[] plain = text(argument, depth + 1).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(plain);
    }
    if (known().containsKey(name) && !argument.isEmpty()) {
      throw new PlaceholderProblem("<<" + name + ">> takes no argument");
    }
    return switch (name) {
      case "empty" -> "";
      case "uuid" -> random.uuid();
      case "crc32" -> checksum(before.toString());
      case "crc32-hex" -> TokenChecksums.hex(before);
      case "crc32-base36" -> TokenChecksums.base36(before);
      default ->
          throw new PlaceholderProblem(
              "<<"
                  + name
                  + ">> is not a placeholder; write one of "
                  + String.join(", ", known().values()));
    };
  }

  private static String checksum(String before) {
    int underscore = before.lastIndexOf('_');
    if (underscore < 0) {
      throw new PlaceholderProblem(
          "<<crc32>> is over the text since the last _, and there is no _ before it");
    }
    return SeededText.crc32(before.substring(underscore + 1));
  }

  private static int length(String name, String argument) {
    try {
      int length = Integer.parseInt(argument);
      if (length >= 1 && length <= MAX_LENGTH) {
        return length;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new PlaceholderProblem(
        "<<" + name + ":N>> takes a length from 1 to " + MAX_LENGTH + ", not '" + argument + "'");
  }

  /** How each placeholder is written, such as {@code <<hex:N>>}. */
  public static Collection<String> forms() {
    return known().values();
  }

  /** Every name, and how it is written. */
  private static Map<String, String> known() {
    Map<String, String> names = new TreeMap<>();
    for (String name : ALPHABETS.keySet()) {
      names.put(name, "<<" + name + ":N>>");
    }
    for (String name : OF_LENGTH.keySet()) {
      names.put(name, "<<" + name + ":N>>");
    }
    for (String name : new String[] {"uuid", "crc32", "crc32-base36", "crc32-hex", "empty"}) {
      names.put(name, "<<" + name + ">>");
    }
    Samples.ALL.forEach((name, sample) -> names.put(name, sample.form(name)));
    names.put("base64-of", "<<base64-of:TEXT>>");
    return names;
  }
}
