package dev.assay.detect.component;

import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * What a bill is of: the package that was scanned, if one artifact or the folder of one package
 * was.
 */
final class SubjectChoice {
  private SubjectChoice() {}

  /** The package in which all others of {@code inventory} lie; null if there is none. */
  static @Nullable PackageIdentity of(Inventory inventory, Enclosing enclosing) {
    PackageIdentity subject = null;
    for (PackageIdentity each : inventory.packages()) {
      PackageIdentity outermost = enclosing.outermost(each);
      if (subject == null) {
        subject = outermost;
      } else if (!subject.root().equals(outermost.root())
          || !subject.purl().equals(outermost.purl())) {
        return null;
      }
    }
    return subject != null && isWhole(subject, inventory.folder()) ? subject : null;
  }

  /** Whether all that was scanned is this package. */
  private static boolean isWhole(PackageIdentity subject, @Nullable String folder) {
    String root = subject.root();
    if (folder != null) {
      return root.equals(folder) || subject.covers().contains(folder);
    }
    Provenance file = subject.manifest().outermost();
    String inside = file.path() + Provenance.NESTING;
    if (root.equals(inside) || subject.covers().contains(inside)) {
      return true;
    }
    // An archive of jars is not the one jar in it; others have their packages one folder down.
    return root.startsWith(inside)
        && !subject.kind().purlType().equals("maven")
        && subject.kind() != PackageKind.JAR
        && !root.substring(inside.length()).contains(Provenance.NESTING);
  }
}
