package dev.assay.detect.secret.proof;

import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keys that are nothing but bytes: their number, and what their algorithm wants of them. */
final class RawKeys {
  private static final int MAX_LENGTH = 4096;

  /** Order of secp256k1's group (SEC 2, section 2.4.1): private keys are from 1 to one less. */
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private RawKeys() {}

  /** Base 64 of 32 bytes, as Fernet and Laravel want it. */
  static Outcome bytes32(String text) {
    byte[] bytes = base64(text.startsWith("base64:") ? text.substring(7) : text);
    return bytes != null && bytes.length == 32
        ? Outcome.structure("it decodes to a key of 32 bytes")
        : Outcome.fails("it does not decode to 32 bytes");
  }

  /**
   * WireGuard's: base 64 of 32 bytes. {@code wg genkey} sets and clears bits of the first and last
   * byte as Curve25519 wants; one random key in 32 looks so.
   */
  static Outcome wireguard(String text) {
    byte[] bytes = base64(text);
    if (bytes == null || bytes.length != 32) {
      return Outcome.fails("it does not decode to 32 bytes");
    }
    boolean clamped = (bytes[0] & 7) == 0 && (bytes[31] & 0xc0) == 0x40;
    return Outcome.structure(
        "it decodes to a key of 32 bytes"
            + (clamped ? ", clamped as `wg genkey` makes them" : ", not clamped"));
  }

  /** 32 bytes in hexadecimal that are a private key of Bitcoin's and Ethereum's curve. */
  static Outcome secp256k1(String text) {
    byte[] bytes = hex(text.toLowerCase(Locale.ROOT).startsWith("0x") ? text.substring(2) : text);
    if (bytes == null || bytes.length != 32) {
      return Outcome.fails("it does not decode to 32 bytes");
    }
    BigInteger value = new BigInteger(1, bytes);
    if (value.bitLength() < 32 || value.compareTo(ORDER) >= 0) {
      return Outcome.fails("its number is not one that secp256k1 keys are drawn from");
    }
    return Outcome.says("its number is within the range of secp256k1 keys");
  }

  /** The seed of an {@code otpauth://} address: base 32. */
  static Outcome otpauth(String text) {
    byte[] bytes = Crc16Keys.base32(text.replaceAll("[ -]", ""));
    return bytes != null && bytes.length >= 10
        ? Outcome.structure("it decodes (base 32) to a seed of " + bytes.length + " bytes")
        : Outcome.fails("it does not decode (base 32) to the 80 bits or more of a seed");
  }

  /**
   * A secret key of signify or minisign (https://jedisct1.github.io/minisign/): the signature
   * algorithm, the key derivation, then the checksum's algorithm or its rounds.
   */
  static Outcome signify(String text) {
    byte[] bytes = base64(text);
    if (bytes == null || bytes.length < 100 || bytes[0] != 'E' || bytes[1] != 'd') {
      return Outcome.fails("it does not decode as a secret key of signify or minisign");
    }
    boolean minisign = bytes.length == 158;
    boolean open =
        minisign
            ? bytes[2] == 0 && bytes[3] == 0
            : bytes[4] == 0 && bytes[5] == 0 && bytes[6] == 0 && bytes[7] == 0; // no rounds
    String words = "it decodes as an Ed25519 secret key of " + (minisign ? "minisign" : "signify");
    return open
        ? Outcome.structure(words + ", without a passphrase")
        : Outcome.structure(words + ", encrypted with a passphrase")
            .atMost(dev.assay.model.Severity.MEDIUM);
  }

  /** The bytes of base 64 of either alphabet, padded or not; null if it isn't. */
  static byte @Nullable [] base64(String text) {
    if (text.length() > MAX_LENGTH * 16) {
      return null;
    }
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The bytes of hexadecimal; null if it isn't. */
  static byte @Nullable [] hex(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
