package dev.assay.compare;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * From a number to a number, both included.
 *
 * @param low 0 or more
 * @param high {@code low} or more
 */
public record Range(long low, long high) {

  /** What is longer isn't shown in messages: no number is, but a secret may be. */
  private static final int LONGEST = 24;

  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  public Range {
    if (low < 0 || high < low) {
      throw new IllegalArgumentException("a range goes from a number to a larger one");
    }
  }

  boolean holds(long value) {
    return low <= value && value <= high;
  }

  /** The smallest that holds both. */
  Range and(Range other) {
    return new Range(Math.min(low, other.low), Math.max(high, other.high));
  }

  /**
   * Reads {@code 3}, {@code 2..9}, and for sizes {@code 0..34kB}; units are powers of 1,000, or of
   * 1,024 with an i ({@code MiB}).
   *
   * @throws IllegalArgumentException with what is wrong with it, for a person
   */
  static Range parse(String text, boolean size) {
    int dots = text.indexOf("..");
    String low = dots < 0 ? text : text.substring(0, dots);
    String high = dots < 0 ? text : text.substring(dots + 2);
    long from = number(low, size);
    long to = number(high, size);
    if (to < from) {
      throw new IllegalArgumentException("'" + text + "' goes from a number to a smaller one");
    }
    return new Range(from, to);
  }

  private static long number(String text, boolean size) {
    int end = 0;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    String unit = text.substring(end).toLowerCase(Locale.ROOT);
    long factor = unit.isEmpty() ? 1 : size ? factor(unit) : 0;
    boolean whole = size || text.indexOf('.') < 0;
    if (end == 0 || end > 18 || factor == 0 || !whole) {
      throw new IllegalArgumentException(
          (text.length() > LONGEST ? "what stands there" : "'" + text + "'")
              + (size
                  ? " is no size: write it as in 950B, 34kB, 7.6MB"
                  : " is no number of files: write it as in 3 or 2..9"));
    }
    try {
      BigDecimal value = new BigDecimal(text.substring(0, end));
      return value.multiply(BigDecimal.valueOf(factor)).toBigInteger().longValueExact();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is no number", e);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("'" + text + "' is too large", e);
    }
  }

  private static long factor(String unit) {
    String[] units = {"b", "kb", "mb", "gb", "tb"};
    String[] binary = {"", "kib", "mib", "gib", "tib"};
    long decimal = 1;
    long power = 1;
    for (int i = 0; i < units.length; i++, decimal *= 1000, power *= 1024) {
      if (unit.equals(units[i]) || (i > 0 && unit.equals(units[i].substring(0, 1)))) {
        return decimal;
      }
      if (unit.equals(binary[i])) {
        return power;
      }
    }
    return 0;
  }

  String count() {
    return low == high ? Long.toString(low) : low + ".." + high;
  }

  String size() {
    return exactSize(low) + ".." + exactSize(high);
  }

  /** So that it reads back as the same: a person may have written more digits than we do. */
  private static String exactSize(long bytes) {
    if (bytes == 0) {
      return "0";
    }
    int unit = 0;
    BigDecimal value = BigDecimal.valueOf(bytes);
    while (unit < UNITS.length - 1 && value.compareTo(BigDecimal.valueOf(1000)) >= 0) {
      value = value.movePointLeft(3);
      unit++;
    }
    return value.stripTrailingZeros().toPlainString() + UNITS[unit];
  }

  /** {@code bytes} for a person: three digits at most. */
  static String shown(long bytes) {
    if (bytes < 1000) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    double value = bytes;
    int unit = 0;
    while (unit < UNITS.length - 1 && value >= 999.5) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 99.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /** The next number up that two digits can tell; those below 100 as they are. */
  static long up(long value) {
    long step = step(value);
    return value > Long.MAX_VALUE - step ? Long.MAX_VALUE : (value + step - 1) / step * step;
  }

  /** The next one down. */
  static long down(long value) {
    long step = step(value);
    return value / step * step;
  }

  private static long step(long value) {
    long step = 1;
    while (value / step >= 100) {
      step *= 10;
    }
    return step;
  }
}
