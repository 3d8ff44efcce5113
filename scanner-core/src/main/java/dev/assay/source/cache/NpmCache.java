package dev.assay.source.cache;

import dev.assay.ecosystem.Digests;
import dev.assay.source.artifact.Claim;
import dev.assay.source.artifact.NpmSettings;
import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * npm's cache: an index by the address that a tarball was fetched from, and contents by their
 * digest (npm's package cacache, README and {@code lib/entry-index.js}).
 */
public final class NpmCache implements PackageCache {
  private static final String FROM = "npm's cache";

  private final NpmSettings settings;
  private final Path folder;

  /** The cache of the user whose {@code surroundings} these are. */
  public NpmCache(Surroundings surroundings) {
    settings = NpmSettings.read(surroundings);
    folder = settings.cache().resolve("_cacache");
  }

  @Override
  public String describe() {
    return "npm's cache in " + folder;
  }

  @Override
  public List<PackageFile> find(PackageName name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    NpmIndex index = new NpmIndex(folder.resolve("index-v5"));
    URI registry = settings.registry(name.namespace());
    List<NpmIndex.Entry> entries = index.of(registry, name);
    if (entries.isEmpty()) {
      entries = index.anywhere(name);
    }
    // The same bytes from several registries are one file.
    Map<Path, NpmIndex.Entry> distinct = new LinkedHashMap<>();
    for (NpmIndex.Entry entry : entries) {
      Path content = content(entry);
      if (content != null) {
        distinct.putIfAbsent(content, entry);
      }
    }
    List<PackageFile> files = new ArrayList<>();
    for (Map.Entry<Path, NpmIndex.Entry> each : distinct.entrySet()) {
      String host = distinct.size() == 1 ? "" : each.getValue().host() + "-";
      files.add(
          file(host + name.name() + "-" + name.version() + ".tgz", each.getKey(), each.getValue()));
    }
    return files;
  }

  private PackageFile file(String name, Path content, NpmIndex.Entry entry) throws IOException {
    List<Digests.Digest> digests = Digests.ofIntegrity(entry.integrity());
    Claim claim =
        new Claim(
            digests.get(0).algorithm(),
            digests.stream().map(Digests.Digest::hex).toList(),
            "the index of npm's cache");
    return CachedFiles.of(
        name, content, List.of(claim), FROM + " (fetched from " + entry.host() + ")", List.of());
  }

  /** The file with the content of {@code entry}; null if its integrity is of no known kind. */
  private @org.jspecify.annotations.Nullable Path content(NpmIndex.Entry entry) {
    List<Digests.Digest> digests = Digests.ofIntegrity(entry.integrity());
    Path first = null;
    for (Digests.Digest each : digests) {
      String hex = each.hex();
      Path path =
          folder
              .resolve("content-v2")
              .resolve(each.algorithm().replace("-", "").toLowerCase(java.util.Locale.ROOT))
              .resolve(hex.substring(0, 2))
              .resolve(hex.substring(2, 4))
              .resolve(hex.substring(4));
      if (Files.isRegularFile(path)) {
        return path;
      }
      first = first == null ? path : first;
    }
    return null;
  }
}
