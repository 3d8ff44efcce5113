package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.List;
import java.util.function.Consumer;

/** {@code entry_points.txt} (packaging.python.org, entry points specification): its scripts. */
final class PythonEntryPointsReader implements ManifestReader {

  @Override
  public String format() {
    return "python-entry-points";
  }

  @Override
  public List<String> names() {
    return List.of("entry_points.txt");
  }

  @Override
  public boolean reads(Provenance place) {
    return PythonPlaces.distInfo(place) || PythonPlaces.eggInfo(place);
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out) {
    PackageKind kind = PythonPlaces.distInfo(place) ? PackageKind.WHEEL : PackageKind.EGG;
    IdentityBuilder identity = new IdentityBuilder(kind, place, Manifests.folder(place));
    String section = "";
    for (String line :
        (Iterable<String>) () -> Manifests.string(text).lines().map(String::strip).iterator()) {
      int equals = line.indexOf('=');
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1).strip();
      } else if (equals > 0 && section.endsWith("_scripts")) {
        identity.entry(
            section + " " + line.substring(0, equals).strip(), line.substring(equals + 1));
      }
    }
    out.accept(identity.build());
  }
}
