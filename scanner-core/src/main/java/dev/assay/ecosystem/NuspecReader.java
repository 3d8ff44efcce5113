package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** NuGet's {@code .nuspec} (learn.microsoft.com, .nuspec reference), at the top of a package. */
final class NuspecReader implements ManifestReader {
  private static final String METADATA = "package/metadata/";

  @Override
  public String format() {
    return "nuspec";
  }

  @Override
  public List<String> names() {
    return List.of("*.nuspec");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out)
      throws IOException {
    IdentityBuilder identity =
        new IdentityBuilder(PackageKind.NUGET, place, Manifests.folder(place));
    Map<String, String> values = new HashMap<>();
    XmlManifest.read(
        text,
        new XmlManifest.Handler() {
          @Override
          public void begin(String path, XmlManifest.Attributes attributes) {
            if (path.equals(METADATA + "repository")) {
              identity.repository(attributes.of("url"));
            } else if (path.equals("package/files/file")) {
              identity.include(attributes.of("src"));
            }
          }

          @Override
          public void text(String path, String value) {
            if (path.startsWith(METADATA) && values.size() < IdentityBuilder.MOST) {
              values.putIfAbsent(path.substring(METADATA.length()), value);
            }
          }
        });
    String id = values.get("id");
    if (id == null || id.contains("$")) {
      return; // a template that a build fills in
    }
    String licence = values.get("license");
    identity
        .name("", id)
        .version(values.get("version"))
        .licence(licence == null ? values.get("licenseUrl") : licence)
        .supplier(values.get("authors"));
    if (identity.hasName()) {
      out.accept(identity.build());
    }
  }
}
