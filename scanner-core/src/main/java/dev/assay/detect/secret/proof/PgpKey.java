package dev.assay.detect.secret.proof;

import dev.assay.model.Severity;
import org.jspecify.annotations.Nullable;

/** The first packet of an exported OpenPGP key (RFC 9580, section 5.5.3). */
final class PgpKey {
  private static final int SECRET_KEY = 5;
  private static final int SECRET_SUBKEY = 7;
  private static final int CRC_START = 0xb704ce;
  private static final int CRC_POLYNOMIAL = 0x1864cfb;

  private final byte[] bytes;
  private int at;

  private PgpKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * What the key is; null if the bytes don't begin as one.
   *
   * @param crc checksum of the armor; -1 if it has none
   */
  static @Nullable Outcome describe(byte[] bytes, int crc) {
    String words = new PgpKey(bytes).words();
    if (words == null) {
      return null;
    }
    if (crc >= 0 && crc != crc24(bytes)) {
      return Outcome.fails(words + ", yet its checksum (CRC-24) does not hold");
    }
    Outcome outcome =
        crc < 0
            ? Outcome.structure(words)
            : Outcome.checksum(words + "; its checksum (CRC-24) holds");
    return words.contains("encrypted") ? outcome.atMost(Severity.MEDIUM) : outcome;
  }

  private @Nullable String words() {
    int tag = next();
    boolean newForm = (tag & 0xc0) == 0xc0;
    int kind = newForm ? tag & 0x3f : (tag >> 2) & 0xf;
    if (tag < 0x80 || (kind != SECRET_KEY && kind != SECRET_SUBKEY)) {
      return null;
    }
    skipLength(newForm, tag & 3);
    int version = next();
    if (version < 3 || version > 6) {
      return null;
    }
    at += 4; // when it was made
    int algorithm = next();
    String name =
        switch (algorithm) {
          case 1, 2, 3 -> "RSA";
          case 16 -> "ElGamal";
          case 17 -> "DSA";
          case 18 -> "ECDH";
          case 19 -> "ECDSA";
          case 22 -> "EdDSA";
          case 25 -> "X25519";
          case 27 -> "Ed25519";
          case 28 -> "Ed448";
          default -> "";
        };
    String words = "its body decodes as an OpenPGP key" + (name.isEmpty() ? "" : ", " + name);
    return version == 4 ? words + details(algorithm) : words;
  }

  /** Size and protection of a version 4 key, where its public numbers can be passed. */
  private String details(int algorithm) {
    int numbers =
        switch (algorithm) {
          case 1, 2, 3 -> 2;
          case 16 -> 3;
          case 17 -> 4;
          default -> 0;
        };
    boolean curve = algorithm == 18 || algorithm == 19 || algorithm == 22;
    if (curve) {
      skip(next()); // the curve's identifier
      numbers = 1;
    }
    int bits = 0;
    for (int i = 0; i < numbers; i++) {
      int size = (next() << 8) | next();
      bits = i == 0 ? size : bits;
      skip((size + 7) / 8);
    }
    if (algorithm == 18) {
      skip(next()); // the key derivation's parameters
    }
    if (numbers == 0 || at >= bytes.length) {
      return "";
    }
    String size = curve ? "" : " of " + bits + " bits";
    return size + (next() == 0 ? ", without a passphrase" : ", encrypted with a passphrase");
  }

  private void skipLength(boolean newForm, int lengthType) {
    if (!newForm) {
      at += lengthType == 3 ? 0 : 1 << lengthType;
      return;
    }
    int first = next();
    at += first < 192 ? 0 : first < 224 ? 1 : first == 255 ? 4 : 0;
  }

  private void skip(int count) {
    at += Math.max(0, count);
  }

  private int next() {
    return at < bytes.length ? bytes[at++] & 0xff : -1;
  }

  /** CRC-24 of RFC 9580, section 6.1. */
  private static int crc24(byte[] body) {
    int crc = CRC_START;
    for (byte b : body) {
      crc ^= (b & 0xff) << 16;
      for (int i = 0; i < 8; i++) {
        crc <<= 1;
        crc ^= (crc & 0x1000000) != 0 ? CRC_POLYNOMIAL : 0;
      }
    }
    return crc & 0xffffff;
  }
}
