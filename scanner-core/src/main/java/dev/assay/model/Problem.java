package dev.assay.model;

import java.util.Comparator;
import java.util.Locale;

/**
 * Something that was asked for and not (wholly) scanned. Any problem makes a scan incomplete: exit
 * 3.
 *
 * @param kind what happened
 * @param path logical path of what was not scanned
 * @param detail one sentence for a person: what, why, and what to do; never content, never a secret
 */
public record Problem(Kind kind, String path, String detail) implements Comparable<Problem> {

  /** Kinds of problem; names are part of reports and of accepted problems' fingerprints. */
  public enum Kind {
    UNREADABLE,
    VANISHED,
    CORRUPT,
    TRUNCATED,
    ENCRYPTED,
    UNSUPPORTED,
    MALFORMED,
    TOO_LARGE,
    TOO_DEEP,
    TOO_MANY_ENTRIES,
    RATIO,
    TIMEOUT,
    STEP_LIMIT,
    HISTORY_CUT,
    OBJECT_MISSING,
    /** A fault of Assay itself; the detail names the exception and where it was caught. */
    INTERNAL;

    /** Lower-case with hyphens, as reports show it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::path)
          .thenComparing(Problem::kind)
          .thenComparing(Problem::detail);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }
}
