package dev.assay.detect.secret.proof;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** Tokens that end in the CRC-32 of what stands before it. */
final class Crc32Tails {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int BASE62_DIGITS = 6;
  private static final int BASE36_DIGITS = 7;
  private static final int HEX_DIGITS = 8;

  private Crc32Tails() {}

  /**
   * GitHub's and npm's: the last six characters are the CRC-32 of what stands between the prefix's
   * underscore and them, in base 62, padded with zeros
   * (https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/).
   */
  static Outcome base62(String token) {
    int body = token.lastIndexOf('_') + 1;
    int end = token.length() - BASE62_DIGITS;
    if (end <= body) {
      return tooShort();
    }
    char[] digits = new char[BASE62_DIGITS];
    long rest = crc(token.substring(body, end));
    for (int i = BASE62_DIGITS - 1; i >= 0; i--) {
      digits[i] = BASE62.charAt((int) (rest % 62));
      rest /= 62;
    }
    return judged(new String(digits).equals(token.substring(end)));
  }

  /**
   * Grafana's: after the last underscore the CRC-32 of all before it, eight hexadecimal digits,
   * least significant byte first (pkg/components/satokengen of github.com/grafana/grafana).
   */
  static Outcome hex(String token) {
    int underscore = token.lastIndexOf('_');
    if (underscore <= 0 || token.length() - underscore - 1 != HEX_DIGITS) {
      return tooShort();
    }
    int crc = Integer.reverseBytes((int) crc(token.substring(0, underscore)));
    String digits = String.format(Locale.ROOT, "%08x", crc);
    return judged(digits.equals(token.substring(underscore + 1)));
  }

  /**
   * GitLab's routable tokens: {@code <payload>.<version, 2><length of the payload, 2><CRC-32 of all
   * before, 7>}, numbers in base 36. The payload says in its clear part whose token it is. Older
   * tokens have no dot and nothing to prove (lib/authn/token_field/generator/routable_token.rb of
   * gitlab.com/gitlab-org/gitlab).
   */
  static Outcome base36(String token) {
    int dot = token.lastIndexOf('.');
    if (dot < 0) {
      return Outcome.says("it is of GitLab's older form, which has no checksum");
    }
    int end = token.length() - BASE36_DIGITS;
    if (end <= dot) {
      return tooShort();
    }
    String digits = Long.toString(crc(token.substring(0, end)), 36);
    String padded = "0".repeat(Math.max(0, BASE36_DIGITS - digits.length())) + digits;
    return judged(padded.equals(token.substring(end)));
  }

  private static long crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return crc.getValue();
  }

  private static Outcome tooShort() {
    return Outcome.fails("it is too short for its checksum");
  }

  private static Outcome judged(boolean holds) {
    return holds
        ? Outcome.checksum("its checksum (CRC-32) holds")
        : Outcome.fails("its checksum (CRC-32) does not hold");
  }
}
