package dev.assay.source.cache;

import dev.assay.source.artifact.Claim;
import dev.assay.source.artifact.GoPaths;
import dev.assay.source.artifact.GoSettings;
import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * Go's module cache: {@code cache/download/<module>/@v/<version>.zip} with its hash beside it
 * (go.dev/ref/mod, Module cache).
 */
final class GoModuleCache implements PackageCache {
  private static final String FROM = "Go's module cache";

  private final Path folder;

  GoModuleCache(Surroundings surroundings) {
    Path own = new GoSettings(surroundings).cache();
    String path = surroundings.variable("GOPATH");
    if (own == null) {
      Path first =
          path == null
              ? surroundings.home().resolve("go")
              : surroundings.path(path.split(File.pathSeparator, -1)[0], "the variable GOPATH");
      own = first.resolve("pkg").resolve("mod");
    }
    folder = own.resolve("cache").resolve("download");
  }

  @Override
  public String describe() {
    return FROM + " in " + folder;
  }

  @Override
  public List<PackageFile> find(PackageName name) throws IOException {
    Path versions = folder.resolve(GoPaths.escaped(name.fullName())).resolve("@v");
    String version = GoPaths.escaped(name.version());
    Path zip = versions.resolve(version + ".zip");
    if (!Files.isRegularFile(zip)) {
      return List.of();
    }
    List<Claim> claims = List.of();
    try (InputStream in = Files.newInputStream(versions.resolve(version + ".ziphash"))) {
      String hash = new String(in.readNBytes(1000), StandardCharsets.UTF_8).strip();
      if (hash.startsWith("h1:")) {
        claims = List.of(new Claim(Claim.GO_HASH, List.of(hash), "Go's module cache"));
      }
    } catch (NoSuchFileException e) {
      // Go writes it when it checks the module against go.sum.
    }
    return List.of(CachedFiles.of(name.version() + ".zip", zip, claims, FROM, List.of()));
  }
}
