package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.List;
import java.util.function.Consumer;

/** A file {@code name-1.0.egg-info} beside the modules, as distutils left it: core metadata. */
final class EggInfoReader implements ManifestReader {

  @Override
  public String format() {
    return "egg-info";
  }

  @Override
  public List<String> names() {
    return List.of("*.egg-info");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out) {
    PythonMetadataReader.read(
        text, new IdentityBuilder(PackageKind.EGG, place, place.path() + "/"), out);
  }
}
