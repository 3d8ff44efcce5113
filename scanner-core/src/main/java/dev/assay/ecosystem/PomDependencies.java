package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.PackageFacts;
import dev.assay.model.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The dependencies that a POM states itself, with what its own {@code dependencyManagement} adds to
 * them. What its parent adds is the parent's: that is named as well. Profiles are left aside, since
 * what turns them on isn't in the file.
 */
final class PomDependencies {
  private static final String OWN = "project/dependencies/dependency";
  private static final String MANAGED = "project/dependencyManagement/dependencies/dependency";
  private static final String PARENT = "project/parent";
  private static final List<String> BLOCKS = List.of(OWN, MANAGED, PARENT);

  private final List<Map<String, String>> own = new ArrayList<>();
  private final Map<String, Map<String, String>> managed = new HashMap<>();
  private final Map<String, String> parent = new HashMap<>();
  private Map<String, String> current = new HashMap<>();
  private String block = "";

  void begin(String path) {
    for (String each : BLOCKS) {
      if (path.equals(each)) {
        block = each;
        current = each.equals(PARENT) ? parent : new HashMap<>();
        if (each.equals(OWN) && own.size() < PackageFacts.MOST_REQUIRED) {
          own.add(current);
        }
      }
    }
  }

  /** Takes what is a dependency's; whether nobody else wants it. */
  boolean text(String path, String text) {
    if (block.isEmpty() || !path.startsWith(block) || path.length() <= block.length() + 1) {
      return false;
    }
    String field = path.substring(block.length() + 1);
    if (field.indexOf('/') < 0 && current.size() < 20) {
      current.put(field, text);
      if (block.equals(MANAGED)
          && current.containsKey("groupId")
          && current.containsKey("artifactId")
          && managed.size() < 4 * PackageFacts.MOST_REQUIRED) {
        managed.put(key(current), current);
      }
    }
    return !block.equals(PARENT);
  }

  /** As they are written: properties are those of this file on both sides. */
  private static String key(Map<String, String> dependency) {
    return dependency.getOrDefault("groupId", "") + ":" + dependency.getOrDefault("artifactId", "");
  }

  /**
   * Gives all to {@code identity}: the parent first, then as they stand.
   *
   * @param resolved puts properties in; empty where one isn't known
   * @param isParent whether it may be the parent of others, for which it settles versions and
   *     scopes
   */
  void tell(UnaryOperator<String> resolved, boolean isParent, IdentityBuilder identity) {
    identity.saysRequires();
    String group = resolved.apply(parent.getOrDefault("groupId", ""));
    String artifact = resolved.apply(parent.getOrDefault("artifactId", ""));
    if (!group.isEmpty() && !artifact.isEmpty()) {
      identity.require(
          new Requirement(
              group + ":" + artifact,
              resolved.apply(parent.getOrDefault("version", "")),
              DependencyScope.DEVELOPMENT,
              MavenRequirements.PARENT));
    }
    for (Map<String, String> dependency : own) {
      tell(dependency, !parent.isEmpty(), resolved, identity);
    }
    if (isParent) {
      for (Map<String, String> each : new TreeMap<>(managed).values()) {
        String artifactId = resolved.apply(each.getOrDefault("artifactId", ""));
        if (!artifactId.isEmpty() && !"import".equals(each.get("scope"))) {
          identity.require(
              new Requirement(
                  resolved.apply(each.getOrDefault("groupId", "")) + ":" + artifactId,
                  resolved.apply(each.getOrDefault("version", "")),
                  scope(
                      resolved.apply(each.getOrDefault("scope", "")),
                      resolved.apply(each.getOrDefault("optional", "")),
                      false),
                  MavenRequirements.MANAGED));
        }
      }
    }
  }

  private void tell(
      Map<String, String> dependency,
      boolean hasParent,
      UnaryOperator<String> resolved,
      IdentityBuilder identity) {
    Map<String, String> rest = managed.getOrDefault(key(dependency), Map.of());
    String group = resolved.apply(dependency.getOrDefault("groupId", ""));
    String artifact = resolved.apply(dependency.getOrDefault("artifactId", ""));
    if (artifact.isEmpty()) {
      return; // its name needs another file to be known
    }
    String scope = resolved.apply(field("scope", dependency, rest));
    boolean managedElsewhere =
        hasParent && !dependency.containsKey("version") && !rest.containsKey("version");
    identity.require(
        new Requirement(
            group + ":" + artifact,
            resolved.apply(field("version", dependency, rest)),
            scope(scope, resolved.apply(field("optional", dependency, rest)), managedElsewhere),
            MavenRequirements.condition(
                resolved.apply(dependency.getOrDefault("classifier", "")),
                resolved.apply(dependency.getOrDefault("type", "")))));
  }

  private static String field(String name, Map<String, String> own, Map<String, String> managed) {
    String value = own.getOrDefault(name, "");
    return value.isEmpty() ? managed.getOrDefault(name, "") : value;
  }

  /** A dependency whose version the parent settles may have its scope from there, too. */
  private static DependencyScope scope(String scope, String optional, boolean managedElsewhere) {
    return switch (scope) {
      case "test" -> DependencyScope.DEVELOPMENT;
      case "provided", "system" -> DependencyScope.PROVIDED;
      default -> {
        if (optional.equals("true")) {
          yield DependencyScope.OPTIONAL;
        }
        yield scope.isEmpty() && managedElsewhere
            ? DependencyScope.UNSAID
            : DependencyScope.RUNTIME;
      }
    };
  }
}
