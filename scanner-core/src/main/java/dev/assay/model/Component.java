package dev.assay.model;

import org.jspecify.annotations.Nullable;

/**
 * A package seen in the scan; later issues add hashes, licences and edges.
 *
 * @param purl package URL
 * @param seenAt where
 * @param identity what its manifest says; null where something else names it, such as a lockfile
 */
public record Component(String purl, Provenance seenAt, @Nullable PackageIdentity identity)
    implements Observation {

  /** A component of which no manifest was seen. */
  public Component(String purl, Provenance seenAt) {
    this(purl, seenAt, null);
  }
}
