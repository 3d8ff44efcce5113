package dev.assay.model;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a scan says, in its final order: the same input gives an equal result, whatever the
 * threads.
 *
 * @param target what was scanned, as the user named it
 * @param when SOURCE_DATE_EPOCH or the scanned commit's date; null if neither: never the clock
 * @param findings sorted; suppressed ones included; very many are read from a private file as they
 *     are asked for
 * @param problems sorted
 * @param notices sorted facts for the summary
 * @param coverage what was looked at
 * @param rules every rule that took part, by id, sorted; empty if nothing was found
 * @param reconciled how the files stand to a commit; null if none was named
 * @param bill what is in it; null where only git's objects were looked at
 */
public record ScanResult(
    List<String> target,
    @Nullable Instant when,
    List<Finding> findings,
    List<Problem> problems,
    List<String> notices,
    Coverage coverage,
    Map<String, RuleInfo> rules,
    @Nullable Reconciled reconciled,
    @Nullable BillOfMaterials bill) {

  /** A result that was held against no commit, without a bill. */
  public ScanResult(
      List<String> target,
      @Nullable Instant when,
      List<Finding> findings,
      List<Problem> problems,
      List<String> notices,
      Coverage coverage,
      Map<String, RuleInfo> rules) {
    this(target, when, findings, problems, notices, coverage, rules, null, null);
  }

  public ScanResult {
    target = List.copyOf(target);
    findings = Collections.unmodifiableList(findings);
    problems = List.copyOf(problems);
    notices = List.copyOf(notices);
  }

  /** The same with a bill. */
  public ScanResult with(@Nullable BillOfMaterials other) {
    return new ScanResult(
        target, when, findings, problems, notices, coverage, rules, reconciled, other);
  }

  /** The components of the bill; none if there is no bill. */
  public List<Component> components() {
    return bill == null ? List.of() : bill.components();
  }

  /** Whether everything that was asked for was scanned. */
  public boolean complete() {
    return problems.isEmpty();
  }
}
