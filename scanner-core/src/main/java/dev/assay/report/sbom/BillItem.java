package dev.assay.report.sbom;

import dev.assay.model.Component;
import dev.assay.model.DependencyScope;
import dev.assay.model.Gap;
import dev.assay.model.PackageKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A component as documents can hold it.
 *
 * @param component what the scan knows
 * @param ref unique in its bill, never empty
 * @param group namespace; empty if it has none
 * @param name never empty
 * @param version empty if unknown
 * @param purl a package URL; empty if it has none
 * @param supplier null if nothing says
 * @param source address that it comes from; null if unknown
 * @param licences what is known of them
 * @param archives the files that it came as
 * @param claimed digests that others claim, of known algorithms and the right length
 * @param places where it was seen
 * @param needs refs of what it needs, each with the scope
 * @param holds refs of what lies in it
 * @param gaps what is unknown of it
 */
record BillItem(
    Component component,
    String ref,
    String group,
    String name,
    String version,
    String purl,
    @Nullable Contact supplier,
    @Nullable String source,
    LicenceFacts licences,
    List<Archive> archives,
    SortedMap<String, String> claimed,
    List<String> places,
    SortedMap<String, DependencyScope> needs,
    SortedSet<String> holds,
    List<Gap> gaps) {

  /** Characters of each digest, by JCA name. */
  private static final Map<String, Integer> LENGTHS =
      Map.of("MD5", 32, "SHA-1", 40, "SHA-256", 64, "SHA-384", 96, "SHA-512", 128);

  /**
   * A file that a component came as.
   *
   * @param path where it stands
   * @param digests of known algorithms and the right length
   */
  record Archive(String path, SortedMap<String, String> digests) {
    Archive {
      digests = Collections.unmodifiableSortedMap(digests);
    }

    /** Its name without folders. */
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  BillItem {
    archives = List.copyOf(archives);
    claimed = Collections.unmodifiableSortedMap(claimed);
    places = List.copyOf(places);
    needs = Collections.unmodifiableSortedMap(needs);
    holds = Collections.unmodifiableSortedSet(holds);
    gaps = List.copyOf(gaps);
  }

  /** Those of {@code digests} that documents can hold. */
  static SortedMap<String, String> digests(Map<String, String> digests) {
    SortedMap<String, String> known = new TreeMap<>();
    digests.forEach(
        (algorithm, hex) -> {
          Integer length = LENGTHS.get(algorithm);
          if (length != null && hex.length() == length && hex.matches("[0-9a-f]+")) {
            known.put(algorithm, hex);
          }
        });
    return known;
  }

  /** Whether {@code aspect} is a known unknown. */
  boolean lacks(Gap.Aspect aspect) {
    for (Gap gap : gaps) {
      if (gap.aspect() == aspect) {
        return true;
      }
    }
    return false;
  }

  /** Digests of the component itself: of the first file that it came as. */
  SortedMap<String, String> digests() {
    return archives.isEmpty() ? new TreeMap<>() : archives.get(0).digests();
  }

  /** Group and name, as its kind writes them. */
  String fullName() {
    if (group.isEmpty()) {
      return name;
    }
    PackageKind kind = component.kind();
    return group + (kind != null && kind.purlType().equals("maven") ? ":" : "/") + name;
  }

  /** Whether its bytes were seen. */
  boolean shipped() {
    return component.presences().contains(Component.Presence.SHIPPED);
  }

  /** Whether a virtual machine or a processor runs its file as it is. */
  boolean executable() {
    PackageKind kind = component.kind();
    return kind == PackageKind.JAR
        || kind == PackageKind.MAVEN
        || kind == PackageKind.GRADLE_MODULE
        || kind == PackageKind.EGG;
  }
}
