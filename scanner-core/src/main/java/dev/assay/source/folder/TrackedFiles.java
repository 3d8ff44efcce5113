package dev.assay.source.folder;

import dev.assay.model.UsageException;
import dev.assay.model.WorkTree;
import dev.assay.source.git.GitRepository;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the index of a work tree tracks, read when it is first asked for. Of an index that can't be
 * read nothing is tracked: whatever lies there may be what a build has made. Thread-safe.
 */
final class TrackedFiles implements WorkTree {
  private final GitRepository repository;
  private boolean read;
  private @Nullable IndexPaths index;

  TrackedFiles(GitRepository repository) {
    this.repository = repository;
  }

  @Override
  public synchronized boolean tracks(String path) {
    if (!read) {
      read = true;
      index = read();
    }
    return index != null && index.holds(PathNames.bytesOf(path));
  }

  private @Nullable IndexPaths read() {
    try {
      return repository.indexNeedsGit().isEmpty()
          ? IndexPaths.read(repository.indexFile(), repository.objectFormat())
          : null;
    } catch (IOException | UsageException e) {
      return null;
    }
  }
}
