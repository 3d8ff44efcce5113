package dev.assay.report;

import dev.assay.model.BillOfMaterials;
import dev.assay.model.Component;
import dev.assay.model.Finding;
import dev.assay.model.Problem;
import dev.assay.model.Reconciled;
import dev.assay.model.ScanResult;
import java.io.IOException;
import java.io.OutputStream;

/**
 * One JSON object a line, told apart by {@code type}: {@code scan} first, then every {@code
 * finding}, the {@code subject} of the bill of materials, every {@code component} and {@code
 * problem}, and where it was held against a commit {@code reconciliation} and every {@code
 * reconciledFile}. The same objects as in {@code json}.
 */
public final class JsonlReporter implements Reporter {

  private final ReportOptions options;

  /** Names the version that {@code options} give. */
  public JsonlReporter(ReportOptions options) {
    this.options = options;
  }

  @Override
  public String format() {
    return "jsonl";
  }

  @Override
  public void write(ScanResult result, OutputStream out) throws IOException {
    try (JsonOutput json = JsonOutput.lines(out)) {
      JsonParts parts = new JsonParts(result, json);
      start(json, "scan");
      parts.head(options.version());
      end(json);
      for (Finding finding : result.findings()) {
        start(json, "finding");
        parts.finding(finding);
        end(json);
      }
      JsonBill bill = parts.bill();
      BillOfMaterials materials = result.bill();
      if (materials != null) {
        start(json, "subject");
        bill.component(materials.subject());
        end(json);
      }
      for (Component component : result.components()) {
        start(json, "component");
        bill.component(component);
        end(json);
      }
      for (Problem problem : result.problems()) {
        start(json, "problem");
        parts.problem(problem);
        end(json);
      }
      Reconciled reconciled = result.reconciled();
      if (reconciled != null) {
        start(json, "reconciliation");
        parts.reconciliation(reconciled);
        end(json);
        for (Reconciled.File file : reconciled.files()) {
          start(json, "reconciledFile");
          parts.file(file);
          end(json);
        }
      }
    }
  }

  private static void start(JsonOutput json, String type) throws IOException {
    json.object();
    json.field("type", type);
  }

  private static void end(JsonOutput json) throws IOException {
    json.endObject();
    json.line();
  }
}
