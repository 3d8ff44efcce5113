package dev.assay.source.git.history;

import dev.assay.model.Provenance;
import dev.assay.source.git.GitRepository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Runs a whole history scan: push, then attribution. */
record HistoryScans(CollectingSink sink, List<Provenance.Blob> introductions) {

  /** With every pushed blob wanted, and no path. */
  static HistoryScans all(GitRepository repository) throws IOException {
    return run(repository, false, CollectingSink.Forks.AT_ONCE);
  }

  static HistoryScans run(
      GitRepository repository, boolean includeUnreachable, CollectingSink.Forks forks)
      throws IOException {
    return run(repository, includeUnreachable, forks, null, path -> false);
  }

  /** Wants {@code blobs}, or all that were pushed if that is null. */
  static HistoryScans run(
      GitRepository repository,
      boolean includeUnreachable,
      CollectingSink.Forks forks,
      Set<String> blobs,
      Predicate<String> path)
      throws IOException {
    CollectingSink sink = new CollectingSink(forks);
    List<Provenance.Blob> introductions = new ArrayList<>();
    try (HistorySource source = new HistorySource(repository, includeUnreachable)) {
      source.push(sink);
      sink.drain();
      source
          .attribution()
          .attribute(
              blobs == null ? new HashSet<>(sink.blobs.keySet()) : blobs, path, introductions::add);
    }
    return new HistoryScans(sink, introductions);
  }

  /** Each introduction as {@code commit path blob}, in the order in which they came. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Provenance.Blob blob : introductions) {
      lines.add(
          (blob.commit() == null ? "-" : blob.commit().id())
              + " "
              + blob.path()
              + " "
              + blob.objectId());
    }
    return lines;
  }
}
