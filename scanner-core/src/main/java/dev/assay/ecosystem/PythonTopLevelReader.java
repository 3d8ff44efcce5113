package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code top_level.txt} (setuptools.pypa.io, Python egg formats): names of the modules of a package
 * that lies beside others. Counts where no {@code RECORD} says more.
 */
final class PythonTopLevelReader implements ManifestReader {

  @Override
  public String format() {
    return "python-top-level";
  }

  @Override
  public List<String> names() {
    return List.of("top_level.txt");
  }

  @Override
  public boolean reads(Provenance place) {
    return PythonPlaces.eggInfo(place)
        || (PythonPlaces.distInfo(place) && !PythonPlaces.inWheel(place));
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out) {
    String root = Manifests.folder(place);
    String beside = Manifests.above(root);
    PackageKind kind = PythonPlaces.distInfo(place) ? PackageKind.WHEEL : PackageKind.EGG;
    IdentityBuilder identity = new IdentityBuilder(kind, place, root).cover(root);
    Manifests.string(text)
        .lines()
        .map(String::strip)
        .filter(name -> !name.isEmpty() && !name.startsWith("/") && !name.contains(".."))
        .forEach(name -> identity.cover(beside + name + "/").cover(beside + name + ".py"));
    out.accept(identity.build());
  }
}
