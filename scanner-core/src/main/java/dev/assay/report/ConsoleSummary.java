package dev.assay.report;

import dev.assay.model.Coverage;
import dev.assay.model.Finding;
import dev.assay.model.Problem;
import dev.assay.model.Reconciled;
import dev.assay.model.ScanResult;
import dev.assay.model.Severity;
import dev.assay.report.ReportOptions.Detail;
import dev.assay.report.TerminalWriter.Style;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The end of the console report: what was scanned, what was not and why, and how it stands. */
final class ConsoleSummary {

  private static final int INDENT = 2;
  private static final int COLUMN = 15;
  private static final int PATHS_SHOWN = 3;
  private static final int RULES_SHOWN = 5;

  /** From here on findings are counted by rule as well. */
  private static final int MANY = 10;

  private static final Coverage.Unit[] SCANNED = {
    Coverage.Unit.FILES,
    Coverage.Unit.COMMITS,
    Coverage.Unit.BLOBS,
    Coverage.Unit.MESSAGES,
    Coverage.Unit.ENTRIES,
    Coverage.Unit.BYTES
  };
  private static final Coverage.Unit[] LEFT_OUT = {
    Coverage.Unit.IGNORED_FILES, Coverage.Unit.SKIPPED_LINKS, Coverage.Unit.SPECIAL_FILES
  };

  private final ScanResult result;
  private final Detail detail;
  private final TerminalWriter writer;

  ConsoleSummary(ScanResult result, Detail detail, TerminalWriter writer) {
    this.result = result;
    this.detail = detail;
    this.writer = writer;
  }

  void write() throws IOException {
    int[] counts = new int[Severity.values().length];
    int found = 0;
    int allowed = 0;
    for (Finding finding : result.findings()) {
      if (finding.suppression() == null) {
        counts[finding.severity().ordinal()]++;
        found++;
      } else {
        allowed++;
      }
    }
    boolean quiet = detail == Detail.QUIET;
    if (quiet && found == 0 && result.problems().isEmpty()) {
      return;
    }
    if (!quiet) {
      writer.labelled(INDENT, "Scanned", COLUMN, scanned());
      String leftOut = list(LEFT_OUT);
      if (!leftOut.isEmpty()) {
        writer.labelled(INDENT, "Left out", COLUMN, leftOut);
      }
      for (String notice : result.notices()) {
        writer.labelled(INDENT, "Note", COLUMN, notice);
      }
    }
    Reconciled reconciled = result.reconciled();
    if (detail == Detail.VERBOSE && reconciled != null) {
      files(reconciled);
    }
    problems();
    findings(counts, found, allowed);
    if (found > MANY) {
      writer.labelled(INDENT, "", COLUMN, byRule());
    }
  }

  /** How each file stands to the commit. */
  private void files(Reconciled reconciled) throws IOException {
    for (Reconciled.File file : reconciled.files()) {
      StringBuilder text = new StringBuilder(file.path());
      if (!file.because().isEmpty()) {
        text.append(": ").append(file.because());
      } else if (!file.git().isEmpty() && !file.path().endsWith("/" + file.git())) {
        text.append(": ").append(file.git());
      }
      writer.labelled(INDENT, file.state().label(), COLUMN, text.toString());
    }
  }

  /** The rules with most findings: where to begin when there are many. */
  private String byRule() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Finding finding : result.findings()) {
      if (finding.suppression() == null) {
        counts.put(finding.ruleId(), counts.getOrDefault(finding.ruleId(), 0) + 1);
      }
    }
    int rules = counts.size();
    StringBuilder text = new StringBuilder();
    for (int shown = 0; shown < RULES_SHOWN && !counts.isEmpty(); shown++) {
      String most = "";
      int count = 0;
      for (Map.Entry<String, Integer> entry : counts.entrySet()) {
        if (entry.getValue() > count) {
          most = entry.getKey();
          count = entry.getValue();
        }
      }
      counts.remove(most);
      text.append(text.length() == 0 ? "" : ", ");
      text.append(TerminalText.number(count)).append(' ').append(most);
    }
    if (rules > RULES_SHOWN) {
      text.append(", and ").append(rules - RULES_SHOWN).append(" more rules");
    }
    return text.toString();
  }

  private String scanned() {
    String counts = list(SCANNED);
    StringBuilder text = new StringBuilder(counts.isEmpty() ? "nothing" : counts);
    List<String> targets = result.target();
    if (targets.size() != 1 || !targets.get(0).equals(".")) {
      for (int i = 0; i < targets.size(); i++) {
        text.append(i == 0 ? " in " : ", ").append(targets.get(i));
      }
    }
    return text.toString();
  }

  private String list(Coverage.Unit[] units) {
    StringBuilder text = new StringBuilder();
    for (Coverage.Unit unit : units) {
      long count = result.coverage().of(unit);
      if (count != 0) {
        text.append(text.length() == 0 ? "" : ", ").append(amount(unit, count));
      }
    }
    return text.toString();
  }

  private static String amount(Coverage.Unit unit, long count) {
    if (unit == Coverage.Unit.BYTES) {
      return TerminalText.bytes(count);
    }
    return TerminalText.number(count) + " " + name(unit, count == 1);
  }

  private static String name(Coverage.Unit unit, boolean one) {
    return switch (unit) {
      case FILES -> one ? "file" : "files";
      case COMMITS -> one ? "commit" : "commits";
      case BLOBS -> one ? "blob" : "blobs";
      case MESSAGES -> one ? "message" : "messages";
      case ENTRIES -> one ? "archive entry" : "archive entries";
      case BYTES -> one ? "byte" : "bytes";
      case IGNORED_FILES ->
          one ? "ignored file (see --no-ignore)" : "ignored files (see --no-ignore)";
      case SKIPPED_LINKS -> one ? "symbolic link" : "symbolic links";
      case SPECIAL_FILES -> one ? "special file" : "special files";
    };
  }

  private void problems() throws IOException {
    List<Problem> problems = result.problems();
    if (problems.isEmpty()) {
      return;
    }
    int count = problems.size();
    writer.spaces(INDENT).safe(Style.MEDIUM, "Not scanned").spaces(COLUMN - INDENT - 11);
    writer.safe(Style.BOLD, TerminalText.number(count) + (count == 1 ? " thing" : " things"));
    writer.safe(Style.PLAIN, ", so this result is incomplete");
    if (detail != Detail.VERBOSE && count > 1) {
      writer.safe(Style.DIM, "  (-v lists every one)");
    }
    writer.end();
    for (Problem.Kind kind : Problem.Kind.values()) {
      problems(kind);
    }
  }

  private void problems(Problem.Kind kind) throws IOException {
    int count = 0;
    for (Problem problem : result.problems()) {
      if (problem.kind() == kind) {
        count++;
      }
    }
    if (count == 0) {
      return;
    }
    writer.spaces(COLUMN).safe(Style.BOLD, kind.label());
    writer.safe(Style.PLAIN, "  " + TerminalText.number(count)).end();
    int shown = 0;
    for (Problem problem : result.problems()) {
      if (problem.kind() != kind) {
        continue;
      }
      if (shown == PATHS_SHOWN && detail != Detail.VERBOSE) {
        writer.spaces(COLUMN + 2);
        writer.safe(Style.DIM, "and " + TerminalText.number(count - shown) + " more").end();
        return;
      }
      writer.spaces(COLUMN + 2).text(Style.PLAIN, problem.path()).end();
      if (shown == 0 || detail == Detail.VERBOSE) {
        writer.labelled(COLUMN + 4, "", COLUMN + 4, problem.detail());
      }
      shown++;
    }
  }

  private void findings(int[] counts, int found, int allowed) throws IOException {
    writer.spaces(INDENT).safe(Style.DIM, "Findings").spaces(COLUMN - INDENT - 8);
    if (found == 0) {
      boolean complete = result.complete();
      writer.safe(
          complete ? Style.GOOD : Style.PLAIN, complete ? "none" : "none in what was scanned");
    }
    boolean first = true;
    for (int i = counts.length - 1; i >= 0; i--) {
      if (counts[i] > 0) {
        Severity severity = Severity.values()[i];
        writer.safe(Style.PLAIN, first ? "" : ", ");
        writer.safe(
            ConsoleReporter.style(severity),
            TerminalText.number(counts[i]) + " " + severity.label());
        first = false;
      }
    }
    if (allowed > 0) {
      writer.safe(Style.DIM, "; " + TerminalText.number(allowed) + " allowed");
    }
    writer.end();
  }
}
