package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code extension.vsixmanifest} of a VS Code extension (learn.microsoft.com, VSIX extension schema
 * 2.0).
 */
final class VsixReader implements ManifestReader {
  private static final String METADATA = "PackageManifest/Metadata/";

  @Override
  public String format() {
    return "vsix-manifest";
  }

  @Override
  public List<String> names() {
    return List.of("extension.vsixmanifest");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out)
      throws IOException {
    IdentityBuilder identity =
        new IdentityBuilder(PackageKind.VSIX, place, Manifests.folder(place));
    XmlManifest.read(
        text,
        new XmlManifest.Handler() {
          @Override
          public void begin(String path, XmlManifest.Attributes attributes) {
            if (path.equals(METADATA + "Identity")) {
              identity
                  .name(attributes.of("Publisher"), attributes.of("Id"))
                  .version(attributes.of("Version"))
                  .qualifier("platform", attributes.of("TargetPlatform"));
            } else if (path.equals(METADATA + "Properties/Property")
                && attributes.of("Id").equals("Microsoft.VisualStudio.Services.Links.Source")) {
              identity.repository(attributes.of("Value"));
            }
          }

          @Override
          public void text(String path, String value) {
            if (path.equals(METADATA + "License")) {
              identity.licence(value);
            }
          }
        });
    if (identity.hasName()) {
      out.accept(identity.build());
    }
  }
}
