package dev.assay.rules.example;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** CRC-32 of the token that an example has written so far, as its vendor writes it. */
final class TokenChecksums {
  private TokenChecksums() {}

  /** Grafana's: of all before the underscore that it follows; least significant byte first. */
  static String hex(CharSequence before) {
    String token = token(before);
    String body = token.substring(0, Math.max(0, token.length() - 1));
    return String.format(Locale.ROOT, "%08x", Integer.reverseBytes((int) crc(body)));
  }

  /** GitLab's: seven digits in base 36. */
  static String base36(CharSequence before) {
    String digits = Long.toString(crc(token(before)), 36);
    return "0".repeat(7 - digits.length()) + digits;
  }

  private static long crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return crc.getValue();
  }

  /** The characters of tokens that {@code before} ends in. */
  private static String token(CharSequence before) {
    int start = before.length();
    while (start > 0 && isTokens(before.charAt(start - 1))) {
      start--;
    }
    return before.subSequence(start, before.length()).toString();
  }

  private static boolean isTokens(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || c == '_'
        || c == '-'
        || c == '.';
  }
}
