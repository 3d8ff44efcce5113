package dev.assay.cli;

import dev.assay.model.UsageException;
import java.time.Duration;
import java.util.Locale;

/** Reads the values of options that stand for amounts. */
final class Units {

  private static final int LONGEST = 18;

  private Units() {}

  /**
   * A whole number of at least {@code least}.
   *
   * @throws UsageException naming {@code option}
   */
  static long number(String option, String text, long least, long most) {
    if (!isDigits(text)) {
      throw bad(option, text, "a whole number");
    }
    long value = Long.parseLong(text);
    if (value < least || value > most) {
      throw bad(option, text, "a number from " + least + " to " + most);
    }
    return value;
  }

  /**
   * Bytes: a number with {@code k M G T} (powers of 1000, {@code B} may follow) or {@code Ki Mi Gi
   * Ti} (powers of 1024).
   *
   * @throws UsageException naming {@code option}
   */
  static long bytes(String option, String text) {
    int end = digits(text);
    String unit = text.substring(end).strip().toLowerCase(Locale.ROOT);
    if (unit.endsWith("b")) {
      unit = unit.substring(0, unit.length() - 1);
    }
    long base = unit.endsWith("i") ? 1024 : 1000;
    String letter = unit.endsWith("i") ? unit.substring(0, unit.length() - 1) : unit;
    int power = letter.isEmpty() ? 0 : letter.length() == 1 ? "kmgt".indexOf(letter) + 1 : 0;
    boolean known = letter.isEmpty() ? base == 1000 : power > 0;
    if (end == 0 || end > LONGEST || !known) {
      throw bad(option, text, "a size such as 500MB or 16GiB");
    }
    long value = Long.parseLong(text.substring(0, end));
    for (int i = 0; i < power; i++) {
      if (value > Long.MAX_VALUE / base) {
        throw bad(option, text, "a size below 8 EiB");
      }
      value *= base;
    }
    return value;
  }

  /**
   * A duration: a number with {@code ms}, {@code s}, {@code m} or {@code h}.
   *
   * @throws UsageException naming {@code option}
   */
  static Duration duration(String option, String text) {
    int end = digits(text);
    String unit = text.substring(end).strip().toLowerCase(Locale.ROOT);
    long millis =
        switch (unit) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m", "min" -> 60_000;
          case "h" -> 3_600_000;
          default -> 0;
        };
    if (end == 0 || end > 9 || millis == 0) {
      throw bad(option, text, "a time such as 500ms, 10s or 5m");
    }
    long amount = Long.parseLong(text.substring(0, end));
    if (amount == 0) {
      throw bad(option, text, "more than nothing");
    }
    return Duration.ofMillis(amount * millis);
  }

  private static UsageException bad(String option, String text, String wanted) {
    return new UsageException("'" + option + " " + text + "': expected " + wanted + ".");
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.length() <= LONGEST && digits(text) == text.length();
  }

  private static int digits(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
