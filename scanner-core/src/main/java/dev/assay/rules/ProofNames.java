package dev.assay.rules;

import java.util.List;

/**
 * The offline proofs that a rule may ask for by name. The secret detector implements each; a test
 * of its holds the two lists equal.
 */
public final class ProofNames {
  /** Values of {@code checksum}, sorted. */
  public static final List<String> CHECKSUMS =
      List.of(
          "base58check",
          "base58check-ripple",
          "bech32",
          "bip39",
          "crc16-nkey",
          "crc16-strkey",
          "crc32-base36-7",
          "crc32-base62-6",
          "crc32-hex-8",
          "ed25519-pair");

  /** Values of {@code structure}, sorted. */
  public static final List<String> STRUCTURES =
      List.of(
          "aws-key-id",
          "base64-json",
          "bytes32",
          "der",
          "discord",
          "ethereum-keystore",
          "jwk",
          "jwt",
          "otpauth",
          "pem",
          "putty",
          "pypi",
          "secp256k1",
          "sentry-org",
          "service-account",
          "signify",
          "wireguard");

  private ProofNames() {}
}
