package dev.assay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Confidence;
import dev.assay.model.Coverage;
import dev.assay.model.Finding;
import dev.assay.model.Place;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.ScanResult;
import dev.assay.model.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static Finding finding(Severity severity, String allowed) {
    return new Finding(
        "rule",
        severity,
        Confidence.HIGH,
        List.of(),
        "fingerprint",
        new Place(new Provenance.File("x"), null),
        List.of(),
        0,
        null,
        null,
        "message",
        Policy.inline(allowed));
  }

  private static ScanResult result(boolean complete, Finding... findings) {
    return new ScanResult(
        List.of("."),
        null,
        List.of(findings),
        complete ? List.of() : List.of(new Problem(Problem.Kind.UNREADABLE, "x", "why")),
        List.of(),
        new Coverage(Map.of()),
        Map.of());
  }

  @Test
  void failsFromItsThresholdUp() {
    Policy policy = new Policy(Severity.MEDIUM, false);

    assertThat(policy.judge(result(true))).isEqualTo(Verdict.CLEAN);
    assertThat(policy.judge(result(true, finding(Severity.LOW, null)))).isEqualTo(Verdict.CLEAN);
    assertThat(policy.judge(result(true, finding(Severity.MEDIUM, null))))
        .isEqualTo(Verdict.FINDINGS);
    assertThat(new Policy(null, false).judge(result(true, finding(Severity.CRITICAL, null))))
        .isEqualTo(Verdict.CLEAN);
  }

  @Test
  void passesOverWhatIsAllowed() {
    Policy policy = new Policy(Severity.INFO, false);

    assertThat(policy.judge(result(true, finding(Severity.CRITICAL, "")))).isEqualTo(Verdict.CLEAN);
    assertThat(
            policy.judge(result(true, finding(Severity.LOW, "known"), finding(Severity.LOW, null))))
        .isEqualTo(Verdict.FINDINGS);
  }

  @Test
  void neverCallsAnIncompleteScanClean() {
    Policy strict = new Policy(Severity.MEDIUM, false);
    Policy lenient = new Policy(Severity.MEDIUM, true);

    assertThat(strict.judge(result(false))).isEqualTo(Verdict.INCOMPLETE);
    assertThat(lenient.judge(result(false))).isEqualTo(Verdict.CLEAN);
    assertThat(strict.judge(result(false, finding(Severity.HIGH, null))))
        .isEqualTo(Verdict.FINDINGS);
  }

  @Test
  void exitsAsDocumented() {
    assertThat(Verdict.values()).extracting(Verdict::exitCode).containsExactly(0, 1, 2, 3);
  }
}
