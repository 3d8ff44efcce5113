package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The texts of an rpm's header, as the unpacker shows them: {@code Name: value} lines. */
final class RpmHeaderReader implements ManifestReader {

  @Override
  public String format() {
    return "rpm-header";
  }

  @Override
  public List<String> names() {
    return List.of("[rpm header]");
  }

  @Override
  public boolean reads(Provenance place) {
    return Manifests.inContainer(place, "[rpm header]");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out) {
    HeaderFields fields = HeaderFields.readAll(text);
    String version = fields.first("version");
    String release = fields.first("release");
    IdentityBuilder identity =
        new IdentityBuilder(PackageKind.RPM, place, Manifests.folder(place))
            .name("", fields.first("name"))
            .version(version == null || release == null ? version : version + "-" + release)
            .qualifier("arch", fields.first("architecture"))
            .licence(last(fields, "license"))
            .supplier(last(fields, "vendor"))
            .supplier(last(fields, "packager"));
    if (identity.hasName()) {
      out.accept(identity.build());
    }
  }

  /** Behind the description, whose lines may look alike. */
  private static @Nullable String last(HeaderFields fields, String name) {
    List<String> all = fields.all(name);
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }
}
