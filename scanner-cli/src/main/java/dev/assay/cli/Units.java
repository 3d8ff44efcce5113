package dev.assay.cli;

import dev.assay.config.Amounts;
import dev.assay.model.UsageException;
import java.time.Duration;
import java.util.function.Function;

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
   * Bytes, as {@link Amounts#bytes} reads them.
   *
   * @throws UsageException naming {@code option}
   */
  static long bytes(String option, String text) {
    return amount(option, text, Amounts::bytes);
  }

  /**
   * A duration, as {@link Amounts#duration} reads it.
   *
   * @throws UsageException naming {@code option}
   */
  static Duration duration(String option, String text) {
    return amount(option, text, Amounts::duration);
  }

  private static <T> T amount(String option, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("'" + option + " " + text + "': " + e.getMessage() + ".", e);
    }
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
