package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.List;
import java.util.function.Consumer;

/**
 * Which files a source distribution is to have: {@code MANIFEST.in}'s commands as they are, and
 * {@code SOURCES.txt} of an egg (setuptools.pypa.io, controlling files in the distribution).
 */
final class PythonFilesReader implements ManifestReader {

  @Override
  public String format() {
    return "python-files";
  }

  @Override
  public List<String> names() {
    return List.of("MANIFEST.in", "SOURCES.txt");
  }

  @Override
  public boolean reads(Provenance place) {
    return place.innerPath().endsWith("MANIFEST.in") || PythonPlaces.eggInfo(place);
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out) {
    boolean commands = place.innerPath().endsWith("MANIFEST.in");
    IdentityBuilder identity =
        new IdentityBuilder(
            commands ? PackageKind.SDIST : PackageKind.EGG, place, Manifests.folder(place));
    Manifests.string(text)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .limit(IdentityBuilder.MOST)
        .forEach(
            line -> {
              if (commands && (line.contains("exclude ") || line.startsWith("prune "))) {
                identity.exclude(line);
              } else {
                identity.include(line);
              }
            });
    out.accept(identity.build());
  }
}
