package dev.assay.unpack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One image of an archive: what a manifest names.
 *
 * @param name tag or reference; empty if nothing says
 * @param platform such as {@code linux-arm64}; empty if nothing says
 * @param id the digest of its manifest or configuration
 * @param config null if it isn't there, or there is none
 * @param configName what the manifest calls it
 * @param configDigest empty if the manifest doesn't say
 * @param configSize -1 if it doesn't
 * @param layers lowest first
 */
record ImageManifest(
    String name,
    String platform,
    String id,
    @Nullable ImageFile config,
    String configName,
    String configDigest,
    long configSize,
    List<Layer> layers) {

  /**
   * A layer, as the manifest names it.
   *
   * @param file null if it isn't there
   * @param name what the manifest calls it
   * @param digest of the blob; empty if the manifest doesn't say
   * @param size -1 if it doesn't
   * @param encrypted whether nobody can read it without a key
   * @param elsewhere whether it may be kept at an address instead
   */
  record Layer(
      @Nullable ImageFile file,
      String name,
      String digest,
      long size,
      boolean encrypted,
      boolean elsewhere) {}

  ImageManifest {
    layers = List.copyOf(layers);
  }

  /** Whether both consist of the same files. */
  boolean same(ImageManifest other) {
    if (config != other.config || layers.size() != other.layers.size()) {
      return false;
    }
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).file() != other.layers.get(i).file()) {
        return false;
      }
    }
    return config != null || !layers.isEmpty();
  }

  /** The same, called {@code other} if it has no name. */
  ImageManifest orNamed(String other) {
    return name.isEmpty()
        ? new ImageManifest(
            other, platform, id, config, configName, configDigest, configSize, layers)
        : this;
  }
}
