package dev.assay.cli;

import dev.assay.cli.hook.Overrides;
import dev.assay.cli.hook.Plan;
import dev.assay.cli.hook.Terminal;
import dev.assay.config.Comparison;
import dev.assay.config.ConfigFile;
import dev.assay.config.Materials;
import dev.assay.config.ScanConfig;
import dev.assay.model.ScanTarget;
import dev.assay.model.UsageException;
import dev.assay.report.ReportOptions.Detail;
import java.util.ArrayList;
import java.util.List;

/** Makes of what was typed what it means. */
final class Planner {

  private Planner() {}

  /**
   * The plan of a scan.
   *
   * @throws UsageException if the options contradict each other, or something that they name isn't
   *     there or isn't right
   */
  static Plan plan(Typed typed, Outputs outputs, Terminal terminal) {
    if (typed.quiet && typed.verbose) {
      throw new UsageException("'--quiet' and '--verbose' exclude each other: give one of them.");
    }
    if (typed.showSecrets && !typed.yes && (outputs.anyFile() || !terminal.outIsTerminal())) {
      throw new UsageException(
          "'--show-secrets' would write secrets to a file or pipe; add '--yes' if that is meant.");
    }
    if (typed.approve != null && typed.check) {
      throw new UsageException(
          "'--approve' and '--check' exclude each other: the one writes assay.lock, the other holds"
              + " artifacts against it.");
    }
    List<ScanTarget> targets = Targets.of(typed);
    Detail detail = typed.quiet ? Detail.QUIET : typed.verbose ? Detail.VERBOSE : Detail.NORMAL;
    return new Plan(
        targets,
        compared(typed, overrides(typed).over(config(typed, targets)), terminal),
        detail,
        terminal.color(typed.color),
        !typed.noProgress && !typed.quiet && terminal.errIsTerminal(),
        typed.debug);
  }

  /**
   * What the configuration says that the user named, or else that of what is scanned, or of the
   * repository that it is held against.
   */
  private static ScanConfig config(Typed typed, List<ScanTarget> targets) {
    if (Targets.whole(typed.verb)) {
      return ScanConfig.defaults(); // whatever a repository leaves out of scans, it ships
    }
    List<ScanTarget> all = new ArrayList<>(targets);
    if (typed.againstGit != null) {
      String repository = typed.repo == null ? "." : typed.repo;
      Targets.checkExists(repository);
      all.add(new ScanTarget.GitTree(repository, typed.againstGit));
    } else if (typed.repo != null) {
      Targets.checkExists(typed.repo); // says what to change there
    }
    return ConfigFile.load(
        ScanConfig.defaults(), all, typed.config == null ? null : Targets.path(typed.config));
  }

  /** What is held against what, and what is given out: the configuration says a part of it. */
  private static ScanConfig compared(Typed typed, ScanConfig config, Terminal terminal) {
    Comparison said = config.comparison();
    boolean bill = typed.verb == Verb.SBOM || typed.outputs.stream().anyMatch(OutputSpec::bill);
    return config
        .with(new Materials(bill, config.materials().licences(), Targets.bill(typed)))
        .with(
            new Comparison(
                typed.against == null ? null : Targets.artifact(typed, typed.against),
                typed.againstGit,
                typed.repo == null ? null : Targets.path(typed.repo),
                said.buildOutputs(),
                typed.verb == Verb.LOCK ? LockCommand.file(typed) : null,
                typed.extractSources == null ? null : Targets.path(typed.extractSources),
                typed.digests == null ? null : Digests.read(typed, terminal)));
  }

  private static Overrides overrides(Typed typed) {
    Overrides overrides = new Overrides();
    overrides.failOn = typed.failOn;
    overrides.minConfidence = typed.minConfidence;
    overrides.maxDepth = typed.maxDepth;
    overrides.maxEntries = typed.maxEntries;
    overrides.maxBytes = typed.maxBytes;
    overrides.maxRatio = typed.maxRatio;
    overrides.timeout = typed.timeout;
    overrides.decodeDepth = typed.decodeDepth;
    overrides.threads = typed.threads;
    overrides.hook = typed.staged;
    overrides.allowIncomplete = typed.allowIncomplete;
    overrides.noIgnore = typed.noIgnore || Targets.whole(typed.verb);
    overrides.showSecrets = typed.showSecrets;
    overrides.rules = typed.rules.stream().map(Targets::path).toList();
    overrides.only = typed.only;
    overrides.skip = typed.skip;
    return overrides;
  }
}
