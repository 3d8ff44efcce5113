package dev.assay.detect.secret.proof;

import java.util.Locale;

/**
 * Keys in bech32 (BIP-173): a prefix, {@code 1}, base 32 digits, and six more that are a BCH code
 * over both. As age and Nostr use it, without BIP-173's limit of 90 characters.
 */
final class Bech32 {
  private static final String DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int CHECK = 6;
  private static final int MAX_LENGTH = 8192;

  private Bech32() {}

  static Outcome check(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int one = lower.lastIndexOf('1');
    if (one < 1 || lower.length() - one - 1 < CHECK || lower.length() > MAX_LENGTH) {
      return Outcome.fails("it is too short for its checksum");
    }
    if (!text.equals(lower) && !text.equals(text.toUpperCase(Locale.ROOT))) {
      return Outcome.fails("its letters are of both cases, which its form (bech32) forbids");
    }
    int sum = 1;
    for (int i = 0; i < one; i++) {
      sum = step(sum, lower.charAt(i) >> 5);
    }
    sum = step(sum, 0);
    for (int i = 0; i < one; i++) {
      sum = step(sum, lower.charAt(i) & 31);
    }
    for (int i = one + 1; i < lower.length(); i++) {
      int digit = DIGITS.indexOf(lower.charAt(i));
      if (digit < 0) {
        return Outcome.fails("it has characters that its form (bech32) lacks");
      }
      sum = step(sum, digit);
    }
    int bytes = (lower.length() - one - 1 - CHECK) * 5 / 8;
    return sum == 1
        ? Outcome.checksum("its checksum (bech32) holds: a key of " + bytes + " bytes")
        : Outcome.fails("its checksum (bech32) does not hold");
  }

  private static int step(int sum, int value) {
    int top = sum >>> 25;
    int next = ((sum & 0x1ffffff) << 5) ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      next ^= ((top >>> i) & 1) == 0 ? 0 : GENERATOR[i];
    }
    return next;
  }
}
