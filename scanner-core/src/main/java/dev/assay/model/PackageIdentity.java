package dev.assay.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A package that lies in what is scanned: what it is called, what it declares, and which files are
 * its own. A reader observes one for each manifest; those of one package become one identity when
 * all contents were seen ({@link Inventory#packages} holds the whole ones only).
 *
 * @param kind what it is packaged for
 * @param basis what its name rests on
 * @param namespace npm scope with {@code @}, Maven group, publisher …; empty if there is none
 * @param name empty in the observation of a manifest that names no package ({@link Basis#PART})
 * @param version empty if unknown
 * @param purl package URL; empty without a name
 * @param manifest the file that says so
 * @param root logical path, ending in {@code /}, of the folder or container where it lies;
 *     observations of one root and type of package are about one package
 * @param covers beginnings of logical paths of its files: ending in {@code /}, or one file. Empty:
 *     the root
 * @param facts what it declares
 */
public record PackageIdentity(
    PackageKind kind,
    Basis basis,
    String namespace,
    String name,
    String version,
    String purl,
    Provenance manifest,
    String root,
    List<String> covers,
    PackageFacts facts)
    implements Observation {

  /** What a name rests on, best first. */
  public enum Basis {
    /** A manifest that names it. */
    MANIFEST,
    /** Where it lies in the cache of a package manager. */
    LAYOUT,
    /** The name of its file: a guess. */
    FILE_NAME,
    /** No name: a further file of a package that another one names. */
    PART,
    /** No name: a manifest that can't be read. */
    BROKEN
  }

  /** By where they lie, then the best first. */
  public static final Comparator<PackageIdentity> ORDER =
      Comparator.comparing(PackageIdentity::root)
          .thenComparing(PackageIdentity::basis)
          .thenComparing(PackageIdentity::kind)
          .thenComparing(identity -> identity.manifest().path())
          .thenComparing(PackageIdentity::purl)
          .thenComparing(identity -> identity.covers().toString());

  public PackageIdentity {
    covers = List.copyOf(covers);
  }

  /** {@code @scope/name}, {@code group:artifact}, or the name alone. */
  public String fullName() {
    if (namespace.isEmpty()) {
      return name;
    }
    return namespace + (kind.purlType().equals("maven") ? ":" : "/") + name;
  }

  /** What a person calls it: {@code npm package express 4.21.2}. */
  public String display() {
    StringBuilder text = new StringBuilder(kind.label()).append(' ').append(fullName());
    if (!version.isEmpty()) {
      text.append(' ').append(version);
    }
    if (basis == Basis.FILE_NAME) {
      text.append(" (by the name of its file)");
    }
    return text.toString();
  }

  /** Beginnings of the paths of its files. */
  public List<String> owned() {
    return covers.isEmpty() ? List.of(root) : covers;
  }

  /** Bytes of memory that it takes, roughly. */
  public long weight() {
    long sum = 400L + facts.length() + root.length() + purl.length() + 2L * name.length();
    for (String cover : covers) {
      sum += cover.length() + 48;
    }
    return sum;
  }

  /** This, with what only {@code other} says, and its files beside those of this one. */
  public PackageIdentity and(PackageIdentity other) {
    Set<String> files = new LinkedHashSet<>(covers);
    files.addAll(other.covers);
    return new PackageIdentity(
        kind,
        basis,
        namespace,
        name,
        version,
        purl,
        manifest,
        root,
        new ArrayList<>(files),
        facts.and(other.facts));
  }

  /** The same with other files. */
  public PackageIdentity covering(List<String> files) {
    return new PackageIdentity(
        kind, basis, namespace, name, version, purl, manifest, root, files, facts);
  }
}
