package dev.assay.ecosystem;

import dev.assay.model.DependencyScope;
import dev.assay.model.LockedPackage;
import dev.assay.model.LockedPackage.Origin;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An entry of a lockfile while the file is read. */
final class LockedEntry {
  final String key;
  final @Nullable Region region;
  final PackageKind kind;
  String namespace = "";
  String name = "";
  String version = "";
  String installed = "";
  @Nullable DependencyScope scope;
  String source = "";
  Origin origin = Origin.REGISTRY;
  boolean pinned;
  final Map<String, String> digests = new TreeMap<>();

  /** What it needs, by what the lockfile calls it until that is resolved; in order. */
  private final Map<String, DependencyScope> needs = new LinkedHashMap<>();

  LockedEntry(String key, @Nullable Region region, PackageKind kind) {
    this.key = key;
    this.region = region;
    this.kind = kind;
  }

  /** Takes {@code @scope/name} apart. */
  LockedEntry npm(String whole) {
    int slash = whole.indexOf('/');
    boolean scoped = whole.startsWith("@") && slash > 1 && slash < whole.length() - 1;
    namespace = scoped ? whole.substring(0, slash) : "";
    name = scoped ? whole.substring(slash + 1) : whole;
    return this;
  }

  /** Takes over all but what it needs. */
  void copy(LockedEntry from) {
    namespace = from.namespace;
    name = from.name;
    version = from.version;
    installed = from.installed;
    scope = from.scope;
    source = from.source;
    origin = from.origin;
    pinned = from.pinned;
    digests.putAll(from.digests);
  }

  /** Its package URL; empty without a name. */
  String purl() {
    return name.isEmpty() ? "" : Purls.of(kind, namespace, name, version, Map.of());
  }

  /** Adds what it needs; of several scopes that counts which asks for most. */
  void needs(String other, DependencyScope of) {
    needs.merge(other, of, DependencyScope::and);
  }

  Map<String, DependencyScope> needs() {
    return needs;
  }

  /** Bytes of memory that it takes, roughly. */
  long weight() {
    return 600L
        + 2L * (key.length() + installed.length() + source.length())
        + 250L * digests.size()
        + 90L * needs.size();
  }

  LockedPackage build(Provenance lockfile) {
    List<LockedPackage.Need> requires = new ArrayList<>(needs.size());
    needs.forEach((to, of) -> requires.add(new LockedPackage.Need(to, of)));
    return new LockedPackage(
        lockfile,
        region,
        key,
        kind,
        namespace,
        name,
        version,
        purl(),
        installed,
        scope == null ? DependencyScope.UNSAID : scope,
        source,
        digests,
        requires,
        origin,
        pinned || !digests.isEmpty());
  }
}
