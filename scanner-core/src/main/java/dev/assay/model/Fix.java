package dev.assay.model;

import org.jspecify.annotations.Nullable;

/**
 * One thing to change so that a finding is gone.
 *
 * @param description what to do, for a person: a sentence or two
 * @param change the same for a program; null where it isn't known which file to change, or how
 */
public record Fix(String description, @Nullable Change change) {

  /**
   * Text to put into a file of the repository.
   *
   * @param file its path, relative to the root of what is scanned
   * @param deleted what is replaced; for an insertion a region of length 0
   * @param inserted what stands there afterwards; empty to delete only
   */
  public record Change(String file, Region deleted, String inserted) {}

  /** For a person alone. */
  public Fix(String description) {
    this(description, null);
  }
}
