package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.Region;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an entry of npm's lockfile says. */
final class NpmLockEntry {
  final String folder;
  final Region region;

  /** Whether it is one of version 1, whose own dependencies stand in it. */
  final boolean nested;

  String installed = "";
  List<Digests.Digest> digests = List.of();
  String name = "";
  String version = "";
  String resolved = "";
  boolean link;
  boolean bundled;
  boolean dev;
  boolean optional;
  boolean peer;
  boolean workspaces;

  /** Ranges by name, for each kind of need. */
  private final Map<String, Map<String, String>> ranges = new LinkedHashMap<>();

  NpmLockEntry(String folder, Region region, boolean nested) {
    this.folder = folder;
    this.region = region;
    this.nested = nested;
  }

  void field(String field, String value) {
    boolean yes = value.equals("true");
    switch (field) {
      case "name" -> name = value;
      case "version" -> version = value;
      case "resolved" -> resolved = value;
      case "link" -> link = yes;
      case "inBundle", "bundled" -> bundled |= yes;
      case "dev" -> dev = yes;
      case "optional", "devOptional" -> optional |= yes;
      case "peer" -> peer = yes;
      case "workspaces" -> workspaces = true;
      default -> {}
    }
  }

  /** Whether an object of this name says what it needs. */
  boolean asksIn(String field) {
    if (field.equals("workspaces")) {
      workspaces = true; // an object with the globs in it
    }
    return switch (field) {
      case "requires" -> nested;
      case "dependencies", "optionalDependencies", "devDependencies", "peerDependencies" -> !nested;
      default -> false;
    };
  }

  void needs(String field, String other, String range) {
    ranges.computeIfAbsent(field, key -> new LinkedHashMap<>()).put(other, range);
  }

  /** The field that names a local archive. */
  String archive() {
    return nested ? version : resolved;
  }

  /** Takes what each package is needed for, and the range; of several kinds the last counts. */
  interface Needs {
    void need(String other, String range, DependencyScope scope);
  }

  /** What asks for more comes later; what is optional, npm leaves out of the rest. */
  void eachNeed(Needs to) {
    if (("/" + folder).lastIndexOf("/node_modules/") < 0) {
      each("devDependencies", DependencyScope.DEVELOPMENT, to); // of what is developed here
    }
    each("peerDependencies", DependencyScope.PROVIDED, to);
    each("requires", DependencyScope.RUNTIME, to);
    each("dependencies", DependencyScope.RUNTIME, to);
    each("optionalDependencies", DependencyScope.OPTIONAL, to);
  }

  private void each(String field, DependencyScope scope, Needs to) {
    Map<String, String> named = ranges.get(field);
    if (named != null) {
      named.forEach((other, range) -> to.need(other, range, scope));
    }
  }

  /** What it is for in the whole project; null for what is the project itself. */
  @Nullable DependencyScope scope() {
    if (dev) {
      return DependencyScope.DEVELOPMENT;
    }
    if (optional) {
      return DependencyScope.OPTIONAL;
    }
    return peer ? DependencyScope.PROVIDED : DependencyScope.RUNTIME;
  }
}
