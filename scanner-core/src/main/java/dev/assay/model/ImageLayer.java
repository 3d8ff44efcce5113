package dev.assay.model;

import java.util.List;

/**
 * A layer of a container image, once it was read: what it holds, and what it takes out of the
 * layers below it (OCI image specification, "Image Layer Filesystem Changeset"). Paths are relative
 * to the root of the image, without a {@code /} in front.
 *
 * @param place where the layer stands; its files are entries of it
 * @param digest as the image names it, such as {@code sha256:0123…}; empty if it doesn't
 * @param uses the images that it is part of, and where; at least one
 * @param files all that isn't a folder
 * @param deleted what the layer takes out, folders with all that is in them
 * @param emptied folders of which the layer takes out what lower layers have in them
 */
public record ImageLayer(
    Provenance place,
    String digest,
    List<Use> uses,
    TextSet files,
    TextSet deleted,
    TextSet emptied)
    implements Observation {

  /**
   * One image that has the layer.
   *
   * @param image what it is called among those that lie in the same place; empty if it is the only
   *     one
   * @param number from 1, the lowest
   * @param of how many layers the image has
   * @param madeBy the instruction that made it; empty if the image doesn't say. May hold secrets
   */
  public record Use(String image, int number, int of, String madeBy) {}

  public ImageLayer {
    uses = List.copyOf(uses);
  }

  /** {@code name}, of an entry of a layer, as a path from the root of the image. */
  public static String path(String name) {
    if (!name.startsWith("/") && !name.contains("./") && !name.contains("//")) {
      return name; // nearly all
    }
    StringBuilder path = new StringBuilder(name.length());
    for (String part : name.split("/", -1)) {
      if (!part.isEmpty() && !part.equals(".")) {
        path.append(path.length() == 0 ? "" : "/").append(part);
      }
    }
    return path.toString();
  }
}
