package dev.assay.detect.secret.proof;

import dev.assay.model.Severity;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Private keys in DER: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017), SEC 1 (RFC 5915) and OpenSSL's of DSA.
 */
final class DerKey {
  private static final int RSA_PARTS = 9;
  private static final int DSA_PARTS = 6;

  /** Object identifiers of algorithms and curves, as DER encodes them, in hexadecimal. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("2a864886f70d010101", "RSA"),
          Map.entry("2a864886f70d01010a", "RSA-PSS"),
          Map.entry("2a8648ce3d0201", "EC"),
          Map.entry("2a8648ce380401", "DSA"),
          Map.entry("2a864886f70d010301", "Diffie-Hellman"),
          Map.entry("2b656e", "X25519"),
          Map.entry("2b656f", "X448"),
          Map.entry("2b6570", "Ed25519"),
          Map.entry("2b6571", "Ed448"),
          Map.entry("608648016503040311", "ML-DSA-44"),
          Map.entry("608648016503040312", "ML-DSA-65"),
          Map.entry("608648016503040313", "ML-DSA-87"),
          Map.entry("608648016503040401", "ML-KEM-512"),
          Map.entry("608648016503040402", "ML-KEM-768"),
          Map.entry("608648016503040403", "ML-KEM-1024"),
          Map.entry("2a8648ce3d030101", "P-192"),
          Map.entry("2b81040021", "P-224"),
          Map.entry("2a8648ce3d030107", "P-256"),
          Map.entry("2b81040022", "P-384"),
          Map.entry("2b81040023", "P-521"),
          Map.entry("2b8104000a", "secp256k1"),
          Map.entry("2b2403030208010107", "brainpoolP256r1"),
          Map.entry("2b240303020801010b", "brainpoolP384r1"),
          Map.entry("2b240303020801010d", "brainpoolP512r1"),
          Map.entry("2a811ccf5501822d", "SM2"));

  private DerKey() {}

  /** What the key is; null if it is none that is known here. */
  static @Nullable Outcome describe(byte[] der) {
    DerReader key = DerReader.of(der).enter(DerReader.SEQUENCE);
    if (key == null) {
      return null;
    }
    if (key.peek() == DerReader.SEQUENCE) {
      return encrypted(key);
    }
    BigInteger version = key.integer();
    if (version == null) {
      return null;
    }
    return switch (key.peek()) {
      case DerReader.SEQUENCE -> pkcs8(key);
      case DerReader.OCTETS -> ec(key, "");
      case DerReader.INTEGER -> numbers(key);
      default -> null;
    };
  }

  /** EncryptedPrivateKeyInfo: an algorithm, then the encrypted key. */
  private static @Nullable Outcome encrypted(DerReader key) {
    DerReader algorithm = key.enter(DerReader.SEQUENCE);
    if (algorithm == null || algorithm.oid().isEmpty() || key.enter(DerReader.OCTETS) == null) {
      return null;
    }
    return Outcome.structure("its body decodes as a key encrypted with a passphrase")
        .atMost(Severity.MEDIUM);
  }

  private static @Nullable Outcome pkcs8(DerReader key) {
    DerReader algorithm = key.enter(DerReader.SEQUENCE);
    DerReader body = key.enter(DerReader.OCTETS);
    if (algorithm == null || body == null) {
      return null;
    }
    String oid = algorithm.oid();
    String name = NAMES.getOrDefault(oid, "");
    byte[] inner = body.rest();
    if (name.startsWith("RSA")) {
      DerReader rsa = DerReader.of(inner).enter(DerReader.SEQUENCE);
      return rsa == null || rsa.integer() == null ? null : numbers(rsa);
    }
    if (name.equals("EC")) {
      DerReader ec = DerReader.of(inner).enter(DerReader.SEQUENCE);
      return ec == null || ec.integer() == null ? null : ec(ec, algorithm.oid());
    }
    if (name.equals("DSA")) {
      DerReader parameters = algorithm.enter(DerReader.SEQUENCE);
      BigInteger p = parameters == null ? null : parameters.integer();
      return words("a DSA key" + (p == null ? "" : " of " + p.bitLength() + " bits"));
    }
    return oid.isEmpty()
        ? null
        : words(
            name.isEmpty()
                ? "a private key (PKCS#8) of " + inner.length + " bytes"
                : "a key of " + name);
  }

  /** ECPrivateKey after its version; {@code curve} where the outer algorithm names it. */
  private static @Nullable Outcome ec(DerReader key, String curve) {
    DerReader secret = key.enter(DerReader.OCTETS);
    if (secret == null) {
      return null;
    }
    DerReader parameters = key.enter(0xa0);
    String named = curve.isEmpty() && parameters != null ? parameters.oid() : curve;
    String name = NAMES.getOrDefault(named, "");
    return words(
        "an EC key "
            + (name.isEmpty() ? "of " + secret.rest().length * 8 + " bits" : "on " + name));
  }

  /** What is left of a PKCS#1 or DSA key after its version: numbers. */
  private static @Nullable Outcome numbers(DerReader key) {
    List<BigInteger> parts = new ArrayList<>();
    for (BigInteger part = key.integer();
        part != null && parts.size() < RSA_PARTS;
        part = key.integer()) {
      parts.add(part);
    }
    if (parts.size() == DSA_PARTS - 1) {
      return words("a DSA key of " + parts.get(0).bitLength() + " bits");
    }
    if (parts.size() < RSA_PARTS - 1) {
      return null;
    }
    String name = "an RSA key of " + parts.get(0).bitLength() + " bits";
    return parts.get(3).multiply(parts.get(4)).equals(parts.get(0))
        ? Outcome.checksum("its body decodes as " + name + " whose primes make its modulus")
        : Outcome.fails("its body decodes as " + name + ", yet its primes don't make its modulus");
  }

  private static Outcome words(String kind) {
    return Outcome.structure("its body decodes as " + kind);
  }
}
