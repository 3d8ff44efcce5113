package dev.assay.source.cache;

import dev.assay.source.artifact.Claim;
import dev.assay.source.artifact.MavenFiles;
import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gradle's cache of Maven artifacts: {@code group/artifact/version/sha1/file}, where the name of
 * the folder is the SHA-1 of the file without zeros at its start.
 */
final class GradleCache implements PackageCache {
  private static final String FROM = "Gradle's cache";
  private static final int SHA1_DIGITS = 40;

  private final Path folder;

  GradleCache(Surroundings surroundings) {
    Path own = surroundings.folderOf("GRADLE_USER_HOME");
    own = own == null ? surroundings.home().resolve(".gradle") : own;
    folder = own.resolve("caches").resolve("modules-2").resolve("files-2.1");
  }

  @Override
  public String describe() {
    return FROM + " in " + folder;
  }

  @Override
  public List<PackageFile> find(PackageName name) throws IOException {
    Path version = folder.resolve(name.namespace()).resolve(name.name()).resolve(name.version());
    if (!Files.isDirectory(version)) {
      return List.of();
    }
    List<Path> all;
    try (Stream<Path> below = Files.walk(version, 2)) {
      all = below.filter(Files::isRegularFile).sorted().toList();
    }
    List<PackageFile> files = new ArrayList<>();
    for (String wanted : MavenFiles.wanted(name, null)) {
      add(wanted, all, files);
    }
    if (!files.isEmpty()) {
      add(MavenFiles.pom(name), all, files);
    }
    return files;
  }

  private static void add(String name, List<Path> all, List<PackageFile> to) throws IOException {
    for (Path each : all) {
      if (each.endsWith(name) && to.stream().noneMatch(file -> file.name().equals(name))) {
        String digest = String.valueOf(each.getName(each.getNameCount() - 2));
        boolean known = digest.matches("[0-9a-f]{30,40}");
        String whole = "0".repeat(Math.max(0, SHA1_DIGITS - digest.length())) + digest;
        to.add(
            CachedFiles.of(
                name,
                each,
                known
                    ? List.of(new Claim("SHA-1", List.of(whole), "the folder's name"))
                    : List.of(),
                FROM,
                List.of()));
      }
    }
  }
}
