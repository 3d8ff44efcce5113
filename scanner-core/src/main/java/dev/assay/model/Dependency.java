package dev.assay.model;

/**
 * One component needs another, or has it in it.
 *
 * @param from {@link Component#ref} of the one
 * @param to of the other
 * @param scope for what; {@link DependencyScope#UNSAID} of what only lies in it
 * @param kind what says so
 */
public record Dependency(String from, String to, DependencyScope scope, Kind kind)
    implements Comparable<Dependency> {

  /** What one component is to another, the better proof first. */
  public enum Kind {
    /** A manifest or a lockfile says that it needs it. */
    NEEDS,
    /** It lies in it, and nothing here says what for. */
    HOLDS
  }

  /** One needs another. */
  public Dependency(String from, String to, DependencyScope scope) {
    this(from, to, scope, Kind.NEEDS);
  }

  @Override
  public int compareTo(Dependency other) {
    int order = from.compareTo(other.from);
    order = order != 0 ? order : to.compareTo(other.to);
    order = order != 0 ? order : kind.compareTo(other.kind);
    return order != 0 ? order : scope.compareTo(other.scope);
  }
}
