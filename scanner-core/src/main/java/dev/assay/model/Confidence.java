package dev.assay.model;

import java.util.Locale;

/**
 * How sure it is that something is what a finding says it is, lowest first. Context never changes
 * it.
 */
public enum Confidence {
  LOW,
  MEDIUM,
  HIGH;

  /** The lower-case name that users write and read, such as {@code high}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One level less, never below {@link #LOW}. */
  public Confidence lowered() {
    return values()[Math.max(0, ordinal() - 1)];
  }

  /** One level more, never above {@link #HIGH}. */
  public Confidence raised() {
    return values()[Math.min(values().length - 1, ordinal() + 1)];
  }
}
