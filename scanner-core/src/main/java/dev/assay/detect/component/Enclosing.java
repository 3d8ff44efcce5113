package dev.assay.detect.component;

import dev.assay.model.PackageIdentity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which packages lie in which, for all of them in one go over their sorted paths: what asks for
 * each by itself takes too long for packages in packages in packages. Immutable.
 */
final class Enclosing {
  private static final Around NOTHING = new Around(null, null, true);

  private final IdentityHashMap<PackageIdentity, Around> byPackage = new IdentityHashMap<>();

  /**
   * What is around a package.
   *
   * @param inner the innermost other package in which it lies; null if there is none
   * @param outermost the last one in which it lies; null if there is none
   * @param projects whether all of them are worked on here
   */
  record Around(
      @Nullable PackageIdentity inner, @Nullable PackageIdentity outermost, boolean projects) {}

  /** A path that a package owns, or the place of its manifest. */
  private record Path(String path, PackageIdentity of, boolean owned) {}

  /** A package on the way down, with what is above. */
  private record Level(
      String path, PackageIdentity of, PackageIdentity outermost, boolean projects) {}

  Enclosing(List<PackageIdentity> packages) {
    List<Path> paths = new ArrayList<>();
    for (PackageIdentity each : packages) {
      for (String path : each.owned()) {
        if (path.isEmpty() || path.endsWith("/")) {
          paths.add(new Path(path, each, true));
        }
      }
      paths.add(new Path(each.manifest().path(), each, false));
    }
    // Sorted stably: of two that own one path the first is further up.
    paths.sort(Comparator.comparing(Path::path));
    Deque<Level> above = new ArrayDeque<>();
    for (Path each : paths) {
      while (!above.isEmpty() && !each.path().startsWith(above.element().path())) {
        above.pop();
      }
      if (each.owned()) {
        Level top = above.peek();
        above.push(
            new Level(
                each.path(),
                each.of(),
                top == null ? each.of() : top.outermost(),
                (top == null || top.projects()) && Declared.isProject(each.of())));
      } else {
        byPackage.put(each.of(), around(each.of(), above));
      }
    }
  }

  private static Around around(PackageIdentity each, Deque<Level> above) {
    for (Level level : above) {
      if (!same(level.of(), each)) {
        return new Around(level.of(), level.outermost(), level.projects());
      }
    }
    return NOTHING;
  }

  static boolean same(PackageIdentity one, PackageIdentity other) {
    return one.root().equals(other.root()) && one.purl().equals(other.purl());
  }

  Around of(PackageIdentity each) {
    return byPackage.getOrDefault(each, NOTHING);
  }

  /** The package in which {@code each} lies and that lies in no other: itself, perhaps. */
  PackageIdentity outermost(PackageIdentity each) {
    PackageIdentity outermost = of(each).outermost();
    return outermost == null ? each : outermost;
  }
}
