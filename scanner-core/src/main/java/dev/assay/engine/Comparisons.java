package dev.assay.engine;

import dev.assay.compare.Approvals;
import dev.assay.compare.ContentLock;
import dev.assay.compare.ContentsCorrelator;
import dev.assay.compare.LockRecord;
import dev.assay.config.Comparison;
import dev.assay.config.SuppliedDigests;
import dev.assay.detect.Correlator;
import dev.assay.detect.licence.LicenceCorrelator;
import dev.assay.model.ScanTarget;
import dev.assay.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the targets of one scan are held against: a content lock, the artifact that came before. */
final class Comparisons {
  private final @Nullable ContentLock lock;
  private final @Nullable Approvals approvals;
  private final ContentsCorrelator.@Nullable Before before;

  private Comparisons(
      @Nullable ContentLock lock,
      @Nullable Approvals approvals,
      ContentsCorrelator.@Nullable Before before) {
    this.lock = lock;
    this.approvals = approvals;
    this.before = before;
  }

  /**
   * Those that the configuration of {@code run} asks for.
   *
   * @param out takes what could not be read of the artifact that came before
   * @throws UsageException if one of them isn't there, or isn't right
   */
  static Comparisons of(Run run, Collected out) {
    Comparison comparison = run.config.comparison();
    Path lockFile = comparison.lock();
    ContentLock lock = null;
    if (lockFile != null) {
      byte[] bytes = read(lockFile);
      if (bytes == null && comparison.digests() == null) {
        throw new UsageException(
            "There is no content lock '"
                + lockFile
                + "'. Make one of a good release: 'assay lock ARTIFACT'.");
      }
      if (bytes != null) {
        lock = ContentLock.parse(lockFile.toString(), bytes);
        out.notices.add("what is in it was held against " + lock.name());
      }
    }
    Approvals approvals = approvals(comparison, lock, out);
    ScanTarget old = comparison.against();
    ContentsCorrelator.Before before = null;
    if (old != null) {
      Inventories.Seen seen = Inventories.of(old, run);
      out.problems.addAll(seen.problems());
      out.notices.addAll(seen.notices());
      out.notices.add("what is in it was compared with " + old.describe());
      before = new ContentsCorrelator.Before(seen.inventory(), old.describe(), folder(old));
    }
    if (approvals != null
        && (lock == null || lock.artifacts().isEmpty())
        && before == null
        && comparison.gitRef() == null) {
      run.keepOnlyFor(approvals);
    }
    return new Comparisons(lock, approvals, before);
  }

  /** What was approved; null where nobody asks for that. */
  private static @Nullable Approvals approvals(
      Comparison comparison, @Nullable ContentLock lock, Collected out) {
    SuppliedDigests supplied = comparison.digests();
    List<LockRecord.Digest> locked = lock == null ? List.of() : lock.digests();
    if (supplied == null) {
      return lock == null || locked.isEmpty() ? null : new Approvals(lock.name(), locked);
    }
    out.notices.add(
        "files from elsewhere were held against the digests of "
            + supplied.name()
            + (locked.isEmpty() ? "" : ", not against those of the lock"));
    return Approvals.parse(supplied.name(), supplied.text());
  }

  /**
   * The content lock {@code file}; null if there is no such file.
   *
   * @throws UsageException if it can't be read
   */
  static byte @Nullable [] read(Path file) {
    if (!Files.exists(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(ContentLock.LARGEST + 1);
      if (bytes.length > ContentLock.LARGEST) {
        throw new UsageException(
            file + " is no content lock: it has more than 16 MB. Make it anew with 'assay lock'.");
      }
      return bytes;
    } catch (IOException e) {
      throw new UsageException(
          "Can't read the content lock '" + file + "': " + e.getClass().getSimpleName() + ".", e);
    }
  }

  /** {@code standing}, and what {@code target} is held against. */
  List<Correlator> with(List<Correlator> standing, ScanTarget target) {
    List<Correlator> all = new ArrayList<>();
    for (Correlator each : standing) {
      all.add(
          before != null && each instanceof LicenceCorrelator licences
              ? licences.since(before.seen(), before.name())
              : each);
    }
    all.add(new ContentsCorrelator(folder(target), lock, approvals, before));
    return all;
  }

  /** The last name of what the user wrote, which is what a folder is called. */
  static String folder(ScanTarget target) {
    String path = target.describe().replace('\\', '/');
    while (path.endsWith("/") || path.endsWith("/.")) {
      path = path.substring(0, path.lastIndexOf('/'));
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.isEmpty() ? "." : name;
  }
}
