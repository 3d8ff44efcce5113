package dev.assay.detect.sourcemap;

import dev.assay.model.Inventory;
import dev.assay.model.PackageFacts.Visibility;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIndex;
import dev.assay.model.Provenance;
import dev.assay.model.WorkTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells where files lie, and on what terms. */
final class Standings {

  /** Folders whose files came with packages of others: of package managers, of bundled jars. */
  private static final Set<String> DEPENDENCIES =
      Set.of(
          ".gradle",
          ".ivy2",
          ".m2",
          "node_modules",
          "bower_components",
          "jspm_packages",
          "site-packages",
          "dist-packages",
          "webjars",
          "vendor",
          "vendors",
          "vendored",
          "_vendor",
          "third_party",
          "third-party",
          "thirdparty");

  private static final List<String> BUNDLED = List.of("BOOT-INF/lib/", "WEB-INF/lib/");

  /** Which layer of an image a file is in says when it was added, and nothing of its package. */
  private static final Pattern LAYER = Pattern.compile("!/layer \\d+(?: of [^!]*)?!/");

  private final PackageIndex packages;

  /** The same as if an image had one layer; null where there is none with packages. */
  private final @Nullable PackageIndex merged;

  private final @Nullable WorkTree workTree;

  /** What paths begin with that says where the user keeps things, and nothing of them. */
  private final String prefix;

  Standings(Inventory inventory) {
    packages = new PackageIndex(inventory.packages());
    merged = merged(inventory.packages());
    workTree = inventory.workTree();
    String folder = inventory.folder();
    prefix = folder == null || workTree != null ? "" : folder;
  }

  /** Of the file at {@code place}; null in a history, which nothing leaves by. */
  @Nullable Standing of(Provenance place) {
    Provenance outermost = place.outermost();
    if (outermost instanceof Provenance.Blob || outermost instanceof Provenance.Message) {
      return null;
    }
    List<PackageIdentity> around = around(place);
    PackageIdentity innermost = around.isEmpty() ? null : around.get(0);
    Setting setting = setting(place, outermost, innermost, around);
    PackageIdentity in = innermost;
    Terms terms = innermost == null ? Terms.UNSAID : Terms.of(innermost);
    // What lies inside a package is under its licence unless it says another one.
    for (PackageIdentity each :
        setting == Setting.DEPENDENCY ? List.<PackageIdentity>of() : around) {
      Terms theirs = Terms.of(each);
      if (theirs.said()) {
        terms = theirs;
        in = each;
        break;
      }
    }
    String container = place.contained() ? outermost.path() : "";
    String group =
        setting == Setting.DEPENDENCY || innermost == null ? container : innermost.root();
    return new Standing(setting, terms, in, group);
  }

  private static @Nullable PackageIndex merged(List<PackageIdentity> packages) {
    List<PackageIdentity> all = new ArrayList<>();
    boolean any = false;
    for (PackageIdentity each : packages) {
      List<String> owned = new ArrayList<>(each.owned().size());
      for (String path : each.owned()) {
        String plain = LAYER.matcher(path).replaceAll("!/");
        any |= !plain.equals(path);
        owned.add(plain);
      }
      all.add(each.covering(owned));
    }
    return any ? new PackageIndex(all) : null;
  }

  private List<PackageIdentity> around(Provenance place) {
    if (merged != null) {
      Matcher layers = LAYER.matcher(place.path());
      if (layers.find()) {
        return merged.around(new Provenance.File(layers.replaceAll("!/")));
      }
    }
    return packages.around(place);
  }

  private Setting setting(
      Provenance place,
      Provenance outermost,
      @Nullable PackageIdentity innermost,
      List<PackageIdentity> around) {
    if (dependency(place.path().substring(prefix(place.path()))) && !own(innermost, around)) {
      return Setting.DEPENDENCY;
    }
    if (workTree != null && workTree.tracks(outermost.path())) {
      return Setting.TRACKED;
    }
    if (place.contained()) {
      return Setting.SHIPS;
    }
    return workTree == null && innermost != null ? Setting.SHIPS : Setting.FOLDER;
  }

  private int prefix(String path) {
    return path.startsWith(prefix) ? prefix.length() : 0;
  }

  /**
   * Whether a folder on the way is one of dependencies. Where the user keeps an archive says little
   * of what is in it, and where the user keeps all of it nothing.
   */
  private static boolean dependency(String path) {
    int inside = path.indexOf(Provenance.NESTING);
    boolean abroad = path.startsWith("/") || path.startsWith("..") || path.startsWith(":", 1);
    int from = 0;
    for (int to = path.indexOf('/'); to >= 0; to = path.indexOf('/', from)) {
      String folder = path.substring(from, to).toLowerCase(Locale.ROOT);
      if (inside >= 0 ? from > inside : !abroad) {
        if (DEPENDENCIES.contains(folder)) {
          return true;
        }
      } else if (folder.equals("node_modules") || folder.equals("site-packages")) {
        return true;
      }
      from = to + 1;
    }
    for (String folder : BUNDLED) {
      if (path.contains(folder)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a package among dependencies is of those who make the one around it. */
  private boolean own(@Nullable PackageIdentity inner, List<PackageIdentity> around) {
    if (inner == null) {
      return false;
    }
    boolean within = dependency(inner.root().substring(prefix(inner.root())));
    if (within && inner.facts().visibility() == Visibility.PRIVATE) {
      return true; // no registry has it: it comes from the same workspace
    }
    for (PackageIdentity each : around.subList(1, around.size())) {
      if (within
          && !inner.namespace().isEmpty()
          && each.kind().purlType().equals(inner.kind().purlType())
          && each.namespace().equals(inner.namespace())) {
        return true;
      }
    }
    return false;
  }
}
