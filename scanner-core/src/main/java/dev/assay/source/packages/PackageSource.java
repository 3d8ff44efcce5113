package dev.assay.source.packages;

import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Provenance;
import dev.assay.model.UsageException;
import dev.assay.source.Reopener;
import dev.assay.source.Source;
import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import dev.assay.source.cache.PackageCache;
import dev.assay.source.cache.PackageCaches;
import dev.assay.source.registry.Limits;
import dev.assay.source.registry.Registries;
import dev.assay.source.registry.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A package that is named by a package URL: its files, as its registry made them, from the local
 * caches or from the registry. Places read {@code
 * pkg:npm/express@4.21.2/express-4.21.2.tgz!/package/index.js}.
 */
public final class PackageSource implements Source {
  private final PackageName name;
  private final boolean online;
  private final long mostBytes;
  private final Surroundings surroundings;
  private final List<Placed> files = new ArrayList<>();
  private @Nullable Registry registry;

  /** A file and where it stands. */
  private record Placed(Provenance place, PackageFile file) {}

  /**
   * @param purl the package URL
   * @param online whether it comes from its registry, and not from the caches
   * @param mostBytes that may be fetched
   * @throws UsageException if it is none, or of a kind that is not known
   */
  public PackageSource(String purl, boolean online, long mostBytes, Surroundings surroundings) {
    this.name = PackageName.parse(purl);
    this.online = online;
    this.mostBytes = mostBytes;
    this.surroundings = surroundings;
  }

  /**
   * Looks for the package in the caches, if that is where it comes from. Sends nothing.
   *
   * @throws UsageException if it isn't there
   */
  public void check() throws IOException {
    if (!online) {
      locate();
    }
  }

  /** Only {@code online}: nothing here so much as loads a class for the network otherwise. */
  private void fetch(Limits limits) throws IOException {
    registry = Registries.of(name.type(), surroundings, limits);
    place(registry.fetch(name));
  }

  private void place(List<PackageFile> found) {
    for (PackageFile file : found) {
      Provenance place = new Provenance.File(name.shown() + "/" + file.name());
      files.add(new Placed(place, file));
    }
  }

  private void locate() throws IOException {
    List<String> looked = new ArrayList<>();
    for (PackageCache cache : PackageCaches.of(name.type(), surroundings)) {
      List<PackageFile> found = cache.find(name);
      if (!found.isEmpty()) {
        place(found);
        return;
      }
      looked.add(cache.describe());
    }
    throw new UsageException(
        name.shown()
            + " is not in the local caches ("
            + String.join("; ", looked)
            + "). Install it with its package manager, add --online to fetch it from its registry,"
            + " or scan its file.");
  }

  @Override
  public void push(ContentSink sink) throws IOException {
    if (online) {
      fetch(Limits.of(mostBytes, sink::stopped));
    } else {
      locate();
    }
    for (Placed each : files) {
      Content content = each.file().content().apply(each.place());
      Verification verification = new Verification(each.file(), content);
      verification.problems().forEach(sink::problem);
      sink.notice(verification.notice());
      sink.count(Coverage.Unit.FILES, 1);
      sink.accept(content);
    }
  }

  @Override
  public void close() throws IOException {
    if (registry != null) {
      registry.close();
    }
  }

  @Override
  public @Nullable Reopener reopener() {
    return path -> {
      for (Placed each : files) {
        if (each.place().path().equals(path)) {
          return each.file().content().apply(each.place());
        }
      }
      return null;
    };
  }
}
