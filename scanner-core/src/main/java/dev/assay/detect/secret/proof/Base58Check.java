package dev.assay.detect.secret.proof;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys in base 58 whose last four bytes are the start of the double SHA-256 of those before
 * (https://en.bitcoin.it/wiki/Base58Check_encoding).
 */
final class Base58Check {
  private static final int CHECK = 4;

  private Base58Check() {}

  /**
   * Bitcoin's and its relatives': wallet import format, extended keys (BIP-32) and keys with a
   * passphrase (BIP-38).
   */
  static Outcome bitcoin(String text) {
    byte[] body = body(text, Base58.BITCOIN);
    if (body == null) {
      return fails();
    }
    return Outcome.checksum("its checksum (Base58Check) holds: " + kind(body));
  }

  /** Family seeds of the XRP Ledger: 16 bytes after one that says so. */
  static Outcome ripple(String text) {
    byte[] body = body(text, Base58.RIPPLE);
    if (body == null) {
      return fails();
    }
    return Outcome.checksum("its checksum (Base58Check) holds: a seed of 16 bytes");
  }

  private static Outcome fails() {
    return Outcome.fails("its checksum (Base58Check) does not hold");
  }

  private static String kind(byte[] body) {
    int length = body.length;
    if (length == 33) {
      return "a private key of 32 bytes" + network(body[0]);
    }
    if (length == 34 && body[33] == 1) {
      return "a private key of 32 bytes, of a compressed public key" + network(body[0]);
    }
    if (length == 78) {
      int depth = body[4] & 0xff;
      return "an extended private key (BIP-32) at depth "
          + depth
          + (depth == 0 ? ", the root" : "");
    }
    if (length == 39 && body[0] == 1) {
      return "a private key with a passphrase (BIP-38)";
    }
    return length + " bytes";
  }

  private static String network(byte version) {
    return switch (version & 0xff) {
      case 0x80 -> ", Bitcoin";
      case 0xef -> ", a test network";
      case 0xb0 -> ", Litecoin";
      case 0x9e -> ", Dogecoin";
      default -> "";
    };
  }

  /** What stands before the checksum; null if that doesn't hold. */
  private static byte @Nullable [] body(String text, String digits) {
    byte[] bytes = Base58.decode(text, digits);
    if (bytes == null || bytes.length <= CHECK) {
      return null;
    }
    byte[] body = Arrays.copyOf(bytes, bytes.length - CHECK);
    byte[] check = Arrays.copyOf(Digests.sha256(Digests.sha256(body)), CHECK);
    return Arrays.equals(check, Arrays.copyOfRange(bytes, body.length, bytes.length)) ? body : null;
  }
}
