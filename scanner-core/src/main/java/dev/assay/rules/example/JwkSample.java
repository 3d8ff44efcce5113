package dev.assay.rules.example;

import java.math.BigInteger;
import java.util.Base64;

/** JSON Web Keys with their private parts (RFC 7517, 7518, 8037). */
final class JwkSample {
  private JwkSample() {}

  static String key(SeededText random, String type) {
    return switch (type) {
      case "oct" -> "{\"kty\":\"oct\",\"k\":\"" + part(random.bytes(32)) + "\",\"alg\":\"HS256\"}";
      case "RSA" -> rsa(random);
      case "EC" ->
          "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""
              + part(random.bytes(32))
              + "\",\"y\":\""
              + part(random.bytes(32))
              + "\",\"d\":\""
              + part(random.bytes(32))
              + "\"}";
      default ->
          "{\"crv\":\"Ed25519\",\"d\":\""
              + part(random.bytes(32))
              + "\",\"kty\":\"OKP\",\"x\":\""
              + part(random.bytes(32))
              + "\"}";
    };
  }

  private static String rsa(SeededText random) {
    BigInteger p = Der.prime(128, random);
    BigInteger q = Der.prime(128, random);
    return "{\"kty\":\"RSA\",\"n\":\""
        + part(Der.unsigned(p.multiply(q)))
        + "\",\"e\":\"AQAB\",\"d\":\""
        + part(random.bytes(256))
        + "\",\"p\":\""
        + part(Der.unsigned(p))
        + "\",\"q\":\""
        + part(Der.unsigned(q))
        + "\"}";
  }

  private static String part(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
