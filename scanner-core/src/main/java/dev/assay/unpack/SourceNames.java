package dev.assay.unpack;

import dev.assay.unpack.sourcemap.SourcePaths;
import java.nio.charset.StandardCharsets;

/**
 * Names of a map's sources, each one given once. What a bundler's loader added behind {@code ?}
 * goes, unless it tells two sources apart; what has the name of another gets its number.
 */
final class SourceNames {

  /** Names that are compared beforehand; with more of them queries stay. */
  private static final int MOST_COMPARED = 500_000;

  private final NameSet plain = new NameSet();
  private final NameSet told = new NameSet();
  private final NameSet repeated = new NameSet();
  private long compared;

  /** A source will be called so. */
  void foresee(String name) {
    if (compared < MOST_COMPARED) {
      compared++;
      byte[] without = utf8(SourcePaths.withoutQuery(name));
      if (!plain.add(without)) {
        repeated.add(without);
      }
    }
  }

  /**
   * What source {@code number} is called.
   *
   * @param name empty if it has none
   */
  String choose(String name, long number) {
    if (name.isEmpty()) {
      return "[source " + number + "]";
    }
    String without = SourcePaths.withoutQuery(name);
    boolean unique =
        compared < MOST_COMPARED && !without.equals(name) && repeated.add(utf8(without));
    String shown = EntryNames.display(utf8(unique ? without : name), true);
    return told.add(utf8(shown)) ? shown : numbered(shown, number);
  }

  /** {@code src/a.ts} as {@code src/a (7).ts}: what it ends with says what it is. */
  private static String numbered(String name, long number) {
    int dot = name.lastIndexOf('.');
    int at = dot > name.lastIndexOf('/') + 1 ? dot : name.length();
    return name.substring(0, at) + " (" + number + ")" + name.substring(at);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
