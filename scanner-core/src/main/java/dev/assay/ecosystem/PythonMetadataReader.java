package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.List;
import java.util.function.Consumer;

/**
 * Python's core metadata (packaging.python.org, core metadata specifications): {@code METADATA} of
 * a wheel, packed or installed, and {@code PKG-INFO} of a source distribution or an egg.
 */
final class PythonMetadataReader implements ManifestReader {

  @Override
  public String format() {
    return "python-metadata";
  }

  @Override
  public List<String> names() {
    return List.of("METADATA", "PKG-INFO");
  }

  @Override
  public boolean reads(Provenance place) {
    return place.innerPath().endsWith("PKG-INFO") || PythonPlaces.distInfo(place);
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out) {
    String folder = Manifests.folder(place);
    if (PythonPlaces.distInfo(place)) {
      IdentityBuilder identity = new IdentityBuilder(PackageKind.WHEEL, place, folder);
      if (PythonPlaces.inWheel(place)) {
        identity.cover(Manifests.above(folder));
      }
      read(text, identity, out);
    } else if (folder.endsWith(".egg-info/")) {
      read(text, new IdentityBuilder(PackageKind.EGG, place, folder), out);
    } else if (folder.endsWith("EGG-INFO/")) {
      read(text, new IdentityBuilder(PackageKind.EGG, place, Manifests.above(folder)), out);
    } else {
      read(text, new IdentityBuilder(PackageKind.SDIST, place, folder), out);
    }
  }

  static void read(ByteSlice text, IdentityBuilder identity, Consumer<PackageIdentity> out) {
    HeaderFields fields = HeaderFields.read(text, false);
    if (fields.first("metadata-version") == null) {
      return; // another file of that name
    }
    identity.name("", fields.first("name")).version(fields.first("version"));
    identity.licence(fields.first("license-expression"));
    String licence = fields.first("license");
    if (licence != null && !licence.equals("UNKNOWN")) {
      identity.licence(licence);
    }
    for (String classifier : fields.all("classifier")) {
      if (classifier.startsWith("License ::")) {
        identity.licence(classifier);
      } else if (classifier.startsWith("Private ::")) {
        identity.isPrivate("Classifier: " + "Private :: Do Not Upload");
      }
    }
    for (String field : List.of("author", "maintainer", "author-email", "maintainer-email")) {
      String value = fields.first(field);
      identity.supplier("UNKNOWN".equals(value) ? null : value);
    }
    for (String project : fields.all("project-url")) {
      int comma = project.indexOf(',');
      if (comma > 0 && PythonPlaces.saysSource(project.substring(0, comma))) {
        identity.repository(project.substring(comma + 1));
      }
    }
    List<String> requirements = fields.all("requires-dist");
    if (identity.kind() == PackageKind.WHEEL || !requirements.isEmpty()) {
      identity.saysRequires(); // elsewhere a file beside it may say so
    }
    for (String requirement : requirements) {
      PythonRequirements.read(requirement, identity);
    }
    if (identity.hasName()) {
      out.accept(identity.build());
    }
  }
}
