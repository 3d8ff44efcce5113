package dev.assay.detect.component;

import dev.assay.model.Component.Archive;
import dev.assay.model.FileDigest;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells which packages came as which archive. */
final class ArchiveFiles {
  private final Map<String, Archive> archives = new HashMap<>();

  /** Which package an archive is, by where its entries begin. */
  private final Map<String, String> owners = new HashMap<>();

  ArchiveFiles(Inventory inventory, Enclosing enclosing) {
    for (FileDigest each : inventory.digests()) {
      String path = each.provenance().path();
      Archive known = archives.get(path);
      Map<String, String> digests = new TreeMap<>(each.digests());
      if (known != null) {
        digests.putAll(known.digests());
      }
      archives.put(path, new Archive(each.provenance(), -1, digests));
    }
    Set<String> shared = new HashSet<>();
    for (PackageIdentity each : inventory.packages()) {
      String within = within(each.root());
      if (within == null) {
        continue;
      }
      PackageIdentity around = enclosing.of(each).inner();
      if (around != null && within.equals(within(around.root()))) {
        continue; // in one that is in the same archive
      }
      String known = owners.putIfAbsent(within, key(each));
      if (known != null && !known.equals(key(each))) {
        shared.add(within);
      }
    }
    owners.keySet().removeAll(shared); // an archive of several packages is none of them
  }

  /** The archive that is {@code each} and no more than it; null if there is none. */
  @Nullable Archive of(PackageIdentity each) {
    String within = within(each.root());
    if (within == null || !key(each).equals(owners.get(within))) {
      return null;
    }
    String path = within.substring(0, within.length() - Provenance.NESTING.length());
    Archive known = archives.get(path);
    if (known != null) {
      return known;
    }
    Provenance place = container(each.manifest(), path);
    return place == null ? null : new Archive(place, -1, Map.of());
  }

  /** Those that were scanned themselves and that have digests. */
  List<Archive> outermost() {
    List<Archive> all = new ArrayList<>();
    for (Archive each : archives.values()) {
      if (!each.place().contained()) {
        all.add(each);
      }
    }
    return all;
  }

  private static String key(PackageIdentity each) {
    return each.root() + '\n' + each.purl();
  }

  /** The innermost container; null if there is none. */
  private static @Nullable String within(String root) {
    int nested = root.lastIndexOf(Provenance.NESTING);
    return nested < 0 ? null : root.substring(0, nested + Provenance.NESTING.length());
  }

  private static @Nullable Provenance container(Provenance place, String path) {
    Provenance at = place;
    while (at instanceof Provenance.Entry entry) {
      at = entry.container();
      if (at.path().equals(path)) {
        return at;
      }
    }
    return null;
  }
}
