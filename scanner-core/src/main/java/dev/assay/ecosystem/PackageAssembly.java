package dev.assay.ecosystem;

import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIdentity.Basis;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole packages of what manifests say: those of one package lie in one folder, or a jar's at
 * several places in it. Depends on nothing but what was observed, in whatever order.
 */
public final class PackageAssembly {
  private static final Comparator<PackageIdentity> ORDER = PackageIdentity.ORDER;

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, List<Node>> byRoot = new HashMap<>();
  private final List<PackageIdentity> broken = new ArrayList<>();

  private PackageAssembly() {}

  /** A package as far as it is known; null once it turned out to be another one. */
  static final class Node {
    @Nullable PackageIdentity identity;

    Node(PackageIdentity identity) {
      this.identity = identity;
    }
  }

  /**
   * What came of it.
   *
   * @param packages by {@link PackageIdentity#ORDER}; each has a name
   * @param broken manifests that could not be read, of packages that nothing else names
   */
  public record Result(List<PackageIdentity> packages, List<PackageIdentity> broken) {}

  /** Puts together {@code observed}, which is left as it is. */
  public static Result of(List<PackageIdentity> observed) {
    List<PackageIdentity> sorted = new ArrayList<>(observed);
    sorted.sort(ORDER);
    PackageAssembly assembly = new PackageAssembly();
    assembly.mergeFolders(sorted);
    assembly.nameJars();
    assembly.mergeEnclosed();
    JarNames.nameByOthers(assembly.byRoot, assembly.identities());
    assembly.broken.removeIf(each -> assembly.byRoot.containsKey(each.root()));
    List<PackageIdentity> packages = assembly.identities();
    packages.sort(ORDER);
    return new Result(List.copyOf(packages), List.copyOf(assembly.broken));
  }

  private static String family(PackageKind kind) {
    return kind == PackageKind.JAR ? PackageKind.MAVEN.purlType() : kind.purlType();
  }

  /** What lies in one folder, is of one type, and has one name or none, is one package. */
  private void mergeFolders(List<PackageIdentity> sorted) {
    for (int from = 0; from < sorted.size(); ) {
      int to = from + 1;
      while (to < sorted.size() && sorted.get(to).root().equals(sorted.get(from).root())) {
        to++;
      }
      Map<String, List<PackageIdentity>> families = new TreeMap<>();
      for (PackageIdentity each : sorted.subList(from, to)) {
        if (each.basis() == Basis.BROKEN) {
          broken.add(each);
        } else {
          families.computeIfAbsent(family(each.kind()), key -> new ArrayList<>(2)).add(each);
        }
      }
      families.values().forEach(this::mergeFamily);
      from = to;
    }
  }

  /** The best come first, parts last. */
  private void mergeFamily(List<PackageIdentity> family) {
    List<PackageIdentity> wholes = new ArrayList<>(1);
    for (PackageIdentity each : family) {
      int same = 0;
      while (same < wholes.size() && !joins(each, wholes.get(same))) {
        same++;
      }
      if (same < wholes.size()) {
        wholes.set(same, joined(wholes.get(same), each));
      } else if (each.basis() != Basis.PART || each.kind() == PackageKind.JAR) {
        wholes.add(each);
      }
    }
    for (PackageIdentity whole : wholes) {
      add(
          PythonPlaces.amongOthers(whole) && whole.covers().isEmpty()
              ? whole.covering(PythonPlaces.byName(whole))
              : whole);
    }
  }

  private static boolean joins(PackageIdentity part, PackageIdentity whole) {
    return part.basis() == Basis.PART
        || part.basis() == Basis.FILE_NAME
        || (part.name().equalsIgnoreCase(whole.name())
            && (part.version().isEmpty()
                || whole.version().isEmpty()
                || part.version().equals(whole.version())));
  }

  /** A list of files counts if there is no better one before it. */
  private static PackageIdentity joined(PackageIdentity whole, PackageIdentity part) {
    return whole.and(
        whole.covers().isEmpty() || part.covers().isEmpty() ? part : part.covering(List.of()));
  }

  private void add(PackageIdentity whole) {
    Node node = new Node(whole);
    nodes.add(node);
    byRoot.computeIfAbsent(whole.root(), key -> new ArrayList<>(1)).add(node);
  }

  private void remove(Node node) {
    PackageIdentity old = node.identity;
    node.identity = null;
    if (old != null) {
      List<Node> there = byRoot.get(old.root());
      if (there != null && there.remove(node) && there.isEmpty()) {
        byRoot.remove(old.root());
      }
    }
  }

  private List<PackageIdentity> identities() {
    List<PackageIdentity> identities = new ArrayList<>();
    for (Node node : nodes) {
      if (node.identity != null) {
        identities.add(node.identity);
      }
    }
    return identities;
  }

  /**
   * A jar takes the coordinates of those in it that are its own; others are what it was made of.
   */
  private void nameJars() {
    Map<String, List<Node>> inside = new TreeMap<>();
    for (Node node : nodes) {
      PackageIdentity each = node.identity;
      int at = each == null ? -1 : each.root().lastIndexOf("META-INF/maven/");
      if (each != null && each.kind() == PackageKind.MAVEN && at >= 0) {
        inside.computeIfAbsent(each.root().substring(0, at), key -> new ArrayList<>(1)).add(node);
      }
    }
    inside.forEach(this::nameJar);
    for (Node node : nodes) {
      if (node.identity != null && node.identity.name().isEmpty()) {
        remove(node); // a folder's manifest that names nothing
      }
    }
  }

  private void nameJar(String root, List<Node> candidates) {
    Node main = main(root, candidates);
    if (main == null || main.identity == null) {
      return;
    }
    PackageIdentity jar = null;
    for (Node node : List.copyOf(byRoot.getOrDefault(root, List.of()))) {
      if (node.identity != null
          && (node.identity.kind() == PackageKind.JAR || JarNames.byManifest(node.identity))) {
        jar = node.identity;
        remove(node);
      }
    }
    PackageIdentity moved = at(root, main.identity, jar);
    remove(main);
    add(moved);
  }

  private static PackageIdentity at(
      String root, PackageIdentity main, @Nullable PackageIdentity jar) {
    PackageIdentity moved = JarNames.moved(root, stem(root), main);
    return jar == null ? moved : moved.and(jar);
  }

  /** The one of {@code candidates} that the jar at {@code root} is. */
  private static @Nullable Node main(String root, List<Node> candidates) {
    String stem = stem(root);
    Node best = null;
    int length = -1;
    for (Node node : candidates) {
      PackageIdentity each = node.identity;
      if (each != null && isOf(stem, each.name()) && each.name().length() > length) {
        best = node;
        length = each.name().length();
      }
    }
    if (best != null || candidates.size() > 1) {
      return best;
    }
    // The only one: its own, unless the file is called like another version of something else.
    Node only = candidates.get(0);
    int cut = FileNames.version(stem);
    return !root.endsWith(Provenance.NESTING)
            || cut < 0
            || (only.identity != null
                && stem.substring(cut + 1).startsWith(only.identity.version()))
        ? only
        : null;
  }

  /** {@code foo-1.2} of {@code …/foo-1.2.jar!/}; of a folder, its name. */
  static String stem(String root) {
    String file = Manifests.base(root);
    int dot = file.lastIndexOf('.');
    return root.endsWith(Provenance.NESTING) && dot > 0 ? file.substring(0, dot) : file;
  }

  private static boolean isOf(String stem, String artifact) {
    return stem.startsWith(artifact)
        && (stem.length() == artifact.length() || stem.charAt(artifact.length()) == '-');
  }

  /**
   * What lies in a package and is the same again is that package; a jar that only its name speaks
   * for is the artifact in whose folder it lies.
   */
  private void mergeEnclosed() {
    List<Node> inner = new ArrayList<>(nodes);
    inner.removeIf(node -> node.identity == null);
    inner.sort(Comparator.comparing(node -> Objects.requireNonNull(node.identity), ORDER));
    for (Node node : inner) {
      PackageIdentity each = Objects.requireNonNull(node.identity);
      Node outer = enclosing(each);
      if (outer != null && outer.identity != null) {
        // What is inside lies in the outer one's folder, so it is covered.
        outer.identity = outer.identity.and(each.covering(List.of()));
        remove(node);
        continue;
      }
      RepositoryLayout.Coordinates layout =
          each.kind() == PackageKind.JAR ? RepositoryLayout.of(each.root()) : null;
      if (layout != null) {
        node.identity = inRepository(each, layout);
      }
    }
  }

  private static PackageIdentity inRepository(
      PackageIdentity jar, RepositoryLayout.Coordinates layout) {
    return new IdentityBuilder(PackageKind.MAVEN, jar.manifest(), jar.root())
        .basis(Basis.LAYOUT)
        .name(layout.group(), layout.artifact())
        .version(layout.version())
        .build()
        .and(jar);
  }

  private @Nullable Node enclosing(PackageIdentity inner) {
    RepositoryLayout.Coordinates layout = RepositoryLayout.of(inner.root());
    String folder = layout == null ? Manifests.above(inner.root()) : layout.folder();
    for (String root = inner.root(); !root.isEmpty(); ) {
      root = Manifests.above(root);
      for (Node node : byRoot.getOrDefault(root, List.of())) {
        PackageIdentity outer = node.identity;
        if (outer != null
            && outer.covers().isEmpty()
            && (outer.purl().equals(inner.purl())
                || (root.equals(folder) && isArtifact(inner, outer)))) {
          return node;
        }
      }
    }
    return null;
  }

  /** Whether {@code jar} has no better name than its file's, which is that of {@code artifact}. */
  private static boolean isArtifact(PackageIdentity jar, PackageIdentity artifact) {
    return jar.kind() == PackageKind.JAR
        && artifact.kind() != PackageKind.JAR
        && family(artifact.kind()).equals(family(jar.kind()))
        && isOf(stem(jar.root()), artifact.name());
  }
}
