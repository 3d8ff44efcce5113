package dev.assay.source.git;

import dev.assay.model.UsageException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The revisions that a user may name for a range, and what to say of those that name nothing. */
final class Revisions {

  private static final List<String> OPTIONS =
      List.of("--all", "--branches", "--tags", "--remotes", "--not", "--first-parent");

  private static final List<String> OPTIONS_WITH_VALUE =
      List.of(
          "--branches",
          "--tags",
          "--remotes",
          "--glob",
          "--exclude",
          "--since",
          "--after",
          "--until",
          "--before",
          "--max-count");

  private Revisions() {}

  /**
   * Lets nothing through that would make rev-list do anything but name commits, and gives dates one
   * meaning: git takes a day for that day at the present time of day, which is another range every
   * time; here it begins at midnight UTC.
   *
   * @throws UsageException naming the argument that is not taken
   */
  static List<String> checked(List<String> revisions) {
    if (revisions.isEmpty()) {
      throw new UsageException("No revision is given; name a range such as main..HEAD");
    }
    List<String> checked = new ArrayList<>();
    for (String revision : revisions) {
      if (revision.isEmpty() || revision.indexOf('\0') >= 0) {
        throw new UsageException("A revision is empty; name a range such as main..HEAD");
      }
      if (revision.charAt(0) == '-' && !known(revision)) {
        throw new UsageException(
            "Not a revision: '" + revision + "'. Name a range such as main..HEAD");
      }
      checked.add(dated(revision));
    }
    return checked;
  }

  private static String dated(String option) {
    String since = value(option, "--since=", "--after=");
    String until = value(option, "--until=", "--before=");
    String date = since == null ? until : since;
    Long seconds = date == null ? null : seconds(date);
    if (seconds == null) {
      return option;
    }
    return (since == null ? "--min-age=" : "--max-age=") + seconds;
  }

  /** What stands behind one of {@code starts}; null if none of them begins {@code option}. */
  static @Nullable String value(String option, String... starts) {
    for (String start : starts) {
      if (option.startsWith(start)) {
        return option.substring(start.length());
      }
    }
    return null;
  }

  /** Seconds since 1970 of a day, an instant or a number of seconds; null for other words. */
  private static @Nullable Long seconds(String date) {
    try {
      if (date.length() > 8 && date.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return Long.valueOf(date);
      }
      if (date.indexOf('T') > 0) {
        return OffsetDateTime.parse(date).toEpochSecond();
      }
      return LocalDate.parse(date).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeParseException | NumberFormatException e) {
      return null; // git knows many ways to say a date
    }
  }

  private static boolean known(String option) {
    int equals = option.indexOf('=');
    return equals < 0
        ? OPTIONS.contains(option)
        : OPTIONS_WITH_VALUE.contains(option.substring(0, equals));
  }

  /** What to tell the user if git doesn't know a revision; null if it failed otherwise. */
  static @Nullable UsageException unknown(GitFailure failure, GitRepository repository) {
    String said = failure.said();
    for (String start :
        new String[] {
          "fatal: bad revision '",
          "fatal: ambiguous argument '",
          "fatal: Invalid revision range ",
          "fatal: bad object ",
          "fatal: Invalid symmetric difference expression "
        }) {
      int at = said.indexOf(start);
      if (at >= 0) {
        int from = at + start.length();
        int end = said.indexOf(start.endsWith("'") ? '\'' : '\n', from);
        return unknown(said.substring(from, end < 0 ? said.length() : end), repository, failure);
      }
    }
    int at = said.indexOf("fatal: no upstream configured");
    if (at >= 0) {
      return new UsageException(
          "No upstream is configured for the branch; name a range such as main..HEAD", failure);
    }
    return null;
  }

  /** What to tell the user of a revision that names nothing. */
  static UsageException unknown(
      String revision, GitRepository repository, @Nullable Throwable cause) {
    String hint;
    if (zeros(revision)) {
      hint =
          "zeros stand for \"none\" (a new branch in CI): name a base instead, such as"
              + " origin/main..HEAD";
    } else if (repository.shallow()) {
      hint =
          "this is a shallow clone, so it may have been left out: fetch it first with"
              + " 'git fetch --unshallow' (in CI: a checkout depth of 0)";
    } else {
      hint = "check its spelling, or fetch it first";
    }
    String message = "No such revision in " + repository + ": '" + revision + "'; " + hint;
    return cause == null ? new UsageException(message) : new UsageException(message, cause);
  }

  private static boolean zeros(String revision) {
    int end = revision.indexOf("..");
    String first = end < 0 ? revision : revision.substring(0, end);
    return first.length() >= 40 && first.chars().allMatch(c -> c == '0');
  }
}
