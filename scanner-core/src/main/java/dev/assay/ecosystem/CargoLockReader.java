package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.PackageKind;
import dev.assay.model.Pin;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cargo's {@code Cargo.lock}, versions 1 to 4 (doc.rust-lang.org/cargo). Packages without a source
 * are those of the workspace; what they need to run and to build stands there together. In version
 * 1 checksums stand in {@code [metadata]}.
 */
final class CargoLockReader implements LockfileReader {

  @Override
  public String format() {
    return "cargo-lock";
  }

  @Override
  public boolean reads(String name) {
    return name.equals("Cargo.lock");
  }

  @Override
  public void read(LockfileText text, Provenance claimant, Output out) throws IOException {
    Reading reading = new Reading(text, claimant, out);
    TomlSections.read(text, reading);
    reading.give();
  }

  private static final class Reading extends LockReading {
    private static final String CHECKSUM = "checksum ";
    private static final String ALGORITHM = "SHA-256";

    private final Map<String, List<String>> byName = new HashMap<>();
    private final Set<String> roots = new HashSet<>();

    Reading(LockfileText text, Provenance claimant, Output out) {
      super(text, claimant, out);
    }

    @Override
    public Take take(String section) {
      return section.equals("package") || section.equals("metadata") || section.equals("root")
          ? Take.WHOLE
          : Take.SKIP;
    }

    @Override
    public void piece(String section, String none, LockNode value) {
      if (section.equals("metadata")) {
        value.members().forEach(this::behind);
        return;
      }
      String name = value.text("name");
      String version = value.text("version");
      String source = value.text("source");
      if (name.isEmpty() || version.isEmpty()) {
        malformed(value.nameFrom, "a package has no name or no version");
        return;
      }
      String key = name + " " + version;
      if (entries.has(key)) {
        key += " (" + source + ")";
      }
      LockedEntry entry = entries.add(key, PackageKind.CRATE, region(value.get("name")));
      if (entry == null) {
        malformed(value.nameFrom, "a package stands there twice");
        return;
      }
      entry.name = name;
      entry.version = version;
      byName.computeIfAbsent(name, each -> new ArrayList<>(1)).add(key);
      if (source.isEmpty()) {
        entry.origin = Origin.LOCAL;
        entry.scope = DependencyScope.RUNTIME;
        roots.add(key);
      } else {
        int plus = source.indexOf('+');
        entry.source = Addresses.clean(source.substring(plus + 1));
        entry.origin = source.startsWith("git+") ? Origin.GIT : Origin.REGISTRY;
      }
      for (LockNode need : value.get("dependencies").elements()) {
        entry.needs(
            need.text(), source.isEmpty() ? DependencyScope.UNSAID : DependencyScope.RUNTIME);
      }
      claim(entry, value.get("checksum"));
      entries.done(entry);
    }

    private void claim(LockedEntry entry, LockNode claim) {
      if (!claim.isText() || claim.text().equals("<none>")) {
        return;
      }
      if (!Digests.isHex(claim.text(), ALGORITHM)) {
        malformed(claim.from, "a checksum is not one that Cargo could check");
        return;
      }
      String hex = claim.text().toLowerCase(Locale.ROOT);
      entry.digests.put(ALGORITHM, hex);
      pin(
          Pin.Kind.PACKAGE,
          entry.purl(),
          List.of(new Digests.Digest(ALGORITHM, hex)),
          region(claim));
    }

    private void behind(String named, LockNode claim) {
      if (named.startsWith(CHECKSUM)) {
        String[] words = named.split(" ", 4);
        LockedEntry entry = words.length < 3 ? null : entries.get(words[1] + " " + words[2]);
        if (entry != null) {
          claim(entry, claim);
        }
      }
    }

    void give() {
      entries.resolve(this::resolve);
      entries.spread(roots);
      entries.give(claimant);
    }

    /** {@code name}, {@code name version} or {@code name version (source)}. */
    private @Nullable String resolve(LockedEntry from, String need) {
      if (entries.has(need)) {
        return need;
      }
      String[] words = need.split(" ", 3);
      if (words.length > 1 && entries.has(words[0] + " " + words[1])) {
        return words[0] + " " + words[1];
      }
      List<String> keys = byName.getOrDefault(words[0], List.of());
      return words.length == 1 && keys.size() == 1 ? keys.get(0) : null;
    }
  }
}
