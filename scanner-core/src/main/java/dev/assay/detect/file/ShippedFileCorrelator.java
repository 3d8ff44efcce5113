package dev.assay.detect.file;

import dev.assay.detect.Correlator;
import dev.assay.model.Candidate;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIndex;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Severity;
import dev.assay.model.ShippedFile;
import dev.assay.model.SourceMapFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges files and folders that only matter in what ships: whether they lie in something that
 * ships, and in which package. A folder is one finding, and so are files of one kind in one
 * package, at the first of them.
 */
public final class ShippedFileCorrelator implements Correlator {
  private static final String ARTIFACT = "artifact";

  /** Further files of a finding that are named. */
  private static final int MOST_NAMED = 3;

  /** Folders in which other people's packages are installed: they are not packed by hand. */
  private static final Set<String> INSTALLED =
      Set.of("node_modules", "bower_components", "site-packages", "dist-packages", "vendor");

  /** The first is told: closest to the root, then by path. */
  private static final Comparator<ShippedFile> FIRST =
      Comparator.comparingInt((ShippedFile file) -> depth(file.place().path()))
          .thenComparing(file -> file.place().path());

  @Override
  public void correlate(Inventory inventory, Output out) {
    if (inventory.shipped().isEmpty()) {
      return;
    }
    // A folder that is no work tree may be a package that was unpacked.
    boolean loose = inventory.folder() != null && inventory.workTree() == null;
    PackageIndex packages = new PackageIndex(inventory.packages());
    Set<String> maps = new HashSet<>();
    for (SourceMapFacts map : inventory.sourceMaps()) {
      maps.add(map.place().path());
    }
    List<ShippedFile> counting = new ArrayList<>();
    for (ShippedFile file : inventory.shipped()) {
      if ((loose || file.in().isEmpty() || file.place().contained())
          && !inMap(file.place(), maps)
          && counts(file, packages)) {
        counting.add(file);
      }
    }
    Map<String, Severity> folders = folders(counting);
    Map<String, List<ShippedFile>> groups = new TreeMap<>();
    for (ShippedFile file : counting) {
      if (told(file, folders)) {
        continue;
      }
      if (file.folder()) {
        out.found(file.place(), folder(file));
      } else {
        Candidate candidate = file.candidate();
        String group =
            candidate.ruleId()
                + '\0'
                + candidate.subject()
                + '\0'
                + shipsAs(file.place(), packages);
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(file);
      }
    }
    for (List<ShippedFile> group : groups.values()) {
      group.sort(FIRST);
      out.found(group.get(0).place(), file(group));
    }
  }

  /** The names of a map's sources are those of files that don't ship. */
  private static boolean inMap(Provenance place, Set<String> maps) {
    return place instanceof Provenance.Entry entry
        && (maps.contains(entry.container().path()) || entry.container().path().endsWith(".map"));
  }

  private static boolean counts(ShippedFile file, PackageIndex packages) {
    if (file.in().isEmpty()) {
      return !installed(file);
    }
    List<PackageIdentity> around = packages.around(file.place());
    if (!file.place().contained() && around.isEmpty()) {
      return false;
    }
    if (installed(file)) {
      return false;
    }
    if (file.in().contains(ARTIFACT)) {
      return true;
    }
    if (around.isEmpty() || !file.in().contains(around.get(0).kind().word())) {
      return false;
    }
    PackageIdentity inner = around.get(0);
    if (inner.kind() != PackageKind.NPM || !file.folder()) {
      return true;
    }
    if (around.get(around.size() - 1).kind() != PackageKind.NPM) {
      return false; // in an image or an installer nobody runs npm any more
    }
    // What a package says that it brings along is meant to be there, with what that needs.
    return inner.facts().bundled().isEmpty() || !file.place().path().endsWith("node_modules");
  }

  /** Whether it is nothing grave that came with a package of somebody else. */
  private static boolean installed(ShippedFile file) {
    if (file.candidate().severity().compareTo(Severity.LOW) > 0) {
      return false;
    }
    String[] names = file.place().path().split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      if (INSTALLED.contains(names[i])) {
        return true;
      }
    }
    return false;
  }

  /** The gravest that is told of each folder. */
  private static Map<String, Severity> folders(List<ShippedFile> files) {
    Map<String, Severity> folders = new TreeMap<>();
    for (ShippedFile file : files) {
      if (file.folder()) {
        folders.merge(
            file.place().path(),
            file.candidate().severity(),
            (one, other) -> one.compareTo(other) >= 0 ? one : other);
      }
    }
    return folders;
  }

  /** Whether a folder that it lies in is told, and is as grave. */
  private static boolean told(ShippedFile file, Map<String, Severity> folders) {
    String path = file.place().path();
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      Severity around = folders.get(path.substring(0, end));
      if (around != null && around.compareTo(file.candidate().severity()) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** The package, or else the container, that a file ships with. */
  private static String shipsAs(Provenance place, PackageIndex packages) {
    PackageIdentity identity = packages.of(place);
    if (identity != null) {
      return identity.root();
    }
    return place instanceof Provenance.Entry entry ? entry.container().path() : "";
  }

  private static Candidate folder(ShippedFile file) {
    List<String> evidence = new ArrayList<>(file.candidate().evidence());
    if (evidence.isEmpty()) {
      evidence.add("the folder is called so");
    }
    evidence.add(
        file.files() == 1
            ? "1 file lies in it"
            : String.format(Locale.ROOT, "%,d files lie in it", file.files()));
    return with(file.candidate(), evidence);
  }

  private static Candidate file(List<ShippedFile> group) {
    Candidate first = group.get(0).candidate();
    if (group.size() == 1) {
      return first;
    }
    StringBuilder others = new StringBuilder();
    int named = Math.min(MOST_NAMED, group.size() - 1);
    for (ShippedFile other : group.subList(1, named + 1)) {
      others.append(others.length() == 0 ? "" : ", ").append(other.place().innerPath());
    }
    List<String> evidence = new ArrayList<>(first.evidence());
    evidence.add(
        String.format(
            Locale.ROOT,
            "so %s %,d more in the same package: %s%s",
            group.size() == 2 ? "is" : "are",
            group.size() - 1,
            others,
            group.size() - 1 > named ? ", …" : ""));
    return with(first, evidence);
  }

  private static Candidate with(Candidate candidate, List<String> evidence) {
    return new Candidate(
        candidate.ruleId(),
        candidate.severity(),
        candidate.confidence(),
        candidate.proof(),
        candidate.specific(),
        evidence,
        null,
        0,
        0,
        null,
        null,
        null,
        candidate.subject());
  }

  private static int depth(String path) {
    int depth = 0;
    for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
      depth++;
    }
    return depth;
  }
}
