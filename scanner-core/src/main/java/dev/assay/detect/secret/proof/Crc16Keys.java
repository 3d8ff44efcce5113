package dev.assay.detect.secret.proof;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keys in base 32 whose last two bytes are the CRC-16 (XMODEM) of those before. */
final class Crc16Keys {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int MAX_LENGTH = 128;

  /** Length of a Stellar seed and of an nkeys seed, bytes: prefix, 32, check. */
  private static final int STRKEY = 35;

  private static final int NKEY = 36;

  private Crc16Keys() {}

  /** A secret seed of Stellar (SEP-23): version byte {@code 18 << 3}, 32 bytes. */
  static Outcome strkey(String text) {
    return judged(text, STRKEY, "an Ed25519 seed");
  }

  /** A seed of NATS (github.com/nats-io/nkeys): two bytes say whose, then 32. */
  static Outcome nkey(String text) {
    String whose =
        text.length() < 2
            ? ""
            : switch (text.charAt(1)) {
              case 'O' -> "an operator's";
              case 'A' -> "an account's";
              case 'U' -> "a user's";
              case 'N' -> "a server's";
              case 'C' -> "a cluster's";
              case 'X' -> "an encryption (X25519)";
              default -> "a";
            };
    return judged(text, NKEY, whose + " seed");
  }

  private static Outcome judged(String text, int length, String kind) {
    byte[] bytes = base32(text);
    if (bytes == null || bytes.length != length || hasSpareBits(text)) {
      return Outcome.fails("it does not decode to " + length + " bytes");
    }
    int last = bytes.length - 2;
    int claimed = (bytes[last] & 0xff) | ((bytes[last + 1] & 0xff) << 8);
    return crc16(bytes, last) == claimed
        ? Outcome.checksum("its checksum (CRC-16) holds: " + kind)
        : Outcome.fails("its checksum (CRC-16) does not hold");
  }

  /** Whether bits are set that belong to no byte any more, so that a character was changed. */
  private static boolean hasSpareBits(String text) {
    int spare = text.length() * 5 % 8;
    int last = BASE32.indexOf(text.charAt(text.length() - 1));
    return (last & ((1 << spare) - 1)) != 0;
  }

  /** CRC-16/XMODEM of the first {@code length} bytes. */
  private static int crc16(byte[] bytes, int length) {
    int crc = 0;
    for (int i = 0; i < length; i++) {
      crc ^= (bytes[i] & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ 0x1021;
      }
      crc &= 0xffff;
    }
    return crc;
  }

  /** The bytes of base 32 (RFC 4648) in either case, with or without padding; null if it isn't. */
  static byte @Nullable [] base32(String text) {
    if (text.length() > MAX_LENGTH * 8) {
      return null;
    }
    String digits = text.toUpperCase(Locale.ROOT);
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '=') {
      end--;
    }
    byte[] bytes = new byte[end * 5 / 8];
    int bits = 0;
    int held = 0;
    int at = 0;
    for (int i = 0; i < end; i++) {
      int digit = BASE32.indexOf(digits.charAt(i));
      if (digit < 0) {
        return null;
      }
      held = (held << 5) | digit;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (held >> bits);
        held &= (1 << bits) - 1;
      }
    }
    return bytes;
  }
}
