package dev.assay.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Text that is safe and fitting on a terminal. What a scan found may have been written by an
 * attacker: nothing of it may move the cursor, change colours, reverse the reading direction or
 * hide. Free of lambdas and formatters, since every hook loads it.
 */
final class TerminalText {

  private static final String HEX = "0123456789abcdef";
  private static final String CUT = "…";

  private TerminalText() {}

  /**
   * {@code text} with every character that is not plainly visible written out: {@code \n}, {@code
   * \x1b}, {@code \u202e}.
   */
  static String visible(String text) {
    int plain = 0;
    while (plain < text.length() && isPlainAscii(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (isVisible(point)) {
        out.appendCodePoint(point);
      } else {
        escape(point, out);
      }
    }
    return out.toString();
  }

  private static boolean isPlainAscii(char c) {
    return c >= 0x20 && c < 0x7f;
  }

  private static boolean isVisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static void escape(int point, StringBuilder out) {
    if (point == '\n') {
      out.append("\\n");
    } else if (point == '\r') {
      out.append("\\r");
    } else if (point == '\t') {
      out.append("\\t");
    } else if (point < 0x100) {
      out.append("\\x").append(HEX.charAt(point >> 4)).append(HEX.charAt(point & 15));
    } else if (point < 0x10000) {
      out.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        out.append(HEX.charAt(point >> shift & 15));
      }
    } else {
      out.append("\\u{").append(Integer.toHexString(point)).append('}');
    }
  }

  /** Columns that {@code text}, already {@link #visible}, takes on a terminal. */
  static int width(String text) {
    int columns = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      columns += width(point);
    }
    return columns;
  }

  private static int width(int point) {
    if (point < 0x300) {
      return 1;
    }
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (point >= 0x1100 && point <= 0x115f)
            || (point >= 0x2e80 && point <= 0xa4cf)
            || (point >= 0xac00 && point <= 0xd7a3)
            || (point >= 0xf900 && point <= 0xfaff)
            || (point >= 0xfe30 && point <= 0xfe6f)
            || (point >= 0xff00 && point <= 0xff60)
            || (point >= 0xffe0 && point <= 0xffe6)
            || (point >= 0x1f300 && point <= 0x1faff)
            || (point >= 0x20000 && point <= 0x3fffd);
    return wide ? 2 : 1;
  }

  /**
   * {@code text} cut to {@code columns}, around the stretch from {@code from} to {@code to} (char
   * indexes), with an ellipsis wherever something is missing.
   */
  static String cutAround(String text, int from, int to, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    int room = columns - 2;
    int start = from;
    int end = from;
    int used = 0;
    // The stretch itself first, then a little of what stands before it, then what follows.
    while (end < to && used + width(text.codePointAt(end)) <= room) {
      used += width(text.codePointAt(end));
      end += Character.charCount(text.codePointAt(end));
    }
    int before = end >= text.length() ? room : used + (room - used) / 2;
    while (start > 0 && used + width(text.codePointBefore(start)) <= before) {
      used += width(text.codePointBefore(start));
      start -= Character.charCount(text.codePointBefore(start));
    }
    while (end < text.length() && used + width(text.codePointAt(end)) <= room) {
      used += width(text.codePointAt(end));
      end += Character.charCount(text.codePointAt(end));
    }
    while (start > 0 && used + width(text.codePointBefore(start)) <= room) {
      used += width(text.codePointBefore(start));
      start -= Character.charCount(text.codePointBefore(start));
    }
    StringBuilder out = new StringBuilder();
    if (start > 0) {
      out.append(CUT);
    }
    out.append(text, start, end);
    if (end < text.length()) {
      out.append(CUT);
    }
    return out.toString();
  }

  /**
   * {@code text} broken at spaces into lines of at most {@code columns}; a longer word has a line
   * of its own and is not broken, so that links and paths can be copied.
   */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(' ', at);
      if (end < 0) {
        end = text.length();
      }
      if (end > at) {
        String word = text.substring(at, end);
        int width = width(word);
        if (used > 0 && used + 1 + width > columns) {
          lines.add(line.toString());
          line.setLength(0);
          used = 0;
        }
        if (used > 0) {
          line.append(' ');
          used++;
        }
        line.append(word);
        used += width;
      }
      at = end + 1;
    }
    if (used > 0) {
      lines.add(line.toString());
    }
    return lines;
  }

  /** {@code count} with commas between thousands. */
  static String number(long count) {
    String digits = Long.toString(count);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0 && digits.charAt(i - 1) != '-') {
        out.append(',');
      }
      out.append(digits.charAt(i));
    }
    return out.toString();
  }

  /** {@code bytes} for people, in powers of 1000: {@code 41.2 MB}. */
  static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    String units = "kMGTPE";
    int unit = 0;
    long tenths = bytes / 100;
    while (tenths >= 10_000 && unit < units.length() - 1) {
      tenths /= 1000;
      unit++;
    }
    StringBuilder out = new StringBuilder().append(tenths / 10);
    if (tenths < 1000) {
      out.append('.').append(tenths % 10);
    }
    return out.append(' ').append(units.charAt(unit)).append('B').toString();
  }
}
