package dev.assay.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A package in the bill of materials, put together from all that speaks of it.
 *
 * @param ref what {@link Dependency} and {@link Gap} call it, unique in its bill: the package URL,
 *     or {@code file:} and the logical path of what has none
 * @param kind what it is packaged for; null of what is no package
 * @param namespace npm scope with {@code @}, Maven group …; empty if there is none
 * @param name never empty
 * @param version empty if unknown
 * @param purl package URL; empty if there is none
 * @param presences how it comes in, at least one
 * @param scope what it is for
 * @param supplier who makes it; empty if nothing says
 * @param source address that it comes from; empty if nothing says
 * @param declaredLicences as its manifests write them
 * @param declared one SPDX expression of these, normalised; empty if they can't be one
 * @param found SPDX expressions that its files hold, sorted
 * @param files archives that it came as, by path; empty if only its unpacked files were seen
 * @param digests of its archive as lockfiles claim them, by JCA algorithm name, lower-case
 *     hexadecimal; empty if none does. What was computed is in {@code files}
 * @param seen where it was seen, sorted by path, at least one
 * @param identity what its own manifest says; null where something else names it, such as a
 *     lockfile
 */
public record Component(
    String ref,
    @Nullable PackageKind kind,
    String namespace,
    String name,
    String version,
    String purl,
    Set<Presence> presences,
    DependencyScope scope,
    String supplier,
    String source,
    List<String> declaredLicences,
    String declared,
    List<String> found,
    List<Archive> files,
    Map<String, String> digests,
    List<Provenance> seen,
    @Nullable PackageIdentity identity) {

  /** How a component comes into a bill, the best proof first. */
  public enum Presence {
    /** Its bytes are here. */
    SHIPPED,
    /** A lockfile settles that it is used. */
    LOCKED,
    /** A manifest asks for it. */
    DECLARED
  }

  /**
   * The file that a component came as.
   *
   * @param place where it stands
   * @param size bytes; negative if unknown
   * @param digests lower-case hexadecimal by JCA algorithm name; empty if nobody asked
   */
  public record Archive(Provenance place, long size, Map<String, String> digests) {
    public Archive {
      digests = Collections.unmodifiableMap(digests);
    }
  }

  public Component {
    presences = Collections.unmodifiableSet(EnumSet.copyOf(presences));
    declaredLicences = List.copyOf(declaredLicences);
    found = List.copyOf(found);
    files = List.copyOf(files);
    digests = Collections.unmodifiableMap(digests);
    seen = List.copyOf(seen);
  }

  /** One of which only this is known, as yet. */
  public Component(PackageIdentity identity) {
    this(
        identity.purl(),
        identity.kind(),
        identity.namespace(),
        identity.name(),
        identity.version(),
        identity.purl(),
        Set.of(Presence.SHIPPED),
        DependencyScope.UNSAID,
        identity.facts().supplier(),
        "",
        identity.facts().licences(),
        "",
        List.of(),
        List.of(),
        Map.of(),
        List.of(identity.manifest()),
        identity);
  }

  /** {@code @scope/name}, {@code group:artifact}, or the name alone. */
  public String fullName() {
    if (namespace.isEmpty()) {
      return name;
    }
    return namespace + (kind != null && kind.purlType().equals("maven") ? ":" : "/") + name;
  }

  /** The first place where it was seen. */
  public Provenance seenAt() {
    return seen.get(0);
  }
}
