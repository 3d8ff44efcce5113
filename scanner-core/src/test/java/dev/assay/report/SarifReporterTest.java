package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.model.Problem;
import dev.assay.model.RuleInfo;
import dev.assay.model.ScanResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SarifReporterTest {

  private static final SarifReporter REPORTER = new SarifReporter(ReportOptions.plain("1.2.3"));

  @Test
  void resultNamesItsRuleRegionAndFingerprint() throws IOException {
    JsonNode run = read(Samples.tree()).at("/runs/0");
    JsonNode result = run.at("/results/0");
    assertThat(run.at("/tool/driver/rules/" + result.get("ruleIndex") + "/id"))
        .isEqualTo(result.get("ruleId"));
    JsonNode region = result.at("/locations/0/physicalLocation/region");
    assertThat(region.get("startLine").asInt()).isEqualTo(12);
    assertThat(region.get("startColumn").asInt()).isEqualTo(16);
    assertThat(region.get("endLine").asInt()).isEqualTo(12);
    assertThat(region.get("endColumn").asInt()).isEqualTo(56);
    assertThat(region.get("byteOffset").asInt()).isEqualTo(402);
    assertThat(region.get("byteLength").asInt()).isEqualTo(40);
    assertThat(result.at("/partialFingerprints/primaryLocationLineHash").asText())
        .isEqualTo(Samples.tree().findings().get(0).fingerprint());
    assertThat(run.get("columnKind").asText()).isEqualTo("utf16CodeUnits");
    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
  }

  @Test
  void entryOfAnArchivePointsAtTheArchive() throws IOException {
    JsonNode result = read(Samples.tree()).at("/runs/0/results/1");
    JsonNode location = result.at("/locations/0");
    assertThat(location.at("/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("dist/app.tgz");
    assertThat(location.at("/physicalLocation/region/startLine").asInt()).isEqualTo(1);
    assertThat(location.at("/physicalLocation/region").has("byteOffset")).isFalse();
    assertThat(location.at("/logicalLocations/0/fullyQualifiedName").asText())
        .isEqualTo("dist/app.tgz!/lib/inner.jar!/conf/x.properties");
    assertThat(location.at("/properties/regionInEntry/byteOffset").asInt()).isEqualTo(88);
    assertThat(result.at("/message/text").asText())
        .contains("lib/inner.jar!/conf/x.properties, line 3, column 7");
  }

  @Test
  void saysWhichPackageItIsIn() throws IOException {
    JsonNode result = read(Samples.packages()).at("/runs/0/results/0");
    assertThat(result.at("/locations/0/logicalLocations/1/fullyQualifiedName").asText())
        .isEqualTo("pkg:npm/%40acme/a@1.2.3");
    assertThat(result.at("/locations/0/logicalLocations/1/kind").asText()).isEqualTo("package");
    assertThat(result.at("/properties/package").asText()).isEqualTo("pkg:npm/%40acme/a@1.2.3");
    assertThat(result.at("/message/text").asText()).contains("in npm package @acme/a 1.2.3.");
  }

  @Test
  void fixesThatChangeAFileAreFixObjects() throws IOException {
    JsonNode results = read(Samples.fixes()).at("/runs/0/results");
    JsonNode fixes = results.at("/0/fixes");
    assertThat(fixes).hasSize(2); // the third one is for a person alone
    JsonNode change = fixes.at("/0/artifactChanges/0");
    assertThat(change.at("/artifactLocation/uri").asText()).isEqualTo("sub%20folder/package.json");
    assertThat(change.at("/artifactLocation/uriBaseId").asText()).isEqualTo("%SRCROOT%");
    JsonNode insertion = change.at("/replacements/0");
    assertThat(insertion.at("/deletedRegion/startColumn").asInt()).isEqualTo(12);
    assertThat(insertion.at("/deletedRegion/endColumn").asInt()).isEqualTo(12);
    assertThat(insertion.at("/deletedRegion/byteLength").asInt(-1)).isZero();
    assertThat(insertion.at("/insertedContent/text").asText()).isEqualTo(", \"!**/*.jks\"");
    assertThat(fixes.at("/1/artifactChanges/0/replacements/0").has("insertedContent")).isFalse();
    assertThat(results.at("/0/properties/fixes")).hasSize(3);
    assertThat(results.at("/0/message/text").asText())
        .endsWith("To do: Add `!**/*.jks` to `files` in package.json.");
    assertThat(results.at("/2").has("fixes")).isFalse();
    assertThat(results.at("/2/properties/fixes")).hasSize(1);
  }

  @Test
  void allowedFindingIsASuppressedResult() throws IOException {
    JsonNode results = read(Samples.tree()).at("/runs/0/results");
    assertThat(results.at("/0").has("suppressions")).isFalse();
    assertThat(results.at("/3/suppressions/0/kind").asText()).isEqualTo("inSource");
    assertThat(results.at("/4/suppressions/0/justification").asText()).contains("this test");
  }

  @Test
  void problemIsANotification() throws IOException {
    JsonNode invocation = read(Samples.incomplete()).at("/runs/0/invocations/0");
    assertThat(invocation.get("executionSuccessful").asBoolean()).isFalse();
    assertThat(invocation.get("toolExecutionNotifications")).hasSize(7);
    assertThat(invocation.at("/toolExecutionNotifications/5/descriptor/id").asText())
        .isEqualTo("corrupt");
    assertThat(
            invocation
                .at("/toolExecutionNotifications/5/locations/0/physicalLocation/artifactLocation")
                .get("uri")
                .asText())
        .isEqualTo("lib/x.jar");
  }

  @Test
  void fileNameIsNoLinkAndNoPlaceholder() throws IOException {
    ScanResult sample = Samples.incomplete();
    ScanResult result =
        new ScanResult(
            sample.target(),
            sample.when(),
            sample.findings(),
            List.of(new Problem(Problem.Kind.CORRUPT, "[a](https://x.example/{0}){b}", "d")),
            sample.notices(),
            sample.coverage(),
            sample.rules());
    assertThat(
            read(result)
                .at("/runs/0/invocations/0/toolExecutionNotifications/0/message/text")
                .asText())
        .isEqualTo("Not scanned: [a] (https://x.example/{{0}}){b}: d");
  }

  @Test
  void textsKeepToWhatGitHubTakes() throws IOException {
    RuleInfo wordy =
        new RuleInfo(
            Samples.TOKEN.id(),
            "name ".repeat(100),
            Samples.TOKEN.severity(),
            Samples.TOKEN.confidence(),
            "found ".repeat(300),
            "😀".repeat(700),
            "revoke ".repeat(1000),
            List.of());
    ScanResult sample = Samples.many(1);
    JsonNode rule =
        read(new ScanResult(
                sample.target(),
                sample.when(),
                sample.findings(),
                sample.problems(),
                sample.notices(),
                sample.coverage(),
                Map.of(wordy.id(), wordy)))
            .at("/runs/0/tool/driver/rules/0");
    assertThat(rule.at("/name").asText()).hasSizeLessThanOrEqualTo(255);
    assertThat(rule.at("/shortDescription/text").asText()).hasSizeLessThanOrEqualTo(255);
    assertThat(rule.at("/fullDescription/text").asText()).hasSizeLessThanOrEqualTo(1024);
    assertThat(rule.at("/help/text").asText()).contains(wordy.revoke());
  }

  @Test
  void goesOnInFurtherRunsInsteadOfBeingCut() throws IOException {
    int count = SarifReporter.RESULTS_A_RUN + 3;
    ScanResult many = Samples.many(count);
    JsonNode runs = read(many).get("runs");
    assertThat(runs).hasSize(2);
    assertThat(runs.at("/0/results")).hasSize(SarifReporter.RESULTS_A_RUN);
    assertThat(runs.at("/1/results")).hasSize(3);
    assertThat(runs.at("/1/results/0/ruleIndex").asInt()).isZero();
    assertThat(runs.at("/0").has("automationDetails")).isFalse();
    assertThat(runs.at("/1/automationDetails/id").asText()).isEqualTo("assay/part-2/");
    assertThat(REPORTER.remarks(many)).singleElement().asString().contains("assay/part-2");
    assertThat(REPORTER.remarks(Samples.tree())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "src/a.txt, src/a.txt",
    "a b.txt, a%20b.txt",
    "100%/#1?.txt, 100%25/%231%3F.txt",
    "c:x.txt, c%3Ax.txt",
    "ä/日.txt, %C3%A4/%E6%97%A5.txt",
    "bad\\xff.txt, bad%FF.txt",
    "back\\x41slash, back%5Cx41slash",
    "out.tgz!/in.txt, out.tgz",
    "-, -"
  })
  void pathsBecomeUris(String path, String uri) {
    assertThat(SarifUri.of(path)).isEqualTo(uri);
  }

  private static JsonNode read(ScanResult result) throws IOException {
    return new ObjectMapper().readTree(ReportersTest.bytes(REPORTER, result));
  }
}
