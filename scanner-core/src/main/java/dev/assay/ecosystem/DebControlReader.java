package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code control} of a Debian package (deb-control(5)), in its control archive or in the {@code
 * DEBIAN} folder that it is built from. The {@code debian/control} of a source is another format.
 */
final class DebControlReader implements ManifestReader {

  @Override
  public String format() {
    return "deb-control";
  }

  @Override
  public List<String> names() {
    return List.of("control");
  }

  @Override
  public boolean reads(Provenance place) {
    return place.innerPath().endsWith("DEBIAN/control") || inArchive(place);
  }

  private static boolean inArchive(Provenance place) {
    return place.innerPath().equals("control")
        && Manifests.container(place).startsWith("control.tar");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out) {
    HeaderFields fields = HeaderFields.read(text, false);
    IdentityBuilder identity =
        new IdentityBuilder(PackageKind.DEB, place, Manifests.above(Manifests.folder(place)))
            .name("", fields.first("package"))
            .version(fields.first("version"))
            .qualifier("arch", fields.first("architecture"))
            .supplier(fields.first("maintainer"))
            .repository(fields.first("vcs-git"));
    if (identity.hasName() && fields.first("version") != null) {
      out.accept(identity.build());
    }
  }
}
