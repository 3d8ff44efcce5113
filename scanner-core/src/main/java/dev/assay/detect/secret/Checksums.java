package dev.assay.detect.secret;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Checksums that vendors put into their tokens. */
final class Checksums {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int DIGITS = 6;

  private Checksums() {}

  /**
   * GitHub's and npm's: the last six characters are the CRC-32 of what stands between the prefix's
   * underscore and them, in base 62, padded with zeros
   * (https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/).
   */
  static Proofs.Outcome crc32Base62(String token) {
    int body = token.lastIndexOf('_') + 1;
    int end = token.length() - DIGITS;
    if (end <= body) {
      return Proofs.checksum(false, "it is too short for its checksum");
    }
    CRC32 crc = new CRC32();
    crc.update(token.substring(body, end).getBytes(StandardCharsets.ISO_8859_1));
    boolean holds = base62(crc.getValue()).equals(token.substring(end));
    return Proofs.checksum(
        holds, holds ? "its checksum (CRC-32) holds" : "its checksum (CRC-32) does not hold");
  }

  private static String base62(long value) {
    char[] digits = new char[DIGITS];
    long rest = value;
    for (int i = DIGITS - 1; i >= 0; i--) {
      digits[i] = BASE62.charAt((int) (rest % 62));
      rest /= 62;
    }
    return new String(digits);
  }
}
