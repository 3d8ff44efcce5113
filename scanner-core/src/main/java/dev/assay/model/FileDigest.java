package dev.assay.model;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The digests of a content, lower-case hexadecimal by JCA algorithm name.
 *
 * @param provenance of the content
 * @param digests at least one
 */
public record FileDigest(Provenance provenance, Map<String, String> digests)
    implements Observation {

  private static final int BUFFER = 1 << 16;

  public FileDigest {
    digests = Map.copyOf(digests);
  }

  /**
   * Reads {@code content} once.
   *
   * @param algorithms JCA names that every Java has, at least one
   * @throws IOException if it can't be read to its end
   */
  public static FileDigest of(Content content, Set<String> algorithms) throws IOException {
    Map<String, MessageDigest> running = new TreeMap<>();
    for (String algorithm : new TreeSet<>(algorithms)) {
      try {
        running.put(algorithm, MessageDigest.getInstance(algorithm));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalArgumentException(e);
      }
    }
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = content.open()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (MessageDigest digest : running.values()) {
          digest.update(buffer, 0, count);
        }
      }
    }
    Map<String, String> digests = new TreeMap<>();
    running.forEach((name, digest) -> digests.put(name, HexFormat.of().formatHex(digest.digest())));
    return new FileDigest(content.provenance(), digests);
  }
}
