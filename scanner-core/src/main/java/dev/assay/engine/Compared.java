package dev.assay.engine;

import dev.assay.model.ArtifactFile;
import dev.assay.model.IntegrityFault;
import dev.assay.model.Inventory;
import dev.assay.model.LicenceSign;
import dev.assay.model.LicenceText;
import dev.assay.model.LockedPackage;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Problem;
import dev.assay.model.ShippedFile;
import dev.assay.model.ShippedSource;
import dev.assay.model.SourceMapFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What correlators compare beside pins and packages: source maps, and the files of an artifact
 * where somebody asks for them. In bounded memory: what goes beyond is told. Thread-safe; made with
 * the first of them, so that most scans have none.
 */
final class Compared {

  /** Bytes, roughly, of files that are kept in the end; a quarter more while they are gathered. */
  private static final long MOST_BYTES = 64L << 20;

  private static final int MOST_MAPS = 50_000;

  /** Bytes, roughly, of sources that are kept; twice as much while they are gathered. */
  private static final long MOST_SOURCES = 24L << 20;

  private final Kept<SourceMapFacts> sourceMaps =
      new Kept<>(
          Comparator.comparing((SourceMapFacts facts) -> facts.place().path())
              .thenComparing(SourceMapFacts::sources)
              .thenComparing(SourceMapFacts::lines),
          facts -> 1,
          MOST_MAPS);

  private final Kept<ArtifactFile> files =
      new Kept<>(
          Comparator.comparing((ArtifactFile file) -> file.place().path())
              .thenComparing(ArtifactFile::sha256),
          ArtifactFile::weight,
          MOST_BYTES,
          MOST_BYTES + MOST_BYTES / 4);

  private final Kept<ShippedSource> sources =
      new Kept<>(
          Comparator.comparing((ShippedSource source) -> source.place().path())
              .thenComparing(ShippedSource::kind)
              .thenComparing(ShippedSource::lines),
          ShippedSource::weight,
          MOST_SOURCES);

  private final ShippedFiles shipped = new ShippedFiles();

  private final Kept<LockedPackage> locked =
      new Kept<>(
          Comparator.comparing((LockedPackage entry) -> entry.lockfile().path())
              .thenComparing(LockedPackage::key)
              .thenComparing(LockedPackage::version),
          LockedPackage::weight,
          MOST_BYTES);

  private final Kept<LicenceText> licences =
      new Kept<>(
          Comparator.comparing((LicenceText licence) -> licence.place().path())
              .thenComparing(LicenceText::kind)
              .thenComparing(LicenceText::expression),
          LicenceText::weight,
          MOST_SOURCES);

  private final Kept<LicenceSign> signs =
      new Kept<>(
          Comparator.comparing((LicenceSign sign) -> sign.place().path())
              .thenComparing(sign -> sign.candidate().ruleId()),
          LicenceSign::weight,
          MOST_SOURCES);

  private final Kept<IntegrityFault> faults =
      new Kept<>(
          Comparator.comparing((IntegrityFault fault) -> fault.place().path())
              .thenComparing(IntegrityFault::rule)
              .thenComparing(IntegrityFault::subject)
              .thenComparing(IntegrityFault::evidence),
          IntegrityFault::weight,
          MOST_SOURCES);

  void add(SourceMapFacts facts) {
    sourceMaps.add(facts);
  }

  void add(ArtifactFile file) {
    files.add(file);
  }

  void add(ShippedSource source) {
    sources.add(source);
  }

  void add(LockedPackage entry) {
    locked.add(entry);
  }

  void add(LicenceText licence) {
    licences.add(licence);
  }

  void add(LicenceSign sign) {
    signs.add(sign);
  }

  /** Signs of proprietary licences that were seen; empties that. */
  List<LicenceSign> signs() {
    return signs.drain();
  }

  void add(IntegrityFault fault) {
    faults.add(fault);
  }

  synchronized void add(ShippedFile file) {
    shipped.add(file);
  }

  /** What was seen that matters if it ships, wherever it lies; empties that. */
  synchronized List<ShippedFile> shipped(Collected out) {
    return shipped.drain(out);
  }

  /**
   * All that was gathered of one source, by path; empties this.
   *
   * @param folder what paths begin with, if the source is a folder; else null
   */
  synchronized Inventory inventory(
      Collected out, List<PackageIdentity> packages, @Nullable String folder) {
    List<SourceMapFacts> maps = sourceMaps.drain();
    List<ArtifactFile> all = files.drain();
    List<ShippedSource> seen = sources.drain();
    List<LockedPackage> entries = locked.drain();
    List<LicenceText> texts = licences.drain();
    List<IntegrityFault> wrong = faults.drain();
    tellDropped(locked.dropped(), "entries of lockfiles", out);
    tellDropped(licences.dropped(), "licences in files", out);
    List<LicenceSign> proprietary = signs.drain();
    tellDropped(signs.dropped(), "signs of proprietary licences", out);
    tellDropped(faults.dropped(), "claims that don't hold", out);
    long dropped = sourceMaps.dropped() + files.dropped() + sources.dropped();
    if (dropped > 0) {
      out.problems.add(
          new Problem(
              Problem.Kind.TOO_LARGE,
              folder == null && !all.isEmpty() ? all.get(0).place().outermost().path() : "",
              String.format(
                  Locale.ROOT,
                  "%,d files are more than can be compared at once; compare parts of it",
                  dropped)));
    }
    return new Inventory(
        out.pins,
        out.digests,
        packages,
        maps,
        all,
        shipped.drain(out),
        Set.of(),
        folder,
        null,
        seen,
        entries,
        texts,
        proprietary,
        wrong);
  }

  private static void tellDropped(long count, String what, Collected out) {
    if (count > 0) {
      out.problems.add(
          new Problem(
              Problem.Kind.TOO_LARGE,
              "",
              String.format(
                  Locale.ROOT, "%,d %s are more than are kept; scan parts of it", count, what)));
    }
  }
}
