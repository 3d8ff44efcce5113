package dev.assay.source;

import dev.assay.model.Content;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells where the blobs of a history were introduced. Asked once, after all contents were pushed.
 */
public interface Attribution {

  /**
   * One pass over commits and trees, oldest first (parents before children; ties by commit date,
   * then id). Reports each introduction (a path that holds the blob in a commit and in none of its
   * parents) of the blobs in {@code blobIds} and of every blob at a path that {@code
   * pathOfInterest} takes. Blobs that no scanned ref reaches are not reported.
   *
   * @param blobIds full hexadecimal ids of blobs with hits
   */
  void attribute(Set<String> blobIds, Predicate<String> pathOfInterest, Output out)
      throws IOException;

  /** The content of a place that {@link #attribute} reported. */
  Content open(Provenance.Blob place);

  /** Takes introductions. */
  interface Output {

    /** {@code place} has its path and commit. */
    void introduced(Provenance.Blob place);
  }
}
