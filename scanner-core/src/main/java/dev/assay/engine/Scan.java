package dev.assay.engine;

import dev.assay.detect.Correlator;
import dev.assay.detect.Detector;
import dev.assay.detect.component.BillMaker;
import dev.assay.detect.file.FileDetector;
import dev.assay.model.Candidate;
import dev.assay.model.Coverage;
import dev.assay.model.Finding;
import dev.assay.model.Fix;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIndex;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.RuleInfo;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.source.Attribution;
import dev.assay.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One scan, from targets to a sorted result. */
final class Scan {
  private final Run run;
  private final Collected all = new Collected();
  private final FindingStore findings = new FindingStore();

  /** Made with the first package. */
  private @Nullable Packages packages;

  /** Null if no commit is named. */
  private @Nullable Reconciling reconciling;

  /** Null where only git's objects are looked at: no package is made of those. */
  private @Nullable Fixes fixes;

  /** Null where only git's objects are looked at. */
  private @Nullable BillMaker bill;

  /** Made if something is to be compared. */
  private @Nullable Comparisons comparisons;

  private @Nullable Instant when;
  private @Nullable Map<String, RuleInfo> texts;

  Scan(Run run) {
    this.run = run;
    run.overflow(
        new Consumer<>() { // no lambda here and below: this is on the way of every hook
          @Override
          public void accept(Placed placed) {
            findings.add(finding(placed));
          }
        });
  }

  ScanResult of(List<ScanTarget> targets) {
    if (targets.size() > 1) {
      Sources.check(targets, run.config, run.host);
    }
    if (Scanner.haveFiles(targets)) {
      fixes = new Fixes(run.config.comparison().repository());
      bill = new BillMaker(run.config.materials().bill());
      run.gatherRepositories();
    }
    Path sources = run.config.comparison().extractSources();
    Extraction extraction = sources == null ? null : Extraction.into(sources, targets);
    if (extraction != null) {
      run.extraction(extraction);
    }
    if (run.config.comparison().gitRef() != null) {
      reconciling = Reconciling.of(run, all);
    }
    if (run.config.comparison().asksForFiles()) {
      comparisons = Comparisons.of(run, all);
    }
    try (WorkerPool pool = new WorkerPool(run)) {
      for (ScanTarget target : targets) {
        scan(target, targets.size() > 1, pool);
      }
    }
    if (extraction != null) {
      extraction.finish(all);
    }
    if (run.excludedCount() > 0) {
      all.count(Coverage.Unit.IGNORED_FILES, run.excludedCount());
      all.notices.add(
          run.excludedCount() + " of the files left out are left out by the configuration");
    }
    all.notices.addAll(run.config.notices());
    all.notices.addAll(run.ready().allowing().notices(targets));
    if (reconciling != null) {
      for (Placed placed : reconciling.secrets(run.ready().placement())) {
        findings.add(finding(placed));
      }
      all.notices.addAll(reconciling.notices());
    }
    List<Finding> sorted = findings.sorted();
    if (reconciling != null) {
      sorted = reconciling.told(sorted);
    }
    ImageLayers layers = run.layers();
    if (layers != null) {
      sorted = layers.told(sorted, new Masking(run));
    }
    PackageStore observed = run.packages();
    if (observed != null && packages != null) {
      sorted = packages.told(sorted, observed.dropped(), all);
    }
    if (fixes != null && !sorted.isEmpty()) {
      sorted =
          fixes.told(sorted, packages == null ? new PackageIndex(List.of()) : packages.index());
    }
    List<String> described = new ArrayList<>();
    for (ScanTarget target : targets) {
      described.add(target.describe());
    }
    if (bill != null && !all.problems.isEmpty()) {
      bill.incomplete("not everything could be scanned, as the problems of the scan say");
    } else if (bill != null && observed != null && observed.dropped() > 0) {
      bill.incomplete("there are more packages than are kept, as a notice of the scan says");
    }
    return new ScanResult(
        described,
        when(),
        sorted,
        List.copyOf(new TreeSet<>(all.problems)),
        List.copyOf(new TreeSet<>(all.notices)),
        all.coverage(),
        sorted.isEmpty() ? Map.of() : texts(),
        reconciling == null ? null : reconciling.reconciled(),
        bill == null ? null : bill.bill(String.join(", ", described)));
  }

  private void scan(ScanTarget target, boolean several, WorkerPool pool) {
    String name = target.describe();
    try (Source source = Sources.open(target, several, run.config, run.host)) {
      pool.scan(name, source);
      Collected found = pool.drain();
      NestedRepositories repositories = run.repositories();
      if (repositories != null) {
        repositories.tellBare(run);
      }
      if (run.config.comparison().asksForFiles()
          && target instanceof ScanTarget.Tree
          && found.coverage().of(Coverage.Unit.FILES) == 0) {
        // A build that failed must not pass because nothing was new in it.
        found.problems.add(
            new Problem(
                Problem.Kind.UNREADABLE, name, "there is no file in it, so nothing was compared"));
      }
      List<Correlator> correlators = correlators(target);
      if (reconciling != null) {
        correlators = reconciling.among(correlators, target);
      }
      new Correlation(run, found).run(correlators, packages(found), source, fixes, bill);
      Attribution attribution = source.attribution();
      if (attribution != null) {
        attribute(attribution, found, null);
      }
      for (Placed placed : found.placed) {
        findings.add(finding(placed));
      }
      found.placed.clear();
      nested(found);
      if (run.cutShort()) {
        found.problems.add(
            new Problem(
                Problem.Kind.TIMEOUT,
                name,
                "time was up before everything was scanned; raise --timeout"));
      }
      Instant date = source.when();
      if (date != null && (when == null || date.isAfter(when))) {
        when = date;
      }
      all.add(found);
    } catch (IOException e) {
      all.problems.add(Faults.reading(name, e));
    }
    // What a source said after its contents: where they stand, what it could not close.
    all.add(pool.drain());
  }

  private List<Correlator> correlators(ScanTarget target) {
    List<Correlator> standing = run.ready().parts().correlators();
    return comparisons == null ? standing : comparisons.with(standing, target);
  }

  /** The histories of repositories that lie in the source that was scanned last. */
  private void nested(Collected found) {
    NestedRepositories repositories = run.repositories();
    if (repositories == null) {
      return;
    }
    try (repositories) {
      NestedHistories histories = new NestedHistories(run, found);
      for (NestedRepositories.Gathered each : repositories.drain(found.problems)) {
        histories.scan(each, this::attribute);
      }
    }
  }

  private void attribute(
      Attribution attribution, Collected found, @Nullable Provenance repository) {
    String root = repository == null ? "" : repository.path() + Provenance.NESTING;
    HistoryPlacement history =
        new HistoryPlacement(
            run.ready().placement(),
            path -> run.excludes(root + path),
            fileDetector(),
            run.ready().allowing(),
            found,
            repository);
    for (FindingGroup group : history.place(attribution)) {
      findings.add(group.finding(message(group.ruleId(), group.subject())));
    }
  }

  /** Those of the source that was scanned last. */
  private List<PackageIdentity> packages(Collected found) {
    PackageStore observed = run.packages();
    if (observed == null) {
      return List.of();
    }
    if (packages == null) {
      packages = new Packages();
    }
    return packages.assemble(observed.drain(), found);
  }

  private @Nullable FileDetector fileDetector() {
    for (Detector detector : run.ready().parts().detectors()) {
      if (detector instanceof FileDetector files) {
        return files;
      }
    }
    return null;
  }

  private Finding finding(Placed placed) {
    Finding finding = plain(placed);
    if (reconciling != null) {
      reconciling.note(finding);
    }
    List<Fix> fixes = placed.candidate().fixes();
    return fixes.isEmpty() ? finding : finding.withFixes(fixes);
  }

  private Finding plain(Placed placed) {
    return new Finding(
        placed.candidate().ruleId(),
        placed.severity(),
        placed.candidate().confidence(),
        placed.evidence(),
        placed.fingerprint(),
        placed.place(),
        List.of(),
        0,
        placed.candidate().secret(),
        placed.candidate().excerpt(),
        message(placed.candidate()),
        run.ready().allowing().of(placed));
  }

  private String message(Candidate candidate) {
    return candidate.message().isEmpty()
        ? message(candidate.ruleId(), candidate.subject())
        : candidate.message();
  }

  private String message(String ruleId, String subject) {
    RuleInfo info = texts().get(ruleId);
    String found = info == null ? ruleId : info.found();
    return subject.isEmpty() ? found : found + " (" + subject + ")";
  }

  private synchronized Map<String, RuleInfo> texts() {
    if (texts == null) {
      texts = new TreeMap<>(run.ready().choice().rules().info());
      run.ready().parts().texts().forEach(info -> texts.put(info.id(), info));
    }
    return texts;
  }

  private @Nullable Instant when() {
    Instant given = SourceDate.of(run.host);
    return given == null ? when : given;
  }
}
