package dev.assay.engine;

import dev.assay.compare.Approvals;
import dev.assay.config.ScanConfig;
import dev.assay.model.ArtifactFile;
import dev.assay.model.ImageLayer;
import dev.assay.model.IntegrityFault;
import dev.assay.model.LicenceSign;
import dev.assay.model.LicenceText;
import dev.assay.model.LockedPackage;
import dev.assay.model.PackageIdentity;
import dev.assay.model.Provenance;
import dev.assay.model.ShippedFile;
import dev.assay.model.ShippedSource;
import dev.assay.model.SourceMapFacts;
import dev.assay.rules.Glob;
import dev.assay.unpack.BudgetMeter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the workers of one scan share. Thread-safe. */
final class Run {
  private static final long PROGRESS_INTERVAL_NANOS = 50_000_000;

  private static final int MANY_PLACED = 1000;

  private final Preparation preparation;
  final ScanConfig config;
  final BudgetMeter meter;
  final Host host;
  private final Progress progress;
  private final long deadline;
  private final AtomicLong contents = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong excludedCount = new AtomicLong();
  private final List<Glob> exclude;

  /** Takes what workers have placed when it becomes much; set before they start. */
  private volatile @Nullable Consumer<Placed> overflow;

  /** What manifests said; made when the first one does. */
  private volatile @Nullable PackageStore packages;

  /** Set before the scan begins, if nothing else is to be compared. */
  private @Nullable Approvals approvals;

  /** Made with the first source map or file to compare. */
  private volatile @Nullable Compared compared;

  /** Set before workers start; null unless sources are asked for. */
  private volatile @Nullable Extraction extraction;

  /** Null where there are only git's objects. */
  private volatile @Nullable NestedRepositories repositories;

  /** Made with the first layer. */
  private @Nullable ImageLayers layers;

  private volatile boolean stopped;
  private volatile long told = System.nanoTime();

  Run(Preparation preparation, ScanConfig config, Host host, Progress progress) {
    this(preparation, config, host, progress, deadline(config));
  }

  /** A second one beside {@code run}, with a full budget and as much time as is left. */
  Run(Preparation preparation, Run run) {
    this(preparation, run.config, run.host, Progress.NONE, run.deadline);
    approvals = run.approvals;
  }

  /** Keeps of files no others than {@code wanted} is about. */
  void keepOnlyFor(Approvals wanted) {
    approvals = wanted;
  }

  /** The same, with nothing left out. */
  static Run ofAll(Preparation preparation, Run run) {
    return new Run(preparation, run.config, run.host, run.progress, run.deadline, List.of());
  }

  private Run(
      Preparation preparation, ScanConfig config, Host host, Progress progress, long deadline) {
    this(preparation, config, host, progress, deadline, Glob.compileAll(config.exclude()));
  }

  private Run(
      Preparation preparation,
      ScanConfig config,
      Host host,
      Progress progress,
      long deadline,
      List<Glob> exclude) {
    this.preparation = preparation;
    this.config = config;
    this.host = host;
    this.progress = progress;
    this.exclude = exclude;
    this.deadline = deadline;
    meter = new BudgetMeter(config.budget());
  }

  private static long deadline(ScanConfig config) {
    Duration timeout = config.budget().timeout();
    return timeout == null ? Long.MAX_VALUE : System.nanoTime() + timeout.toNanos();
  }

  /** The rules that take part, and what was made of them; waits until it is. */
  Preparation.Ready ready() {
    return preparation.ready();
  }

  /** Takes a package that a manifest names. */
  void found(PackageIdentity identity) {
    PackageStore store = packages;
    if (store == null) {
      synchronized (this) {
        store = packages;
        if (store == null) {
          store = new PackageStore();
          packages = store;
        }
      }
    }
    store.add(identity);
  }

  /** Takes what a source map gives away. */
  void found(SourceMapFacts facts) {
    comparing().add(facts);
  }

  /** Takes a file that gives sources away, or tells what they were built to. */
  void found(ShippedSource source) {
    comparing().add(source);
  }

  /** Takes a file that is to be compared. */
  void found(ArtifactFile file) {
    Approvals wanted = approvals;
    if (wanted == null || wanted.concerns(file)) {
      comparing().add(file);
    }
  }

  /** Takes a file or folder that matters if it ships. */
  void found(ShippedFile file) {
    comparing().add(file);
  }

  /** Takes an entry of a lockfile. */
  void found(LockedPackage entry) {
    comparing().add(entry);
  }

  /** Takes a licence that a file holds or names. */
  void found(LicenceText licence) {
    comparing().add(licence);
  }

  /** Takes words that speak of a proprietary licence. */
  void found(LicenceSign sign) {
    comparing().add(sign);
  }

  /** Takes what is not as a claim about it says. */
  void found(IntegrityFault fault) {
    comparing().add(fault);
  }

  private synchronized Compared comparing() {
    Compared all = compared;
    if (all == null) {
      all = new Compared();
      compared = all;
    }
    return all;
  }

  /** What is to be compared; null if there was nothing. */
  @Nullable Compared compared() {
    return compared;
  }

  /** Has the files of git repositories gathered that lie in what is scanned. */
  void gatherRepositories() {
    repositories = new NestedRepositories();
  }

  /** Those that were gathered; null where none are. */
  @Nullable NestedRepositories repositories() {
    return repositories;
  }

  /** Takes a layer of a container image that was scanned. */
  synchronized void found(ImageLayer layer) {
    if (layers == null) {
      layers = new ImageLayers();
    }
    layers.add(layer);
  }

  /** Layers of container images; null if there were none. */
  synchronized @Nullable ImageLayers layers() {
    return layers;
  }

  /** Who writes the sources of source maps. */
  void extraction(Extraction writer) {
    extraction = writer;
  }

  /** Who writes the sources of source maps; null if nobody does. */
  @Nullable Extraction extraction() {
    return extraction;
  }

  /** What manifests said; null if there were none. */
  @Nullable PackageStore packages() {
    return packages;
  }

  /** Who takes what workers have placed when it becomes much, from any thread. */
  void overflow(Consumer<Placed> sink) {
    overflow = sink;
  }

  /** Empties {@code placed} if it holds many. */
  void relieve(List<Placed> placed) {
    Consumer<Placed> sink = overflow;
    if (placed.size() >= MANY_PLACED) {
      if (sink != null) {
        placed.forEach(sink);
      }
      placed.clear();
    }
  }

  /** Whether time is up; once it is, it stays so. */
  boolean stopped() {
    if (!stopped && deadline != Long.MAX_VALUE && System.nanoTime() - deadline >= 0) {
      stopped = true;
    }
    return stopped;
  }

  /** Whether anybody was told that time is up. */
  boolean cutShort() {
    return stopped;
  }

  /** Whether the configuration leaves out what stands at {@code path}. */
  boolean excludes(String path) {
    return !exclude.isEmpty() && Glob.any(exclude, path);
  }

  /** The same for a content that is to be scanned, which counts if it isn't. */
  boolean excludes(Provenance provenance) {
    boolean excluded =
        !exclude.isEmpty()
            && !(provenance instanceof Provenance.Message)
            && Glob.any(exclude, provenance.path());
    if (excluded) {
      excludedCount.incrementAndGet();
    }
    return excluded;
  }

  /** Contents that the configuration left out. */
  long excludedCount() {
    return excludedCount.get();
  }

  /** A content that isn't nested is done. */
  void scanned(Provenance provenance, long size) {
    long contentCount = contents.incrementAndGet();
    long byteCount = bytes.addAndGet(size);
    if (progress != Progress.NONE) {
      long now = System.nanoTime();
      if (now - told >= PROGRESS_INTERVAL_NANOS) {
        told = now;
        progress.at(contentCount, byteCount, provenance);
      }
    }
  }
}
