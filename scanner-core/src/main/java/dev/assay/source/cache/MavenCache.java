package dev.assay.source.cache;

import dev.assay.model.Problem;
import dev.assay.model.UsageException;
import dev.assay.source.artifact.Claim;
import dev.assay.source.artifact.MavenFiles;
import dev.assay.source.artifact.MavenSettings;
import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Maven's local repository: {@code group/as/folders/artifact/version/artifact-version.jar}, with
 * digests in files beside it (maven.apache.org, repositories/layout).
 */
public final class MavenCache implements PackageCache {
  private static final String FROM = "Maven's local repository";

  private final Path folder;

  /** The repository of the user whose {@code surroundings} these are. */
  public MavenCache(Surroundings surroundings) {
    folder = MavenSettings.read(surroundings).localRepository();
  }

  @Override
  public String describe() {
    return "Maven's local repository " + folder;
  }

  @Override
  public List<PackageFile> find(PackageName name) throws IOException {
    Path version = folder.resolve(MavenFiles.folder(name));
    if (!Files.isDirectory(version)) {
      return List.of();
    }
    Path pom = version.resolve(MavenFiles.pom(name));
    List<String> wanted = MavenFiles.wanted(name, head(pom));
    List<PackageFile> files = new ArrayList<>();
    for (String each : wanted) {
      if (Files.isRegularFile(version.resolve(each))) {
        files.add(file(version, each));
      }
    }
    if (files.isEmpty() && !wanted.get(0).equals(MavenFiles.pom(name)) && Files.exists(pom)) {
      throw new UsageException(
          "Of "
              + name.shown()
              + " "
              + FROM
              + " holds the POM, and no "
              + wanted.get(0)
              + ": name a file with ?type= and ?classifier=, or add --online.");
    }
    if (!files.isEmpty()
        && Files.isRegularFile(pom)
        && !files.get(0).name().equals(pom.getFileName().toString())) {
      files.add(file(version, MavenFiles.pom(name)));
    }
    return files;
  }

  private static PackageFile file(Path version, String name) throws IOException {
    List<Claim> claims = new ArrayList<>();
    List<PackageFile.Fault> faults = new ArrayList<>();
    for (MavenFiles.Sidecar sidecar : MavenFiles.SIDECARS) {
      String text = head(version.resolve(name + sidecar.ending()));
      if (text != null) {
        String digest = sidecar.digest(text);
        if (digest == null) {
          faults.add(
              new PackageFile.Fault(
                  Problem.Kind.CORRUPT,
                  "the file " + name + sidecar.ending() + " beside it holds no digest"));
        } else {
          claims.add(
              new Claim(
                  sidecar.algorithm(),
                  List.of(digest),
                  "the file " + name + sidecar.ending() + " beside it"));
        }
      }
    }
    boolean installed = installed(version, name);
    return CachedFiles.of(
        name,
        version.resolve(name),
        claims,
        FROM + (installed ? ", installed there by a build and not downloaded" : ""),
        faults);
  }

  /** Whether Maven noted that a build put it there: a repository without a name. */
  private static boolean installed(Path version, String name) throws IOException {
    String notes = head(version.resolve("_remote.repositories"));
    return notes != null && notes.lines().anyMatch(line -> line.strip().equals(name + ">="));
  }

  /** The start of a small file; null if there is none. */
  private static @org.jspecify.annotations.Nullable String head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(4 << 20), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
