package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.PackageFacts;
import dev.assay.model.Requirement;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a {@code package.json} asks for. As for npm an optional dependency is no other one as well,
 * and a peer may be marked optional elsewhere in the file. The names are those under which a
 * package is loaded: which one that is by another name stands in the range ({@code npm:x@1}).
 */
final class NpmRequirements {
  private final Map<String, Map<String, String>> lists = new HashMap<>();
  private final Set<String> optionalPeers = new HashSet<>();

  /** Reads one of the fields that list dependencies; the last of a name counts. */
  void read(String field, JsonManifest value) throws IOException {
    if (field.equals("peerDependenciesMeta")) {
      value.object(
          (name, meta) ->
              meta.object(
                  (key, flag) -> {
                    if (key.equals("optional") && "true".equals(flag.text())) {
                      optionalPeers.add(name);
                    }
                  }));
      return;
    }
    Map<String, String> list = new LinkedHashMap<>();
    value.object(
        (name, range) -> {
          String text = range.text();
          if (text != null && list.size() < PackageFacts.MOST_REQUIRED) {
            list.put(name, text);
          }
        });
    lists.put(field, list);
  }

  /**
   * Gives all to {@code identity}, by name.
   *
   * @param project whether it is where it is worked on: only there what it is built with matters
   */
  void tell(boolean project, IdentityBuilder identity) {
    Map<String, Requirement> all = new TreeMap<>();
    if (project) {
      add(list("devDependencies"), DependencyScope.DEVELOPMENT, all);
    }
    list("peerDependencies")
        .forEach(
            (name, range) -> {
              boolean optional = optionalPeers.contains(name);
              all.put(
                  name,
                  new Requirement(
                      name, range, optional ? DependencyScope.OPTIONAL : DependencyScope.PROVIDED));
            });
    add(list("dependencies"), DependencyScope.RUNTIME, all);
    add(list("optionalDependencies"), DependencyScope.OPTIONAL, all);
    identity.saysRequires();
    all.values().forEach(identity::require);
  }

  private Map<String, String> list(String field) {
    return lists.getOrDefault(field, Map.of());
  }

  private static void add(
      Map<String, String> list, DependencyScope scope, Map<String, Requirement> out) {
    list.forEach((name, range) -> out.put(name, new Requirement(name, range, scope)));
  }
}
