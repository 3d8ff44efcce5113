package dev.assay.engine;

import dev.assay.model.ArtifactFile;
import dev.assay.model.Inventory;
import dev.assay.model.LicenceText;
import dev.assay.model.LockedPackage;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Problem;
import dev.assay.model.ShippedFile;
import dev.assay.model.ShippedSource;
import dev.assay.model.SourceMapFacts;
import java.util.ArrayList;
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

  /** Bytes, roughly, of sources that are kept; as {@link #MOST_BYTES} otherwise. */
  private static final long MOST_SOURCES = 24L << 20;

  private static final Comparator<SourceMapFacts> MAPS =
      Comparator.comparing((SourceMapFacts facts) -> facts.place().path())
          .thenComparing(SourceMapFacts::sources)
          .thenComparing(SourceMapFacts::lines);

  private static final Comparator<ShippedSource> SOURCES =
      Comparator.comparing((ShippedSource source) -> source.place().path())
          .thenComparing(ShippedSource::kind)
          .thenComparing(ShippedSource::lines);

  private static final Comparator<ArtifactFile> FILES =
      Comparator.comparing((ArtifactFile file) -> file.place().path())
          .thenComparing(ArtifactFile::sha256);

  private final List<SourceMapFacts> sourceMaps = new ArrayList<>();
  private final List<ArtifactFile> files = new ArrayList<>();
  private final ShippedFiles shipped = new ShippedFiles();
  private final List<ShippedSource> sources = new ArrayList<>();

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

  private long sourceBytes;
  private long bytes;
  private long dropped;

  synchronized void add(SourceMapFacts facts) {
    sourceMaps.add(facts);
    if (sourceMaps.size() > 2 * MOST_MAPS) {
      cutMaps();
    }
  }

  void add(LockedPackage entry) {
    locked.add(entry);
  }

  void add(LicenceText licence) {
    licences.add(licence);
  }

  private void cutMaps() {
    sourceMaps.sort(MAPS);
    if (sourceMaps.size() > MOST_MAPS) {
      dropped += sourceMaps.size() - MOST_MAPS;
      sourceMaps.subList(MOST_MAPS, sourceMaps.size()).clear();
    }
  }

  synchronized void add(ArtifactFile file) {
    files.add(file);
    bytes += file.weight();
    if (bytes > MOST_BYTES + MOST_BYTES / 4) {
      cut();
    }
  }

  synchronized void add(ShippedSource source) {
    sources.add(source);
    sourceBytes += source.weight();
    if (sourceBytes > 2 * MOST_SOURCES) {
      cutSources();
    }
  }

  private void cutSources() {
    sources.sort(SOURCES);
    long sum = 0;
    int count = 0;
    while (count < sources.size() && sum + sources.get(count).weight() <= MOST_SOURCES) {
      sum += sources.get(count++).weight();
    }
    dropped += sources.size() - count;
    sources.subList(count, sources.size()).clear();
    sourceBytes = sum;
  }

  /** Those stay that come first, whatever the threads. */
  private void cut() {
    files.sort(FILES);
    long sum = 0;
    int count = 0;
    while (count < files.size() && sum + files.get(count).weight() <= MOST_BYTES) {
      sum += files.get(count++).weight();
    }
    dropped += files.size() - count;
    files.subList(count, files.size()).clear();
    bytes = sum;
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
    cut();
    cutSources();
    cutMaps();
    List<LockedPackage> entries = locked.drain();
    List<LicenceText> texts = licences.drain();
    tellDropped(locked.dropped(), "entries of lockfiles", out);
    tellDropped(licences.dropped(), "licences in files", out);
    if (dropped > 0) {
      out.problems.add(
          new Problem(
              Problem.Kind.TOO_LARGE,
              folder == null && !files.isEmpty() ? files.get(0).place().outermost().path() : "",
              String.format(
                  Locale.ROOT,
                  "%,d files are more than can be compared at once; compare parts of it",
                  dropped)));
    }
    Inventory inventory =
        new Inventory(
            out.pins,
            out.digests,
            packages,
            sourceMaps,
            files,
            shipped.drain(out),
            Set.of(),
            folder,
            null,
            sources,
            entries,
            texts);
    sourceMaps.clear();
    files.clear();
    sources.clear();
    sourceBytes = 0;
    bytes = 0;
    dropped = 0;
    return inventory;
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
