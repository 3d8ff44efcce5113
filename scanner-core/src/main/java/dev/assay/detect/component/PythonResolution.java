package dev.assay.detect.component;

import dev.assay.ecosystem.PythonMarker;
import dev.assay.ecosystem.PythonMarker.Verdict;
import dev.assay.ecosystem.PythonRequirements;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Requirement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * As Python finds distributions: those that are installed in one folder, or archives that lie in
 * one, by their normalised names. Extras count where something here asks for them; markers where
 * the place of the folder decides them, and else whatever they ask for is needed if it is there.
 */
final class PythonResolution implements Resolution {
  private static final Pattern POSIX =
      Pattern.compile("(?:^|/)lib(?:64)?/(python|pypy)(\\d+(?:\\.\\d+)?)/(?:site|dist)-packages/$");
  private static final Pattern WINDOWS = Pattern.compile("(?:^|/)Lib/site-packages/$");

  /** Extras of one distribution beyond this are not looked at. */
  private static final int MOST_EXTRAS = 200;

  @Override
  public boolean concerns(PackageIdentity each) {
    return each.kind() == PackageKind.WHEEL
        || each.kind() == PackageKind.SDIST
        || each.kind() == PackageKind.EGG;
  }

  @Override
  public void resolve(List<PackageIdentity> packages, Links out) {
    Map<String, List<PackageIdentity>> sites = new TreeMap<>();
    for (PackageIdentity each : packages) {
      sites.computeIfAbsent(site(each), key -> new ArrayList<>()).add(each);
    }
    sites.forEach((site, together) -> new Site(site, together).resolve(out));
  }

  /** The folder in which what it needs lies as well. */
  private static String site(PackageIdentity each) {
    String root = each.root();
    String above = above(root);
    while (above.endsWith(Provenance.NESTING)) {
      above = above(above.substring(0, above.length() - Provenance.NESTING.length()) + "/");
    }
    return above;
  }

  private static String above(String folder) {
    return folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
  }

  /** Distributions that see each other. */
  private static final class Site {
    private final List<PackageIdentity> together;
    private final Map<String, String> environment;
    private final Map<String, List<PackageIdentity>> byName = new HashMap<>();
    private final IdentityHashMap<PackageIdentity, Set<String>> extras = new IdentityHashMap<>();

    Site(String folder, List<PackageIdentity> together) {
      this.together = together;
      environment = environment(folder);
      for (PackageIdentity each : together) {
        byName
            .computeIfAbsent(PythonRequirements.normalised(each.name()), key -> new ArrayList<>(1))
            .add(each);
      }
    }

    /** What the names of folders tell of the environment. */
    private static Map<String, String> environment(String folder) {
      Map<String, String> environment = new HashMap<>();
      Matcher posix = POSIX.matcher(folder);
      if (posix.find()) {
        environment.put("os_name", "posix");
        if (posix.group(2).indexOf('.') > 0) {
          environment.put("python_version", posix.group(2));
        }
        boolean pypy = posix.group(1).equals("pypy");
        environment.put("platform_python_implementation", pypy ? "PyPy" : "CPython");
        environment.put("implementation_name", pypy ? "pypy" : "cpython");
      } else if (WINDOWS.matcher(folder).find()) {
        environment.put("os_name", "nt");
        environment.put("sys_platform", "win32");
        environment.put("platform_system", "Windows");
      }
      return environment;
    }

    void resolve(Links out) {
      Deque<PackageIdentity> open = new ArrayDeque<>(together);
      Set<PackageIdentity> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
      waiting.addAll(together);
      while (!open.isEmpty()) {
        PackageIdentity each = open.remove();
        waiting.remove(each);
        for (Requirement requirement : each.facts().requires()) {
          PackageIdentity found = holds(each, requirement) == Verdict.NO ? null : one(requirement);
          if (found != null && asks(found, requirement) && waiting.add(found)) {
            open.add(found);
          }
        }
      }
      for (PackageIdentity each : together) {
        for (Requirement requirement : each.facts().requires()) {
          tell(each, requirement, out);
        }
      }
    }

    private void tell(PackageIdentity each, Requirement requirement, Links out) {
      Verdict verdict = holds(each, requirement);
      if (verdict == Verdict.NO) {
        return;
      }
      PackageIdentity found = one(requirement);
      if (found != null) {
        out.needs(each, found, requirement.scope());
      } else if (byName.containsKey(requirement.name())) {
        out.unknown(
            each, "there are several versions here of " + requirement.name() + ", which it needs");
      } else if (verdict == Verdict.YES) {
        out.missing(each, requirement);
      }
    }

    private Verdict holds(PackageIdentity each, Requirement requirement) {
      return judge(requirement.condition(), environment, extras.getOrDefault(each, Set.of()));
    }

    /** Whether extras are new. */
    private boolean asks(PackageIdentity found, Requirement requirement) {
      List<String> asked = PythonRequirements.extras(requirement);
      if (asked.isEmpty()) {
        return false;
      }
      Set<String> known = extras.computeIfAbsent(found, key -> new HashSet<>());
      boolean added = false;
      for (String extra : asked) {
        added |= known.size() < MOST_EXTRAS && known.add(extra);
      }
      return added;
    }

    /** The one of this name; null if there is none, or more than one. */
    private @Nullable PackageIdentity one(Requirement requirement) {
      List<PackageIdentity> found = byName.getOrDefault(requirement.name(), List.of());
      return found.size() == 1 ? found.get(0) : null;
    }
  }

  /**
   * Whether a marker holds. A folder of Linux or macOS is not one of Windows, and which of the two
   * it is stays open: what holds for neither does not hold.
   */
  private static Verdict judge(String marker, Map<String, String> environment, Set<String> extras) {
    if (marker.isEmpty() || !"posix".equals(environment.get("os_name"))) {
      return PythonMarker.judge(marker, environment, extras);
    }
    Map<String, String> linux = new HashMap<>(environment);
    linux.put("sys_platform", "linux");
    linux.put("platform_system", "Linux");
    Map<String, String> mac = new HashMap<>(environment);
    mac.put("sys_platform", "darwin");
    mac.put("platform_system", "Darwin");
    Verdict verdict = PythonMarker.judge(marker, linux, extras);
    return verdict == PythonMarker.judge(marker, mac, extras) ? verdict : Verdict.OPEN;
  }
}
