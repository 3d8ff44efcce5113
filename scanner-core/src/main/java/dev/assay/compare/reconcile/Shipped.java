package dev.assay.compare.reconcile;

import dev.assay.model.ArtifactFile;

/**
 * A file of an artifact.
 *
 * @param inner its path in the artifact
 * @param relative the same without the folder that all of it lies in ({@code package/}): what
 *     people call it
 */
record Shipped(ArtifactFile file, String inner, String relative) {

  /** Where it stands, as reports say it. */
  String path() {
    return file.place().path();
  }
}
