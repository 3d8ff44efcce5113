package dev.assay.rules;

import dev.assay.model.UsageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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
  private static final int MAX_LENGTH = 1024;

  private final String pattern;
  private final GlobProgram[] alternatives;

  private Glob(String pattern, GlobProgram[] alternatives) {
    this.pattern = pattern;
    this.alternatives = alternatives;
  }

  /**
   * Compiles a pattern.
   *
   * @throws UsageException if the pattern is empty, longer than 1,024 characters, has a bracket or
   *     brace that is not closed, ends in {@code /}, or means more than 256 alternatives; the
   *     message quotes the pattern and says what to write, without a place
   */
  public static Glob compile(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      throw GlobBraces.fault(
          pattern.substring(0, 40), "is longer than " + MAX_LENGTH + " characters; split it");
    }
    List<String> expanded = GlobBraces.expand(pattern);
    GlobProgram[] alternatives = new GlobProgram[expanded.size()];
    for (int i = 0; i < alternatives.length; i++) {
      alternatives[i] = GlobProgram.compile(expanded.get(i), pattern);
    }
    return new Glob(pattern, alternatives);
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
    return false;
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return pattern;
  }
}
