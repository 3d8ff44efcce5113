package dev.assay.ecosystem;

import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paths that a lockfile names, as logical paths of the scan. */
final class LogicalPaths {

  private LogicalPaths() {}

  /**
   * What {@code relative}, seen from the folder of {@code claimant}, is called in the scan.
   *
   * @return null if it is absolute, or leads out of the innermost container or tree
   */
  static @Nullable String resolve(Provenance claimant, String relative) {
    if (relative.startsWith("/") || relative.indexOf('\0') >= 0) {
      return null;
    }
    String inner = claimant.innerPath();
    String outer = claimant.path().substring(0, claimant.path().length() - inner.length());
    List<String> segments = new ArrayList<>(List.of(inner.split("/", -1)));
    segments.remove(segments.size() - 1);
    for (String segment : relative.split("/", -1)) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> {
          if (segments.isEmpty()) {
            return null;
          }
          segments.remove(segments.size() - 1);
        }
        default -> segments.add(segment);
      }
    }
    return segments.isEmpty() ? null : outer + String.join("/", segments);
  }
}
