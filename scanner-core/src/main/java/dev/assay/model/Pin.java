package dev.assay.model;

import org.jspecify.annotations.Nullable;

/**
 * Somebody's claim of a digest.
 *
 * @param subject logical path, relative to the scan, of the file that the claim is about
 * @param algorithm JCA name, such as {@code SHA-512}
 * @param digest lower-case hexadecimal
 * @param claimant the place of the claim
 * @param region where in {@code claimant} it stands; null if unknown
 */
public record Pin(
    String subject, String algorithm, String digest, Provenance claimant, @Nullable Region region)
    implements Observation {}
