package dev.assay.rules.load;

/** What each proof of {@link dev.assay.rules.ProofNames} shows, for the pages about rules. */
final class ProofWords {
  private ProofWords() {}

  /** A sentence that goes on with "Proof:". */
  static String of(String name) {
    return switch (name) {
      case "base58check" -> "its Base58Check checksum (double SHA-256) is computed.";
      case "base58check-ripple" ->
          "its Base58Check checksum with the XRP Ledger's digits is computed.";
      case "bech32" -> "its bech32 checksum is computed.";
      case "bip39" -> "its words are those of seed phrases, and their checksum is computed.";
      case "crc16-nkey" -> "its checksum (CRC-16, as NATS writes it) is computed.";
      case "crc16-strkey" -> "its checksum (CRC-16, as Stellar writes it) is computed.";
      case "crc32-base36-7" ->
          "its last seven characters are compared with the CRC-32 of all before them.";
      case "crc32-base62-6" ->
          "its last six characters are compared with the CRC-32 of those before them.";
      case "crc32-hex-8" ->
          "its last eight digits are compared with the CRC-32 of all before them.";
      case "ed25519-pair" -> "its second half is compared with the public key of the first.";
      case "aws-key-id" -> "none, but the account that it belongs to is read out of it.";
      case "base64-json" -> "it decodes as JSON.";
      case "bytes32" -> "it decodes as 32 bytes.";
      case "der" -> "it is parsed as a private key in DER; its kind and size are told.";
      case "discord" -> "its first part decodes as the id of a bot.";
      case "ethereum-keystore" -> "the file names the cipher and the key derivation of such a key.";
      case "jwk" -> "it decodes as a JSON Web Key; its type and size are told.";
      case "jwt" ->
          "it decodes as a JSON Web Token; algorithm, issuer and expiry are told, and one that had"
              + " expired is of low severity.";
      case "otpauth" -> "it decodes as the seed of one-time passwords.";
      case "pem" ->
          "the block is parsed: kind and size of the key are told, whether a passphrase protects"
              + " it, and whether its numbers belong together.";
      case "putty" -> "the file's own checksum (MAC) is computed.";
      case "pypi" -> "it decodes as a macaroon of PyPI.";
      case "secp256k1" -> "none; it is a number that such a key can be.";
      case "sentry-org" -> "it decodes as an organisation token of Sentry.";
      case "service-account" -> "the private key in it is parsed.";
      case "signify" -> "it decodes as a key of signify or minisign.";
      case "wireguard" -> "it decodes as 32 bytes; whether they are clamped is told.";
      default -> "it has to hold as `" + name + "`.";
    };
  }
}
