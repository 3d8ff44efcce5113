package dev.assay.ecosystem;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIdentity.Basis;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An image's configuration, as the unpacker shows it: lines of a Dockerfile. Its labels may name it
 * (OCI image specification, annotations); else the name of the archive has to do.
 */
final class ImageConfigReader implements ManifestReader {
  private static final String LABEL = "LABEL org.opencontainers.image.";

  @Override
  public String format() {
    return "image-config";
  }

  @Override
  public List<String> names() {
    return List.of("[image config]");
  }

  @Override
  public boolean reads(Provenance place) {
    return Manifests.inContainer(place, "[image config]");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out) {
    Map<String, String> labels = new HashMap<>();
    for (String line : (Iterable<String>) () -> Manifests.string(text).lines().iterator()) {
      int equals = line.indexOf('=');
      if (line.startsWith(LABEL) && equals > 0 && labels.size() < IdentityBuilder.MOST) {
        String value = line.substring(equals + 1);
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        labels.putIfAbsent(
            line.substring(LABEL.length(), equals),
            quoted ? value.substring(1, value.length() - 1) : value);
      }
    }
    String root = Manifests.folder(place);
    String file = Manifests.base(root);
    int dot = file.indexOf(".tar");
    String title = labels.get("title");
    IdentityBuilder identity =
        new IdentityBuilder(PackageKind.IMAGE, place, root)
            .basis(title == null ? Basis.FILE_NAME : Basis.MANIFEST)
            .name("", title != null ? title : dot > 0 ? file.substring(0, dot) : file)
            .version(labels.get("version"))
            .licence(labels.get("licenses"))
            .supplier(labels.get("vendor"))
            .repository(labels.get("source"));
    if (identity.hasName()) {
      out.accept(identity.build());
    }
  }
}
