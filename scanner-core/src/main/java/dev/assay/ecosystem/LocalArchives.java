package dev.assay.ecosystem;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Archives of the project itself that lockfiles name. */
final class LocalArchives {
  private static final String FILE = "file:";

  private LocalArchives() {}

  /**
   * The path of the archive that {@code source} names in the notation of npm, yarn and pnpm ({@code
   * file:x.tgz}); null if it names anything else.
   */
  static @Nullable String npm(String source) {
    String lower = source.toLowerCase(Locale.ROOT);
    if (!lower.startsWith(FILE)
        || !(lower.endsWith(".tgz") || lower.endsWith(".tar.gz") || lower.endsWith(".tar"))) {
      return null;
    }
    // They write paths as they are, nothing of them encoded.
    return source.substring(FILE.length()).replace('\\', '/');
  }
}
