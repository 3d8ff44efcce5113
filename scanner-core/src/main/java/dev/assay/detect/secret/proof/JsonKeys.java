package dev.assay.detect.secret.proof;

import dev.assay.model.Severity;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keys that are members of a JSON object. */
final class JsonKeys {
  private JsonKeys() {}

  /**
   * A private member of a JSON Web Key (RFC 7518, section 6).
   *
   * @param match members of the key from its type to the secret one, or the other way round
   */
  static Outcome jwk(String secret, String match) {
    byte[] key = RawKeys.base64(secret);
    if (key == null) {
      return Outcome.fails("its private member does not decode as base64url");
    }
    Map<String, String> fields = JsonFields.read(object(match));
    if (fields == null) {
      return Outcome.fails("it does not decode as the members of a JSON Web Key");
    }
    int bits = key.length * 8;
    return switch (fields.getOrDefault("kty", "")) {
      case "oct" ->
          Outcome.structure("it decodes as a JSON Web Key: symmetric, of " + bits + " bits");
      case "RSA" -> rsa(key, fields);
      case "EC" -> curve(key, fields, "P-256 32 P-384 48 P-521 66 secp256k1 32", "EC");
      case "OKP" -> curve(key, fields, "Ed25519 32 X25519 32 Ed448 57 X448 56", "OKP");
      default -> Outcome.fails("its type (kty) is not one of a JSON Web Key");
    };
  }

  private static Outcome rsa(byte[] exponent, Map<String, String> fields) {
    BigInteger modulus = number(fields.get("n"));
    BigInteger p = number(fields.get("p"));
    BigInteger q = number(fields.get("q"));
    if (modulus != null && p != null && q != null) {
      return p.multiply(q).equals(modulus)
          ? Outcome.checksum(rsaWords(modulus.bitLength()) + " whose primes make its modulus")
          : Outcome.fails(
              rsaWords(modulus.bitLength()) + ", yet its primes don't make its modulus");
    }
    int bits = modulus != null ? modulus.bitLength() : (exponent.length + 7) / 8 * 64;
    return Outcome.structure(rsaWords(bits));
  }

  private static String rsaWords(int bits) {
    return "it decodes as a JSON Web Key: RSA of " + bits + " bits";
  }

  /** {@code sizes} are curves, each with the bytes of its keys. */
  private static Outcome curve(byte[] key, Map<String, String> fields, String sizes, String type) {
    String curve = JsonFields.shown(fields, "crv");
    String[] known = sizes.split(" ", -1);
    for (int i = 0; i < known.length; i += 2) {
      if (known[i].equals(curve)) {
        return key.length == Integer.parseInt(known[i + 1])
            ? Outcome.structure("it decodes as a JSON Web Key: " + type + " on " + curve)
            : Outcome.fails("its private member is not as long as keys of " + curve + " are");
      }
    }
    return Outcome.structure("it decodes as a JSON Web Key: " + type);
  }

  private static @Nullable BigInteger number(@Nullable String text) {
    byte[] bytes = text == null ? null : RawKeys.base64(text);
    return bytes == null || bytes.length == 0 ? null : new BigInteger(1, bytes);
  }

  /** Members as an object of their own; those inside of a string literal without its escapes. */
  private static String object(String members) {
    String text = members.replaceAll("\\\\+([\"'/])", "$1").replaceAll("\\\\+[nrt]", " ");
    // The first name may lack its quote, and the last value may: a match begins and ends inside.
    int colon = text.indexOf(':');
    String name = colon < 0 ? "" : text.substring(0, colon).replaceAll("[\"'\\s]", "");
    String rest = colon < 0 ? text : text.substring(colon);
    String closed = rest.matches("(?s).*[\"']\\s*") ? rest : rest + lastQuote(rest);
    return "{\"" + name + "\"" + closed + "}";
  }

  private static String lastQuote(String text) {
    return text.lastIndexOf('\'') > text.lastIndexOf('"') ? "'" : "\"";
  }

  /**
   * The encrypted key of an Ethereum keystore file (version 3,
   * https://ethereum.org/developers/docs/data-structures-and-encoding/web3-secret-storage/).
   *
   * @param match from the cipher to the name of the key derivation
   */
  static Outcome ethereumKeystore(String match) {
    boolean scrypt = match.contains("scrypt");
    boolean pbkdf2 = match.contains("pbkdf2");
    if (!match.contains("aes-128-ctr") || !(scrypt || pbkdf2)) {
      return Outcome.fails("its cipher or key derivation is not that of a keystore file");
    }
    return Outcome.structure(
            "a key encrypted with AES-128 under a passphrase ("
                + (scrypt ? "scrypt" : "PBKDF2")
                + ")")
        .atMost(Severity.HIGH);
  }
}
