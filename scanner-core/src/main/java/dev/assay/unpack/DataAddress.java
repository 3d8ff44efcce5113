package dev.assay.unpack;

/**
 * Reads what stands around the data of a {@code data:} address (RFC 2397) that may hold a source
 * map: its media type, how it is encoded, how it begins, and the comment that it stands in.
 */
final class DataAddress {

  /** Longest media type with its parameters. */
  private static final int LONGEST_TYPE = 200;

  /** Characters of the shortest address that is one of a map. */
  private static final int LEAST = 16;

  private DataAddress() {}

  /** Index of the data of the address at {@code from}; -1 if it isn't one that holds data. */
  static int dataAt(byte[] bytes, int from, int end) {
    String scheme = "data:";
    if (end - from < scheme.length() + LEAST) {
      return -1;
    }
    for (int i = 0; i < scheme.length(); i++) {
      if ((bytes[from + i] | 0x20) != (scheme.charAt(i) | 0x20)) {
        return -1;
      }
    }
    for (int i = from + scheme.length(); i < Math.min(end, from + LONGEST_TYPE); i++) {
      int c = bytes[i];
      if (c == ',') {
        return i + 1;
      }
      boolean named =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "/;=-+._\\ ".indexOf(c) >= 0;
      if (!named) {
        return -1;
      }
    }
    return -1;
  }

  /** Whether the data at {@code data} of the address at {@code from} are base 64. */
  static boolean base64(byte[] bytes, int from, int data) {
    return data > from + 7 && endsWith(bytes, data - 1, ";base64");
  }

  /** Whether they begin as a map does. */
  static boolean holdsJson(byte[] bytes, int data, int end, boolean base64) {
    return end - data >= LEAST
        && (base64 ? beginsJson64(bytes, data) : beginsJson(bytes, data, data + LEAST));
  }

  /** The byte that two hexadecimal digits stand for; -1 if there aren't two. */
  static int hexByte(byte[] bytes, int at, int end) {
    if (at + 2 > end) {
      return -1;
    }
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  private static boolean endsWith(byte[] bytes, int end, String word) {
    for (int i = 0; i < word.length(); i++) {
      if ((bytes[end - word.length() + i] | 0x20) != (word.charAt(i) | 0x20)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the digits at {@code from} stand for what a map begins with. */
  private static boolean beginsJson64(byte[] bytes, int from) {
    byte[] start = new byte[LEAST / 4 * 3];
    int length = 0;
    for (int i = from; i < from + LEAST; i += 4) {
      int word = 0;
      for (int j = 0; j < 4; j++) {
        int value = Base64Digits.value(bytes[i + j]);
        if (value < 0) {
          return false;
        }
        word = word << 6 | value;
      }
      start[length++] = (byte) (word >> 16);
      start[length++] = (byte) (word >> 8);
      start[length++] = (byte) word;
    }
    return beginsJson(start, 0, start.length) || start[0] == ')';
  }

  /** Whether what is at {@code from} is what a map begins with, as it is or percent-encoded. */
  private static boolean beginsJson(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      int c = bytes[i] & 0xff;
      int step = 1;
      if (c == '%') {
        c = hexByte(bytes, i + 1, to);
        step = 3;
      }
      if (c == '{') {
        return true;
      }
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != 0xEF && c != 0xBB && c != 0xBF) {
        return false;
      }
      i += step;
    }
    return false;
  }

  /** Where the comment begins that {@code mark} is in; {@code mark}'s own word if it is in none. */
  static int comment(byte[] bytes, int begin, int mark) {
    int word = mark > begin ? mark - 1 : mark;
    int i = word - 1;
    while (i >= begin && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i--;
    }
    boolean comment =
        i - 2 >= begin
            && (bytes[i] == '#' || bytes[i] == '@')
            && (bytes[i - 1] == '/' || bytes[i - 1] == '*')
            && bytes[i - 2] == '/';
    return comment ? i - 2 : word;
  }
}
