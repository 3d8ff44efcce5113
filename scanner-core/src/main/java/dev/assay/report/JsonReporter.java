package dev.assay.report;

import dev.assay.model.BillOfMaterials;
import dev.assay.model.Component;
import dev.assay.model.Finding;
import dev.assay.model.Problem;
import dev.assay.model.Reconciled;
import dev.assay.model.ScanResult;
import java.io.IOException;
import java.io.OutputStream;

/** One JSON document, as {@code docs/report.schema.json} describes it. */
public final class JsonReporter implements Reporter {

  private final ReportOptions options;

  /** Names the version that {@code options} give. */
  public JsonReporter(ReportOptions options) {
    this.options = options;
  }

  @Override
  public String format() {
    return "json";
  }

  @Override
  public void write(ScanResult result, OutputStream out) throws IOException {
    try (JsonOutput json = JsonOutput.indented(out)) {
      JsonParts parts = new JsonParts(result, json);
      json.object();
      parts.head(options.version());
      json.array("findings");
      for (Finding finding : result.findings()) {
        json.object();
        parts.finding(finding);
        json.endObject();
      }
      json.endArray();
      JsonBill bill = parts.bill();
      BillOfMaterials materials = result.bill();
      if (materials != null) {
        json.object("subject");
        bill.component(materials.subject());
        json.endObject();
      }
      json.array("components");
      for (Component component : result.components()) {
        json.object();
        bill.component(component);
        json.endObject();
      }
      json.endArray();
      json.array("problems");
      for (Problem problem : result.problems()) {
        json.object();
        parts.problem(problem);
        json.endObject();
      }
      json.endArray();
      Reconciled reconciled = result.reconciled();
      if (reconciled != null) {
        json.object("reconciliation");
        parts.reconciliation(reconciled);
        json.array("files");
        for (Reconciled.File file : reconciled.files()) {
          json.object();
          parts.file(file);
          json.endObject();
        }
        json.endArray();
        json.endObject();
      }
      json.endObject();
      json.line();
    }
  }
}
