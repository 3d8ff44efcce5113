package dev.assay.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits of one scan, shared through all nesting. What they cut off is a {@link Problem}.
 *
 * @param maxDepth levels of containers; a compression layer counts one
 * @param maxEntries container entries in all
 * @param maxBytes unpacked bytes in all
 * @param maxRatio unpacked to packed bytes of one container, judged only after 100 MB of output
 * @param timeout of the whole scan; null for none
 */
public record Budget(
    int maxDepth, long maxEntries, long maxBytes, int maxRatio, @Nullable Duration timeout) {

  /** The documented defaults. */
  public static final Budget DEFAULT = new Budget(16, 1_000_000, 16L << 30, 200, null);
}
