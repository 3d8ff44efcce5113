package dev.assay.detect;

import dev.assay.model.SecretValue;

/**
 * Makes what reports may know of a secret. Thread-safe; slow (about a millisecond) the first time
 * that it sees a secret, so it is called for candidates only, never for hits.
 */
@FunctionalInterface
public interface SecretValues {

  /**
   * The mask and id of {@code bytes[from..to)}, at least one byte, as they stand in the content.
   */
  SecretValue of(byte[] bytes, int from, int to);
}
