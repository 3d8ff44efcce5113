package dev.assay.model;

/**
 * A package seen in the scan; later issues add hashes, licences and edges.
 *
 * @param purl package URL
 * @param seenAt where
 */
public record Component(String purl, Provenance seenAt) implements Observation {}
