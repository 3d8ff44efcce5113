package dev.assay.report;

import dev.assay.model.ScanResult;
import dev.assay.report.sbom.BillWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** The bill of materials as SPDX 2.3 in JSON. */
public final class SpdxReporter implements Reporter {

  private final ReportOptions options;

  /** Names the version and the creator that {@code options} give. */
  public SpdxReporter(ReportOptions options) {
    this.options = options;
  }

  @Override
  public String format() {
    return "spdx";
  }

  @Override
  public void write(ScanResult result, OutputStream out) throws IOException {
    BillWriter.spdx2(result, options.version(), options.creator(), out);
  }

  @Override
  public List<String> remarks(ScanResult result) {
    return BillWriter.remarks(result, options.creator());
  }
}
