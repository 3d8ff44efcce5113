package dev.assay.model;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's claim of a digest. Claims at one region of one claimant are alternatives: one that
 * holds is enough.
 *
 * @param kind what {@code subject} is
 * @param subject logical path, relative to the scan, of what the claim is about, but for {@link
 *     Kind#ARTIFACT}
 * @param algorithm JCA name, such as {@code SHA-512}
 * @param digest lower-case hexadecimal
 * @param claimant the place of the claim
 * @param region where in {@code claimant} it stands; null if unknown
 * @param signed whether a signature is asked for as well, so that a weak digest is not all there is
 */
public record Pin(
    Kind kind,
    String subject,
    String algorithm,
    String digest,
    Provenance claimant,
    @Nullable Region region,
    boolean signed)
    implements Observation {

  /** Of what nobody has signed, as far as the claimant says. */
  public Pin(
      Kind kind,
      String subject,
      String algorithm,
      String digest,
      Provenance claimant,
      @Nullable Region region) {
    this(kind, subject, algorithm, digest, claimant, region, false);
  }

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
    PACKAGE,

    /** A file of a package that was installed here, as the package brought it. */
    INSTALLED_FILE,

    /**
     * A file that is known by its coordinates or its name, wherever it lies: {@code subject} is its
     * path in a Maven repository, or its name alone.
     */
    ARTIFACT
  }

  /** How much a digest is worth. */
  public enum Strength {
    /** Two files with one digest can be made on purpose: MD5 since 2004, SHA-1 since 2017. */
    BROKEN,
    /** Nobody has done so yet. */
    STRONG
  }

  /** How much the digest is worth. */
  public Strength strength() {
    return algorithm.equals("MD5") || algorithm.equals("SHA-1") ? Strength.BROKEN : Strength.STRONG;
  }
}
