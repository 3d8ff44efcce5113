package dev.assay.maven;

import dev.assay.model.ScanResult;
import dev.assay.model.UsageException;
import dev.assay.report.ReportOptions;
import dev.assay.report.Reporter;
import dev.assay.report.Reporters;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Writes the reports of a build: the console report to Maven's log, the others to files. */
final class Reports {
  private final Log log;
  private final ReportOptions options;

  Reports(Log log, String version) {
    this.log = log;
    this.options = ReportOptions.plain(version);
  }

  /**
   * Writes {@code result} to the log and to each of {@code files}, which are given by format.
   *
   * @throws UsageException if there is no such format
   * @throws IOException if a file can't be written
   */
  void write(ScanResult result, Map<String, File> files) throws IOException {
    try (OutputStream out = new LogLines(log)) {
      reporter("console").write(result, out);
    }
    for (Map.Entry<String, File> file : new TreeMap<>(files).entrySet()) {
      Reporter reporter = reporter(file.getKey());
      Path path = file.getValue().toPath().toAbsolutePath();
      Path folder = path.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
        reporter.write(result, out);
      }
      reporter.remarks(result).forEach(log::warn);
      log.info("Report: " + path);
    }
  }

  private Reporter reporter(String format) {
    @Nullable Reporter reporter = Reporters.find(format, options);
    if (reporter == null) {
      throw new UsageException(
          "There is no report '" + format + "', only " + String.join(", ", Reporters.formats()));
    }
    return reporter;
  }
}
