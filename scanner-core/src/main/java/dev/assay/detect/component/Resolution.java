package dev.assay.detect.component;

import dev.assay.model.DependencyScope;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Requirement;
import java.util.List;

/**
 * Finds what manifests ask for among the packages that lie here, as the package manager of their
 * kind would. One class a kind, listed in {@link BillMaker}.
 */
interface Resolution {

  /** Whether it knows how packages like {@code each} find others. */
  boolean concerns(PackageIdentity each);

  /**
   * Resolves all requirements of {@code packages}, which are of one source and concern it.
   *
   * @param packages by {@link PackageIdentity#ORDER}
   */
  void resolve(List<PackageIdentity> packages, Links out);

  /** Takes what was found. */
  interface Links {

    /** {@code to} is what {@code from} asks for. */
    void needs(PackageIdentity from, PackageIdentity to, DependencyScope scope);

    /** Nothing here is what {@code from} asks for. */
    void missing(PackageIdentity from, Requirement requirement);

    /** What {@code from} needs isn't known as a whole. */
    void unknown(PackageIdentity from, String reason);
  }
}
