package dev.assay.ecosystem.remedy;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Patterns of files as package tools write them. */
final class Patterns {
  private static final int LONGEST = 200;
  private static final int MOST_STARS = 4;

  private Patterns() {}

  /**
   * {@code path} where a pattern is asked for: what would stand for something else becomes {@code
   * ?}, any one character.
   *
   * @param blanks whether blanks would end it
   */
  static String literal(String path, boolean blanks) {
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean first = i == 0 && (c == '#' || c == '!');
      out.append(
          first || "[]{}?\\\"'".indexOf(c) >= 0 || Character.isISOControl(c) || (c == ' ' && blanks)
              ? '?'
              : c);
    }
    return out.toString();
  }

  /** {@code path} in an attribute of XML where a pattern is asked for. */
  static String attribute(String path) {
    return unmarked(path, "&<>;");
  }

  /** {@code path} in a text of XML, or of a Gradle script, where a pattern is asked for. */
  static String text(String path) {
    return unmarked(path, "&<>,$");
  }

  /** {@code path} where a shell expands patterns, unquoted. */
  static String shell(String path) {
    return unmarked(path, " !\"#$&'();<>[\\]^`{|}?~");
  }

  private static String unmarked(String path, String marks) {
    String literal = literal(path, false);
    StringBuilder out = new StringBuilder(literal.length());
    for (int i = 0; i < literal.length(); i++) {
      out.append(marks.indexOf(literal.charAt(i)) >= 0 ? '?' : literal.charAt(i));
    }
    return out.toString();
  }

  /** A line of a file in the form of {@code .gitignore} that fits {@code file} alone. */
  static String ignoreLine(PackedFile file) {
    return file.several() ? file.pattern() : "/" + literal(file.path(), false);
  }

  /**
   * The first of {@code entries}, as npm's {@code files} has them, that fits {@code path}: a file,
   * a folder with all below it, or a pattern; null if none does.
   */
  static @Nullable String covering(List<String> entries, String path) {
    for (String entry : entries) {
      if (covers(plain(entry), path)) {
        return entry;
      }
    }
    return null;
  }

  /** An entry without what may stand at its ends. */
  static String plain(String entry) {
    String plain = entry.startsWith("./") ? entry.substring(2) : entry;
    plain = plain.startsWith("/") ? plain.substring(1) : plain;
    return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
  }

  private static boolean covers(String entry, String path) {
    if (entry.isEmpty() || entry.equals(".") || entry.equals("*") || entry.equals("**")) {
      return true;
    }
    if (path.equals(entry) || path.startsWith(entry + "/")) {
      return true;
    }
    long stars = entry.chars().filter(c -> c == '*').count();
    if (stars == 0 || stars > MOST_STARS || entry.length() > LONGEST) {
      return false; // many stars in one pattern take for ever, and nobody writes them
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < entry.length(); i++) {
      if (entry.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (entry.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (entry.charAt(i) == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(Pattern.quote(entry.substring(i, i + 1)));
      }
    }
    return Pattern.compile(regex + "(?:/.*)?", Pattern.DOTALL).matcher(path).matches();
  }
}
