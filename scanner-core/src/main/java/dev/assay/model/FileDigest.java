package dev.assay.model;

import java.util.Map;

/**
 * The digests of a content, lower-case hexadecimal by JCA algorithm name.
 *
 * @param provenance of the content
 * @param digests at least one
 */
public record FileDigest(Provenance provenance, Map<String, String> digests)
    implements Observation {

  public FileDigest {
    digests = Map.copyOf(digests);
  }
}
