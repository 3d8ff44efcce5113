package dev.assay.source.artifact;

import java.util.Locale;

/** Names of Python's packages and of their files (packaging.python.org, name normalization). */
public final class WheelNames {

  private WheelNames() {}

  /** What all spellings of a name have in common. */
  public static String normalized(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  /** Whether {@code file} is a wheel of {@code name}: {@code name-version-…-….whl}. */
  public static boolean isOf(String file, PackageName name) {
    String[] parts = file.split("-", -1);
    return file.endsWith(".whl")
        && parts.length >= 5
        && normalized(parts[0]).equals(normalized(name.name()))
        && normalized(parts[1]).equals(normalized(name.version()));
  }
}
