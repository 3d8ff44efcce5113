package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.PackageKind;
import dev.assay.model.Pin;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What lockfiles of Python have in common: names by PEP 503, and releases of several files, of
 * which the claims are told apart by their names where the lockfile says them.
 */
abstract class PythonReading extends LockReading {

  /** The registry whose files lie at {@link #FILES}. */
  private static final String INDEX = "pypi.org";

  private static final String FILES = "files.pythonhosted.org";
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  /** A name, and extras, as PEP 508 has them. */
  static final Pattern REQUIREMENT =
      Pattern.compile("\\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\\s*(\\[[^\\]]*\\])?.*");

  /** Keys by name: a lockfile may have several versions of one. */
  final Map<String, List<String>> byName = new HashMap<>();

  PythonReading(LockfileText text, Provenance claimant, LockfileReader.Output out) {
    super(text, claimant, out);
  }

  /** A name, as PEP 503 normalises it. */
  static String normal(String name) {
    return SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  /** A new entry, called by name and version; by a number as well if that is taken. */
  final @Nullable LockedEntry release(LockNode at, String written, String version, String extras) {
    if (written.isEmpty()) {
      malformed(at.nameFrom, "a package has no name");
      return null;
    }
    String name = normal(written);
    String key = name + extras + (version.isEmpty() ? "" : "@" + version);
    for (int i = 2; entries.has(key); i++) {
      key = name + extras + "@" + version + "#" + i;
    }
    LockNode place = at.get("name").isText() ? at.get("name") : at;
    LockedEntry entry = entries.add(key, PackageKind.WHEEL, place == at ? name(at) : region(place));
    if (entry == null) {
      throw new IllegalStateException();
    }
    entry.name = name;
    entry.version = version;
    byName.computeIfAbsent(name, each -> new ArrayList<>(1)).add(key);
    return entry;
  }

  /** The digests of {@code sha256:…}, with their region; empty if it is no digest. */
  private static List<Digests.Digest> digests(String claim) {
    int colon = claim.indexOf(':');
    String hex = claim.substring(colon + 1);
    String algorithm =
        colon < 0
            ? Digests.ofHexLength(hex.length())
            : Digests.algorithm(claim.substring(0, colon));
    return algorithm == null || !Digests.isHex(hex, algorithm)
        ? List.of()
        : List.of(new Digests.Digest(algorithm, hex.toLowerCase(Locale.ROOT)));
  }

  /** Gathers the files of a release. */
  final class Files {
    private final LockedEntry entry;
    private final List<Digests.Digest> all = new ArrayList<>();

    Files(LockedEntry entry) {
      this.entry = entry;
    }

    /**
     * A file.
     *
     * @param name as it ends an address or path; empty if unknown
     * @param local where it lies, relative to the lockfile; null if it comes from elsewhere
     * @param claim {@code sha256:…}, or hexadecimal alone; not a text if there is none
     */
    void add(String name, @Nullable String local, LockNode claim) {
      if (!claim.isText()) {
        return;
      }
      List<Digests.Digest> digests = digests(claim.text());
      if (digests.isEmpty()) {
        malformed(claim.from, "a hash is not one that could be checked");
        return;
      }
      int length = digests.get(0).hex().length();
      entry.pinned = true;
      all.addAll(digests);
      String path = local == null ? null : LogicalPaths.resolve(claimant, local);
      String file = name.substring(name.lastIndexOf('/') + 1);
      pin(
          path == null ? Pin.Kind.PACKAGE : Pin.Kind.FILE,
          path == null ? subject(entry, file) : path,
          digests,
          text.region(Math.max(claim.from, claim.to - length), claim.to));
    }

    /** An address of one of them; that which is not the usual one is kept. */
    void address(String address) {
      String clean = Addresses.clean(address);
      String host = Addresses.host(entry.source);
      if (!clean.isEmpty()
          && (entry.source.isEmpty() || host.equals(INDEX) || host.equals(FILES))) {
        boolean usual =
            host.equals(INDEX) && Addresses.host(clean).equals(FILES) && clean.startsWith("https");
        entry.source = usual && !entry.source.isEmpty() ? entry.source : clean;
      }
    }

    void done() {
      if (all.size() == 1) {
        entry.digests.put(all.get(0).algorithm(), all.get(0).hex());
      }
      entries.done(entry);
    }
  }

  /** The package URL of one file of a release (purl-spec, pypi: {@code file_name}). */
  static String subject(LockedEntry entry, String file) {
    return Purls.of(
        entry.kind, "", entry.name, entry.version, file.isEmpty() ? Map.of() : named(file));
  }

  private static Map<String, String> named(String file) {
    Map<String, String> qualifiers = new LinkedHashMap<>();
    qualifiers.put("file_name", file);
    return qualifiers;
  }

  /** Adds what a requirement of PEP 508 needs, by its name. */
  final void requirement(LockedEntry entry, String requirement, DependencyScope scope) {
    Matcher parts = REQUIREMENT.matcher(requirement);
    if (parts.matches()) {
      entry.needs(normal(parts.group(1)), scope);
    }
  }

  /** Puts keys in place of names; of several versions of one all are meant, each under markers. */
  final void resolveNames() {
    for (LockedEntry entry : entries.all()) {
      Map<String, DependencyScope> called = new LinkedHashMap<>(entry.needs());
      entry.needs().clear();
      called.forEach(
          (name, scope) -> {
            List<String> keys = entries.has(name) ? List.of(name) : byName.get(name);
            if (keys != null) {
              for (String key : keys) {
                if (!key.equals(entry.key)) {
                  entry.needs(key, scope);
                }
              }
            }
          });
    }
  }

  /** What {@code [package.source]} or its likes say. */
  final void origin(LockedEntry entry, String address, Origin origin) {
    entry.source = Addresses.clean(address);
    entry.origin = origin;
  }

  /** Whether all of it is hexadecimal. */
  static boolean hex(String text) {
    return !text.isEmpty() && text.chars().allMatch(HexFormat::isHexDigit);
  }
}
