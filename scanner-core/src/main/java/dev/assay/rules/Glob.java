package dev.assay.rules;

import dev.assay.model.UsageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A compiled path pattern, case-sensitive.
 *
 * <ul>
 *   <li>{@code *} any characters but {@code /}; {@code ?} one of them (a code point)
 *   <li>{@code **} any characters, {@code /} too; as a whole segment ({@code a/**}{@code /b}) any
 *       number of segments, none too
 *   <li>{@code [a-z]}, {@code [!a-z]} or {@code [^a-z]} one character in or out of the set, never
 *       {@code /}
 *   <li>{@code {a,b}} either; expanded first, as in a shell; may be nested
 *   <li>{@code \} takes the next character literally
 * </ul>
 *
 * A pattern without {@code /} is matched against the file name, one with it against the whole path;
 * a {@code /} in front only says the latter. Safe for use by many threads. A match takes time
 * proportional to the path, times the pattern's length at worst; nothing is ever exponential.
 */
public final class Glob {
  /**
   * What a pattern begins with that is a regex for {@code java.util.regex}, found anywhere in the
   * path's UTF-8 bytes as Latin-1. Rules of other formats have such; see {@link #ofRegex}.
   */
  public static final String REGEX = "regex:";

  private static final int MAX_LENGTH = 1024;
  private static final GlobProgram[] NONE = {};

  private final String pattern;
  private final GlobProgram[] alternatives;
  private final @Nullable Pattern regex;

  /** What is said of a path on which the regex uses up its steps. */
  private final boolean undecided;

  private Glob(
      String pattern, GlobProgram[] alternatives, @Nullable Pattern regex, boolean undecided) {
    this.pattern = pattern;
    this.alternatives = alternatives;
    this.regex = regex;
    this.undecided = undecided;
  }

  /** The pattern that {@link #compile} takes for a regex. */
  public static String ofRegex(String regex) {
    return REGEX + regex;
  }

  /**
   * Compiles a pattern.
   *
   * @throws UsageException if the pattern is empty, longer than 1,024 characters, has a bracket or
   *     brace that is not closed, ends in {@code /}, or means more than 256 alternatives; the
   *     message quotes the pattern and says what to write, without a place
   */
  public static Glob compile(String pattern) {
    if (pattern.startsWith(REGEX)) {
      return regex(pattern, false);
    }
    if (pattern.length() > MAX_LENGTH) {
      throw GlobBraces.fault(
          pattern.substring(0, 40), "is longer than " + MAX_LENGTH + " characters; split it");
    }
    List<String> expanded = GlobBraces.expand(pattern);
    GlobProgram[] alternatives = new GlobProgram[expanded.size()];
    for (int i = 0; i < alternatives.length; i++) {
      alternatives[i] = GlobProgram.compile(expanded.get(i), pattern);
    }
    return new Glob(pattern, alternatives, null, false);
  }

  private static Glob regex(String pattern, boolean undecided) {
    try {
      Pattern regex = Pattern.compile(pattern.substring(REGEX.length()));
      return new Glob(pattern, NONE, regex, undecided);
    } catch (PatternSyntaxException e) {
      throw GlobBraces.fault(pattern, "is no regex: " + e.getDescription());
    }
  }

  /**
   * The same for patterns that say where a rule counts: it counts as well where a regex takes too
   * many steps to tell. Elsewhere such a path is none that matches.
   */
  public static List<Glob> compileIncludes(Collection<String> patterns) {
    List<Glob> globs = new ArrayList<>(patterns.size());
    for (String pattern : patterns) {
      globs.add(pattern.startsWith(REGEX) ? regex(pattern, true) : compile(pattern));
    }
    return globs;
  }

  /** Compiles each of {@code patterns}; see {@link #compile}. */
  public static List<Glob> compileAll(Collection<String> patterns) {
    List<Glob> globs = new ArrayList<>(patterns.size());
    for (String pattern : patterns) {
      globs.add(compile(pattern));
    }
    return globs;
  }

  /** Whether any of {@code globs} matches {@code path}. */
  public static boolean any(List<Glob> globs, String path) {
    int nameStart = path.lastIndexOf('/') + 1;
    for (int i = 0; i < globs.size(); i++) {
      if (globs.get(i).matches(path, nameStart)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it matches {@code path}, whose segments are separated by {@code /}, or an id. */
  public boolean matches(String path) {
    return matches(path, path.lastIndexOf('/') + 1);
  }

  /** The same for callers that already know where in {@code path} the file name begins. */
  public boolean matches(String path, int nameStart) {
    for (GlobProgram alternative : alternatives) {
      if (alternative.matches(path, nameStart)) {
        return true;
      }
    }
    return regex != null && finds(regex, path);
  }

  private boolean finds(Pattern regex, String path) {
    String bytes = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    try {
      return regex.matcher(new CountedChars(bytes)).find();
    } catch (CountedChars.OutOfSteps | StackOverflowError e) {
      return undecided;
    }
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return pattern;
  }
}
