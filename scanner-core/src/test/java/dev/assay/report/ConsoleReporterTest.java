package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ScanResult;
import dev.assay.report.ReportOptions.Detail;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConsoleReporterTest {

  private static final ReportOptions PLAIN = ReportOptions.plain("1.2.3");

  @Test
  void coloursChangeNothingElse() throws IOException {
    for (ScanResult sample : Samples.all().values()) {
      String plain = ReportersTest.text(new ConsoleReporter(PLAIN), sample);
      String colored =
          ReportersTest.text(
              new ConsoleReporter(new ReportOptions("1.2.3", true, Detail.NORMAL)), sample);
      assertThat(colored).contains("\u001b[");
      assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }
  }

  @Test
  void linesKeepToTheWidthUnlessTheyArePlaces() throws IOException {
    for (ScanResult sample : Samples.all().values()) {
      for (String line : verbose(sample).split("\n", -1)) {
        if (line.startsWith("  |") || line.startsWith("        ")) {
          assertThat(TerminalText.width(line)).as(line).isLessThanOrEqualTo(100);
        }
      }
    }
  }

  @Test
  void longLineIsCutAroundTheSecret() throws IOException {
    String report = ReportersTest.text(new ConsoleReporter(PLAIN), Samples.hostile());
    assertThat(report).contains("k='acme****").contains("…").doesNotContain("var a=1;".repeat(20));
  }

  @Test
  void quietSaysNothingOfACleanScanButAllOfTheRest() throws IOException {
    ConsoleReporter quiet = new ConsoleReporter(new ReportOptions("1", false, Detail.QUIET));
    assertThat(ReportersTest.text(quiet, Samples.clean())).isEmpty();
    assertThat(ReportersTest.text(quiet, Samples.incomplete())).contains("incomplete");
    assertThat(ReportersTest.text(quiet, Samples.tree())).contains("CRITICAL").contains("Findings");
  }

  @Test
  void verboseListsEveryPlaceProblemAndAllowedFinding() throws IOException {
    assertThat(verbose(Samples.history())).contains("read me 5.md:5:1").contains("1,230 more");
    assertThat(verbose(Samples.incomplete())).contains("private/key5.pem");
    assertThat(verbose(Samples.tree())).contains("ALLOWED").contains("a key made for this test");
    assertThat(ReportersTest.text(new ConsoleReporter(PLAIN), Samples.tree()))
        .doesNotContain("ALLOWED")
        .contains("2 allowed");
  }

  @Test
  void manyFindingsAreCountedByRule() throws IOException {
    assertThat(ReportersTest.text(new ConsoleReporter(PLAIN), Samples.many(21)))
        .endsWith(
            "11 critical, 10 medium\n               11 acme-access-token, 10 secret-file-keystore\n");
  }

  private static String verbose(ScanResult sample) throws IOException {
    return ReportersTest.text(
        new ConsoleReporter(new ReportOptions("1.2.3", false, Detail.VERBOSE)), sample);
  }
}
