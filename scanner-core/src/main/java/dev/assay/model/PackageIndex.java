package dev.assay.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells to which packages a place belongs. Immutable. */
public final class PackageIndex {
  private final Map<String, PackageIdentity> byPath = new HashMap<>();

  /**
   * Of {@code packages}.
   *
   * @param packages in order: of two that claim the same files the first has them
   */
  public PackageIndex(List<PackageIdentity> packages) {
    for (PackageIdentity each : packages) {
      for (String path : each.owned()) {
        byPath.putIfAbsent(path, each);
      }
    }
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return byPath.isEmpty();
  }

  /** The innermost package that holds {@code place}; null if none does, as in a history. */
  public @Nullable PackageIdentity of(Provenance place) {
    List<PackageIdentity> found = holding(place, 1);
    return found.isEmpty() ? null : found.get(0);
  }

  /** All packages that hold {@code place}, the innermost first: the last one is what ships. */
  public List<PackageIdentity> around(Provenance place) {
    return holding(place, Integer.MAX_VALUE);
  }

  private List<PackageIdentity> holding(Provenance place, int most) {
    List<PackageIdentity> found = new ArrayList<>(1);
    if (place.outermost() instanceof Provenance.Blob
        || place.outermost() instanceof Provenance.Message) {
      return found;
    }
    String path = place.path();
    for (int end = path.length(); end >= 0 && found.size() < most; ) {
      PackageIdentity each = byPath.get(path.substring(0, end));
      if (each != null && !found.contains(each)) {
        found.add(each);
      }
      end = end == 0 ? -1 : path.lastIndexOf('/', end - 2) + 1;
    }
    return found;
  }
}
