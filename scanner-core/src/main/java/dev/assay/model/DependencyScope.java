package dev.assay.model;

/** For what one package needs another; of several the first counts, which asks for most. */
public enum DependencyScope {
  /** To run. */
  RUNTIME,
  /** Its user brings it: npm's peers, Maven's {@code provided}. */
  PROVIDED,
  /** To run, and it also runs without. */
  OPTIONAL,
  /** To build or test it only. */
  DEVELOPMENT,
  /** Nothing says for what. */
  UNSAID;

  /** That of the two which asks for more. */
  public DependencyScope and(DependencyScope other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
