package dev.assay.detect.secret.proof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the strings and numbers of SSH (RFC 4251, section 5); never beyond its bytes. */
final class SshReader {
  private final byte[] bytes;
  private int at;

  SshReader(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  /** The next number of four bytes; -1 at the end, or if it is negative. */
  int number() {
    if (bytes.length - at < 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = (value << 8) | (bytes[at++] & 0xff);
    }
    return Math.max(value, -1);
  }

  /** The next string; null if it would go beyond the end. */
  byte @Nullable [] string() {
    int length = number();
    if (length < 0 || length > bytes.length - at) {
      return null;
    }
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /** The next string as text; empty if there is none. */
  String text() {
    byte[] string = string();
    return string == null ? "" : new String(string, StandardCharsets.ISO_8859_1);
  }

  /** What kind of key a public key's bytes are, such as "RSA key of 2048 bits". */
  static String kind(byte[] publicKey) {
    SshReader key = new SshReader(publicKey, 0);
    String type = key.text();
    return switch (type) {
      case "ssh-rsa" -> {
        key.string(); // the exponent
        yield "RSA key of " + bits(key.string()) + " bits";
      }
      case "ssh-dss" -> "DSA key of " + bits(key.string()) + " bits";
      case "ssh-ed25519" -> "Ed25519 key";
      case "ssh-ed448" -> "Ed448 key";
      case "ecdsa-sha2-nistp256" -> "EC key on P-256";
      case "ecdsa-sha2-nistp384" -> "EC key on P-384";
      case "ecdsa-sha2-nistp521" -> "EC key on P-521";
      default -> type.startsWith("sk-") ? "key that needs its security key" : "";
    };
  }

  private static int bits(byte @Nullable [] number) {
    return number == null || number.length == 0 ? 0 : new BigInteger(number).bitLength();
  }
}
