package dev.assay.model;

/**
 * One component needs another.
 *
 * @param from {@link Component#ref} of the one
 * @param to of the other
 * @param scope for what
 */
public record Dependency(String from, String to, DependencyScope scope)
    implements Comparable<Dependency> {

  @Override
  public int compareTo(Dependency other) {
    int order = from.compareTo(other.from);
    order = order != 0 ? order : to.compareTo(other.to);
    return order != 0 ? order : scope.compareTo(other.scope);
  }
}
