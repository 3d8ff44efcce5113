package dev.assay.detect.component;

import dev.assay.model.DependencyScope;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Requirement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As node finds modules (nodejs.org, loading from node_modules folders): in the {@code
 * node_modules} beside the package, else in those of the folders above it, up to the container's
 * edge. Links aren't followed while scanning: a package that only a link leads to is found by its
 * name if one alone has it, in pnpm's store or among the workspaces of the project.
 */
final class NpmResolution implements Resolution {
  private static final String MODULES = "node_modules/";
  private static final String STORE = MODULES + ".pnpm/";

  /** Folders above one another that are looked in, and the longest path of one, UTF-16 units. */
  private static final int HIGHEST = 100;

  private static final int LONGEST = 4_000;

  @Override
  public boolean concerns(PackageIdentity each) {
    return each.kind() == PackageKind.NPM;
  }

  @Override
  public void resolve(List<PackageIdentity> packages, Links out) {
    Map<String, PackageIdentity> byRoot = new HashMap<>();
    Linked linked = new Linked();
    for (PackageIdentity each : packages) {
      byRoot.putIfAbsent(each.root(), each);
      linked.add(each);
    }
    for (PackageIdentity each : packages) {
      for (Requirement requirement : each.facts().requires()) {
        PackageIdentity found = beside(each.root(), requirement.name(), byRoot);
        if (found == null) {
          found = linked.find(each, requirement);
        }
        if (found != null) {
          out.needs(each, found, requirement.scope());
        } else if (requirement.scope() != DependencyScope.OPTIONAL) {
          out.missing(each, requirement);
        }
      }
    }
  }

  private static @Nullable PackageIdentity beside(
      String root, String name, Map<String, PackageIdentity> byRoot) {
    String folder = root;
    for (int i = 0; i < HIGHEST && root.length() < LONGEST; i++) {
      if (!folder.endsWith(MODULES)) {
        PackageIdentity found = byRoot.get(folder + MODULES + name + "/");
        if (found != null) {
          return found;
        }
      }
      if (folder.isEmpty() || folder.endsWith(Provenance.NESTING)) {
        return null;
      }
      folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
    }
    return null;
  }

  /** Packages that links lead to; null where several have one name. */
  private static final class Linked {
    private final Map<String, @Nullable PackageIdentity> byName = new HashMap<>();

    void add(PackageIdentity each) {
      String tree = tree(each.root());
      if (tree != null) {
        String key = tree + '\n' + each.fullName();
        byName.put(key, byName.containsKey(key) ? null : each);
      }
    }

    /** What may be linked together: a store, or the packages of a repository that lie outside. */
    private static @Nullable String tree(String root) {
      int store = root.lastIndexOf(STORE);
      if (store >= 0) {
        return root.substring(0, store + STORE.length());
      }
      return root.contains(MODULES) || root.contains(Provenance.NESTING) ? null : "";
    }

    @Nullable PackageIdentity find(PackageIdentity from, Requirement requirement) {
      String tree = tree(from.root());
      if (tree == null) {
        return null;
      }
      String name = NpmNames.of(requirement);
      PackageIdentity found = byName.get(tree + '\n' + name);
      if (found == null && tree.isEmpty()) {
        // The project's own dependencies are links into its store.
        found = byName.get(from.root() + STORE + '\n' + name);
      }
      return found == null || found.root().equals(from.root()) ? null : found;
    }
  }
}
