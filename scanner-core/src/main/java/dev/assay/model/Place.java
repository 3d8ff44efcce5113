package dev.assay.model;

import org.jspecify.annotations.Nullable;

/**
 * One place of a finding.
 *
 * @param provenance the content
 * @param region where in it; null for findings about the whole content
 */
public record Place(Provenance provenance, @Nullable Region region) {}
