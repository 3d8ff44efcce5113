package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of npm's lockfile, by folder, and which of them each one means: as node looks for a
 * module, the nearest {@code node_modules} upwards (nodejs.org, Modules: loading from node_modules
 * folders). A link is what it leads to.
 */
final class NpmLockGraph {
  private static final String MODULES = "node_modules/";

  /** Behind the name of a need that names a place instead of a range. */
  private static final String PLACE = " ";

  private final LockfileReader.Output out;
  private LockedEntries entries;

  /** Folders of what links lead to, by the folder of the link. */
  private final Map<String, String> links = new HashMap<>();

  /** Folders of links that no other entry speaks for. */
  private final Set<String> linked = new HashSet<>();

  private boolean packages;
  private boolean workspaces;

  NpmLockGraph(LockfileReader.Output out) {
    this.out = out;
    this.entries = new LockedEntries(out);
  }

  /** From now on what stands in {@code packages} counts, and nothing else. */
  void hasPackages() {
    packages = true;
    entries = new LockedEntries(out);
  }

  void add(NpmLockEntry from) {
    if (packages == from.nested) {
      return; // version 2 says all twice
    }
    LockedEntry entry = entries.add(from.folder, PackageKind.NPM, from.region);
    if (entry == null) {
      return; // the same name twice in one object: npm takes the last, and others the first
    }
    name(entry, from);
    entry.installed = from.installed;
    entry.scope = from.scope();
    source(entry, from);
    if (!from.digests.isEmpty()) {
      entry.pinned = true;
      if (from.digests.size() == 1) {
        entry.digests.put(from.digests.get(0).algorithm(), from.digests.get(0).hex());
      }
    }
    workspaces |= from.workspaces && from.folder.isEmpty();
    if (from.link) {
      links.put(from.folder, from.resolved);
    }
    from.eachNeed(
        (other, range, scope) -> {
          boolean place = Addresses.isPlace(range);
          entry.needs().remove(place ? other : other + PLACE);
          entry.needs().put(place ? other + PLACE : other, scope);
        });
    entries.done(entry);
  }

  private static void name(LockedEntry entry, NpmLockEntry from) {
    String name = from.name;
    String version = from.version;
    if (from.nested) {
      name = "";
      if (version.startsWith("npm:") && version.lastIndexOf('@') > 5) {
        name = version.substring(4, version.lastIndexOf('@'));
        version = version.substring(version.lastIndexOf('@') + 1);
      } else if (Addresses.isPlace(version)) {
        version = "";
      }
    }
    int modules = from.folder.lastIndexOf(MODULES);
    if (name.isEmpty() && modules >= 0) {
      name = from.folder.substring(modules + MODULES.length());
    }
    entry.npm(name).version = version;
  }

  private static void source(LockedEntry entry, NpmLockEntry from) {
    String place = from.nested && Addresses.isPlace(from.version) ? from.version : from.resolved;
    entry.source = Addresses.clean(place);
    boolean inModules = ("/" + from.folder).contains("/" + MODULES);
    if (from.link || place.startsWith("file:") || !inModules) {
      entry.origin = Origin.LOCAL;
    } else if (from.bundled) {
      entry.origin = Origin.BUNDLED;
    } else if (Addresses.isGit(place)) {
      entry.origin = Origin.GIT;
    } else if (from.nested && Addresses.isPlace(from.version)) {
      entry.origin = Origin.ADDRESS;
    }
  }

  /**
   * Gives all entries.
   *
   * @param name of the project, if its entry doesn't say it
   */
  void give(Provenance lockfile, String name, String version) {
    LockedEntry root = entries.get("");
    if (root != null) {
      if (root.name.isEmpty()) {
        root.npm(name);
      }
      if (root.version.isEmpty()) {
        root.version = version;
      }
    }
    links.forEach(
        (link, target) -> {
          LockedEntry entry = entries.get(target);
          LockedEntry from = entries.get(link);
          if (entry != null && from != null) {
            if (entry.name.isEmpty()) {
              entry.npm(from.namespace.isEmpty() ? from.name : from.namespace + "/" + from.name);
            }
            if (root != null && workspaces && !link.contains("/" + MODULES)) {
              root.needs().putIfAbsent(link.substring(MODULES.length()), DependencyScope.RUNTIME);
            }
          } else {
            linked.add(link);
          }
        });
    entries.resolve(this::resolve);
    links.keySet().stream().filter(link -> !linked.contains(link)).forEach(entries::remove);
    if (!packages) {
      weaken();
    }
    entries.give(lockfile);
  }

  private @Nullable String resolve(LockedEntry from, String need) {
    boolean place = need.endsWith(PLACE);
    String name = place ? need.substring(0, need.length() - PLACE.length()) : need;
    String folder = from.key;
    while (true) {
      String key = folder.isEmpty() ? MODULES + name : folder + "/" + MODULES + name;
      LockedEntry entry = entries.get(key);
      if (entry != null) {
        if (place && entry.origin == Origin.REGISTRY) {
          entry.origin = Origin.ADDRESS;
        }
        return linked.contains(key) ? key : links.getOrDefault(key, key);
      }
      int slash = folder.lastIndexOf('/');
      if (folder.isEmpty() || (slash < 0 && folder.equals(".."))) {
        return null; // nothing is looked up beside the project for what lies outside of it
      }
      folder = slash < 0 ? "" : folder.substring(0, slash);
      if (folder.endsWith("/..")) {
        return null;
      }
    }
  }

  /** Version 1 doesn't tell optional needs from others; where only these can be meant, it does. */
  private void weaken() {
    for (LockedEntry from : entries.all()) {
      from.needs()
          .replaceAll(
              (key, scope) -> {
                LockedEntry to = entries.get(key);
                return to != null
                        && to.scope == DependencyScope.OPTIONAL
                        && from.scope != DependencyScope.OPTIONAL
                    ? DependencyScope.OPTIONAL
                    : scope;
              });
    }
  }
}
