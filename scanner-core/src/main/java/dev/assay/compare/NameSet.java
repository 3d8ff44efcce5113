package dev.assay.compare;

import dev.assay.compare.Artifact.Item;
import dev.assay.model.Provenance;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * General names of files that are beside each other: where one is {@code chunk-*.js}, a {@code
 * chunk-} with eight letters that might be a word is so, too.
 */
final class NameSet {
  private final Set<String> known = new HashSet<>();
  private final Map<String, String> general = new HashMap<>();

  /**
   * Takes note of {@code items}.
   *
   * @param version of the artifact that they are in
   */
  NameSet add(Collection<Item> items, String version) {
    for (Item item : items) {
      String path = outer(item);
      String name = general.get(path);
      if (name == null) {
        name = GeneralNames.of(path, version);
        name = name.equals(path) ? path : name; // one string for both
        general.put(path, name);
        if (name.indexOf('*', name.lastIndexOf('/') + 1) >= 0) {
          known.add(name);
        }
      }
    }
    return this;
  }

  /** The path of {@code item}, or of the archive of the artifact that holds it. */
  static String outer(Item item) {
    int nesting = item.path().indexOf(Provenance.NESTING);
    return nesting < 0 ? item.path() : item.path().substring(0, nesting);
  }

  /** The general name of {@link #outer}, in the syntax of patterns. */
  String of(Item item) {
    String path = outer(item);
    String name = general.getOrDefault(path, PathPattern.quote(path));
    if (known.isEmpty() || known.contains(name)) {
      return name;
    }
    String hashed = GeneralNames.lastAsHash(path);
    return hashed != null && known.contains(hashed) ? hashed : name;
  }
}
