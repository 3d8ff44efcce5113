package dev.assay.report;

import dev.assay.model.CommitInfo;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Dates of commits, which anybody may have set to anything. */
final class Dates {

  private static final long FIRST = -62_167_219_200L; // 0000-01-01T00:00:00Z
  private static final long LAST = 253_402_300_799L; // 9999-12-31T23:59:59Z

  private Dates() {}

  /** As {@code 2026-03-31}, in UTC; null if the year has not four digits. */
  static @Nullable String day(CommitInfo commit) {
    long seconds = commit.epochSeconds();
    return isDate(seconds)
        ? LocalDate.ofEpochDay(Math.floorDiv(seconds, 86_400L)).toString()
        : null;
  }

  /** As {@code 2026-03-31T10:00:00Z}; null if the year has not four digits. */
  static @Nullable String instant(CommitInfo commit) {
    long seconds = commit.epochSeconds();
    return isDate(seconds) ? Instant.ofEpochSecond(seconds).toString() : null;
  }

  private static boolean isDate(long seconds) {
    return seconds >= FIRST && seconds <= LAST;
  }
}
