package dev.assay.ecosystem;

import dev.assay.ecosystem.PackageAssembly.Node;
import dev.assay.model.DependencyScope;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIdentity.Basis;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Requirement;
import java.util.ArrayList;
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
    Map<String, List<Requirement>> byArtifact = byArtifact(all);
    for (Map.Entry<String, List<Node>> at : byRoot.entrySet()) {
      for (Node node : at.getValue()) {
        PackageIdentity jar = node.identity;
        if (jar != null
            && jar.kind() == PackageKind.JAR
            && jar.basis() == Basis.FILE_NAME
            && jar.root().endsWith(Provenance.NESTING)) {
          node.identity = named(jar, byRoot, byArtifact);
        }
      }
    }
  }

  private static PackageIdentity named(
      PackageIdentity jar,
      Map<String, List<Node>> byRoot,
      Map<String, List<Requirement>> byArtifact) {
    String root = jar.root();
    String stem = PackageAssembly.stem(root);
    int file = root.lastIndexOf('/', root.length() - Provenance.NESTING.length() - 1) + 1;
    for (Node beside : byRoot.getOrDefault(root.substring(0, file) + stem + POM, List.of())) {
      PackageIdentity pom = beside.identity;
      if (pom != null && stem.equals(pom.name() + "-" + pom.version())) {
        return moved(root, stem, pom).and(jar);
      }
    }
    List<Requirement> asked = byArtifact.getOrDefault(jar.name(), List.of());
    String group = jar.version().isEmpty() ? "" : group(asked, jar.version());
    return group.isEmpty() ? jar : inGroup(jar, group);
  }

  /** The group of all that is asked for; empty if there are several, or it was another version. */
  private static String group(List<Requirement> asked, String version) {
    String group = "";
    boolean exact = false;
    boolean managed = true;
    for (Requirement each : asked) {
      String one = each.name().substring(0, each.name().indexOf(':'));
      if (!group.isEmpty() && !one.equals(group)) {
        return "";
      }
      group = one;
      exact |= each.range().equals(version);
      managed &= each.range().isEmpty();
    }
    // Artifacts move from group to group between versions.
    return exact || managed ? group : "";
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

  /** What is asked for, by artifact. */
  private static Map<String, List<Requirement>> byArtifact(List<PackageIdentity> all) {
    Map<String, List<Requirement>> byArtifact = new HashMap<>();
    for (PackageIdentity each : all) {
      if (each.kind() == PackageKind.MAVEN) {
        for (Requirement requirement : each.facts().requires()) {
          int colon = requirement.name().indexOf(':');
          // What others are tested with may be of another time.
          if (colon > 0
              && requirement.scope() != DependencyScope.DEVELOPMENT
              && !requirement.condition().equals(MavenRequirements.PARENT)) {
            byArtifact
                .computeIfAbsent(requirement.name().substring(colon + 1), key -> new ArrayList<>(2))
                .add(requirement);
          }
        }
      }
    }
    return byArtifact;
  }
}
