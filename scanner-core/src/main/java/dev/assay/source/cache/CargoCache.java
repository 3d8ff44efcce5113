package dev.assay.source.cache;

import dev.assay.source.artifact.Claim;
import dev.assay.source.artifact.CrateIndex;
import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cargo's cache: {@code registry/cache/<registry>/name-version.crate}; the index beside it says
 * each crate's SHA-256 (doc.rust-lang.org, Cargo Home and Registry Index).
 */
final class CargoCache implements PackageCache {
  private static final String FROM = "Cargo's cache";
  private static final int LARGEST_INDEX = 64 << 20;

  private final Path registry;

  CargoCache(Surroundings surroundings) {
    Path own = surroundings.folderOf("CARGO_HOME");
    own = own == null ? surroundings.home().resolve(".cargo") : own;
    registry = own.resolve("registry");
  }

  @Override
  public String describe() {
    return FROM + " in " + registry.resolve("cache");
  }

  @Override
  public List<PackageFile> find(PackageName name) throws IOException {
    String file = name.name() + "-" + name.version() + ".crate";
    List<Path> registries = new ArrayList<>();
    Path cache = registry.resolve("cache");
    if (Files.isDirectory(cache)) {
      try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache)) {
        folders.forEach(registries::add);
      }
    }
    // That of crates.io first; its folder is index.crates.io-… or github.com-….
    registries.sort(
        Comparator.comparing((Path each) -> !each.getFileName().toString().contains("crates.io"))
            .thenComparing(Comparator.naturalOrder()));
    for (Path each : registries) {
      Path crate = each.resolve(file);
      if (Files.isRegularFile(crate)) {
        String digest = checksum(String.valueOf(each.getFileName()), name);
        List<Claim> claims =
            digest == null
                ? List.of()
                : List.of(new Claim("SHA-256", List.of(digest), "the index in Cargo's home"));
        return List.of(CachedFiles.of(file, crate, claims, FROM, List.of()));
      }
    }
    return List.of();
  }

  /** What the cached index says; null if it says nothing. */
  private @Nullable String checksum(String folder, PackageName name) throws IOException {
    Path file =
        registry
            .resolve("index")
            .resolve(folder)
            .resolve(".cache")
            .resolve(CrateIndex.path(name.name()));
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      text = new String(in.readNBytes(LARGEST_INDEX), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    }
    // Versions and their records alternate, with a zero byte behind each.
    for (String record : text.split("\0", -1)) {
      if (record.startsWith("{") && record.contains(name.version())) {
        String checksum = CrateIndex.checksum(record, name.version());
        if (checksum != null) {
          return checksum;
        }
      }
    }
    return null;
  }
}
