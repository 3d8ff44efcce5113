package dev.assay.detect.checksum;

import dev.assay.detect.Correlator;
import dev.assay.model.Inventory;
import dev.assay.model.Pin;
import dev.assay.model.Provenance;
import dev.assay.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files of a release that no list beside them names ({@code SHA256SUMS}), in a folder most of whose
 * files are listed. Lists, digests, signatures and hidden files vouch for others, or don't count.
 */
final class UnlistedFiles {

  private static final int LEAST_LISTED = 2;

  /** Ends of names that vouch for another file. */
  private static final List<String> VOUCHING =
      List.of(
          ".asc",
          ".sig",
          ".sign",
          ".gpg",
          ".minisig",
          ".sigstore",
          ".sigstore.json",
          ".pem",
          ".crt",
          ".cert",
          ".p7s",
          ".md5",
          ".sha1",
          ".sha224",
          ".sha256",
          ".sha384",
          ".sha512");

  private final Inventory inventory;
  private final Map<String, Folder> folders = new TreeMap<>();

  private static final class Folder {
    private final Set<String> listed = new TreeSet<>();
    private final Map<String, Integer> by = new TreeMap<>();
    private final Map<String, Provenance> lists = new TreeMap<>();
  }

  UnlistedFiles(Inventory inventory) {
    this.inventory = inventory;
    for (Pin pin : inventory.pins()) {
      if (pin.kind() == Pin.Kind.LISTED_FILE) {
        int name = pin.subject().lastIndexOf('/') + 1;
        String list = pin.claimant().path();
        // A list speaks for the folder that it lies in, and those below.
        if (pin.subject().startsWith(list.substring(0, list.lastIndexOf('/') + 1))) {
          Folder folder =
              folders.computeIfAbsent(pin.subject().substring(0, name), key -> new Folder());
          folder.listed.add(pin.subject().substring(name));
          if (folder.by.merge(list, 1, Integer::sum) >= LEAST_LISTED) {
            folder.lists.put(list, pin.claimant()); // no sidecar of one file
          }
        }
      }
    }
    folders
        .values()
        .removeIf(folder -> folder.listed.size() < LEAST_LISTED || folder.lists.isEmpty());
  }

  /** Those of which the names of all files matter. */
  Set<String> folders() {
    return folders.keySet();
  }

  void tell(Correlator.Output out) {
    folders.forEach(
        (path, folder) -> {
          int there = 0;
          List<String> others = new ArrayList<>();
          for (String name : inventory.names().getOrDefault(path, Set.of())) {
            if (folder.listed.contains(name)) {
              there++;
            } else if (!folder.by.containsKey(path + name) && !exempt(name)) {
              others.add(name);
            }
          }
          if (there >= LEAST_LISTED && there >= others.size() && !others.isEmpty()) {
            tell(path, folder.lists.values().iterator().next(), there, others, out);
          }
        });
  }

  private static void tell(
      String folder, Provenance list, int there, List<String> others, Correlator.Output out) {
    out.found(
        list,
        ChecksumCorrelator.candidate(
            BuiltInFindings.UNLISTED.id(),
            Severity.LOW,
            BuiltInFindings.UNLISTED.confidence(),
            null,
            others.size() == 1 ? folder + others.get(0) : folder,
            String.format(
                Locale.ROOT,
                others.size() == 1
                    ? "%2$s lies beside %3$,d files that are listed, and is not"
                    : "%1$,d files, such as %2$s, lie beside %3$,d that are listed, and are not",
                others.size(),
                folder + others.get(0),
                there)));
  }

  private static boolean exempt(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return name.startsWith(".")
        || lower.contains("checksum")
        || lower.matches("(.*[-_.])?(md5|sha-?[0-9]{1,3})sums?([-_.].*)?")
        || VOUCHING.stream().anyMatch(lower::endsWith);
  }
}
