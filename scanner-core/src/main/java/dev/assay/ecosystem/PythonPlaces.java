package dev.assay.ecosystem;

import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where Python's installers and builders put what they say of a package. */
final class PythonPlaces {
  private static final Set<String> SOURCE =
      Set.of("source", "source code", "repository", "code", "github", "gitlab", "sources");

  private PythonPlaces() {}

  /** Whether {@code place} is in a wheel's folder of metadata. */
  static boolean distInfo(Provenance place) {
    return Manifests.folder(place.innerPath()).endsWith(".dist-info/");
  }

  /** Whether {@code place} is in an egg's folder of metadata beside its modules. */
  static boolean eggInfo(Provenance place) {
    return Manifests.folder(place.innerPath()).endsWith(".egg-info/");
  }

  /** Whether that folder is in the wheel itself, all of which is then one package. */
  static boolean inWheel(Provenance place) {
    String inner = place.innerPath();
    return Manifests.container(place).toLowerCase(Locale.ROOT).endsWith(".whl")
        && inner.indexOf('/') == inner.lastIndexOf('/');
  }

  /** Whether a project's link of this label leads to its sources. */
  static boolean saysSource(String label) {
    return SOURCE.contains(label.strip().toLowerCase(Locale.ROOT));
  }

  /**
   * The files of an installed package of which no list is there: its metadata, and modules of its
   * own name.
   */
  static List<String> byName(PackageIdentity identity) {
    String beside = Manifests.above(identity.root());
    String module = identity.name().replace('-', '_').replace('.', '/');
    String own = identity.root();
    if (identity.manifest().path().length() < own.length()) {
      own = identity.manifest().path(); // the metadata is one file
    }
    return List.of(
        own,
        beside + module + "/",
        beside + module.toLowerCase(Locale.ROOT) + "/",
        beside + module + ".py",
        beside + module.toLowerCase(Locale.ROOT) + ".py");
  }

  /** Whether {@code identity} is of metadata that lies beside the modules of others. */
  static boolean amongOthers(PackageIdentity identity) {
    String root = identity.root();
    return (identity.kind() == PackageKind.WHEEL && root.endsWith(".dist-info/"))
        || (identity.kind() == PackageKind.EGG && root.endsWith(".egg-info/"));
  }
}
