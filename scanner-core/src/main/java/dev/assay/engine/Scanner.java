package dev.assay.engine;

import dev.assay.compare.ContentsCorrelator;
import dev.assay.compare.bill.BillCheck;
import dev.assay.compare.reconcile.Reconciler;
import dev.assay.config.LicencePolicy;
import dev.assay.config.ScanConfig;
import dev.assay.detect.Correlator;
import dev.assay.detect.Detector;
import dev.assay.detect.checksum.ChecksumCorrelator;
import dev.assay.detect.checksum.LockfileCorrelator;
import dev.assay.detect.checksum.LockfileDetector;
import dev.assay.detect.component.ArchiveDigests;
import dev.assay.detect.component.BillMaker;
import dev.assay.detect.component.PackageDetector;
import dev.assay.detect.contents.ContentsDetector;
import dev.assay.detect.file.FileDetector;
import dev.assay.detect.file.LocalPathDetector;
import dev.assay.detect.file.ShippedFileCorrelator;
import dev.assay.detect.licence.KnownFileDetector;
import dev.assay.detect.licence.LicenceChoice;
import dev.assay.detect.licence.LicenceCorrelator;
import dev.assay.detect.licence.LicenceDetector;
import dev.assay.detect.licence.LicenceMatcher;
import dev.assay.detect.licence.ProprietaryDetector;
import dev.assay.detect.secret.SecretDetector;
import dev.assay.detect.sourcemap.ShippedSourceDetector;
import dev.assay.detect.sourcemap.SourceMapCorrelator;
import dev.assay.ecosystem.sbom.BillReader;
import dev.assay.model.BillOfMaterials;
import dev.assay.model.Inventory;
import dev.assay.model.RuleInfo;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.model.StatedBill;
import dev.assay.rules.RuleSet;
import dev.assay.unpack.Unpackers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The only entry point: scans targets and says what is in them. Keeps nothing between scans, so one
 * may serve many threads at once.
 */
public final class Scanner {
  private final Host host;
  private final Assembly parts;

  /** Makes what a scan is made of. */
  @FunctionalInterface
  interface Assembly {
    Parts of(RuleSet rules, Fingerprints fingerprints, ScanConfig config, List<ScanTarget> targets);
  }

  /** A scanner with every detector, unpacker and correlator there is. */
  public Scanner(Host host) {
    this.host = host;
    this.parts =
        new Assembly() {
          @Override
          public Parts of(
              RuleSet rules,
              Fingerprints fingerprints,
              ScanConfig config,
              List<ScanTarget> targets) {
            return everything(rules, fingerprints, config, SourceDate.of(host), haveFiles(targets));
          }
        };
  }

  Scanner(Host host, Assembly parts) {
    this.host = host;
    this.parts = parts;
  }

  /**
   * Scans all of {@code targets}. What could not be scanned is in the result; nothing is lost
   * because something else failed.
   *
   * @param rules all rules, those of {@link ScanConfig#rulePaths} included
   * @param progress told now and then, from several threads
   * @throws dev.assay.model.UsageException if a target isn't there or the configuration is wrong
   */
  public ScanResult scan(
      List<ScanTarget> targets, ScanConfig config, RuleSet rules, Progress progress) {
    return scan(targets, config, () -> rules, progress);
  }

  /**
   * The same with rules that are loaded beside the first steps of the scan where that saves time.
   *
   * @param rules gives all rules; called once, perhaps by another thread
   */
  public ScanResult scan(
      List<ScanTarget> targets, ScanConfig config, Supplier<RuleSet> rules, Progress progress) {
    // No lambda, as nowhere on the way of a hook: HookClassPathTest holds that.
    Callable<Preparation.Ready> work =
        new Callable<>() {
          @Override
          public Preparation.Ready call() {
            return prepare(targets, config, rules.get());
          }
        };
    boolean beside =
        targets.size() == 1
            && targets.get(0) instanceof ScanTarget.GitStaged
            && config.only().isEmpty()
            && config.skip().isEmpty();
    Preparation preparation = beside ? Preparation.beside(work) : Preparation.now(work);
    return new Scan(new Run(preparation, config, host, progress)).of(targets);
  }

  /** A scanner that only looks what files there are, to compare them: no secrets. */
  public static Scanner ofContents(Host host) {
    return new Scanner(host, (rules, fingerprints, config, targets) -> contents());
  }

  /** What looks which files there are. */
  static Parts contents() {
    return new Parts(
        List.of(new PackageDetector(), new ContentsDetector()),
        Unpackers.all(),
        List.of(new ContentsCorrelator("", null, null, null)));
  }

  /**
   * A scanner that looks only for packages, without rules; its findings are those about the bill of
   * materials that {@link dev.assay.config.Materials#stated} names.
   */
  public static Scanner ofBill(Host host) {
    return new Scanner(host, (rules, fingerprints, config, targets) -> bill(config));
  }

  private static Parts bill(ScanConfig config) {
    Path file = config.materials().stated();
    StatedBill stated = file == null ? null : BillReader.read(file);
    Set<String> algorithms = new TreeSet<>(ArchiveDigests.USUAL);
    Set<String> names = new TreeSet<>();
    if (stated != null) {
      algorithms.addAll(stated.algorithms());
      for (StatedBill.Stated each : stated.components()) {
        for (String path : each.files()) {
          names.add(path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
        }
      }
    }
    List<Detector> detectors = new ArrayList<>();
    detectors.add(new LockfileDetector());
    detectors.add(new PackageDetector());
    detectors.add(new ArchiveDigests(algorithms, names));
    if (stated == null) {
      detectors.add(new LicenceDetector(new LicenceMatcher()));
    }
    return new Parts(
        detectors, Unpackers.containers(), stated == null ? List.of() : List.of(billCheck(stated)));
  }

  private static BillCheck billCheck(@Nullable StatedBill stated) {
    return new BillCheck(
        stated,
        new Function<>() { // no lambda: this is on the way of a hook
          @Override
          public BillOfMaterials apply(Inventory inventory) {
            BillMaker maker = new BillMaker(true);
            maker.add(inventory);
            return maker.bill(".");
          }
        });
  }

  /**
   * {@link #contents} with the licences of files: what is known of an artifact that came before.
   */
  static Parts before() {
    Parts contents = contents();
    List<Detector> detectors = new ArrayList<>(contents.detectors());
    detectors.add(new LicenceDetector(new LicenceMatcher()));
    return new Parts(detectors, contents.unpackers(), contents.correlators());
  }

  private Preparation.Ready prepare(List<ScanTarget> targets, ScanConfig config, RuleSet rules) {
    Fingerprints fingerprints =
        new Fingerprints(config.fingerprintSalt(), config.showSecrets(), config.known().hashes());
    RuleChoice choice = choice(config, rules, fingerprints, targets);
    return new Preparation.Ready(
        choice,
        parts.of(choice.rules(), fingerprints, config, targets),
        new Placement(choice, config, Sources.roots(targets)),
        new Allowing(config.known(), choice.rules(), fingerprints));
  }

  private RuleChoice choice(
      ScanConfig config, RuleSet rules, Fingerprints fingerprints, List<ScanTarget> targets) {
    if (config.only().isEmpty() && config.skip().isEmpty()) {
      return new RuleChoice(rules, null);
    }
    // Also what these targets have none of: a configuration names rules for all of them.
    List<String> others =
        Stream.concat(
                parts
                    .of(new RuleSet(List.of(), Map::of), fingerprints, config, targets)
                    .texts()
                    .stream(),
                builtIn().stream())
            .map(RuleInfo::id)
            .distinct()
            .toList();
    return RuleChoice.of(rules, others, config.only(), config.skip());
  }

  /** No stream: this is on the way of a hook. */
  static boolean haveFiles(List<ScanTarget> targets) {
    for (ScanTarget target : targets) {
      if (!(target instanceof ScanTarget.GitStaged
          || target instanceof ScanTarget.GitRange
          || target instanceof ScanTarget.GitHistory)) {
        return true;
      }
    }
    return false;
  }

  /** What findings mean that no rule file makes, by id. */
  public static List<RuleInfo> builtIn() {
    return everything(
            new RuleSet(List.of(), Map::of),
            new Fingerprints("", false),
            ScanConfig.defaults(),
            null,
            true)
        .texts()
        .stream()
        .sorted(Comparator.comparing(RuleInfo::id))
        .toList();
  }

  /**
   * The one list of what looks at contents.
   *
   * @param when the time that the scan is about, known before it begins; null if it isn't
   * @param files whether anything but git's objects is looked at: only there are packages
   */
  static Parts everything(
      RuleSet rules,
      Fingerprints fingerprints,
      ScanConfig config,
      @Nullable Instant when,
      boolean files) {
    List<Detector> detectors = new ArrayList<>();
    detectors.add(new SecretDetector(rules, fingerprints, config.decodeDepth(), when));
    detectors.add(new FileDetector(rules, files));
    detectors.add(new LockfileDetector());
    if (files) {
      detectors.add(new PackageDetector());
      if (config.materials().bill()) {
        detectors.add(new ArchiveDigests(ArchiveDigests.USUAL, Set.of()));
      }
      detectors.add(new ShippedSourceDetector());
      detectors.add(new LocalPathDetector());
      LicenceMatcher licences = new LicenceMatcher();
      detectors.add(new LicenceDetector(licences));
      detectors.add(new ProprietaryDetector(rules, licences));
      if (!config.materials().licences().proprietary().isEmpty()) {
        detectors.add(
            new KnownFileDetector(Set.copyOf(config.materials().licences().proprietary())));
      }
      if (config.comparison().asksForFiles()) {
        detectors.add(new ContentsDetector());
      }
    }
    List<Correlator> correlators = new ArrayList<>();
    correlators.add(new ChecksumCorrelator());
    correlators.add(new LockfileCorrelator());
    if (files) {
      correlators.add(new ContentsCorrelator("", null, null, null)); // the same; Scan gives it more
      correlators.add(new SourceMapCorrelator());
      correlators.add(new Reconciler()); // says what its findings mean; Scan gives it the commit
      correlators.add(new ShippedFileCorrelator());
      LicencePolicy taken = config.materials().licences();
      correlators.add(
          new LicenceCorrelator(
              rules,
              LicenceChoice.of(taken.allow(), taken.deny(), taken.review(), taken.proprietary())));
      correlators.add(billCheck(null)); // says what its findings mean
    }
    return new Parts(detectors, Unpackers.all(), correlators);
  }
}
