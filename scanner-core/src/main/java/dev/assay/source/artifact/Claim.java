package dev.assay.source.artifact;

import java.util.List;

/**
 * What somebody says the digest of a file is.
 *
 * @param algorithm JCA name, or {@link #GO_HASH}
 * @param digests lower-case hexadecimal (of a {@link #GO_HASH}: as Go writes it), any one of which
 *     will do; not empty
 * @param by who says so: "npm's cache", "the registry registry.npmjs.org"
 */
public record Claim(String algorithm, List<String> digests, String by) {

  /** Go's hash of a module's files, {@code h1:} in {@code go.sum}. */
  public static final String GO_HASH = "h1";

  public Claim {
    digests = List.copyOf(digests);
    if (digests.isEmpty()) {
      throw new IllegalArgumentException("a claim of nothing");
    }
  }
}
