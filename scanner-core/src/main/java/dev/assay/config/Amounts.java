package dev.assay.config;

import java.time.Duration;
import java.util.Locale;

/** Reads sizes and times as people write them. */
public final class Amounts {
  private static final int LONGEST = 18;
  private static final int LONGEST_TIME = 9;

  private Amounts() {}

  /**
   * Bytes: a number with {@code k M G T} (powers of 1000, {@code B} may follow) or {@code Ki Mi Gi
   * Ti} (powers of 1024).
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static long bytes(String text) {
    int end = digits(text);
    String unit = text.substring(end).strip().toLowerCase(Locale.ROOT);
    if (unit.endsWith("b")) {
      unit = unit.substring(0, unit.length() - 1);
    }
    boolean binary = unit.endsWith("i");
    String letter = binary ? unit.substring(0, unit.length() - 1) : unit;
    int power = letter.length() == 1 ? "kmgt".indexOf(letter) + 1 : 0;
    boolean known = letter.isEmpty() ? !binary : power > 0;
    if (end == 0 || end > LONGEST || !known) {
      throw new IllegalArgumentException("expected a size such as 500MB or 16GiB");
    }
    long value = Long.parseLong(text.substring(0, end));
    long base = binary ? 1024 : 1000;
    for (int i = 0; i < power; i++) {
      if (value > Long.MAX_VALUE / base) {
        throw new IllegalArgumentException("expected a size below 8 EiB");
      }
      value *= base;
    }
    return value;
  }

  /**
   * A time of more than nothing: a number with {@code ms}, {@code s}, {@code m}, {@code min} or
   * {@code h}.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static Duration duration(String text) {
    int end = digits(text);
    long millis =
        switch (text.substring(end).strip().toLowerCase(Locale.ROOT)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m", "min" -> 60_000;
          case "h" -> 3_600_000;
          default -> 0;
        };
    long amount = end == 0 || end > LONGEST_TIME ? 0 : Long.parseLong(text.substring(0, end));
    if (millis == 0 || amount == 0) {
      throw new IllegalArgumentException("expected a time such as 500ms, 10s or 5m");
    }
    return Duration.ofMillis(amount * millis);
  }

  private static int digits(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
