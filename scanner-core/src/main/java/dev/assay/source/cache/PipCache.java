package dev.assay.source.cache;

import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import dev.assay.source.artifact.WheelNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The wheels that pip built and keeps ({@code wheels/…/name-version-….whl}; pip.pypa.io, Caching).
 * What it downloaded it keeps by address alone, so that a name can't be looked up there.
 */
final class PipCache implements PackageCache {
  private static final String FROM = "pip's cache of wheels";
  private static final int DEEPEST = 8;

  private final Path folder;

  PipCache(Surroundings surroundings) {
    Path own = surroundings.folderOf("PIP_CACHE_DIR");
    if (own == null) {
      Path caches = surroundings.folderOf("XDG_CACHE_HOME");
      Path local = surroundings.windows() ? surroundings.folderOf("LOCALAPPDATA") : null;
      own =
          local != null
              ? local.resolve("pip").resolve("Cache")
              : (caches == null ? surroundings.home().resolve(".cache") : caches).resolve("pip");
      Path mac = surroundings.home().resolve("Library").resolve("Caches").resolve("pip");
      own = !Files.isDirectory(own) && Files.isDirectory(mac) ? mac : own;
    }
    folder = own.resolve("wheels");
  }

  @Override
  public String describe() {
    return FROM + " in " + folder + " (what pip downloaded lies there without its name)";
  }

  @Override
  public List<PackageFile> find(PackageName name) throws IOException {
    List<PackageFile> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    List<Path> wheels;
    try (Stream<Path> below = Files.walk(folder, DEEPEST)) {
      wheels =
          below
              .filter(each -> WheelNames.isOf(String.valueOf(each.getFileName()), name))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path each : wheels) {
      String wheel = String.valueOf(each.getFileName());
      if (files.stream().noneMatch(file -> file.name().equals(wheel))) {
        files.add(CachedFiles.of(wheel, each, List.of(), FROM, List.of()));
      }
    }
    return files;
  }
}
