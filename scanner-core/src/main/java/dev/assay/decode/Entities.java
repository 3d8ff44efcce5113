package dev.assay.decode;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Character references of HTML and XML. */
final class Entities {
  /** The longest reference that is read, bytes. */
  private static final int LONGEST = 12;

  /** Names of ASCII characters (HTML Living Standard, 13.5). */
  private static final Map<String, Integer> NAMED =
      Map.ofEntries(
          Map.entry("amp", (int) '&'),
          Map.entry("lt", (int) '<'),
          Map.entry("gt", (int) '>'),
          Map.entry("quot", (int) '"'),
          Map.entry("apos", (int) '\''),
          Map.entry("plus", (int) '+'),
          Map.entry("equals", (int) '='),
          Map.entry("sol", (int) '/'),
          Map.entry("bsol", (int) '\\'),
          Map.entry("num", (int) '#'),
          Map.entry("percnt", (int) '%'),
          Map.entry("commat", (int) '@'),
          Map.entry("colon", (int) ':'),
          Map.entry("semi", (int) ';'),
          Map.entry("comma", (int) ','),
          Map.entry("dollar", (int) '$'),
          Map.entry("lowbar", (int) '_'),
          Map.entry("period", (int) '.'),
          Map.entry("excl", (int) '!'),
          Map.entry("ast", (int) '*'),
          Map.entry("lpar", (int) '('),
          Map.entry("rpar", (int) ')'),
          Map.entry("nbsp", (int) ' '),
          Map.entry("Tab", (int) '\t'),
          Map.entry("NewLine", (int) '\n'));

  private Entities() {}

  /**
   * Where the reference at {@code at} ends, if it is printable ASCII by number or a quote; else -1.
   */
  static int telling(byte[] bytes, int at, int end) {
    if (at + 3 >= end) {
      return -1;
    }
    byte next = bytes[at + 1];
    if (next != '#' && next != 'q' && next != 'a') {
      return -1;
    }
    int to = referenceEnd(bytes, at, end);
    if (to < 0) {
      return -1;
    }
    int value = value(bytes, at, to);
    boolean telling = next == '#' ? Alphabets.text(value) : value == '"' || value == '\'';
    if (value == '&' && to + 1 < end) { // twice encoded
      telling = bytes[to] == '#' || (bytes[to] == 'q' && bytes[to + 1] == 'u');
    }
    return telling ? to : -1;
  }

  /** Where a reference ends, its semicolon included; -1 if it is none. */
  private static int referenceEnd(byte[] bytes, int at, int end) {
    int limit = Math.min(end, at + LONGEST);
    for (int i = at + 1; i < limit; i++) {
      byte b = bytes[i];
      if (b == ';') {
        return i > at + 1 ? i + 1 : -1;
      }
      boolean letterOrDigit =
          (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (!letterOrDigit && (b != '#' || i != at + 1)) {
        return -1;
      }
    }
    return -1;
  }

  /** The code point of the reference {@code [at..to)}; -1 if it is none that is known. */
  private static int value(byte[] bytes, int at, int to) {
    if (bytes[at + 1] != '#') {
      String name = new String(bytes, at + 1, to - at - 2, StandardCharsets.ISO_8859_1);
      return NAMED.getOrDefault(name, -1);
    }
    boolean hex = bytes[at + 2] == 'x' || bytes[at + 2] == 'X';
    int from = hex ? at + 3 : at + 2;
    if (from >= to - 1) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to - 1; i++) {
      int digit = Alphabets.hex(bytes[i]);
      if (digit < 0 || (!hex && digit > 9) || value > Character.MAX_CODE_POINT) {
        return -1;
      }
      value = value * (hex ? 16 : 10) + digit;
    }
    return value;
  }

  /** Decodes the reference at {@code at}; the index after it, or after the ampersand of none. */
  static int decode(byte[] bytes, int at, int end, DecodedText target) {
    int to = referenceEnd(bytes, at, end);
    int value = to < 0 ? -1 : value(bytes, at, to);
    if (value < 0) {
      target.put('&', at, at + 1);
      return at + 1;
    }
    target.putCodePoint(value, at, to);
    return to;
  }
}
