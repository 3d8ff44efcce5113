package dev.assay.ecosystem;

import dev.assay.ecosystem.PackageAssembly.Node;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIdentity.Basis;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Requirement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Coordinates of jars that have none in them: those of the POM beside the jar, or the group under
 * which the others ask for an artifact of that name, if all of them name the same.
 */
final class JarNames {
  private static final String POM = ".pom/";

  private JarNames() {}

  /** Whether a jar's manifest alone named {@code each}. */
  static boolean byManifest(PackageIdentity each) {
    return each.kind() == PackageKind.MAVEN && each.manifest().path().endsWith("MANIFEST.MF");
  }

  /** What the POM {@code main} says, of the whole jar at {@code root}. */
  static PackageIdentity moved(String root, String stem, PackageIdentity main) {
    String plain = main.name() + "-" + main.version() + "-";
    String classifier =
        root.endsWith(Provenance.NESTING) && !main.version().isEmpty() && stem.startsWith(plain)
            ? stem.substring(plain.length())
            : "";
    String purl =
        classifier.isEmpty()
            ? main.purl()
            : Purls.of(
                main.kind(),
                main.namespace(),
                main.name(),
                main.version(),
                Map.of("classifier", classifier));
    return new PackageIdentity(
        main.kind(),
        main.basis(),
        main.namespace(),
        main.name(),
        main.version(),
        purl,
        main.manifest(),
        root,
        List.of(),
        main.facts());
  }

  /**
   * Names those that only their files name.
   *
   * @param byRoot what is known of each root
   * @param all what asks for others
   */
  static void nameByOthers(Map<String, List<Node>> byRoot, List<PackageIdentity> all) {
    Map<String, String> groups = groups(all);
    for (Map.Entry<String, List<Node>> at : byRoot.entrySet()) {
      for (Node node : at.getValue()) {
        PackageIdentity jar = node.identity;
        if (jar != null
            && jar.kind() == PackageKind.JAR
            && jar.basis() == Basis.FILE_NAME
            && jar.root().endsWith(Provenance.NESTING)) {
          node.identity = named(jar, byRoot, groups);
        }
      }
    }
  }

  private static PackageIdentity named(
      PackageIdentity jar, Map<String, List<Node>> byRoot, Map<String, String> groups) {
    String root = jar.root();
    String stem = PackageAssembly.stem(root);
    int file = root.lastIndexOf('/', root.length() - Provenance.NESTING.length() - 1) + 1;
    for (Node beside : byRoot.getOrDefault(root.substring(0, file) + stem + POM, List.of())) {
      PackageIdentity pom = beside.identity;
      if (pom != null && stem.equals(pom.name() + "-" + pom.version())) {
        return moved(root, stem, pom).and(jar);
      }
    }
    String group = groups.getOrDefault(jar.name(), "");
    return group.isEmpty() || jar.version().isEmpty() ? jar : inGroup(jar, group);
  }

  private static PackageIdentity inGroup(PackageIdentity jar, String group) {
    return new PackageIdentity(
        PackageKind.MAVEN,
        jar.basis(),
        group,
        jar.name(),
        jar.version(),
        Purls.of(PackageKind.MAVEN, group, jar.name(), jar.version(), Map.of()),
        jar.manifest(),
        jar.root(),
        jar.covers(),
        jar.facts());
  }

  /** The group under which each artifact is asked for; empty where there are several. */
  private static Map<String, String> groups(List<PackageIdentity> all) {
    Map<String, String> groups = new HashMap<>();
    for (PackageIdentity each : all) {
      if (each.kind() == PackageKind.MAVEN) {
        for (Requirement requirement : each.facts().requires()) {
          int colon = requirement.name().indexOf(':');
          if (colon > 0) {
            groups.merge(
                requirement.name().substring(colon + 1),
                requirement.name().substring(0, colon),
                (one, other) -> one.equals(other) ? one : "");
          }
        }
      }
    }
    return groups;
  }
}
