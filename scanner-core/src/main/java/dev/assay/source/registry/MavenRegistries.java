package dev.assay.source.registry;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import dev.assay.model.UsageException;
import dev.assay.source.artifact.Claim;
import dev.assay.source.artifact.Credentials;
import dev.assay.source.artifact.MavenFiles;
import dev.assay.source.artifact.MavenSettings;
import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The repositories that Maven's settings name, the first that has an artifact. */
final class MavenRegistries implements Registry {
  private static final int LARGEST_POM = 4 << 20;
  private static final int LARGEST_SIDECAR = 1 << 16;

  private final MavenSettings settings;
  private final Web web;

  MavenRegistries(Surroundings surroundings, Limits limits) {
    settings = MavenSettings.read(surroundings);
    web = new Web(ProxyRules.of(settings, surroundings), Trust.DEFAULT, limits);
  }

  @Override
  public List<PackageFile> fetch(PackageName name) throws IOException {
    if (name.version().endsWith("-SNAPSHOT")) {
      throw new UsageException(
          "Snapshots are not fetched: run 'mvn dependency:get', then scan without --online.");
    }
    List<String> asked = new ArrayList<>();
    for (MavenSettings.Repository repository : settings.repositories()) {
      List<PackageFile> files = fetch(name, repository);
      if (!files.isEmpty()) {
        return files;
      }
      asked.add(repository.id() + " (" + repository.address().getHost() + ")");
    }
    throw new UsageException(
        name.shown()
            + " is in none of the repositories that Maven's settings name: "
            + String.join(", ", asked)
            + ".");
  }

  private List<PackageFile> fetch(PackageName name, MavenSettings.Repository repository)
      throws IOException {
    Credentials credentials = settings.credentials(repository.id());
    URI folder =
        repository
            .address()
            .resolve(repository.address().getRawPath() + MavenFiles.folder(name) + "/");
    String pomName = MavenFiles.pom(name);
    Spool pom = web.get(folder.resolve(pomName), credentials, "*/*", Long.MAX_VALUE);
    String text = pom == null ? null : new String(pom.head(LARGEST_POM), StandardCharsets.UTF_8);
    List<PackageFile> files = new ArrayList<>();
    List<String> wanted = MavenFiles.wanted(name, text);
    for (String each : wanted) {
      Spool artifact =
          each.equals(pomName)
              ? null
              : web.get(folder.resolve(each), credentials, "*/*", Long.MAX_VALUE);
      if (artifact != null) {
        files.add(file(each, artifact, folder, credentials));
        break;
      }
    }
    if (pom == null) {
      return files;
    }
    if (files.isEmpty() && !wanted.get(0).equals(pomName)) {
      throw new UsageException(
          "Of "
              + name.shown()
              + " "
              + folder.getHost()
              + " has the POM, and no "
              + wanted.get(0)
              + ": name a file with ?type= and ?classifier=.");
    }
    files.add(file(pomName, pom, folder, credentials));
    return files;
  }

  private PackageFile file(String name, Spool spool, URI folder, @Nullable Credentials credentials)
      throws IOException {
    List<Claim> claims = new ArrayList<>();
    List<PackageFile.Fault> faults = new ArrayList<>();
    for (MavenFiles.Sidecar sidecar : MavenFiles.SIDECARS) {
      String beside = name + sidecar.ending();
      Spool answer;
      try {
        answer = web.get(folder.resolve(beside), credentials, "*/*", LARGEST_SIDECAR);
      } catch (ContentException e) {
        faults.add(
            new PackageFile.Fault(
                e.kind(), "its digest is not known: " + e.getMessage() + "; it was scanned"));
        break;
      }
      if (answer == null) {
        continue;
      }
      String digest =
          sidecar.digest(new String(answer.head(LARGEST_SIDECAR), StandardCharsets.UTF_8));
      if (digest == null) {
        faults.add(
            new PackageFile.Fault(
                Problem.Kind.CORRUPT, "the file " + beside + " in the repository holds no digest"));
      } else {
        claims.add(
            new Claim(sidecar.algorithm(), List.of(digest), beside + " of " + folder.getHost()));
        break;
      }
    }
    return new PackageFile(name, spool::at, claims, "the repository " + folder.getHost(), faults);
  }

  @Override
  public void close() throws IOException {
    web.close();
  }
}
