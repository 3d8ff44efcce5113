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

/** Helm's {@code Chart.yaml} (helm.sh, charts). */
final class HelmChartReader implements ManifestReader {

  @Override
  public String format() {
    return "helm-chart";
  }

  @Override
  public List<String> names() {
    return List.of("Chart.yaml");
  }

  @Override
  public void read(ByteSlice text, Provenance place, Consumer<PackageIdentity> out)
      throws IOException {
    Map<String, String> values = new HashMap<>();
    YamlManifest.read(text, values::putIfAbsent);
    IdentityBuilder identity =
        new IdentityBuilder(PackageKind.HELM, place, Manifests.folder(place))
            .name("", values.get("name"))
            .version(values.get("version"))
            .licence(values.get("annotations/artifacthub.io/license"))
            .supplier(values.get("maintainers/name"))
            .repository(values.get("sources"));
    if (identity.hasName() && values.containsKey("version")) {
      out.accept(identity.build());
    }
  }
}
