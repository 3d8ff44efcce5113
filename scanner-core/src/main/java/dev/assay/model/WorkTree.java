package dev.assay.model;

/**
 * The git work tree that what is scanned lies in: what is committed there leaves with no release.
 */
public interface WorkTree {

  /**
   * Whether its index tracks a file.
   *
   * @param path logical path of an outermost place
   */
  boolean tracks(String path);
}
