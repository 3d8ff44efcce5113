package dev.assay.detect.component;

import dev.assay.model.Component;
import dev.assay.model.Component.Archive;
import dev.assay.model.Component.Presence;
import dev.assay.model.DependencyScope;
import dev.assay.model.Gap;
import dev.assay.model.LockedPackage;
import dev.assay.model.PackageFacts;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A component while what speaks of it is put together. For one thread. */
final class Draft {
  private final String ref;
  private final @Nullable PackageKind kind;
  private final String namespace;
  private final String name;
  private final String version;
  private final String purl;
  private final Set<Presence> presences = EnumSet.noneOf(Presence.class);
  private DependencyScope scope = DependencyScope.UNSAID;
  private String supplier = "";
  private String source = "";
  private final Set<String> licences = new LinkedHashSet<>();
  private final Set<String> found = new TreeSet<>();
  private final Map<String, Archive> archives = new TreeMap<>();
  private final Map<String, String> digests = new TreeMap<>();
  private final Map<String, Provenance> seen = new TreeMap<>();
  private final Map<Gap.Aspect, String> gaps = new EnumMap<>(Gap.Aspect.class);
  private @Nullable PackageIdentity identity;

  Draft(
      String ref,
      @Nullable PackageKind kind,
      String namespace,
      String name,
      String version,
      String purl) {
    this.ref = ref;
    this.kind = kind;
    this.namespace = namespace;
    this.name = name;
    this.version = version;
    this.purl = purl;
  }

  String ref() {
    return ref;
  }

  @Nullable PackageKind kind() {
    return kind;
  }

  Set<Presence> presences() {
    return presences;
  }

  /** A package that lies here; of several with one name the first is the one that counts. */
  void add(PackageIdentity package_) {
    presences.add(Presence.SHIPPED);
    seen.put(package_.manifest().path(), package_.manifest());
    if (identity == null) {
      identity = package_;
    }
    supplier = supplier.isEmpty() ? package_.facts().supplier() : supplier;
    licences.addAll(package_.facts().licences());
  }

  void add(LockedPackage entry) {
    presences.add(Presence.LOCKED);
    seen.put(entry.lockfile().path(), entry.lockfile());
    scope = scope.and(entry.scope());
    source = source.isEmpty() ? entry.source() : source;
    entry.digests().forEach(digests::putIfAbsent);
  }

  /** Something asks for it and nothing here is it. */
  void declaredBy(Provenance manifest) {
    presences.add(Presence.DECLARED);
    seen.put(manifest.path(), manifest);
  }

  /** The user named it. */
  void named(Provenance place) {
    presences.add(Presence.SHIPPED);
    seen.put(place.path(), place);
  }

  void cameAs(Archive archive) {
    archives.put(archive.place().path(), archive);
  }

  void found(String expression) {
    found.add(expression);
  }

  void scope(DependencyScope reached) {
    scope = scope.and(reached);
  }

  /** The first reason for each aspect counts. */
  void gap(Gap.Aspect aspect, String reason) {
    gaps.putIfAbsent(aspect, reason);
  }

  /** What is known to be unknown of it. */
  List<Gap> gaps(boolean digestsAsked) {
    if (version.isEmpty()) {
      gap(Gap.Aspect.VERSION, "nothing here says it");
    }
    if (supplier.isEmpty()) {
      gap(
          Gap.Aspect.SUPPLIER,
          identity == null ? "its own manifest isn't here" : "no manifest of it says who makes it");
    }
    if (licences.isEmpty()) {
      gap(
          Gap.Aspect.LICENCE,
          identity == null ? "its own manifest isn't here" : "no manifest of it names one");
    }
    boolean computed = archives.values().stream().anyMatch(each -> !each.digests().isEmpty());
    if (digestsAsked && !computed && digests.isEmpty()) {
      gap(
          Gap.Aspect.DIGEST,
          presences.contains(Presence.SHIPPED)
              ? "it lies here unpacked, and no lockfile has a digest of its archive"
              : "its archive isn't here, and no lockfile has its digest");
    }
    tellDependencies();
    if (!presences.contains(Presence.SHIPPED)) {
      gap(Gap.Aspect.CONTENTS, "its files aren't here");
    }
    List<Gap> all = new ArrayList<>();
    gaps.forEach((aspect, reason) -> all.add(new Gap(ref, aspect, reason)));
    return all;
  }

  private void tellDependencies() {
    if (presences.contains(Presence.LOCKED) || kind == null) {
      return;
    }
    if (identity == null) {
      gap(Gap.Aspect.DEPENDENCIES, "its own manifest isn't here");
    } else if (!identity.facts().requiresKnown()) {
      gap(Gap.Aspect.DEPENDENCIES, "no manifest of it that says so was read");
    } else if (identity.facts().requires().size() == PackageFacts.MOST_REQUIRED) {
      gap(Gap.Aspect.DEPENDENCIES, "it names more than are kept");
    }
  }

  /** All that is known; of what its manifests say one expression is made by {@code declared}. */
  Component component(DeclaredLicences declared) {
    return new Component(
        ref,
        kind,
        namespace,
        name,
        version,
        purl,
        presences,
        scope,
        supplier,
        source,
        new ArrayList<>(licences),
        declared.expression(kind, licences),
        new ArrayList<>(found),
        new ArrayList<>(archives.values()),
        digests,
        new ArrayList<>(seen.values()),
        identity);
  }
}
