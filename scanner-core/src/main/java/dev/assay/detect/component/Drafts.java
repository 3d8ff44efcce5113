package dev.assay.detect.component;

import dev.assay.model.LockedPackage;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import java.util.Collection;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The components of a bill while it is made, by ref; not more than fit. For one thread. */
final class Drafts {

  /** Components beyond this are dropped, which {@link #dropped} tells. */
  static final int MOST = 100_000;

  private final TreeMap<String, Draft> byRef = new TreeMap<>();
  private long dropped;

  /** Null if there is no more room. */
  @Nullable Draft of(PackageIdentity each) {
    return of(each.kind(), each.namespace(), each.name(), each.version(), each.purl());
  }

  /** Null if there is no more room. */
  @Nullable Draft of(LockedPackage each) {
    return of(each.kind(), each.namespace(), each.name(), each.version(), each.purl());
  }

  /** The one of this package URL, which is made if there is none; null without any more room. */
  @Nullable Draft of(PackageKind kind, String namespace, String name, String version, String purl) {
    Draft known = byRef.get(purl);
    if (known == null && byRef.size() < MOST) {
      known = new Draft(purl, kind, namespace, name, version, purl);
      byRef.put(purl, known);
    } else if (known == null) {
      dropped++;
    }
    return known;
  }

  @Nullable Draft get(String ref) {
    return byRef.get(ref);
  }

  @Nullable Draft remove(String ref) {
    return byRef.remove(ref);
  }

  /** All, by ref. */
  Collection<Draft> all() {
    return byRef.values();
  }

  /** How often there was no more room. */
  long dropped() {
    return dropped;
  }
}
