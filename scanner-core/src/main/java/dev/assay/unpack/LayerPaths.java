package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import dev.assay.model.ImageLayer;
import dev.assay.model.Provenance;
import dev.assay.model.TextSet;
import java.io.IOException;
import java.util.List;

/**
 * Which paths a layer has and which it takes out of the layers below. Marks of that ({@code
 * .wh.name}, {@code .wh..wh..opq}; OCI image specification, "Whiteouts") are no files.
 */
final class LayerPaths {

  private static final String WHITEOUT = ".wh.";
  private static final String OPAQUE = ".wh..wh..opq";

  /** What a layered file system keeps for itself. */
  private static final String OF_FILE_SYSTEM = ".wh..wh.";

  private final TextSet files = new TextSet();
  private final TextSet deleted = new TextSet();
  private final TextSet emptied = new TextSet();

  /** Notes {@code name}; true if it marks something and is no file. */
  boolean mark(String name) {
    String path = ImageLayer.path(name);
    int base = path.lastIndexOf('/') + 1;
    String folder = path.substring(0, base);
    if (path.startsWith(OF_FILE_SYSTEM, base)) {
      if (path.endsWith(OPAQUE) && path.length() == base + OPAQUE.length()) {
        emptied.add(folder.isEmpty() ? "" : folder.substring(0, base - 1));
      }
      return true;
    }
    if (path.startsWith(WHITEOUT, base) && path.length() > base + WHITEOUT.length()) {
      deleted.add(folder + path.substring(base + WHITEOUT.length()));
      return true;
    }
    files.add(path);
    return false;
  }

  /** The layer, once all its entries were noted. */
  ImageLayer layer(Provenance place, String digest, List<ImageLayer.Use> uses) {
    return new ImageLayer(place, digest, uses, files, deleted, emptied);
  }

  /** Scans the files of a layer, and notes all. */
  record Taker(LayerPaths paths, TarWalk.Taker scanning) implements TarWalk.Taker {

    /** A mark is empty; bytes in one are scanned, nothing hides there. */
    @Override
    public void file(String name, long size, ArtifactFile.Mode mode, EntryContent.Opener data)
        throws IOException {
      if (!paths.mark(name) || size > 0) {
        scanning.file(name, size, mode, data);
      }
    }

    @Override
    public void link(String name, byte[] target, boolean symbolic) throws IOException {
      if (!paths.mark(name)) {
        scanning.link(name, target, symbolic);
      }
    }

    @Override
    public void special(String name) {
      paths.mark(name);
    }
  }
}
