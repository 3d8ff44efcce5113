package dev.assay.engine;

import dev.assay.ecosystem.PackageAssembly;
import dev.assay.model.Finding;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIndex;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.RandomAccess;

/** The packages of a scan: whole ones out of what manifests say, and the findings in them. */
final class Packages {
  private static final int NAMED = 3;

  private final PackageStore all = new PackageStore();
  private PackageIndex index = new PackageIndex(List.of());

  /** Makes packages of what was observed in one source. */
  List<PackageIdentity> assemble(List<PackageIdentity> observed, Collected out) {
    PackageAssembly.Result result = PackageAssembly.of(observed);
    tellBroken(result.broken(), out);
    for (PackageIdentity each : result.packages()) {
      all.add(each);
    }
    return result.packages();
  }

  /** No problem: each was scanned as any other file; only what lies beside it has no name. */
  private static void tellBroken(List<PackageIdentity> broken, Collected out) {
    if (broken.isEmpty()) {
      return;
    }
    StringBuilder names = new StringBuilder();
    for (PackageIdentity each : broken.subList(0, Math.min(NAMED, broken.size()))) {
      names.append(names.length() == 0 ? "" : ", ").append(each.manifest().path());
    }
    out.notices.add(
        String.format(
            Locale.ROOT,
            "%,d package manifest%s can't be read as such (%s%s); findings beside %s name no package",
            broken.size(),
            broken.size() == 1 ? "" : "s",
            names,
            broken.size() > NAMED ? ", …" : "",
            broken.size() == 1 ? "it" : "them"));
  }

  /**
   * {@code findings}, each with its package.
   *
   * @param dropped manifests that were too many to be kept
   */
  List<Finding> told(List<Finding> findings, long dropped, Collected out) {
    PackageIndex index = new PackageIndex(all.drain());
    long left = dropped + all.dropped();
    if (left > 0) {
      out.notices.add(
          String.format(
              Locale.ROOT,
              "%,d package manifests are more than are kept: packages that come last by path are no"
                  + " components, and findings in them name no package",
              left));
    }
    this.index = index;
    return index.isEmpty() ? findings : new Told(findings, index);
  }

  /** Which package holds what; once findings were {@linkplain #told told}. */
  PackageIndex index() {
    return index;
  }

  /** Findings may be too many for the heap: each gets its package when it is asked for. */
  private static final class Told extends AbstractList<Finding> implements RandomAccess {
    private final List<Finding> findings;
    private final PackageIndex index;

    Told(List<Finding> findings, PackageIndex index) {
      this.findings = findings;
      this.index = index;
    }

    @Override
    public int size() {
      return findings.size();
    }

    @Override
    public Finding get(int at) {
      Finding finding = findings.get(at);
      PackageIdentity identity = index.of(finding.location().provenance());
      return identity == null ? finding : finding.in(identity);
    }
  }
}
