package dev.assay.source.registry;

import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Where packages of one kind are published. What it gave is gone when it is closed. */
public interface Registry extends Closeable {

  /**
   * Fetches the files of {@code name}, at least one.
   *
   * @throws IOException if they can't be fetched; mostly a {@link dev.assay.model.ContentException}
   *     with the reason
   * @throws dev.assay.model.UsageException if there is no such package, or settings are wrong
   */
  List<PackageFile> fetch(PackageName name) throws IOException;
}
