package dev.assay.detect.component;

import dev.assay.ecosystem.PythonRequirements;
import dev.assay.model.Gap;
import dev.assay.model.LockedPackage;
import dev.assay.model.LockedPackage.Need;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What lockfiles settle: components, and edges by the keys of each lockfile. */
final class Locked {
  private final Drafts drafts;
  private final Graph graph;

  /** Package URLs of entries by type and name, with the folder of their lockfile. */
  private final Map<String, Set<Entry>> byName = new HashMap<>();

  private record Entry(String folder, String purl) {}

  Locked(Drafts drafts, Graph graph) {
    this.drafts = drafts;
    this.graph = graph;
  }

  /**
   * Adds all.
   *
   * @param entries by lockfile
   * @param packages that lie here: one in a lockfile's folder is its project
   * @param subject ref of what a lockfile is about whose project has no manifest
   */
  void add(List<LockedPackage> entries, List<PackageIdentity> packages, String subject) {
    Map<String, List<LockedPackage>> lockfiles = new TreeMap<>();
    for (LockedPackage each : entries) {
      lockfiles.computeIfAbsent(each.lockfile().path(), key -> new ArrayList<>()).add(each);
    }
    Map<String, String> projects = new HashMap<>();
    if (!lockfiles.isEmpty()) {
      for (PackageIdentity each : packages) {
        projects.putIfAbsent(each.kind().purlType() + "\n" + each.root(), each.purl());
      }
    }
    lockfiles.forEach((path, lockfile) -> add(path, lockfile, projects, subject));
  }

  private void add(
      String path, List<LockedPackage> lockfile, Map<String, String> projects, String subject) {
    String folder = folder(path);
    String type = lockfile.get(0).kind().purlType();
    String project = projects.getOrDefault(type + "\n" + folder, subject);
    Map<String, String> refs = new HashMap<>();
    Set<String> needed = new HashSet<>();
    boolean saysEdges = false;
    boolean hasProject = false;
    for (LockedPackage each : lockfile) {
      String here = lyingHere(each, type, projects);
      if (each.key().isEmpty() || (each.name().isEmpty() && here == null)) {
        hasProject |= each.key().isEmpty();
        refs.put(each.key(), project);
      } else if (here != null) {
        refs.put(each.key(), here);
      } else {
        Draft draft = drafts.of(each);
        if (draft != null) {
          draft.add(each);
          refs.put(each.key(), each.purl());
          byName
              .computeIfAbsent(key(type, fullName(each)), key -> new HashSet<>(2))
              .add(new Entry(folder, each.purl()));
        }
      }
      saysEdges |= !each.requires().isEmpty();
    }
    for (LockedPackage each : lockfile) {
      String from = refs.get(each.key());
      for (Need need : each.requires()) {
        String to = refs.get(need.key());
        needed.add(need.key());
        if (from != null && to != null) {
          graph.needs(from, to, need.scope());
        } else if (from != null) {
          gap(from, "an entry that it names is not in " + path);
        }
      }
    }
    for (LockedPackage each : lockfile) {
      String ref = refs.get(each.key());
      if (ref == null || ref.equals(project) || each.key().isEmpty()) {
        continue;
      }
      if (!hasProject && !needed.contains(each.key())) {
        graph.needs(project, ref, each.scope());
      }
      if (!saysEdges) {
        gap(ref, path + " doesn't say what its entries need");
      }
    }
  }

  /** The package that a project of the workspace is by its manifest; null for what isn't one. */
  private static @Nullable String lyingHere(
      LockedPackage each, String type, Map<String, String> projects) {
    return each.origin() == LockedPackage.Origin.LOCAL && !each.installed().isEmpty()
        ? projects.get(type + "\n" + each.installed())
        : null;
  }

  private void gap(String ref, String reason) {
    Draft draft = drafts.get(ref);
    if (draft != null) {
      draft.gap(Gap.Aspect.DEPENDENCIES, reason);
    }
  }

  /** Package URLs of what {@code requirement} of {@code from} may be in lockfiles around it. */
  Set<String> find(PackageIdentity from, Requirement requirement) {
    Set<String> found = new HashSet<>(2);
    String name = Declared.name(from.kind(), requirement);
    for (Entry each : byName.getOrDefault(key(from.kind().purlType(), name), Set.of())) {
      if (from.root().startsWith(each.folder())) {
        found.add(each.purl());
      }
    }
    return found;
  }

  private static String fullName(LockedPackage each) {
    if (each.namespace().isEmpty()) {
      return each.name();
    }
    return each.namespace() + (each.kind().purlType().equals("maven") ? ":" : "/") + each.name();
  }

  private static String key(String type, String name) {
    return type + ' ' + (type.equals("pypi") ? PythonRequirements.normalised(name) : name);
  }

  private static String folder(String path) {
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    // npm's hidden lockfile is about the folder around.
    return folder.endsWith("node_modules/")
        ? folder.substring(0, folder.length() - "node_modules/".length())
        : folder;
  }
}
