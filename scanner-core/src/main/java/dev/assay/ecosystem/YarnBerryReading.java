package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.PackageKind;
import dev.assay.model.Pin;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One {@code yarn.lock} of yarn 2 and later. Its checksums are of the zip that yarn makes of a
 * package for its own cache, so they say nothing of the package's archive; the zip itself is
 * compared where it lies in {@code .yarn/cache}.
 */
final class YarnBerryReading extends LockReading {
  private static final String METADATA = "__metadata";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{128}");

  /** Keys by what was asked for. */
  private final Map<String, String> asked = new HashMap<>();

  /** Keys by name; null where several have it. */
  private final Map<String, @Nullable String> byName = new HashMap<>();

  private final List<String> roots = new ArrayList<>();

  YarnBerryReading(LockfileText text, Provenance claimant, LockfileReader.Output out) {
    super(text, claimant, out);
  }

  @Override
  public Take take(String section) {
    return section.equals(METADATA) ? Take.SKIP : Take.WHOLE;
  }

  @Override
  public void piece(String patterns, String none, LockNode value) {
    String resolution = value.text("resolution");
    int at = resolution.indexOf('@', 1);
    if (at < 0) {
      malformed(value.nameFrom, "an entry does not say what it resolves to");
      return;
    }
    String name = resolution.substring(0, at);
    String reference = resolution.substring(at + 1);
    boolean root = reference.equals("workspace:.");
    LockedEntry entry = entries.add(root ? "" : patterns, PackageKind.NPM, name(value));
    if (entry == null) {
      malformed(value.nameFrom, "an entry stands there twice");
      return;
    }
    for (String pattern : patterns.split(", ", -1)) {
      asked.putIfAbsent(pattern, entry.key);
    }
    byName.put(name, byName.containsKey(name) ? null : entry.key);
    entry.npm(name).version = value.text("version");
    if (reference.startsWith("workspace:")) {
      workspace(entry, reference.substring("workspace:".length()));
    } else {
      source(entry, reference, value);
    }
    LockNode meta = value.get("dependenciesMeta");
    value
        .get("dependencies")
        .members()
        .forEach(
            (other, range) ->
                entry.needs(
                    other + "@" + range.text(),
                    meta.get(other).text("optional").equals("true")
                        ? DependencyScope.OPTIONAL
                        : entry.origin == Origin.LOCAL && entry.scope != null
                            ? DependencyScope.UNSAID
                            : DependencyScope.RUNTIME));
    checksum(entry, name, reference, value.get("checksum"));
    entries.done(entry);
  }

  /** What a project of the workspace needs to run and to be developed stands there together. */
  private void workspace(LockedEntry entry, String folder) {
    entry.origin = Origin.LOCAL;
    entry.scope = DependencyScope.RUNTIME;
    if (entry.version.equals("0.0.0-use.local")) {
      entry.version = "";
    }
    String path = LogicalPaths.resolve(claimant, folder);
    entry.installed = path == null ? folder() : path + "/";
    roots.add(entry.key);
  }

  private static void source(LockedEntry entry, String reference, LockNode value) {
    if (reference.startsWith("npm:")) {
      int archive = reference.indexOf("__archiveUrl=");
      if (archive >= 0) {
        entry.source = Addresses.clean(decoded(reference.substring(archive + 13)));
      }
      if (value.has("conditions") && !value.has("checksum")) {
        entry.origin = Origin.UNSAID; // of another platform: yarn never saw it
      }
      return;
    }
    entry.source = Addresses.clean(reference);
    if (Addresses.isGit(reference) || reference.contains("#commit=")) {
      entry.origin = Origin.GIT;
    } else if (Addresses.isWeb(reference)) {
      entry.origin = Origin.ADDRESS;
    } else {
      entry.origin = Origin.LOCAL; // patch:, file:, link:, portal:, exec:
    }
  }

  private static String decoded(String text) {
    return text.replace("%3A", ":").replace("%2F", "/").replace("%40", "@");
  }

  private void checksum(LockedEntry entry, String name, String reference, LockNode claim) {
    if (!claim.isText()) {
      return;
    }
    String whole = claim.text();
    String hex = whole.substring(whole.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (!HEX.matcher(hex).matches()) {
      malformed(claim.from, "a checksum is not one that yarn could check");
      return;
    }
    entry.pinned = true;
    String path =
        LogicalPaths.resolve(claimant, ".yarn/cache/" + YarnCache.file(name, reference, hex));
    if (path != null) {
      pin(
          Pin.Kind.FILE,
          path,
          List.of(new Digests.Digest("SHA-512", hex)),
          text.region(claim.to - hex.length(), claim.to));
    }
  }

  void give() {
    entries.resolve(this::resolve);
    entries.spread(roots);
    entries.give(claimant);
  }

  private @Nullable String resolve(LockedEntry from, String need) {
    String key = asked.get(need);
    if (key == null) {
      int at = need.indexOf('@', 1);
      String name = need.substring(0, at);
      key = asked.get(name + "@npm:" + need.substring(at + 1));
      if (key == null) {
        // A resolution of the project, or a patch, took another one.
        key = byName.get(name);
      }
    }
    return key;
  }
}
