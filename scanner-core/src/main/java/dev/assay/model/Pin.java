package dev.assay.model;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's claim of a digest. Claims at one region of one claimant are alternatives: one that
 * holds is enough.
 *
 * @param kind what {@code subject} is
 * @param subject logical path, relative to the scan, of what the claim is about
 * @param algorithm JCA name, such as {@code SHA-512}
 * @param digest lower-case hexadecimal
 * @param claimant the place of the claim
 * @param region where in {@code claimant} it stands; null if unknown
 */
public record Pin(
    Kind kind,
    String subject,
    String algorithm,
    String digest,
    Provenance claimant,
    @Nullable Region region)
    implements Observation {

  /** What a claim is about. */
  public enum Kind {
    /** A file, whose bytes have the digest. */
    FILE,

    /** The same, in a list of files that should be there. */
    LISTED_FILE,

    /**
     * A package whose archive has the digest, wherever that is. The subject is the folder where the
     * package belongs or, where the lockfile doesn't say that, its package URL, with {@code
     * file_name} if a release has several files.
     */
    PACKAGE
  }
}
