package dev.assay.cli.hook;

import dev.assay.config.ScanConfig;
import dev.assay.model.ScanTarget;
import dev.assay.report.ReportOptions.Detail;
import java.util.List;

/**
 * What a command line means: everything resolved, ready to run. Both parsers make one.
 *
 * @param targets what to scan, in the order given
 * @param config how
 * @param detail how much the console report says
 * @param color whether the console report on standard output is coloured
 * @param progress whether progress is shown while the scan runs
 * @param debug whether stack traces of our own faults are shown
 */
public record Plan(
    List<ScanTarget> targets,
    ScanConfig config,
    Detail detail,
    boolean color,
    boolean progress,
    boolean debug) {

  public Plan {
    targets = List.copyOf(targets);
  }

  /** The same with another configuration. */
  public Plan with(ScanConfig other) {
    return new Plan(targets, other, detail, color, progress, debug);
  }
}
