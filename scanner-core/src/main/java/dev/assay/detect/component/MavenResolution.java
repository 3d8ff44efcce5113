package dev.assay.detect.component;

import dev.assay.ecosystem.MavenRequirements;
import dev.assay.model.DependencyScope;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Artifacts by group and artifact among those on one class path: what lies in one folder, or is in
 * one archive. From further away only the very version that a POM names will do. What parents add
 * counts where the parent lies here, too.
 */
final class MavenResolution implements Resolution {

  /** Parents above one another that are looked at. */
  private static final int HIGHEST = 30;

  @Override
  public boolean concerns(PackageIdentity each) {
    return each.kind().purlType().equals("maven") || each.kind() == PackageKind.JAR;
  }

  @Override
  public void resolve(List<PackageIdentity> packages, Links out) {
    Map<String, List<PackageIdentity>> byName = new HashMap<>();
    for (PackageIdentity each : packages) {
      byName.computeIfAbsent(each.fullName(), key -> new ArrayList<>(1)).add(each);
    }
    for (PackageIdentity each : packages) {
      resolve(each, byName, out);
    }
  }

  private static void resolve(
      PackageIdentity each, Map<String, List<PackageIdentity>> byName, Links out) {
    if (!each.facts().requiresKnown()) {
      out.unknown(each, "it has no POM in it");
      return;
    }
    List<PackageIdentity> stating = withParents(each, byName, out);
    Map<String, DependencyScope> managed = new HashMap<>();
    for (PackageIdentity pom : stating) {
      for (Requirement requirement : pom.facts().requires()) {
        if (requirement.condition().equals(MavenRequirements.MANAGED)) {
          managed.putIfAbsent(requirement.name(), requirement.scope());
        }
      }
    }
    for (PackageIdentity pom : stating) {
      for (Requirement requirement : pom.facts().requires()) {
        boolean other =
            requirement.condition().equals(MavenRequirements.PARENT)
                || requirement.condition().equals(MavenRequirements.MANAGED);
        Requirement settled = other ? requirement : settled(requirement, managed);
        if (!other && matters(each, settled)) {
          link(each, settled, byName, out);
        }
      }
    }
  }

  /** With what a parent says of it, where the POM itself leaves that open. */
  private static Requirement settled(
      Requirement requirement, Map<String, DependencyScope> managed) {
    DependencyScope scope = managed.get(requirement.name());
    return scope == null || requirement.scope() != DependencyScope.UNSAID
        ? requirement
        : new Requirement(requirement.name(), requirement.range(), scope, requirement.condition());
  }

  /** A POM and its parents as far as they are here, the nearest first. */
  private static List<PackageIdentity> withParents(
      PackageIdentity each, Map<String, List<PackageIdentity>> byName, Links out) {
    List<PackageIdentity> stating = new ArrayList<>();
    Set<String> visited = new HashSet<>();
    PackageIdentity at = each;
    while (at != null && visited.add(at.purl()) && stating.size() < HIGHEST) {
      stating.add(at);
      PackageIdentity next = null;
      for (Requirement requirement : at.facts().requires()) {
        if (requirement.condition().equals(MavenRequirements.PARENT)) {
          next = exact(requirement, byName.getOrDefault(requirement.name(), List.of()));
          if (next == null) {
            out.unknown(
                each,
                "its parent POM "
                    + requirement.name()
                    + (requirement.range().isEmpty() ? "" : ":" + requirement.range())
                    + " isn't here, which may add some");
          }
        }
      }
      at = next;
    }
    return stating;
  }

  /** What an artifact is tested with is no matter where it is used. */
  private static boolean matters(PackageIdentity each, Requirement requirement) {
    return requirement.scope() != DependencyScope.DEVELOPMENT || Declared.isProject(each);
  }

  private static void link(
      PackageIdentity each,
      Requirement requirement,
      Map<String, List<PackageIdentity>> byName,
      Links out) {
    List<PackageIdentity> named = byName.getOrDefault(requirement.name(), List.of());
    List<PackageIdentity> candidates = new ArrayList<>(1);
    String classifier = MavenRequirements.classifier(requirement);
    for (PackageIdentity found : named) {
      if (classifier(found).equals(classifier) && (near(each, found) || isOf(found, requirement))) {
        candidates.add(found);
      }
    }
    PackageIdentity best = best(each, candidates, requirement);
    if (best != null) {
      out.needs(each, best, requirement.scope());
    } else if (!candidates.isEmpty()) {
      out.unknown(
          each, "there are several versions here of " + requirement.name() + ", which it needs");
    } else if (isMaybe(each, requirement, byName)) {
      out.unknown(
          each,
          "nothing says whether a jar here is "
              + requirement.name()
              + ", which it needs, or only has its name");
    } else if (requirement.scope() == DependencyScope.RUNTIME || Declared.isProject(each)) {
      out.missing(each, requirement);
    } else if (requirement.scope() == DependencyScope.UNSAID) {
      out.unknown(
          each, "whether " + requirement.name() + " is needed stands in a POM that isn't here");
    }
  }

  /** Whether there is a jar of that name of which nothing tells the group. */
  private static boolean isMaybe(
      PackageIdentity each, Requirement requirement, Map<String, List<PackageIdentity>> byName) {
    String artifact = requirement.name().substring(requirement.name().indexOf(':') + 1);
    for (PackageIdentity found : byName.getOrDefault(artifact, List.of())) {
      if (found.namespace().isEmpty() && near(each, found)) {
        return true;
      }
    }
    return false;
  }

  /** The nearest one; null if several are as near that are not the same. */
  private static @Nullable PackageIdentity best(
      PackageIdentity each, List<PackageIdentity> candidates, Requirement requirement) {
    PackageIdentity best = null;
    int nearest = -1;
    boolean same = true;
    for (PackageIdentity found : candidates) {
      int nearness = (near(each, found) ? 2 : 0) + (isOf(found, requirement) ? 1 : 0);
      if (nearness > nearest) {
        nearest = nearness;
        best = found;
        same = true;
      } else if (nearness == nearest && best != null) {
        same &= found.purl().equals(best.purl());
      }
    }
    return same ? best : null;
  }

  private static boolean isOf(PackageIdentity found, Requirement requirement) {
    return !requirement.range().isEmpty() && found.version().equals(requirement.range());
  }

  private static String classifier(PackageIdentity found) {
    String purl = found.purl();
    int at = purl.indexOf("classifier=");
    int end = at < 0 ? -1 : purl.indexOf('&', at);
    return at < 0 ? "" : purl.substring(at + 11, end < 0 ? purl.length() : end);
  }

  /** On one class path: in one folder, or one in what holds the other. */
  private static boolean near(PackageIdentity one, PackageIdentity other) {
    String here = home(one.root());
    String there = home(other.root());
    return here.equals(there)
        || (there.contains(Provenance.NESTING) && there.startsWith(container(one)))
        || (here.contains(Provenance.NESTING) && here.startsWith(container(other)));
  }

  /** What everything in an artifact begins with. */
  private static String container(PackageIdentity each) {
    int parts = each.root().indexOf("META-INF/maven/");
    return parts < 0 ? each.root() : each.root().substring(0, parts);
  }

  /** The folder in which a jar lies; of what it was made of, the jar itself. */
  private static String home(String root) {
    int parts = root.lastIndexOf("META-INF/maven/");
    if (parts >= 0) {
      return root.substring(0, parts);
    }
    String file =
        root.endsWith(Provenance.NESTING)
            ? root.substring(0, root.length() - Provenance.NESTING.length())
            : root;
    return file.substring(0, file.lastIndexOf('/', file.length() - 2) + 1);
  }

  /** The parent itself. */
  private static @Nullable PackageIdentity exact(
      Requirement requirement, List<PackageIdentity> named) {
    for (PackageIdentity found : named) {
      if (found.version().equals(requirement.range())) {
        return found;
      }
    }
    return null;
  }
}
