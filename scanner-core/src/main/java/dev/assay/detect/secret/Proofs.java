package dev.assay.detect.secret;

import dev.assay.model.Confidence;
import org.jspecify.annotations.Nullable;

/** The offline proofs that rules name: one line each in {@link #named}. */
final class Proofs {
  /** The secret decodes as what it claims to be. */
  static final int STRUCTURE = 1;

  /** The secret carries a checksum that holds. */
  static final int CHECKSUM = 2;

  /** Judges a secret, given as Latin-1. */
  interface Check {
    Outcome check(String secret);
  }

  /**
   * What a proof says.
   *
   * @param holds whether the secret is what it claims to be
   * @param level {@link #STRUCTURE} or {@link #CHECKSUM}
   * @param confidence where it holds
   * @param words for a person; never the secret
   */
  record Outcome(boolean holds, int level, Confidence confidence, String words) {}

  private Proofs() {}

  /** The check of these names; null if both are empty. */
  static @Nullable Check named(String checksum, String structure) {
    return switch (checksum.isEmpty() ? structure : checksum) {
      case "" -> null;
      case "crc32-base62-6" -> Checksums::crc32Base62;
      case "jwt" -> Structures::jwt;
      case "pem" -> Structures::pem;
      case "service-account" -> Structures::serviceAccount;
      default ->
          throw new IllegalArgumentException(
              "no proof is called '" + (checksum.isEmpty() ? structure : checksum) + "'");
    };
  }

  static Outcome structure(boolean holds, String words) {
    return new Outcome(holds, STRUCTURE, Confidence.HIGH, words);
  }

  static Outcome checksum(boolean holds, String words) {
    return new Outcome(holds, CHECKSUM, Confidence.HIGH, words);
  }
}
