package dev.assay.policy;

import dev.assay.model.Finding;
import dev.assay.model.ScanResult;
import dev.assay.model.Severity;
import dev.assay.model.Suppression;
import org.jspecify.annotations.Nullable;

/**
 * What a team wants of a scan. Every face asks here, so that all agree.
 *
 * @param failOn findings from this severity up fail the scan; null: none does
 * @param allowIncomplete whether problems are only told
 */
public record Policy(@Nullable Severity failOn, boolean allowIncomplete) {

  /** What allows a finding on whose line a comment says so; null without one. */
  public static @Nullable Suppression inline(@Nullable String reason) {
    return reason == null ? null : new Suppression("inSource", reason);
  }

  /** Whether {@code finding} fails the scan: nothing allows it, and it is severe enough. */
  public boolean fails(Finding finding) {
    return finding.suppression() == null
        && failOn != null
        && finding.severity().compareTo(failOn) >= 0;
  }

  /** The outcome of a scan. Findings win over incompleteness. */
  public Verdict judge(ScanResult result) {
    for (Finding finding : result.findings()) {
      if (fails(finding)) {
        return Verdict.FINDINGS;
      }
    }
    return result.complete() || allowIncomplete ? Verdict.CLEAN : Verdict.INCOMPLETE;
  }
}
