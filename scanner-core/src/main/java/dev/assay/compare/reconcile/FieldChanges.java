package dev.assay.compare.reconcile;

import dev.assay.model.ArtifactFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest that ships has otherwise than the one in git, field by field.
 *
 * @param added names of fields that only the one that ships has
 * @param gone names of fields that only the one in git has
 * @param changed names of fields with other values
 * @param workspace how many versions stand where git has what only a workspace understands
 */
record FieldChanges(List<String> added, List<String> gone, List<String> changed, int workspace) {

  /** What npm runs where the package is installed. */
  private static final Set<String> RUN =
      Set.of("scripts.preinstall", "scripts.install", "scripts.postinstall");

  private static final int MOST_NAMED = 8;

  /** Of two manifests; null if either couldn't be read. */
  static @Nullable FieldChanges between(Map<String, String> git, Map<String, String> shipped) {
    if (git.isEmpty() || shipped.isEmpty()) {
      return null;
    }
    List<String> added = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    int workspace = 0;
    for (Map.Entry<String, String> each : new TreeMap<>(shipped).entrySet()) {
      String was = git.get(each.getKey());
      if (was == null) {
        added.add(each.getKey());
      } else if (!was.equals(each.getValue())) {
        if (was.equals(ArtifactFile.OF_WORKSPACE)) {
          workspace++;
        } else {
          changed.add(each.getKey());
        }
      }
    }
    for (String name : new TreeSet<>(git.keySet())) {
      if (!shipped.containsKey(name)) {
        gone.add(name);
      }
    }
    return new FieldChanges(added, gone, changed, workspace);
  }

  /** Scripts that npm runs at installation, and that git doesn't have so. */
  List<String> runAtInstallation() {
    List<String> all = new ArrayList<>();
    for (String name : added) {
      if (RUN.contains(name)) {
        all.add(name);
      }
    }
    for (String name : changed) {
      if (RUN.contains(name)) {
        all.add(name);
      }
    }
    return all;
  }

  /** Packages that are installed with it, and that git doesn't name. */
  List<String> newDependencies() {
    List<String> all = new ArrayList<>();
    for (String name : added) {
      if (name.startsWith("dependencies.") || name.startsWith("optionalDependencies.")) {
        all.add(name);
      }
    }
    return all;
  }

  /** {@code fields that git doesn't have: a, b; that only git has: c; with other values: d}. */
  String inWords() {
    List<String> parts = new ArrayList<>();
    add(parts, "fields that git doesn't have: ", added);
    add(parts, "fields that only git has: ", gone);
    add(parts, "with other values: ", changed);
    if (workspace > 0) {
      parts.add("versions where git has workspace: or catalog: (" + workspace + ")");
    }
    return parts.isEmpty()
        ? "its fields and their values are the same: only its layout differs"
        : String.join("; ", parts);
  }

  private static void add(List<String> parts, String what, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    List<String> shown = names.subList(0, Math.min(MOST_NAMED, names.size()));
    int more = names.size() - shown.size();
    parts.add(what + String.join(", ", shown) + (more > 0 ? " and " + more + " more" : ""));
  }
}
