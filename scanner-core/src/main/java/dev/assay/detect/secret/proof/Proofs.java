package dev.assay.detect.secret.proof;

/**
 * The proofs that rules name: one line each. Classes are loaded by the first secret that needs
 * them, and nothing here is a lambda: a hook whose commit is clean pays for none of it.
 */
public final class Proofs {
  private Proofs() {}

  /**
   * Tries a proof. None throws, whatever the secret is.
   *
   * @param name one of {@link dev.assay.rules.ProofNames}
   */
  public static Outcome check(String name, Claim claim) {
    String secret = claim.secret();
    return switch (name) {
      case "base58check" -> Base58Check.bitcoin(secret);
      case "base58check-ripple" -> Base58Check.ripple(secret);
      case "bech32" -> Bech32.check(secret);
      case "bip39" -> Bip39.check(secret);
      case "crc16-nkey" -> Crc16Keys.nkey(secret);
      case "crc16-strkey" -> Crc16Keys.strkey(secret);
      case "crc32-base36-7" -> Crc32Tails.base36(secret);
      case "crc32-base62-6" -> Crc32Tails.base62(secret);
      case "crc32-hex-8" -> Crc32Tails.hex(secret);
      case "ed25519-pair" -> Ed25519Pair.check(secret);
      case "aws-key-id" -> TokenParts.awsKeyId(secret);
      case "base64-json" -> TokenParts.base64Json(secret);
      case "bytes32" -> RawKeys.bytes32(secret);
      case "der" -> PemKeys.bare(secret);
      case "discord" -> TokenParts.discord(secret);
      case "ethereum-keystore" -> JsonKeys.ethereumKeystore(claim.match());
      case "jwk" -> JsonKeys.jwk(secret, claim.match());
      case "jwt" -> Jwt.check(secret, claim.when());
      case "otpauth" -> RawKeys.otpauth(secret);
      case "pem" -> PemKeys.check(secret);
      case "putty" -> PuttyKey.check(secret);
      case "pypi" -> TokenParts.pypi(secret);
      case "secp256k1" -> RawKeys.secp256k1(secret);
      case "sentry-org" -> TokenParts.sentryOrg(secret);
      case "service-account" -> PemKeys.serviceAccount(secret);
      case "signify" -> RawKeys.signify(secret);
      case "wireguard" -> RawKeys.wireguard(secret);
      default -> throw new IllegalArgumentException("no proof is called '" + name + "'");
    };
  }
}
