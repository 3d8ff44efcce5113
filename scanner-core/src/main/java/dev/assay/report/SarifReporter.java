package dev.assay.report;

import dev.assay.model.Coverage;
import dev.assay.model.Finding;
import dev.assay.model.Problem;
import dev.assay.model.RuleInfo;
import dev.assay.model.ScanResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * SARIF 2.1.0 (OASIS standard, errata 01) in the shape that GitHub code scanning accepts. Never
 * cut: a run holds at most {@value #RESULTS_A_RUN} results, what GitHub takes, and further runs
 * hold the rest, each with a category of its own.
 */
public final class SarifReporter implements Reporter {

  /** Results that GitHub code scanning takes in one run. */
  static final int RESULTS_A_RUN = 25_000;

  private static final int RUNS_TAKEN = 20;

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final ReportOptions options;

  /** Names the version that {@code options} give. */
  public SarifReporter(ReportOptions options) {
    this.options = options;
  }

  @Override
  public String format() {
    return "sarif";
  }

  @Override
  public List<String> remarks(ScanResult result) {
    int runs = runs(result);
    if (runs == 1) {
      return List.of();
    }
    List<String> remarks = new ArrayList<>();
    remarks.add(
        "The SARIF report has "
            + result.findings().size()
            + " results, more than the "
            + RESULTS_A_RUN
            + " that GitHub takes in one run: it is written as "
            + runs
            + " runs with the categories "
            + category(1)
            + " to "
            + category(runs - 1)
            + " after the first.");
    if (runs > RUNS_TAKEN) {
      remarks.add(
          "GitHub takes "
              + RUNS_TAKEN
              + " runs of one file: raise --min-confidence, or scan in parts, before uploading it.");
    }
    return remarks;
  }

  private static int runs(ScanResult result) {
    return Math.max(1, (result.findings().size() + RESULTS_A_RUN - 1) / RESULTS_A_RUN);
  }

  /** The category of run {@code index}, which begins at 0; what stands before the last slash. */
  private static String category(int index) {
    return "assay/part-" + (index + 1);
  }

  @Override
  public void write(ScanResult result, OutputStream out) throws IOException {
    try (JsonOutput json = JsonOutput.indented(out)) {
      json.object();
      json.field("$schema", SCHEMA);
      json.field("version", "2.1.0");
      json.array("runs");
      int runs = runs(result);
      for (int run = 0; run < runs; run++) {
        int from = run * RESULTS_A_RUN;
        int to = Math.min(result.findings().size(), from + RESULTS_A_RUN);
        json.object();
        run(result, run, result.findings().subList(from, to), json);
        json.endObject();
      }
      json.endArray();
      json.endObject();
      json.line();
    }
  }

  private void run(ScanResult result, int index, List<Finding> findings, JsonOutput json)
      throws IOException {
    Map<String, Integer> ruleIndexes = ruleIndexes(findings);
    tool(result, ruleIndexes, json);
    if (index == 0) {
      invocation(result, json);
    } else {
      json.object("automationDetails");
      json.field("id", category(index) + "/");
      json.endObject();
    }
    json.field("columnKind", "utf16CodeUnits");
    json.object("originalUriBaseIds");
    json.object(SarifResult.BASE);
    json.object("description");
    json.field("text", "The root of what was scanned.");
    json.endObject();
    json.endObject();
    json.endObject();
    json.array("results");
    SarifResult writer = new SarifResult(json);
    for (Finding finding : findings) {
      json.object();
      Integer ruleIndex = ruleIndexes.get(finding.ruleId());
      writer.write(finding, ruleIndex == null ? -1 : ruleIndex);
      json.endObject();
    }
    json.endArray();
    properties(result, json);
  }

  private static Map<String, Integer> ruleIndexes(List<Finding> findings) {
    Map<String, Integer> indexes = new TreeMap<>();
    for (Finding finding : findings) {
      indexes.put(finding.ruleId(), 0);
    }
    int next = 0;
    for (Map.Entry<String, Integer> entry : indexes.entrySet()) {
      entry.setValue(next++);
    }
    return indexes;
  }

  private void tool(ScanResult result, Map<String, Integer> ruleIndexes, JsonOutput json)
      throws IOException {
    json.object("tool");
    json.object("driver");
    json.field("name", "Assay");
    json.field("version", options.version());
    json.array("rules");
    SarifRule writer = new SarifRule(json);
    for (String id : ruleIndexes.keySet()) {
      RuleInfo rule = result.rules().get(id);
      json.object();
      if (rule == null) {
        json.field("id", id);
      } else {
        writer.write(rule);
      }
      json.endObject();
    }
    json.endArray();
    json.endObject();
    json.endObject();
  }

  private static void invocation(ScanResult result, JsonOutput json) throws IOException {
    json.array("invocations");
    json.object();
    json.field("executionSuccessful", result.complete());
    json.array("toolExecutionNotifications");
    for (Problem problem : result.problems()) {
      json.object();
      json.object("descriptor");
      json.field("id", problem.kind().label());
      json.endObject();
      json.field("level", "error");
      SarifResult.message("Not scanned: " + problem.path() + ": " + problem.detail(), json);
      json.array("locations");
      json.object();
      json.object("physicalLocation");
      SarifResult.artifact(SarifUri.of(problem.path()), json);
      json.endObject();
      json.endObject();
      json.endArray();
      json.endObject();
    }
    for (String notice : result.notices()) {
      json.object();
      json.object("descriptor");
      json.field("id", "notice");
      json.endObject();
      json.field("level", "note");
      SarifResult.message(notice, json);
      json.endObject();
    }
    json.endArray();
    json.endObject();
    json.endArray();
  }

  private static void properties(ScanResult result, JsonOutput json) throws IOException {
    json.object("properties");
    json.field("target", result.target());
    json.field("when", result.when() == null ? null : result.when().toString());
    json.object("coverage");
    for (Coverage.Unit unit : Coverage.Unit.values()) {
      json.field(JsonParts.camel(unit.name()), result.coverage().of(unit));
    }
    json.endObject();
    json.endObject();
  }
}
