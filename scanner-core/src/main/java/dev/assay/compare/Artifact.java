package dev.assay.compare;

import dev.assay.model.ArtifactFile;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.SourceMapFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing that ships, and its files by paths that mean the same in each release.
 *
 * @param name what it is called in each release: {@code @scope/name} of npm, {@code group:artifact}
 *     of Maven, else the name of its file without its version; in the syntax of patterns
 * @param place of the artifact itself: its file; of a folder one below it
 * @param display what a person calls this release of it
 * @param version empty if it isn't known
 * @param files sorted by path
 */
public record Artifact(
    String name, Provenance place, String display, String version, List<Item> files) {

  /**
   * A file of an artifact.
   *
   * @param path from the artifact's root: of an entry of an archive in it {@code lib/x.jar!/a/B}
   */
  record Item(String path, ArtifactFile file) {
    String kind() {
      return file.kind();
    }

    long size() {
      return file.size();
    }

    /** Whether it is in an archive of the artifact, and so not one of the artifact's own. */
    boolean nested() {
      return path.contains(Provenance.NESTING);
    }
  }

  /** Kinds of packages that lie in a folder of their archive that says nothing. */
  private static final Set<PackageKind> IN_FOLDER =
      EnumSet.of(
          PackageKind.NPM,
          PackageKind.SDIST,
          PackageKind.CRATE,
          PackageKind.HELM,
          PackageKind.GO_MODULE);

  /** What only wraps the files of a package, in formats that wrap them twice. */
  private static final Pattern WRAPPER =
      Pattern.compile("layer \\d+(?: of .*)?|(?:data|control)\\.tar(?:\\.[a-z0-9]+)?");

  private static final Pattern LAYER = Pattern.compile("layer \\d+(?: of [^!]*)?");

  public Artifact {
    files = List.copyOf(files);
  }

  /** The bytes of its own files. */
  long bytes() {
    long sum = 0;
    for (Item each : files) {
      sum += each.nested() ? 0 : each.size();
    }
    return sum;
  }

  /** How many files are its own. */
  long count() {
    long count = 0;
    for (Item each : files) {
      count += each.nested() ? 0 : 1;
    }
    return count;
  }

  /**
   * Those of one target.
   *
   * @param folder what the user calls it, if it is a folder
   */
  static List<Artifact> of(Inventory seen, String folder) {
    Set<String> maps = new TreeSet<>();
    for (SourceMapFacts map : seen.sourceMaps()) {
      maps.add(map.place().within());
    }
    Map<String, List<ArtifactFile>> byRoot = new TreeMap<>();
    for (ArtifactFile file : seen.files()) {
      if (!embedded(file, maps)) {
        String root = seen.folder() != null ? "" : file.place().outermost().path();
        byRoot.computeIfAbsent(root, key -> new ArrayList<>()).add(file);
      }
    }
    List<Artifact> artifacts = new ArrayList<>();
    byRoot.forEach((root, files) -> artifacts.add(one(seen, root, files, folder)));
    return artifacts;
  }

  /** Whether it is a source that a map holds. */
  private static boolean embedded(ArtifactFile file, Set<String> maps) {
    if (maps.isEmpty()) {
      return false;
    }
    for (Provenance at = file.place(); at instanceof Provenance.Entry entry; ) {
      at = entry.container();
      if (maps.contains(at.within())) {
        return true;
      }
    }
    return false;
  }

  private static Artifact one(
      Inventory seen, String root, List<ArtifactFile> files, String folder) {
    String begin = seen.folder() != null ? seen.folder() : root + Provenance.NESTING;
    PackageIdentity identity = identity(seen.packages(), begin, fileName(root));
    String inner = "";
    if (identity != null
        && IN_FOLDER.contains(identity.kind())
        && identity.root().length() > begin.length()) {
      inner = identity.root().substring(begin.length());
    }
    String version = identity == null ? "" : identity.version();
    List<Item> items = new ArrayList<>();
    Provenance place = files.get(0).place().outermost();
    boolean alone = files.size() == 1 && seen.folder() == null;
    for (ArtifactFile file : files) {
      String path = path(file.place(), seen.folder());
      if (path.isEmpty()) {
        if (!alone) {
          continue; // the archive that holds the others
        }
        path = fileName(root);
      }
      if (LAYER.matcher(path).matches()) {
        continue; // which stands for what is in it
      }
      if (!inner.isEmpty()) {
        path = path.startsWith(inner) ? path.substring(inner.length()) : "/" + path;
      }
      items.add(new Item(path, file));
    }
    items.sort(Comparator.comparing(Item::path).thenComparing(each -> each.file().sha256()));
    String display =
        identity == null ? (root.isEmpty() ? folder : fileName(root)) : identity.display();
    return new Artifact(
        name(identity, root.isEmpty() ? folder : fileName(root)), place, display, version, items);
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The package that the artifact is: the outermost in it, and of several the one of its name. */
  private static @Nullable PackageIdentity identity(
      List<PackageIdentity> packages, String begin, String file) {
    PackageIdentity best = null;
    for (PackageIdentity each : packages) {
      if (!each.root().startsWith(begin)
          || each.root().indexOf(Provenance.NESTING, begin.length()) >= 0
          || each.basis() == PackageIdentity.Basis.FILE_NAME) {
        continue;
      }
      if (best == null || before(each, best, file)) {
        best = each;
      }
    }
    // What lies deep in a folder is a part of it.
    return best == null || folders(best.root(), begin) > 1 ? null : best;
  }

  private static int folders(String root, String begin) {
    int count = 0;
    for (int i = begin.length(); i < root.length(); i++) {
      count += root.charAt(i) == '/' ? 1 : 0;
    }
    return count;
  }

  private static boolean before(PackageIdentity one, PackageIdentity other, String file) {
    int order = Integer.compare(slashes(one.root()), slashes(other.root()));
    if (order == 0) {
      order =
          Boolean.compare(
              other.name().length() > 0 && file.startsWith(other.name()),
              one.name().length() > 0 && file.startsWith(one.name()));
    }
    return order < 0;
  }

  private static int slashes(String path) {
    return folders(path, "");
  }

  private static String name(@Nullable PackageIdentity identity, String file) {
    if (identity != null && identity.kind() == PackageKind.NPM) {
      return PathPattern.quote(identity.fullName());
    }
    if (identity != null && identity.kind() == PackageKind.MAVEN) {
      String full = PathPattern.quote(identity.fullName());
      String start = identity.name() + "-" + identity.version();
      String rest = file.startsWith(start) ? file.substring(start.length()) : "";
      int dot = rest.lastIndexOf('.');
      if (dot < 0) {
        return full;
      }
      String type = rest.substring(dot + 1);
      return full
          + (dot > 1 && rest.startsWith("-") ? ":" + PathPattern.quote(rest.substring(1, dot)) : "")
          + (type.equals("jar") ? "" : "@" + PathPattern.quote(type));
    }
    return GeneralNames.of(file, identity == null ? "" : identity.version());
  }

  /** From the artifact's root; empty for the artifact's own file. */
  static String path(Provenance place, @Nullable String folder) {
    StringBuilder path = new StringBuilder();
    Provenance at = place;
    String separator = "";
    while (at instanceof Provenance.Entry entry) {
      boolean unseen =
          entry.layer()
              || (path.length() > 0
                  && entry.container() instanceof Provenance.File
                  && WRAPPER.matcher(entry.name()).matches());
      if (!unseen) {
        path.insert(0, entry.name() + (path.length() == 0 ? "" : separator));
        separator = Provenance.NESTING;
      }
      at = entry.container();
    }
    if (folder != null) {
      String outer = at.path();
      outer = outer.startsWith(folder) ? outer.substring(folder.length()) : outer;
      path.insert(0, outer + (path.length() == 0 ? "" : Provenance.NESTING));
    }
    return path.toString();
  }
}
