package dev.assay.model;

import java.util.List;

/**
 * What is in what was scanned, and what needs what.
 *
 * @param subject what the bill is of: the package that was scanned, or what the user named
 * @param components all others, by {@link Component#ref}
 * @param dependencies sorted; both ends are components or the subject
 * @param gaps sorted
 */
public record BillOfMaterials(
    Component subject, List<Component> components, List<Dependency> dependencies, List<Gap> gaps) {

  public BillOfMaterials {
    components = List.copyOf(components);
    dependencies = List.copyOf(dependencies);
    gaps = List.copyOf(gaps);
  }
}
