package dev.assay.model;

import java.util.Locale;

/** What a finding can do to its owner, lowest first. Context (tests, documents) lowers it. */
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** The lower-case name that users write and read, such as {@code high}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The next one up, {@link #CRITICAL} at most. */
  public Severity raised() {
    return values()[Math.min(CRITICAL.ordinal(), ordinal() + 1)];
  }

  /** This severity lowered by {@code steps} levels, never below {@link #INFO}. */
  public Severity lowered(int steps) {
    return values()[Math.max(0, ordinal() - steps)];
  }
}
