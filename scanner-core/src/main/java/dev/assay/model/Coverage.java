package dev.assay.model;

import java.util.EnumMap;
import java.util.Map;

/** What a scan looked at, by unit; what was not looked at are {@link Problem}s and notices. */
public record Coverage(Map<Unit, Long> counts) {

  /** Units of a summary, in the order in which it names them. */
  public enum Unit {
    FILES,
    COMMITS,
    BLOBS,
    MESSAGES,
    ENTRIES,
    BYTES,
    IGNORED_FILES,
    SKIPPED_LINKS,
    SPECIAL_FILES
  }

  public Coverage {
    EnumMap<Unit, Long> sorted = new EnumMap<>(Unit.class);
    sorted.putAll(counts);
    counts = java.util.Collections.unmodifiableMap(sorted);
  }

  /** How many of {@code unit}, 0 if none. */
  public long of(Unit unit) {
    return counts.getOrDefault(unit, 0L);
  }
}
