package dev.assay.detect.checksum;

import dev.assay.detect.Correlator;
import dev.assay.model.Confidence;
import dev.assay.model.FileDigest;
import dev.assay.model.Inventory;
import dev.assay.model.LockedPackage;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Pin;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Archives of packages that lie below a lockfile (a mirror for installs without a network, a folder
 * of wheels) with what the lockfile claims of them: which package one is, its own manifest says.
 */
final class LockedArchives {
  private static final String FILE_NAME = "file_name=";
  private static final List<String> ENDINGS =
      List.of(".tgz", ".tar.gz", ".whl", ".crate", ".zip", ".tar.bz2");

  private static final int SHOWN = 16;

  private final Inventory inventory;

  /** Paths of archives by what is in them. */
  private final Map<String, List<String>> archives = new TreeMap<>();

  /** Claims by what they are about. */
  private final Map<String, List<Claim>> claims = new TreeMap<>();

  /**
   * @param file of that name; empty for any file of the release
   */
  private record Claim(Pin pin, String file) {}

  LockedArchives(Inventory inventory) {
    this.inventory = inventory;
    for (PackageIdentity identity : inventory.packages()) {
      String archive = archive(identity.root());
      if (archive != null && !identity.name().isEmpty()) {
        archives
            .computeIfAbsent(
                key(
                    identity.kind().purlType(),
                    identity.namespace(),
                    identity.name(),
                    identity.version()),
                each -> new ArrayList<>(1))
            .add(archive);
      }
    }
    if (!archives.isEmpty()) {
      gather();
    }
  }

  /** The archive that holds nothing but the package whose root is {@code root}; null if none. */
  static @Nullable String archive(String root) {
    int nested = root.lastIndexOf(Provenance.NESTING);
    if (nested < 0) {
      return null;
    }
    String inside = root.substring(nested + Provenance.NESTING.length());
    int slash = inside.indexOf('/');
    String path = root.substring(0, nested);
    String lower = path.toLowerCase(Locale.ROOT);
    return (inside.isEmpty() || slash == inside.length() - 1)
            && ENDINGS.stream().anyMatch(lower::endsWith)
        ? path
        : null;
  }

  private static String key(String type, String namespace, String name, String version) {
    String normal =
        type.equals("pypi") ? name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT) : name;
    return type + " " + namespace + " " + normal + " " + version;
  }

  private void gather() {
    // What pins are about, by lockfile and subject.
    Map<String, String> keys = new HashMap<>();
    for (LockedPackage entry : inventory.locked()) {
      String key = key(entry.kind().purlType(), entry.namespace(), entry.name(), entry.version());
      if (archives.containsKey(key)) {
        String lockfile = entry.lockfile().path() + "\n";
        keys.put(lockfile + entry.purl(), key);
        if (!entry.installed().isEmpty()) {
          keys.put(lockfile + entry.installed().substring(0, entry.installed().length() - 1), key);
        }
      }
    }
    if (keys.isEmpty()) {
      return;
    }
    for (Pin pin : inventory.pins()) {
      if (pin.kind() == Pin.Kind.PACKAGE) {
        int file = pin.subject().startsWith("pkg:") ? pin.subject().indexOf('?') : -1;
        String subject = file < 0 ? pin.subject() : pin.subject().substring(0, file);
        String key = keys.get(pin.claimant().path() + "\n" + subject);
        if (key != null) {
          int name = pin.subject().indexOf(FILE_NAME);
          claims
              .computeIfAbsent(key, each -> new ArrayList<>())
              .add(
                  new Claim(
                      pin,
                      file < 0 || name < 0
                          ? ""
                          : URLDecoder.decode(
                              pin.subject().substring(name + FILE_NAME.length()),
                              StandardCharsets.UTF_8)));
        }
      }
    }
  }

  /** What to read again, as {@link Correlator#digestsWanted}. */
  Map<String, Set<String>> wanted() {
    Map<String, Set<String>> wanted = new TreeMap<>();
    claims.forEach(
        (key, all) -> {
          for (String archive : archives.getOrDefault(key, List.of())) {
            for (Claim claim : about(archive, all)) {
              wanted.computeIfAbsent(archive, each -> new TreeSet<>()).add(claim.pin.algorithm());
            }
          }
        });
    return wanted;
  }

  /** The claims of lockfiles above {@code archive} that can be about it. */
  private static List<Claim> about(String archive, List<Claim> all) {
    List<Claim> named = new ArrayList<>();
    List<Claim> any = new ArrayList<>();
    boolean names = false;
    String file = archive.substring(archive.lastIndexOf('/') + 1);
    for (Claim claim : all) {
      String lockfile = claim.pin.claimant().path();
      if (archive.startsWith(lockfile.substring(0, lockfile.lastIndexOf('/') + 1))) {
        names |= !claim.file.isEmpty();
        if (claim.file.equals(file)) {
          named.add(claim);
        } else if (claim.file.isEmpty()) {
          any.add(claim);
        }
      }
    }
    return named.isEmpty() && !names ? any : named;
  }

  void compare(Correlator.Output out) {
    if (claims.isEmpty()) {
      return;
    }
    Map<String, FileDigest> digests = new HashMap<>();
    for (FileDigest digest : inventory.digests()) {
      digests.put(digest.provenance().path(), digest);
    }
    claims.forEach(
        (key, all) -> {
          for (String archive : archives.getOrDefault(key, List.of())) {
            FileDigest found = digests.get(archive);
            if (found != null) {
              compare(archive, found, about(archive, all), out);
            }
          }
        });
  }

  /** For each lockfile one of its claims has to hold. */
  private static void compare(
      String archive, FileDigest found, List<Claim> about, Correlator.Output out) {
    Map<String, Claim> denied = new TreeMap<>();
    Set<String> held = new TreeSet<>();
    for (Claim claim : about) {
      String lockfile = claim.pin.claimant().path();
      String digest = found.digests().get(claim.pin.algorithm());
      if (claim.pin.digest().equals(digest)) {
        held.add(lockfile);
      } else if (digest != null) {
        denied.putIfAbsent(lockfile, claim);
      }
    }
    denied.forEach(
        (lockfile, claim) -> {
          if (!held.contains(lockfile)) {
            Pin pin = claim.pin;
            Region region = pin.region();
            out.found(
                pin.claimant(),
                LockfileFindings.candidate(
                    BuiltInFindings.MISMATCH,
                    BuiltInFindings.MISMATCH.severity(),
                    claim.file.isEmpty() ? Confidence.MEDIUM : Confidence.HIGH,
                    region,
                    archive,
                    String.format(
                        Locale.ROOT,
                        "%s of %s is %s, and what stands here is %s",
                        pin.algorithm(),
                        archive,
                        shown(found.digests().getOrDefault(pin.algorithm(), "")),
                        shown(pin.digest()))));
          }
        });
  }

  private static String shown(String digest) {
    return digest.length() <= SHOWN ? digest : digest.substring(0, SHOWN) + "…";
  }
}
