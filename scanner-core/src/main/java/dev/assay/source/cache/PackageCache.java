package dev.assay.source.cache;

import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import java.io.IOException;
import java.util.List;

/** Where a package manager keeps what it fetched. */
public interface PackageCache {

  /**
   * The files of {@code name}, in an order of their own; empty if the cache does not have it.
   *
   * @throws IOException if the cache can't be read
   * @throws dev.assay.model.UsageException if settings can't be read, or it holds only a part
   */
  List<PackageFile> find(PackageName name) throws IOException;

  /** What it is and where, for people who look for something that is not there. */
  String describe();
}
