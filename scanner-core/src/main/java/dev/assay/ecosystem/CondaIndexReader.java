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

/**
 * {@code info/index.json} of a conda package (docs.conda.io, package specification): in a {@code
 * .tar.bz2}, or in the {@code info-….tar.zst} of a {@code .conda}.
 */
final class CondaIndexReader implements ManifestReader {

  @Override
  public String format() {
    return "conda-index";
  }

  @Override
  public List<String> names() {
    return List.of("index.json");
  }

  @Override
  public boolean reads(Provenance place) {
    return Manifests.inContainer(place, "info/index.json");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out)
      throws IOException {
    Map<String, String> values = new HashMap<>();
    JsonManifest.read(
        text,
        (field, value) -> {
          String said = value.text();
          if (said != null && values.size() < IdentityBuilder.MOST) {
            values.put(field, said);
          }
        });
    if (!values.containsKey("build") && !values.containsKey("build_number")) {
      return;
    }
    String root = Manifests.above(Manifests.folder(place));
    if (Manifests.container(place).startsWith("info-") && root.endsWith(Provenance.NESTING)) {
      root = Manifests.above(root);
    }
    IdentityBuilder identity =
        new IdentityBuilder(PackageKind.CONDA, place, root)
            .name("", values.get("name"))
            .version(values.get("version"))
            .qualifier("build", values.get("build"))
            .qualifier("subdir", values.get("subdir"))
            .licence(values.get("license"));
    if (identity.hasName()) {
      out.accept(identity.build());
    }
  }
}
