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

  /** Shortest secret of which anything is shown, characters. */
  int SHOWN_FROM = 20;

  /**
   * What may be shown of {@code bytes[from..to)}: the first four characters of a long secret, none
   * of a short one, and its length.
   */
  static String mask(byte[] bytes, int from, int to) {
    StringBuilder mask = new StringBuilder();
    if (to - from >= SHOWN_FROM) {
      for (int i = from; i < from + 4 && bytes[i] > ' ' && bytes[i] < 127; i++) {
        mask.append((char) bytes[i]);
      }
    }
    return mask.append("****(").append(to - from).append(')').toString();
  }
}
