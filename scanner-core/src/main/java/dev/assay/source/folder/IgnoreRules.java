package dev.assay.source.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The ignore patterns that hold in a folder, of one kind of ignore file: its own and those of the
 * folders above, the nearest first, as gitignore(5) says. Immutable.
 */
final class IgnoreRules {
  /** Far above any real one; a larger file is not read, so nothing is left out by it. */
  private static final int MAX_BYTES = 4 << 20;

  private final @Nullable IgnoreRules above;
  private final IgnorePatterns patterns;

  /** Length of the folder's path in front of those that {@link #verdict} is asked about. */
  private final int base;

  private IgnoreRules(@Nullable IgnoreRules above, IgnorePatterns patterns, int base) {
    this.above = above;
    this.patterns = patterns;
    this.base = base;
  }

  /**
   * The patterns of {@code file} on top of {@code above}.
   *
   * @param folder path relative to the root, empty or ending in {@code /}
   * @throws IOException if it can't be read, or is larger than 4 MB
   */
  static IgnoreRules read(@Nullable IgnoreRules above, Path file, String folder)
      throws IOException {
    byte[] bytes;
    // Git follows no link here either.
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException("an ignore file of more than 4 MB is not believed");
    }
    IgnorePatterns patterns = new IgnorePatterns(new String(bytes, StandardCharsets.UTF_8));
    return new IgnoreRules(above, patterns, folder.length());
  }

  /**
   * True: left out; false: expressly not; null: no pattern says. {@code path} has no {@code /} at
   * its end.
   */
  @Nullable Boolean verdict(String path, boolean folder) {
    for (IgnoreRules rules = this; rules != null; rules = rules.above) {
      Boolean verdict = rules.patterns.verdict(path.substring(rules.base), folder);
      if (verdict != null) {
        return verdict;
      }
    }
    return null;
  }
}
