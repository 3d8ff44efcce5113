package dev.assay.detect.licence;

import dev.assay.model.Inventory;
import dev.assay.model.LicenceSign;
import dev.assay.model.LicenceText;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIndex;
import dev.assay.model.Provenance;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The packages of an inventory with the licences in their files, and what lies in none of them. */
final class Grounds {
  private final Inventory inventory;
  private final PackageIndex index;

  /** By root, kind and package URL. */
  private final Map<String, Held> held = new HashMap<>();

  private final List<Held> packages = new ArrayList<>();

  /** What is in no package: of a folder together, else by the outermost file. */
  private final Map<String, Held> loose = new TreeMap<>();

  /** Stems of POMs and jars that declare a licence; null until somebody asks. */
  private @Nullable Set<String> declaring;

  Grounds(Inventory inventory) {
    this.inventory = inventory;
    index = new PackageIndex(inventory.packages());
    for (PackageIdentity each : inventory.packages()) {
      if (!history(each.manifest())) {
        packages.add(held(each));
      }
    }
    for (LicenceText text : inventory.licences()) {
      if (!history(text.place())) {
        of(text.place()).add(text);
      }
    }
    signs();
  }

  /** Before anything is judged. */
  private void signs() {
    for (LicenceSign sign : inventory.signs()) {
      if (!history(sign.place())) {
        of(sign.place()).add(sign);
      }
    }
  }

  private static boolean history(Provenance place) {
    return place.outermost() instanceof Provenance.Blob
        || place.outermost() instanceof Provenance.Message;
  }

  private Held held(PackageIdentity identity) {
    String key = identity.root() + '\0' + identity.kind() + '\0' + identity.purl();
    Held known = held.get(key);
    if (known == null) {
      PackageIdentity outer = null;
      for (PackageIdentity each : index.around(identity.manifest())) {
        if (identity.root().startsWith(each.root()) && !identity.root().equals(each.root())) {
          outer = each;
          break;
        }
      }
      known = new Held(identity, identity.root(), outer == null ? null : held(outer));
      held.put(key, known);
    }
    return known;
  }

  /** All packages, in order. */
  List<Held> packages() {
    return packages;
  }

  /** What lies in no package and holds licences. */
  List<Held> loose() {
    return List.copyOf(loose.values());
  }

  /** What holds the file at {@code place}. */
  Held of(Provenance place) {
    PackageIdentity identity = index.of(place);
    if (identity != null) {
      return held(identity);
    }
    String outermost = place.outermost().path();
    String folder = inventory.folder();
    String root =
        place.contained()
            ? outermost + Provenance.NESTING
            : folder != null && outermost.startsWith(folder) ? folder : outermost;
    return loose.computeIfAbsent(root, key -> new Held(null, key, null));
  }

  /** Whether whoever gets what is scanned gets this: not what only lies in a work tree. */
  boolean ships(Provenance place) {
    return place.contained() || (inventory.workTree() == null && index.of(place) != null);
  }

  /** Whether it only lies in a work tree. */
  boolean tracked(Provenance place) {
    return !place.contained() && inventory.workTree() != null;
  }

  /** Nothing leaves by lying in a work tree or a plain folder. */
  Severity here(Severity severity, Provenance place) {
    return ships(place) || severity.compareTo(Severity.LOW) < 0 ? severity : Severity.LOW;
  }

  /** The path below the folder that is scanned. */
  String below(Provenance place) {
    String path = place.path();
    String folder = inventory.folder();
    int inside = path.indexOf(Provenance.NESTING);
    if (inside >= 0) {
      return path.substring(inside + Provenance.NESTING.length());
    }
    return folder != null && path.startsWith(folder) ? path.substring(folder.length()) : path;
  }

  /**
   * The path of a package's own POM or jar without its ending; empty if it is none, or lies in
   * something else.
   */
  static String stem(@Nullable PackageIdentity identity, String ending) {
    if (identity == null) {
      return "";
    }
    boolean jar = ending.equals(".jar");
    String root = identity.root();
    String file =
        jar && root.endsWith(Provenance.NESTING)
            ? root.substring(0, root.length() - Provenance.NESTING.length())
            : jar ? "" : identity.manifest().path();
    return file.endsWith(ending) ? file.substring(0, file.length() - ending.length()) : "";
  }

  /** Whether a jar's POM lies beside it, or the jar of a POM, and declares a licence. */
  boolean paired(PackageIdentity identity) {
    Set<String> stems = declaring;
    if (stems == null) {
      stems = new HashSet<>();
      for (Held each : packages) {
        if (!each.declared().isEmpty()) {
          stems.add(stem(each.identity(), ".jar"));
          stems.add(stem(each.identity(), ".pom"));
        }
      }
      stems.remove("");
      declaring = stems;
    }
    return stems.contains(stem(identity, ".jar")) || stems.contains(stem(identity, ".pom"));
  }

  /** What is told together with others in the same outermost thing. */
  static String outer(@Nullable Provenance place) {
    return place == null || !place.contained() ? "" : place.outermost().path();
  }
}
