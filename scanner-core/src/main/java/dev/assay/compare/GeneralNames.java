package dev.assay.compare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names without what changes from release to release: versions ({@code foo-1.2.3.jar} is {@code
 * foo-*.jar}) and hashes of contents ({@code index-a1b2c3d4.js} is {@code index-*.js}). What is
 * taken for one by mistake makes a pattern a little wider, and no more.
 */
public final class GeneralNames {

  /** Numbers with dots, perhaps with a qualifier; not within a word. */
  private static final Pattern VERSION =
      Pattern.compile(
          "(?<![\\p{Alnum}])(?<![0-9]\\.)v?[0-9]+(?:\\.[0-9]+)+(?:\\.Final|\\.RELEASE|\\.GA)?"
              + "(?:[-._+]?(?:SNAPSHOT|alpha|beta|rc|RC|M|dev|post|pre|canary|next|nightly)"
              + "[-.]?[0-9][0-9.]*|-SNAPSHOT|-jre|-android)?(?![\\p{Alnum}])");

  /** What stands between the marks of a name. */
  private static final Pattern WORD = Pattern.compile("[\\p{Alnum}]+");

  /** The last part before the endings, as bundlers name what they make. */
  private static final Pattern LAST =
      Pattern.compile("^(.*[-.])([A-Za-z0-9_-]{8})((?:\\.[A-Za-z0-9]{1,5}){1,3})$");

  private static final Pattern CAPITALS = Pattern.compile("[A-Z]{2}");

  /** Base 32 without a digit, as one of five is. */
  private static final Pattern ALL_CAPITALS = Pattern.compile("[A-Z]{8}");

  /** Longer names are left as they are, characters. */
  private static final int LONGEST = 1_000;

  private GeneralNames() {}

  /**
   * {@code path} in the syntax of patterns, with what changes as {@code *}.
   *
   * @param version of the package that holds it; empty if it isn't known
   */
  public static String of(String path, String version) {
    StringBuilder general = new StringBuilder(path.length());
    int start = 0;
    while (start <= path.length()) {
      int end = path.indexOf('/', start);
      end = end < 0 ? path.length() : end;
      general.append(start == 0 ? "" : "/").append(name(path.substring(start, end), version));
      start = end + 1;
    }
    return general.toString();
  }

  /** The same for one name. */
  static String name(String name, String version) {
    if (name.length() > LONGEST
        || name.indexOf('\uE000') >= 0
        || (!digit(name) && !mixed(name) && !LAST.matcher(name).matches())) {
      return PathPattern.quote(name);
    }
    String stars = name; // with U+E000 for what changes
    if (version.length() >= 3 && version.chars().anyMatch(c -> c >= '0' && c <= '9')) {
      stars = known(stars, version);
    }
    stars = VERSION.matcher(stars).replaceAll("\uE000");
    Matcher last = LAST.matcher(stars);
    if (last.matches() && random(last.group(2))) {
      stars = last.group(1) + '\uE000' + last.group(3);
    }
    Matcher words = WORD.matcher(stars);
    StringBuilder out = new StringBuilder();
    int copied = 0;
    while (words.find()) {
      out.append(stars, copied, words.start());
      boolean first = words.start() == 0;
      out.append(hash(words.group(), first) ? "\uE000" : words.group());
      copied = words.end();
    }
    out.append(stars, copied, stars.length());
    StringBuilder text = new StringBuilder();
    boolean first = true;
    for (String part : out.toString().split("\uE000+", -1)) {
      text.append(first ? "" : "*").append(PathPattern.quote(part));
      first = false;
    }
    return text.toString();
  }

  private static boolean digit(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) >= '0' && name.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private static boolean mixed(String name) {
    return changes(name) >= 5;
  }

  /**
   * {@code path} with what a bundler may have put before its endings as {@code *}, if it has that
   * form; else null. Not every hash looks like one: that of a file beside others of its name does.
   */
  static @Nullable String lastAsHash(String path) {
    int slash = path.lastIndexOf('/') + 1;
    Matcher last = LAST.matcher(path.substring(slash));
    return path.length() - slash < LONGEST && last.matches()
        ? PathPattern.quote(path.substring(0, slash) + last.group(1))
            + "*"
            + PathPattern.quote(last.group(3))
        : null;
  }

  private static String known(String name, String version) {
    int at = name.indexOf(version);
    if (at < 0) {
      return name;
    }
    int end = at + version.length();
    boolean before = at == 0 || !Character.isLetterOrDigit(name.charAt(at - 1));
    boolean after = end == name.length() || !Character.isLetterOrDigit(name.charAt(end));
    return before && after ? name.substring(0, at) + '\uE000' + name.substring(end) : name;
  }

  /**
   * Whether a word looks as if it was drawn: hexadecimal, a date, or letters and digits at random.
   *
   * @param first whether a name begins with it, which what is not hexadecimal seldom does
   */
  private static boolean hash(String word, boolean first) {
    int digits = 0;
    int letters = 0;
    boolean hex = true;
    boolean lower = false;
    boolean upper = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else {
        letters++;
        lower |= c >= 'a';
        upper |= c < 'a';
        hex &= (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      }
    }
    if (letters == 0) {
      return digits >= 8;
    }
    if (hex && !(lower && upper) && digits > 0) {
      return word.length() >= 8 || (word.length() >= 6 && changes(word) >= 2);
    }
    if (first) {
      return false;
    }
    if (digits == 0) {
      return word.length() == 8
          && (changes(word) >= 5 || (changes(word) >= 3 && CAPITALS.matcher(word).find()));
    }
    // esbuild: base 32 in capitals; rollup and vite: base 64; others: base 36.
    return (word.length() == 8 || word.length() >= 16)
        && ((upper && !lower) || changes(word) >= (upper ? 2 : 3));
  }

  /** The same of a part that may hold {@code -} and {@code _}, as base 64 of addresses does. */
  private static boolean random(String part) {
    boolean marks = part.indexOf('_') >= 0 || part.indexOf('-') >= 0;
    return marks
        ? digit(part) && changes(part) >= 5
        : hash(part, false) || ALL_CAPITALS.matcher(part).matches();
  }

  /** How often a letter of one kind stands beside one of another. */
  private static int changes(String word) {
    int changes = 0;
    for (int i = 1; i < word.length(); i++) {
      changes += kind(word.charAt(i)) == kind(word.charAt(i - 1)) ? 0 : 1;
    }
    return changes;
  }

  private static int kind(char c) {
    if (c >= '0' && c <= '9') {
      return 0;
    }
    return c >= 'a' && c <= 'z' ? 1 : c >= 'A' && c <= 'Z' ? 2 : 3;
  }
}
