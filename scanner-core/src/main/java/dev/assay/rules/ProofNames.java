package dev.assay.rules;

import java.util.List;

/**
 * The offline proofs that a rule may ask for by name. The secret detector implements each; a test
 * of its holds the two lists equal.
 */
public final class ProofNames {
  /** Values of {@code checksum}, sorted. */
  public static final List<String> CHECKSUMS = List.of("crc32-base62-6");

  /** Values of {@code structure}, sorted. */
  public static final List<String> STRUCTURES = List.of("jwt", "pem", "service-account");

  private ProofNames() {}
}
