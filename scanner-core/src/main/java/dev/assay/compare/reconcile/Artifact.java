package dev.assay.compare.reconcile;

import dev.assay.model.ArtifactFile;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One thing that ships: an archive, a folder, or a file by itself.
 *
 * @param place the archive or file; of a folder one that names it
 * @param within what the logical paths of its files begin with
 * @param top the folder in it that holds everything, such as {@code package/}; empty without one
 * @param packages that it is, by its manifests; several of one name, or none
 * @param files those in it, but not in archives in it; by path
 * @param nested those in archives in it
 */
record Artifact(
    Provenance place,
    String within,
    String top,
    List<PackageIdentity> packages,
    List<Shipped> files,
    List<ArtifactFile> nested) {

  /** What it is packaged as. */
  Set<PackageKind> kinds() {
    Set<PackageKind> kinds = EnumSet.noneOf(PackageKind.class);
    for (PackageIdentity each : packages) {
      kinds.add(each.kind());
    }
    return kinds;
  }

  /** Whether it is a package of any of {@code kinds}. */
  boolean is(PackageKind... kinds) {
    for (PackageKind kind : kinds) {
      if (kinds().contains(kind)) {
        return true;
      }
    }
    return false;
  }
}
