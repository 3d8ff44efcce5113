package dev.assay.report;

import dev.assay.model.ScanResult;
import dev.assay.report.sbom.BillWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The bill of materials as SPDX 3.0.1 in JSON-LD. */
public final class Spdx3Reporter implements Reporter {

  private final ReportOptions options;

  /** Names the version and the creator that {@code options} give. */
  public Spdx3Reporter(ReportOptions options) {
    this.options = options;
  }

  @Override
  public String format() {
    return "spdx3";
  }

  @Override
  public void write(ScanResult result, OutputStream out) throws IOException {
    BillWriter.spdx3(result, options.version(), options.creator(), out);
  }

  @Override
  public List<String> remarks(ScanResult result) {
    return BillWriter.remarks(result, options.creator());
  }
}
