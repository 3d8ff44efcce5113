package dev.assay.source.registry;

import dev.assay.model.UsageException;
import dev.assay.source.artifact.Claim;
import dev.assay.source.artifact.CrateIndex;
import dev.assay.source.artifact.PackageFile;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.artifact.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** crates.io, by its sparse index (doc.rust-lang.org, Registry Index). */
final class CrateRegistry implements Registry {
  private static final URI INDEX = URI.create("https://index.crates.io/");
  private static final URI FILES = URI.create("https://static.crates.io/crates/");
  private static final String HOST = "crates.io";
  private static final long LARGEST_INDEX = 64 << 20;

  private final Web web;
  private final URI index;
  private final URI files;

  CrateRegistry(Surroundings surroundings, Limits limits) {
    this(surroundings, limits, INDEX, FILES);
  }

  CrateRegistry(Surroundings surroundings, Limits limits, URI index, URI files) {
    this.index = index;
    this.files = files;
    refuseReplacement(surroundings);
    web = new Web(ProxyRules.of(surroundings), Trust.DEFAULT, limits);
  }

  /** Who has Cargo ask another registry must not have crates.io asked. */
  private static void refuseReplacement(Surroundings surroundings) {
    Path home = surroundings.folderOf("CARGO_HOME");
    home = home == null ? surroundings.home().resolve(".cargo") : home;
    for (String name : List.of("config.toml", "config")) {
      Path file = home.resolve(name);
      try (InputStream in = Files.newInputStream(file)) {
        String text = new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
        if (text.lines().anyMatch(line -> line.strip().startsWith("replace-with"))) {
          throw new UsageException(
              "Cargo's settings in "
                  + file
                  + " replace crates.io, which Assay can't read yet: run 'cargo fetch', then scan"
                  + " without --online.");
        }
      } catch (IOException e) {
        // No settings.
      }
    }
  }

  @Override
  public List<PackageFile> fetch(PackageName name) throws IOException {
    Spool record = web.get(index.resolve(CrateIndex.path(name.name())), null, "*/*", LARGEST_INDEX);
    String checksum = record == null ? null : checksum(record, name.version());
    if (checksum == null) {
      throw new UsageException(
          HOST + " has no version " + name.version() + " of " + name.name() + ".");
    }
    String file = name.name() + "-" + name.version() + ".crate";
    Spool crate = web.get(files.resolve(name.name() + "/" + file), null, "*/*", Long.MAX_VALUE);
    if (crate == null) {
      throw new UsageException(HOST + " names " + file + ", and it is not there.");
    }
    Claim claim = new Claim("SHA-256", List.of(checksum), "the index of " + HOST);
    return List.of(new PackageFile(file, crate::at, List.of(claim), HOST, List.of()));
  }

  private static @Nullable String checksum(Spool record, String version) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(record.open(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String checksum = line.contains(version) ? CrateIndex.checksum(line, version) : null;
        if (checksum != null) {
          return checksum;
        }
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    web.close();
  }
}
