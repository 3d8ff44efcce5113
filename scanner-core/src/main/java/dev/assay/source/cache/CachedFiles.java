package dev.assay.source.cache;

import dev.assay.source.artifact.Claim;
import dev.assay.source.artifact.PackageFile;
import dev.assay.source.folder.FileContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of caches as files of packages. */
final class CachedFiles {

  private CachedFiles() {}

  /** The regular file {@code path}, called {@code name}. */
  static PackageFile of(
      String name, Path path, List<Claim> claims, String from, List<PackageFile.Fault> faults)
      throws IOException {
    // A cache, or a part of it, may be linked to.
    Path real = path.toRealPath();
    long size = Files.size(real);
    return new PackageFile(name, place -> new FileContent(place, real, size), claims, from, faults);
  }
}
