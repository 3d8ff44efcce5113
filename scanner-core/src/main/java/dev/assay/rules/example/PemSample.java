package dev.assay.rules.example;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * PEM blocks (RFC 7468) whose bodies have the structure that their label promises, with random
 * numbers in place of keys: they decode, and open nothing.
 */
final class PemSample {
  private static final byte[] RSA =
      Der.element(0x06, Der.bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1));
  private static final byte[] PBES2 =
      Der.element(0x06, Der.bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13));
  private static final byte[] P256 =
      Der.element(0x06, Der.bytes(0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7));
  private static final byte[] EXPONENT = Der.element(0x02, Der.bytes(1, 0, 1)); // 65537
  private static final byte[] NULL = Der.element(0x05);

  private PemSample() {}

  static String block(String label, SeededText random) {
    if (label.isBlank() || !label.equals(label.strip()) || label.contains("-----")) {
      throw new PlaceholderProblem(
          "<<pem:LABEL>> takes a label such as RSA PRIVATE KEY, not '" + label + "'");
    }
    boolean pgp = label.startsWith("PGP ");
    byte[] body = pgp ? pgp(random) : body(label, random);
    StringBuilder block = new StringBuilder("-----BEGIN " + label + "-----\n");
    block.append(pgp ? "\n" : "");
    int width = label.startsWith("OPENSSH ") ? 70 : 64;
    String base64 = Base64.getEncoder().encodeToString(body);
    for (int at = 0; at < base64.length(); at += width) {
      block.append(base64, at, Math.min(at + width, base64.length())).append('\n');
    }
    if (pgp) {
      block.append('=').append(Base64.getEncoder().encodeToString(crc24(body))).append('\n');
    }
    return block.append("-----END " + label + "-----").toString();
  }

  /** The base 64 of a block's body, on one line and without its frame. */
  static String bare(SeededText random, String label) {
    return Base64.getEncoder().encodeToString(body(label, random));
  }

  private static byte[] body(String label, SeededText random) {
    return switch (label) {
      case "RSA PRIVATE KEY" -> rsa(random);
      case "PRIVATE KEY" ->
          Der.sequence(Der.integer(0), Der.sequence(RSA, NULL), Der.octets(rsa(random)));
      case "ENCRYPTED PRIVATE KEY" ->
          Der.sequence(
              Der.sequence(PBES2, Der.sequence(Der.octets(random.bytes(16)))),
              Der.octets(random.bytes(1232)));
      case "EC PRIVATE KEY" ->
          Der.sequence(
              Der.integer(1),
              Der.octets(random.bytes(32)),
              Der.element(0xa0, P256),
              Der.element(0xa1, bits(point(random))));
      case "DSA PRIVATE KEY" ->
          Der.sequence(
              Der.integer(0),
              Der.integer(128, random),
              Der.integer(20, random),
              Der.integer(128, random),
              Der.integer(128, random),
              Der.integer(20, random));
      case "OPENSSH PRIVATE KEY" -> openssh(random);
      case "PUBLIC KEY" -> Der.sequence(Der.sequence(RSA, NULL), bits(rsaPublic(random)));
      case "RSA PUBLIC KEY" -> rsaPublic(random);
      default -> Der.sequence(Der.integer(1), Der.octets(random.bytes(480)));
    };
  }

  /** RSAPrivateKey of RFC 8017, 2048 bits: its modulus is the product of two odd numbers. */
  private static byte[] rsa(SeededText random) {
    BigInteger p = Der.prime(128, random);
    BigInteger q = Der.prime(128, random);
    return Der.sequence(
        Der.integer(0),
        Der.integer(p.multiply(q)),
        EXPONENT,
        Der.integer(256, random),
        Der.integer(p),
        Der.integer(q),
        Der.integer(128, random),
        Der.integer(128, random),
        Der.integer(128, random));
  }

  private static byte[] rsaPublic(SeededText random) {
    return Der.sequence(Der.integer(256, random), EXPONENT);
  }

  private static byte[] bits(byte[] value) {
    return Der.element(0x03, Der.bytes(0), value);
  }

  private static byte[] point(SeededText random) {
    byte[] point = random.bytes(65);
    point[0] = 4;
    return point;
  }

  /** An unencrypted ed25519 key as PROTOCOL.key of OpenSSH describes it. */
  private static byte[] openssh(SeededText random) {
    byte[] type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
    byte[] publicKey = random.bytes(32);
    byte[] check = random.bytes(4);
    byte[] none = "none".getBytes(StandardCharsets.US_ASCII);
    byte[] both = new byte[64];
    System.arraycopy(random.bytes(32), 0, both, 0, 32);
    System.arraycopy(publicKey, 0, both, 32, 32);
    byte[] comment = "ci@build".getBytes(StandardCharsets.US_ASCII);
    byte[] secret =
        Der.joined(
            check,
            check,
            Der.string(type),
            Der.string(publicKey),
            Der.string(both),
            Der.string(comment));
    byte[] padding = new byte[Math.floorMod(-secret.length, 8)];
    for (int i = 0; i < padding.length; i++) {
      padding[i] = (byte) (i + 1);
    }
    return Der.joined(
        "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII),
        Der.string(none),
        Der.string(none),
        Der.string(new byte[0]),
        Der.bytes(0, 0, 0, 1),
        Der.string(Der.joined(Der.string(type), Der.string(publicKey))),
        Der.string(Der.joined(secret, padding)));
  }

  /** A secret-key packet (RFC 9580, old format, two-byte length): RSA of 2048 bits, open. */
  private static byte[] pgp(SeededText random) {
    byte[] body =
        Der.joined(
            Der.bytes(4),
            random.bytes(4),
            Der.bytes(1),
            Der.bytes(0x08, 0x00),
            Der.unsigned(Der.prime(256, random)),
            Der.bytes(0, 17, 1, 0, 1),
            Der.bytes(0),
            random.bytes(650));
    return Der.joined(Der.bytes(0x95, body.length >> 8, body.length), body);
  }

  /** CRC-24 of RFC 4880, section 6.1. */
  static byte[] crc24(byte[] body) {
    int crc = 0xb704ce;
    for (byte b : body) {
      crc ^= (b & 0xff) << 16;
      for (int i = 0; i < 8; i++) {
        crc <<= 1;
        crc ^= (crc & 0x1000000) != 0 ? 0x1864cfb : 0;
      }
    }
    return Der.bytes(crc >> 16, crc >> 8, crc);
  }
}
