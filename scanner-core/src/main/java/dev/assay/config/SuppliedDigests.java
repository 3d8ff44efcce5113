package dev.assay.config;

/**
 * Approved digests that come from outside of a content lock, such as from a vault.
 *
 * @param name where they come from, for messages: a file, {@code standard input} or a variable
 * @param text records of a content lock, or lines of {@code sha256sum}
 */
public record SuppliedDigests(String name, String text) {}
