package dev.assay.compare.reconcile;

import dev.assay.model.ArtifactFile;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes what was scanned apart into artifacts: an archive is one, a folder is one, and in a folder
 * of packages (what a build leaves to be uploaded) each package is one.
 */
final class Artifacts {

  /** What stands beside a package that is to be uploaded, and is none of its files. */
  private static final Set<String> SIDECARS =
      Set.of("asc", "sig", "md5", "sha1", "sha256", "sha512", "sigstore", "attestation");

  private final Inventory inventory;

  /** Of each archive the files right in it, by where it stands. */
  private final Map<String, List<ArtifactFile>> entries = new HashMap<>();

  /** Files that are in no archive, by path. */
  private final TreeMap<String, ArtifactFile> outermost = new TreeMap<>();

  private Artifacts(Inventory inventory) {
    this.inventory = inventory;
    for (ArtifactFile file : inventory.files()) {
      Provenance archive = archive(file.place());
      if (archive == null) {
        outermost.put(file.place().path(), file);
      } else {
        entries.computeIfAbsent(archive.path(), key -> new ArrayList<>()).add(file);
      }
    }
  }

  /** All artifacts, by place. */
  static List<Artifact> of(Inventory inventory) {
    Artifacts all = new Artifacts(inventory);
    String folder = inventory.folder();
    List<Artifact> found = new ArrayList<>();
    if (folder != null && !all.onlyPackages()) {
      all.folder(folder, found);
      return found;
    }
    Set<String> seen = new HashSet<>();
    for (ArtifactFile file : inventory.files()) {
      Provenance place = file.place().outermost();
      boolean container = all.entries.containsKey(place.path());
      if (seen.add(place.path()) && (container || folder == null)) {
        found.add(container ? all.archive(place, place) : single(file));
      }
    }
    found.sort((a, b) -> a.place().path().compareTo(b.place().path()));
    return found;
  }

  /** The archive that {@code place} is in; null if it is in none. */
  private static @Nullable Provenance archive(Provenance place) {
    Provenance at = place;
    while (at instanceof Provenance.Entry entry) {
      at = entry.container();
      if (!(at instanceof Provenance.Entry around && around.layer())) {
        return at;
      }
    }
    return null;
  }

  /** Whether all that lies in the folder are packages, and what is uploaded with them. */
  private boolean onlyPackages() {
    Set<String> roots = new HashSet<>();
    for (PackageIdentity each : inventory.packages()) {
      roots.add(each.manifest().outermost().path());
    }
    int packages = 0;
    for (String path : outermost.keySet()) {
      boolean named = entries.containsKey(path) && roots.contains(path);
      if (!named && !SIDECARS.contains(CommitIndex.extension(path))) {
        return false;
      }
      packages += named ? 1 : 0;
    }
    // An archive that was opened need not be listed itself.
    return packages > 0 || (outermost.isEmpty() && !entries.isEmpty());
  }

  private static Artifact single(ArtifactFile file) {
    String path = file.place().path();
    return new Artifact(
        file.place(), "", "", List.of(), List.of(new Shipped(file, path, path)), List.of());
  }

  private void folder(String folder, List<Artifact> found) {
    if (outermost.isEmpty()) {
      return;
    }
    List<ArtifactFile> nested = new ArrayList<>();
    for (ArtifactFile file : inventory.files()) {
      if (archive(file.place()) != null) {
        nested.add(file);
      }
    }
    Provenance place =
        new Provenance.File(folder.isEmpty() ? "." : folder.substring(0, folder.length() - 1));
    List<PackageIdentity> packages = packages(folder, "");
    List<Shipped> files = new ArrayList<>();
    for (ArtifactFile file : outermost.values()) {
      String inner = file.place().path().substring(folder.length());
      files.add(new Shipped(file, inner, inner));
    }
    found.add(new Artifact(place, folder, "", packages, files, nested));
  }

  /**
   * @param outer the archive itself; {@code place} is what in it holds the files
   */
  private Artifact archive(Provenance outer, Provenance place) {
    String within = place.path() + Provenance.NESTING;
    List<ArtifactFile> all = new ArrayList<>(entries.getOrDefault(place.path(), List.of()));
    if (place.equals(outer)) {
      all = payload(place, all);
    }
    String top = top(within, all);
    List<Shipped> files = new ArrayList<>();
    Set<String> direct = new HashSet<>();
    for (ArtifactFile file : all) {
      String inner = inner(file, place);
      String relative = inner.startsWith(top) ? inner.substring(top.length()) : inner;
      files.add(new Shipped(file, inner, relative));
      direct.add(file.place().path());
    }
    List<ArtifactFile> nested = new ArrayList<>();
    for (ArtifactFile file : inventory.files()) {
      if (file.place().outermost().path().equals(outer.path())
          && !direct.contains(file.place().path())
          && archive(file.place()) != null) {
        nested.add(file);
      }
    }
    return new Artifact(place, within, top, packages(within, top), files, nested);
  }

  /** Of packages that are archives of archives the files, not what they are packed in. */
  private List<ArtifactFile> payload(Provenance place, List<ArtifactFile> direct) {
    String extension = CommitIndex.extension(place.path()).toLowerCase(Locale.ROOT);
    if (!Set.of("deb", "udeb", "gem", "conda", "rpm").contains(extension)) {
      return direct;
    }
    List<ArtifactFile> all = new ArrayList<>();
    for (ArtifactFile file : direct) {
      List<ArtifactFile> inside = entries.get(file.place().path());
      if (inside == null) {
        all.add(file);
      } else {
        all.addAll(inside);
      }
    }
    return all;
  }

  /** The path of {@code file} in what {@code place} is, a payload's archive left out. */
  private static String inner(ArtifactFile file, Provenance place) {
    Provenance archive = archive(file.place());
    String prefix = (archive == null ? place : archive).path() + Provenance.NESTING;
    String inner = file.place().path().substring(prefix.length());
    return inner.startsWith("./") ? inner.substring(2) : inner;
  }

  /** The folder that a package's manifest says it lies in, or that all files have in common. */
  private String top(String within, List<ArtifactFile> files) {
    String shortest = null;
    for (PackageIdentity each : inventory.packages()) {
      if (each.root().startsWith(within)) {
        String top = lies(each.root().substring(within.length()));
        if (!top.contains(Provenance.NESTING)
            && (shortest == null || top.length() < shortest.length())) {
          shortest = top;
        }
      }
    }
    if (shortest != null) {
      return shortest;
    }
    String common = null;
    for (ArtifactFile file : files) {
      String path = file.place().path();
      String inner = path.startsWith(within) ? path.substring(within.length()) : "";
      String first = inner.substring(0, inner.indexOf('/') + 1);
      if (first.isEmpty() || (common != null && !common.equals(first))) {
        return "";
      }
      common = first;
    }
    return common == null || common.equals("META-INF/") ? "" : common;
  }

  private List<PackageIdentity> packages(String within, String top) {
    List<PackageIdentity> all = new ArrayList<>();
    for (PackageIdentity each : inventory.packages()) {
      String root = each.root();
      if (root.startsWith(within) && lies(root.substring(within.length())).equals(top)) {
        all.add(each);
      }
    }
    return all;
  }

  /** The folder of a package whose manifest lies in {@code folder}, which may be one of its own. */
  private static String lies(String folder) {
    int start = 0;
    for (int end = folder.indexOf('/'); end >= 0; end = folder.indexOf('/', end + 1)) {
      String name = folder.substring(start, end);
      if (name.endsWith(".dist-info")
          || name.endsWith(".egg-info")
          || name.equals("EGG-INFO")
          || name.equals("META-INF")) {
        return folder.substring(0, start);
      }
      start = end + 1;
    }
    return folder;
  }
}
