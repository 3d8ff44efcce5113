package dev.assay.detect.component;

import dev.assay.model.BillOfMaterials;
import dev.assay.model.Component;
import dev.assay.model.Component.Presence;
import dev.assay.model.DependencyScope;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes the bill of materials of a scan out of the inventories of its targets. For one thread. */
public final class BillMaker {
  private final Map<String, Component> components = new TreeMap<>();

  /** Adds what was seen in one target. */
  public void add(Inventory inventory) {
    for (PackageIdentity each : inventory.packages()) {
      components.merge(each.purl(), new Component(each), BillMaker::both);
    }
  }

  /** What a package is that was seen at two places. */
  private static Component both(Component one, Component other) {
    List<Provenance> seen = new ArrayList<>(one.seen());
    seen.addAll(other.seen());
    return new Component(
        one.ref(),
        one.kind(),
        one.namespace(),
        one.name(),
        one.version(),
        one.purl(),
        one.presences(),
        one.scope(),
        one.supplier(),
        one.source(),
        one.declaredLicences(),
        one.declared(),
        one.found(),
        one.files(),
        one.digests(),
        seen,
        one.identity());
  }

  /**
   * The whole bill.
   *
   * @param name what the user calls that which was scanned
   */
  public BillOfMaterials bill(String name) {
    Provenance place = new Provenance.File(name);
    Component subject =
        new Component(
            "file:" + name,
            null,
            "",
            name,
            "",
            "",
            Set.of(Presence.SHIPPED),
            DependencyScope.UNSAID,
            "",
            "",
            List.of(),
            "",
            List.of(),
            List.of(),
            Map.of(),
            List.of(place),
            null);
    return new BillOfMaterials(subject, new ArrayList<>(components.values()), List.of(), List.of());
  }
}
