package dev.assay.ecosystem.remedy;

import dev.assay.model.PackageIdentity;
import org.jspecify.annotations.Nullable;

/**
 * A file that is in a package and should not be.
 *
 * @param in the package; null if it is in none that is known
 * @param path its path below the package's root; of a file in an archive in the package the
 *     archive's
 * @param pattern one that fits it and its like, such as {@code **}{@code /*.map}; equal to {@code
 *     path} where it is alone
 * @param packed whether the package was packed already, and is no folder that will be
 */
record PackedFile(@Nullable PackageIdentity in, String path, String pattern, boolean packed) {

  /** Beyond this a path helps nobody, and it is anybody's. */
  private static final int LONGEST = 400;

  PackedFile {
    path = cut(path);
    pattern = cut(pattern);
  }

  /** Whether its pattern is meant for others like it as well. */
  boolean several() {
    return !pattern.equals(path);
  }

  private static String cut(String path) {
    if (path.length() <= LONGEST) {
      return path;
    }
    int end = Character.isHighSurrogate(path.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
    return path.substring(0, end) + "*";
  }
}
