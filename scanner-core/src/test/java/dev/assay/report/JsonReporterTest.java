package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.model.Problem;
import dev.assay.model.ScanResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonReporterTest {

  private static final ReportOptions OPTIONS = ReportOptions.plain("1.2.3");
  private final ReportSchema schema = new ReportSchema();

  @Test
  void everyReportIsValid() throws IOException {
    for (ScanResult sample : Samples.all().values()) {
      schema.checkReport(ReportersTest.text(new JsonReporter(OPTIONS), sample));
      schema.checkReport(
          ReportersTest.text(new JsonReporter(OPTIONS), Samples.revealing(sample, "v")));
    }
  }

  @Test
  void everyLineIsValidAndHoldsWhatTheDocumentHolds() throws IOException {
    for (Map.Entry<String, ScanResult> sample : Samples.all().entrySet()) {
      JsonNode report =
          schema.checkReport(ReportersTest.text(new JsonReporter(OPTIONS), sample.getValue()));
      String lines = ReportersTest.text(new JsonlReporter(OPTIONS), sample.getValue());
      List<JsonNode> expected = new ArrayList<>();
      report.get("findings").forEach(expected::add);
      if (report.hasNonNull("subject")) {
        expected.add(report.get("subject"));
      }
      report.get("components").forEach(expected::add);
      report.get("problems").forEach(expected::add);
      Iterator<JsonNode> next = expected.iterator();
      for (String line : lines.split("\n", -1)) {
        if (line.isEmpty()) {
          continue;
        }
        JsonNode node = schema.checkLine(line);
        ((com.fasterxml.jackson.databind.node.ObjectNode) node).remove("type");
        if (node.has("scan")) {
          assertThat(node.get("scan")).isEqualTo(report.get("scan"));
        } else {
          assertThat(node).as(sample.getKey()).isEqualTo(next.next());
        }
      }
      assertThat(next.hasNext()).isFalse();
    }
  }

  @Test
  void hostileStringsSurviveUnchanged() throws IOException {
    JsonNode report =
        schema.checkReport(ReportersTest.text(new JsonReporter(OPTIONS), Samples.hostile()));
    ScanResult sample = Samples.hostile();
    assertThat(report.at("/findings/0/location/path").asText())
        .isEqualTo(sample.findings().get(0).location().provenance().path());
    assertThat(report.at("/findings/1/location/path").asText()).startsWith("half \ufffd pair/");
    assertThat(report.at("/problems/0/path").asText()).isEqualTo(sample.problems().get(0).path());
    assertThat(report.at("/findings/2/location/date").asText()).isEqualTo("1969-12-31T23:59:59Z");
  }

  @Test
  void schemaKnowsEveryKindOfProblem() throws IOException {
    List<Problem> problems = new ArrayList<>();
    for (Problem.Kind kind : Problem.Kind.values()) {
      problems.add(new Problem(kind, "p", "d"));
    }
    ScanResult clean = Samples.clean();
    ScanResult result =
        new ScanResult(
            clean.target(),
            clean.when(),
            clean.findings(),
            problems,
            clean.notices(),
            clean.coverage(),
            clean.rules());
    JsonNode report = schema.checkReport(ReportersTest.text(new JsonReporter(OPTIONS), result));
    assertThat(report.get("problems")).hasSize(Problem.Kind.values().length);
    assertThat(report.at("/scan/complete").asBoolean()).isFalse();
  }
}
