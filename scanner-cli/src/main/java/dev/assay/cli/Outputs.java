package dev.assay.cli;

import dev.assay.cli.hook.Scans;
import dev.assay.cli.hook.Terminal;
import dev.assay.model.ScanResult;
import dev.assay.model.UsageException;
import dev.assay.report.ReportOptions;
import dev.assay.report.Reporter;
import dev.assay.report.Reporters;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All reports of one scan: which formats, and where each goes. */
final class Outputs {

  private record Output(String format, @Nullable ReportFile file) {}

  private final List<Output> outputs;

  private Outputs(List<Output> outputs) {
    this.outputs = outputs;
  }

  /**
   * Makes sure, before anything is scanned, that every report can be written.
   *
   * @param specs as typed; none stands for the console report
   * @throws UsageException if two want the same place, or a file can't be written
   */
  static Outputs check(List<OutputSpec> specs) {
    List<Output> outputs = new ArrayList<>();
    Map<Path, String> taken = new TreeMap<>();
    String onStandardOutput = null;
    for (OutputSpec spec : specs.isEmpty() ? List.of(new OutputSpec("console", null)) : specs) {
      if (spec.file() == null) {
        if (onStandardOutput != null) {
          throw new UsageException(
              "Only one report can go to standard output: give '"
                  + onStandardOutput
                  + "' or '"
                  + spec.format()
                  + "' a file, as in '-o "
                  + spec.format()
                  + "=FILE'.");
        }
        onStandardOutput = spec.format();
        outputs.add(new Output(spec.format(), null));
        continue;
      }
      ReportFile file = ReportFile.check(spec.file());
      String other = taken.putIfAbsent(file.target(), spec.format());
      if (other != null) {
        throw new UsageException(
            "Two reports, '"
                + other
                + "' and '"
                + spec.format()
                + "', can't go to one file, '"
                + spec.file()
                + "'.");
      }
      outputs.add(new Output(spec.format(), file));
    }
    return new Outputs(outputs);
  }

  /** Whether any report goes to a file. */
  boolean anyFile() {
    return outputs.stream().anyMatch(output -> output.file() != null);
  }

  /**
   * Writes every report: files first, since whoever reads standard output may stop doing so.
   *
   * @throws UsageException if one can't be written
   */
  void write(ScanResult result, ReportOptions options, Terminal terminal) {
    for (Output output : outputs) {
      if (output.file() != null) {
        Reporter reporter =
            reporter(
                output,
                new ReportOptions(options.version(), false, options.detail(), options.creator()));
        output.file().write(out -> reporter.write(result, out));
        remark(reporter, result, terminal);
      }
    }
    for (Output output : outputs) {
      if (output.file() == null) {
        Reporter reporter = reporter(output, options);
        toStandardOutput(reporter, result, terminal);
        remark(reporter, result, terminal);
      }
    }
  }

  private static Reporter reporter(Output output, ReportOptions options) {
    Reporter reporter = Reporters.find(output.format(), options);
    if (reporter == null) {
      throw new IllegalStateException(output.format());
    }
    return reporter;
  }

  private static void toStandardOutput(Reporter reporter, ScanResult result, Terminal terminal) {
    try {
      BufferedOutputStream out = new BufferedOutputStream(terminal.out(), 1 << 16);
      reporter.write(result, out);
      out.flush();
    } catch (IOException e) {
      Scans.standardOutputFailed(e);
    }
  }

  private static void remark(Reporter reporter, ScanResult result, Terminal terminal) {
    for (String remark : reporter.remarks(result)) {
      terminal.err().println("assay: " + remark);
    }
  }
}
