package dev.assay.detect.checksum;

import dev.assay.detect.Correlator;
import dev.assay.model.Confidence;
import dev.assay.model.FileDigest;
import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Packages in {@code node_modules} with the archives of the same name and version that lie in the
 * scan as well ({@code file:} dependencies, a folder of archives): file by file. npm writes down no
 * digests of installed files, and doesn't notice that one was edited.
 */
final class InstalledCopies {

  private static final String ALGORITHM = "SHA-256";
  private static final String INSTALLED = "node_modules/";

  /** npm before 7 wrote into it where the package came from. */
  private static final String MANIFEST = "package.json";

  /** Packages that are compared. */
  private static final int MOST = 2_000;

  private final Inventory inventory;

  /**
   * One that is installed.
   *
   * @param installed its folder
   * @param archives the folders that it may be a copy of
   */
  private record Copy(PackageIdentity installed, List<String> archives) {}

  private final List<Copy> copies = new ArrayList<>();

  InstalledCopies(Inventory inventory) {
    this.inventory = inventory;
    Map<String, List<String>> archives = new HashMap<>();
    for (PackageIdentity identity : inventory.packages()) {
      if (npm(identity) && LockedArchives.archive(identity.root()) != null) {
        archives.computeIfAbsent(key(identity), each -> new ArrayList<>(1)).add(identity.root());
      }
    }
    if (archives.isEmpty()) {
      return;
    }
    for (PackageIdentity identity : inventory.packages()) {
      List<String> all = archives.get(key(identity));
      if (npm(identity) && installed(identity.root()) && all != null && copies.size() < MOST) {
        copies.add(new Copy(identity, all));
      }
    }
  }

  private static boolean npm(PackageIdentity identity) {
    return identity.kind() == PackageKind.NPM
        && !identity.name().isEmpty()
        && !identity.version().isEmpty();
  }

  private static String key(PackageIdentity identity) {
    return identity.fullName() + "@" + identity.version();
  }

  private static boolean installed(String root) {
    if (root.contains(Provenance.NESTING) || !root.endsWith("/")) {
      return false;
    }
    int at = ("/" + root).lastIndexOf("/" + INSTALLED);
    String name = at < 0 ? "" : root.substring(at + INSTALLED.length());
    return !name.isEmpty()
        && name.indexOf('/', name.startsWith("@") ? name.indexOf('/') + 1 : 0) == name.length() - 1;
  }

  /** Digests of these files, and of all in these folders: first of the archives'. */
  Map<String, String> wanted() {
    Map<String, String> wanted = new TreeMap<>();
    Map<String, Map<String, List<String>>> packed = packed();
    for (Copy copy : copies) {
      for (String archive : copy.archives) {
        wanted.put(archive, ALGORITHM);
        for (String file : packed.getOrDefault(archive, Map.of()).keySet()) {
          wanted.put(copy.installed.root() + file, ALGORITHM);
        }
      }
    }
    return wanted;
  }

  /** Digests of the files in archives, by folder and path in it; an archive may repeat a name. */
  private Map<String, Map<String, List<String>>> packed() {
    Map<String, Map<String, List<String>>> packed = new HashMap<>();
    for (Copy copy : copies) {
      for (String archive : copy.archives) {
        packed.put(archive, new TreeMap<>());
      }
    }
    for (FileDigest digest : packed.isEmpty() ? List.<FileDigest>of() : inventory.digests()) {
      String path = digest.provenance().path();
      String value = digest.digests().get(ALGORITHM);
      for (int slash = path.indexOf('/');
          slash >= 0 && value != null;
          slash = path.indexOf('/', slash + 1)) {
        Map<String, List<String>> files = packed.get(path.substring(0, slash + 1));
        if (files != null) {
          files.computeIfAbsent(path.substring(slash + 1), each -> new ArrayList<>(1)).add(value);
        }
      }
    }
    return packed;
  }

  void compare(Correlator.Output out) {
    if (copies.isEmpty()) {
      return;
    }
    Map<String, FileDigest> digests = new HashMap<>();
    for (FileDigest digest : inventory.digests()) {
      if (digest.digests().containsKey(ALGORITHM)) {
        digests.put(digest.provenance().path(), digest);
      }
    }
    Map<String, Map<String, List<String>>> packed = packed();
    for (Copy copy : copies) {
      compare(copy, packed, digests, out);
    }
  }

  /** With the archive from which least differs: that is the one that it came from. */
  private static void compare(
      Copy copy,
      Map<String, Map<String, List<String>>> packed,
      Map<String, FileDigest> digests,
      Correlator.Output out) {
    List<FileDigest> edited = List.of();
    String from = "";
    for (String archive : copy.archives) {
      List<FileDigest> differ = new ArrayList<>();
      int there = 0;
      for (Map.Entry<String, List<String>> file :
          packed.getOrDefault(archive, Map.of()).entrySet()) {
        FileDigest found = digests.get(copy.installed.root() + file.getKey());
        if (found != null) {
          there++;
          if (!file.getValue().contains(found.digests().get(ALGORITHM))) {
            differ.add(found);
          }
        }
      }
      if (there > 0 && (from.isEmpty() || differ.size() < edited.size())) {
        edited = differ;
        from = archive;
      }
    }
    int told = 0;
    for (FileDigest file : edited) {
      if (told++ == ContainerSeal.MOST_TOLD) {
        break;
      }
      String path = file.provenance().path();
      boolean manifest = path.equals(copy.installed.root() + MANIFEST);
      out.found(
          file.provenance(),
          ChecksumCorrelator.candidate(
              BuiltInFindings.EDITED.id(),
              manifest ? Severity.MEDIUM : BuiltInFindings.EDITED.severity(),
              Confidence.MEDIUM,
              null,
              path,
              String.format(
                  Locale.ROOT,
                  "%s is another file than in %s, which holds the same version%s%s",
                  path,
                  LockedArchives.archive(from),
                  manifest ? "; npm before 7 wrote into it by itself" : "",
                  told == ContainerSeal.MOST_TOLD && edited.size() > told
                      ? "; so it is with "
                          + (edited.size() - told)
                          + " further files of the package"
                      : "")));
    }
  }
}
