package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.PackageKind;
import dev.assay.model.Pin;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One {@code pnpm-lock.yaml}. */
final class PnpmReading extends LockReading {

  /** Before the folder of a project of the workspace: what a reference to one begins with. */
  private static final String LINK = "link:";

  private static final String FILE = "file:";

  /** Between the name of what is needed and how it is referred to. */
  private static final char BETWEEN = ' ';

  private int version = 9;
  private boolean snapshots;
  private final Set<String> withSnapshot = new HashSet<>();
  private final Set<String> roots = new HashSet<>();

  /** Names of peers by key. */
  private final Map<String, Set<String>> peers = new HashMap<>();

  PnpmReading(LockfileText text, Provenance claimant, LockfileReader.Output out) {
    super(text, claimant, out);
  }

  @Override
  public Take take(String section) {
    return switch (section) {
      case "lockfileVersion", "dependencies", "devDependencies", "optionalDependencies" ->
          Take.WHOLE;
      case "importers", "packages", "snapshots" -> Take.EACH;
      default -> Take.SKIP;
    };
  }

  @Override
  public void piece(String section, String name, LockNode value) {
    switch (section) {
      case "lockfileVersion" -> {
        String major = value.text().replaceFirst("[^0-9].*", "");
        version = major.isEmpty() || major.length() > 3 ? version : Integer.parseInt(major);
      }
      case "importers" -> importer(name, value);
      case "packages" -> entry(name, value);
      case "snapshots" -> snapshot(name, value);
      default -> needs(project("", value), section, value);
    }
  }

  private void importer(String folder, LockNode value) {
    if (folder.isEmpty() || !value.isMapping()) {
      if (value.from != value.to || !folder.isEmpty()) {
        malformed(value.nameFrom, "what stands there is no project of the workspace");
      }
      return;
    }
    LockedEntry entry = project(folder.equals(".") ? "" : folder, value);
    value.members().forEach((field, each) -> needs(entry, field, each));
  }

  private LockedEntry project(String folder, LockNode at) {
    String key = folder.isEmpty() ? "" : LINK + folder;
    LockedEntry known = entries.get(key);
    if (known != null) {
      return known;
    }
    LockedEntry entry = entries.add(key, PackageKind.NPM, name(at));
    if (entry == null) {
      throw new IllegalStateException();
    }
    entry.origin = Origin.LOCAL;
    String path = folder.isEmpty() ? null : LogicalPaths.resolve(claimant, folder);
    entry.installed = path == null ? folder() : path + "/";
    roots.add(key);
    return entry;
  }

  private void needs(LockedEntry from, String field, LockNode named) {
    DependencyScope scope =
        switch (field) {
          case "dependencies" -> DependencyScope.RUNTIME;
          case "optionalDependencies" -> DependencyScope.OPTIONAL;
          case "devDependencies" -> DependencyScope.DEVELOPMENT;
          default -> null;
        };
    if (scope == null) {
      return;
    }
    Set<String> provided = peers.getOrDefault(base(from.key), Set.of());
    named
        .members()
        .forEach(
            (name, value) -> {
              String reference = value.isMapping() ? value.text("version") : value.text();
              from.needs(
                  name + BETWEEN + reference,
                  scope == DependencyScope.RUNTIME && provided.contains(name)
                      ? DependencyScope.PROVIDED
                      : scope);
            });
  }

  private void entry(String key, LockNode value) {
    LockedEntry entry = entries.add(key, PackageKind.NPM, name(value));
    if (entry == null) {
      malformed(value.nameFrom, "a package stands there twice");
      return;
    }
    if (!value.isMapping()) {
      malformed(value.nameFrom, "what stands there is no package");
      entries.remove(key);
      return;
    }
    Named named = named(key);
    String name = value.has("name") ? value.text("name") : named.name;
    entry.npm(name.isEmpty() ? key : name).version =
        value.has("version") ? value.text("version") : plain(named.version);
    source(entry, named, value.get("resolution"));
    if (value.has("peerDependencies")) {
      peers.put(key, value.get("peerDependencies").members().keySet());
    }
    value.members().forEach((field, each) -> needs(entry, field, each));
    entries.done(entry);
  }

  private static String plain(String version) {
    return version.indexOf(':') >= 0 || version.indexOf('/') >= 0 ? "" : version;
  }

  private void source(LockedEntry entry, Named named, LockNode resolution) {
    String tarball = resolution.text("tarball");
    String place = tarball.isEmpty() ? resolution.text("repo") : tarball;
    entry.source = Addresses.clean(place);
    String type = resolution.text("type");
    String local = LocalArchives.npm(tarball.startsWith(FILE) ? tarball : named.version);
    if (resolution.has("commit")
        || Addresses.isGit(place)
        || resolution.text("gitHosted").equals("true")) {
      entry.origin = Origin.GIT;
    } else if (type.equals("directory")
        || local != null
        || tarball.startsWith(FILE)
        || named.version.startsWith(FILE)
        || named.version.startsWith(LINK)) {
      entry.origin = Origin.LOCAL;
    } else if (!type.isEmpty()) {
      entry.origin = Origin.UNSAID;
    } else if (named.place) {
      entry.origin = Origin.ADDRESS;
    }
    LockNode integrity = resolution.get("integrity");
    if (!integrity.isText()) {
      return;
    }
    List<Digests.Digest> digests = Digests.ofIntegrity(integrity.text());
    if (digests.isEmpty()) {
      malformed(integrity.from, "an integrity field is not a digest that pnpm could check");
      return;
    }
    entry.pinned = true;
    digests.forEach(digest -> entry.digests.put(digest.algorithm(), digest.hex()));
    String path = local == null ? null : LogicalPaths.resolve(claimant, local);
    if (path != null) {
      pin(Pin.Kind.FILE, path, digests, region(integrity));
    } else if (entry.origin != Origin.LOCAL) {
      pin(Pin.Kind.PACKAGE, entry.purl(), digests, region(integrity));
    }
  }

  private void snapshot(String key, LockNode value) {
    snapshots = true;
    String base = base(key);
    LockedEntry of = entries.get(base);
    if (of == null) {
      malformed(value.nameFrom, "a snapshot is of a package that isn't there");
      return;
    }
    LockedEntry entry = of;
    if (key.equals(base)) {
      withSnapshot.add(key);
    } else {
      entry = entries.add(key, PackageKind.NPM, of.region);
      if (entry == null) {
        malformed(value.nameFrom, "a snapshot stands there twice");
        return;
      }
      entry.copy(of);
    }
    for (Map.Entry<String, LockNode> field : value.members().entrySet()) {
      needs(entry, field.getKey(), field.getValue());
    }
    entries.done(entry);
  }

  void give() {
    if (snapshots) {
      List<String> bare = new ArrayList<>();
      for (LockedEntry entry : entries.all()) {
        if (!roots.contains(entry.key)
            && entry.key.indexOf('(') < 0
            && !withSnapshot.contains(entry.key)) {
          bare.add(entry.key);
        }
      }
      bare.forEach(entries::remove);
    }
    entries.resolve(this::resolve);
    entries.spread(roots);
    entries.give(claimant);
  }

  private @Nullable String resolve(LockedEntry from, String need) {
    int between = need.indexOf(BETWEEN);
    String name = need.substring(0, between);
    String reference = need.substring(between + 1);
    if (reference.startsWith(LINK)) {
      String folder = from.key.startsWith(LINK) ? from.key.substring(LINK.length()) : "";
      String path = within(folder, reference.substring(LINK.length()));
      return path.isEmpty() ? "" : LINK + path;
    }
    String[] keys =
        version < 6
            ? new String[] {"/" + name + "/" + reference, reference}
            : new String[] {name + "@" + reference, "/" + name + "@" + reference, reference};
    for (String key : keys) {
      if (entries.has(key)) {
        return key;
      }
    }
    return null;
  }

  /** {@code path} as seen from {@code folder}. */
  private static String within(String folder, String path) {
    List<String> parts = new ArrayList<>(folder.isEmpty() ? List.of() : List.of(folder.split("/")));
    for (String part : path.split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..")) {
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** Without the peers that it goes with. */
  private static String base(String key) {
    int peers = key.indexOf('(');
    return peers < 0 ? key : key.substring(0, peers);
  }

  private record Named(String name, String version, boolean place) {}

  private Named named(String whole) {
    String key = base(whole);
    boolean registry = key.startsWith("/");
    String text = registry ? key.substring(1) : key;
    if (version >= 6) {
      int at = text.indexOf('@', 1);
      return at < 0
          ? new Named("", text.startsWith(FILE) ? text : "", !registry)
          : new Named(text.substring(0, at), text.substring(at + 1), text.indexOf(':', at) >= 0);
    }
    if (text.startsWith(FILE)) {
      return new Named("", text, true);
    }
    int slash = text.lastIndexOf('/');
    if (slash < 0) {
      return new Named("", "", true);
    }
    String name = text.substring(0, slash);
    if (!registry) {
      int scope = name.lastIndexOf("/@");
      name = name.substring((scope < 0 ? name.lastIndexOf('/') : scope) + 1);
    }
    return new Named(name, text.substring(slash + 1).replaceFirst("_.*", ""), !registry);
  }
}
