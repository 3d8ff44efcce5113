package dev.assay.detect.secret.proof;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Base 58: numbers in digits that people don't confuse, each leading zero byte one first digit. */
final class Base58 {
  /** Bitcoin's digits (https://en.bitcoin.it/wiki/Base58Check_encoding). */
  static final String BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  /** The XRP Ledger's (https://xrpl.org/docs/references/protocol/data-types/base58-encodings). */
  static final String RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";

  /** Longest text that is decoded: longer than any key, short enough that it costs nothing. */
  private static final int MAX_LENGTH = 200;

  private static final BigInteger BASE = BigInteger.valueOf(58);

  private Base58() {}

  /** The bytes of {@code text}; null if it is empty, too long or has another character. */
  static byte @Nullable [] decode(String text, String digits) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return null;
    }
    BigInteger value = BigInteger.ZERO;
    int zeros = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = digits.indexOf(text.charAt(i));
      if (digit < 0) {
        return null;
      }
      zeros += digit == 0 && zeros == i ? 1 : 0;
      value = value.multiply(BASE).add(BigInteger.valueOf(digit));
    }
    byte[] number = value.signum() == 0 ? new byte[0] : value.toByteArray();
    int sign = number.length > 0 && number[0] == 0 ? 1 : 0;
    byte[] bytes = new byte[zeros + number.length - sign];
    System.arraycopy(number, sign, bytes, zeros, number.length - sign);
    return bytes;
  }
}
