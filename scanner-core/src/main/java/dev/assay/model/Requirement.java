package dev.assay.model;

/**
 * A package that another one says it needs, as its manifest says it; which one that is in the end,
 * a lockfile or what lies beside it tells.
 *
 * @param name as the package's kind names it: {@code @scope/name}, {@code group:artifact}, a Python
 *     name normalised by PEP 503
 * @param range the versions that will do, in the notation of its kind; empty for any
 * @param scope for what
 * @param condition under which it is needed, as it is written there (a marker of PEP 508, an
 *     operating system); empty for always
 */
public record Requirement(String name, String range, DependencyScope scope, String condition) {

  /** Always needed. */
  public Requirement(String name, String range, DependencyScope scope) {
    this(name, range, scope, "");
  }
}
