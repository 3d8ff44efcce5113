package dev.assay.detect.checksum;

import dev.assay.model.Inventory;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Pin;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what claims about artifacts are about: a file of that path in a repository's layout, or a
 * jar that is called so, unless it says of itself that it is of another group.
 */
final class ArtifactPins {

  /** Files of one name that are looked at. */
  private static final int MOST = 100;

  private ArtifactPins() {}

  /** A jar that was seen. */
  private record Seen(String path, String group) {}

  /** The claims of {@code inventory}, with those about artifacts put to where these lie. */
  static List<Pin> resolved(Inventory inventory) {
    if (inventory.pins().stream().noneMatch(pin -> pin.kind() == Pin.Kind.ARTIFACT)) {
      return inventory.pins();
    }
    Map<String, Map<String, Seen>> byName = new HashMap<>();
    for (PackageIdentity identity : inventory.packages()) {
      String root = identity.root();
      if (root.endsWith(Provenance.NESTING)) {
        String path = root.substring(0, root.length() - Provenance.NESTING.length());
        String name = path.substring(path.lastIndexOf('/') + 1);
        Map<String, Seen> all = byName.computeIfAbsent(name, key -> new TreeMap<>());
        if (all.size() < MOST) {
          all.merge(
              path, new Seen(path, identity.namespace()), (a, b) -> a.group().isEmpty() ? b : a);
        }
      }
    }
    Set<String> bases = bases(inventory, byName);
    List<Pin> pins = new ArrayList<>();
    for (Pin pin : inventory.pins()) {
      Set<String> places = pin.kind() == Pin.Kind.ARTIFACT ? places(pin, byName, bases) : Set.of();
      if (places.isEmpty()) {
        pins.add(pin);
      }
      for (String place : places) {
        pins.add(
            new Pin(
                pin.kind(),
                place,
                pin.algorithm(),
                pin.digest(),
                pin.claimant(),
                pin.region(),
                pin.signed()));
      }
    }
    return pins;
  }

  /** Folders that are repositories: those above a file that a claim is about. */
  private static Set<String> bases(Inventory inventory, Map<String, Map<String, Seen>> byName) {
    Set<String> bases = new TreeSet<>();
    for (Pin pin : inventory.pins()) {
      if (pin.kind() == Pin.Kind.ARTIFACT && bases.size() < MOST) {
        String subject = pin.subject();
        for (Seen seen :
            byName
                .getOrDefault(subject.substring(subject.lastIndexOf('/') + 1), Map.of())
                .values()) {
          String base = base(seen.path(), subject);
          if (base != null && !seen.path().contains(Provenance.NESTING)) {
            bases.add(base);
          }
        }
      }
    }
    return bases;
  }

  private static @Nullable String base(String path, String subject) {
    // Trusted checksums may have the name of a repository in front.
    String tail = subject;
    for (int i = 0; i < 2 && tail.indexOf('/') >= 0; i++) {
      if (path.equals(tail) || path.endsWith("/" + tail)) {
        return path.substring(0, path.length() - tail.length());
      }
      tail = tail.substring(tail.indexOf('/') + 1);
    }
    return null;
  }

  private static Set<String> places(
      Pin pin, Map<String, Map<String, Seen>> byName, Set<String> bases) {
    String subject = pin.subject();
    String name = subject.substring(subject.lastIndexOf('/') + 1);
    Set<String> places = new TreeSet<>();
    for (Seen seen : byName.getOrDefault(name, Map.of()).values()) {
      if (base(seen.path(), subject) != null || called(seen, subject)) {
        places.add(seen.path());
      }
    }
    if (subject.indexOf('/') > 0 && !subject.startsWith("/") && !name.endsWith(".jar")) {
      for (String base : bases) {
        places.add(base + subject);
      }
    }
    return places;
  }

  /** Whether a jar that lies anywhere else is called so, and says nothing to the contrary. */
  private static boolean called(Seen seen, String subject) {
    String[] segments = subject.split("/", -1);
    if (segments.length < 3) {
      return true;
    }
    String coordinates =
        "/" + segments[segments.length - 3] + "/" + segments[segments.length - 2] + "/";
    if (("/" + seen.path()).contains(coordinates)) {
      return false; // the repository of another group
    }
    String group = String.join(".", List.of(segments).subList(0, Math.max(0, segments.length - 3)));
    return seen.group().isEmpty() || group.isEmpty() || seen.group().equals(group);
  }
}
