package dev.assay.compare.reconcile;

import dev.assay.model.ArtifactFile;
import dev.assay.model.Severity;
import java.util.Set;

/** How grave it is that a file of some kind ships unexplained. */
final class Kinds {

  /** What gives much away, or does something when it is opened. */
  private static final Set<String> GRAVE =
      Set.of(
          "archive",
          "database",
          "gzip",
          "jar",
          "key-store",
          "library",
          "memory-dump",
          "native-program",
          "package",
          "private-key",
          "source-map",
          "tar",
          "wasm",
          "zip");

  private static final Set<String> HARMLESS =
      Set.of(
          "css",
          "document",
          "empty",
          "font",
          "html",
          "image",
          "json",
          "markdown",
          "media",
          "svg",
          "text",
          "xml",
          "yaml");

  /** Texts that people read and programs don't. */
  private static final Set<String> READ_ONLY =
      Set.of("document", "font", "image", "markdown", "media", "svg", "text");

  private Kinds() {}

  /** Of a file that nothing explains. */
  static Severity unexplained(ArtifactFile file) {
    if (GRAVE.contains(file.kind())) {
      return Severity.HIGH;
    }
    return HARMLESS.contains(file.kind()) && file.mode() != ArtifactFile.Mode.EXECUTABLE
        ? Severity.LOW
        : Severity.MEDIUM;
  }

  /** Of a file that is otherwise in git. */
  static Severity changed(ArtifactFile file) {
    return READ_ONLY.contains(file.kind()) ? Severity.LOW : Severity.MEDIUM;
  }
}
