package dev.assay.cli.hook;

import dev.assay.engine.Host;
import dev.assay.engine.Scanner;
import dev.assay.model.Finding;
import dev.assay.model.ScanResult;
import dev.assay.model.Severity;
import dev.assay.model.UsageException;
import dev.assay.policy.Policy;
import dev.assay.policy.Verdict;
import dev.assay.report.ReportOptions.Detail;
import dev.assay.rules.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs plans, and says on standard error how they ended. */
public final class Scans {

  private Scans() {}

  /**
   * Scans what {@code plan} names.
   *
   * @throws UsageException if a target isn't there, or the configuration is wrong
   */
  public static ScanResult scan(
      Plan plan, Supplier<RuleSet> rules, Terminal terminal, ProgressLine line) {
    try {
      return new Scanner(host(plan, terminal)).scan(plan.targets(), plan.config(), rules, line);
    } finally {
      line.clear();
    }
  }

  /** Looks which files there are in what {@code plan} names, and compares those alone. */
  public static ScanResult contents(Plan plan, Terminal terminal, ProgressLine line) {
    try {
      return Scanner.ofContents(host(plan, terminal))
          .scan(plan.targets(), plan.config(), new RuleSet(List.of(), Map::of), line);
    } finally {
      line.clear();
    }
  }

  /** Looks which packages there are in what {@code plan} names, and for nothing else. */
  public static ScanResult bill(Plan plan, Terminal terminal, ProgressLine line) {
    try {
      return Scanner.ofBill(host(plan, terminal))
          .scan(plan.targets(), plan.config(), new RuleSet(List.of(), Map::of), line);
    } finally {
      line.clear();
    }
  }

  /** What a scan of {@code plan} may use. */
  public static Host host(Plan plan, Terminal terminal) {
    return new Host(
        new Input(terminal.in()),
        terminal.environment(),
        new StackTraces(plan.debug() ? terminal.err() : null));
  }

  /**
   * Says how the scan ended and how long it took (on standard error, since a report depends on
   * nothing but its input); gives the exit code.
   *
   * @param started {@link System#nanoTime} at the start
   */
  public static int end(Plan plan, ScanResult result, long started, Terminal terminal) {
    Policy policy = new Policy(plan.config().failOn(), plan.config().allowIncomplete());
    Verdict verdict = policy.judge(result);
    if (plan.detail() != Detail.QUIET) {
      StringBuilder line = new StringBuilder("assay: ");
      switch (verdict) {
        case FINDINGS -> failing(policy, result, line);
        case INCOMPLETE -> incomplete(result, line);
        default -> passing(result, line);
      }
      long millis = (System.nanoTime() - started) / 1_000_000;
      line.append(", ").append(millis / 1000).append('.');
      long hundredths = millis % 1000 / 10;
      line.append(hundredths < 10 ? "0" : "").append(hundredths).append(" s");
      terminal.err().println(line);
    }
    return verdict.exitCode();
  }

  private static void failing(Policy policy, ScanResult result, StringBuilder line) {
    int count = 0;
    for (Finding finding : result.findings()) {
      count += policy.fails(finding) ? 1 : 0;
    }
    Severity from = policy.failOn();
    line.append(count).append(count == 1 ? " finding" : " findings");
    if (from != null && from != Severity.INFO) {
      line.append(" of severity ").append(from.label());
      line.append(from == Severity.CRITICAL ? "" : " or higher");
    }
    line.append(result.complete() ? "" : "; incomplete as well");
  }

  private static void incomplete(ScanResult result, StringBuilder line) {
    int count = result.problems().size();
    line.append("incomplete, ").append(count).append(count == 1 ? " thing was" : " things were");
    line.append(" not scanned (--allow-incomplete accepts that)");
  }

  private static void passing(ScanResult result, StringBuilder line) {
    boolean found = false;
    for (Finding finding : result.findings()) {
      found |= finding.suppression() == null;
    }
    line.append(found ? "nothing that fails" : "nothing found");
    line.append(result.complete() ? "" : ", but incomplete");
  }

  /** Says what is wrong with the input; gives the exit code. */
  public static int usage(UsageException fault, boolean debug, Terminal terminal) {
    terminal.err().println("assay: " + harmless(String.valueOf(fault.getMessage())));
    if (debug) {
      new StackTraces(terminal.err()).caught("", fault);
    }
    return Verdict.USAGE.exitCode();
  }

  /** Says that a fault of our own ended everything; gives the exit code, which is never clean. */
  public static int fault(Throwable fault, boolean debug, Terminal terminal) {
    terminal
        .err()
        .println(
            "assay: a fault of Assay itself ended the scan: "
                + fault.getClass().getName()
                + (debug ? "" : " (--debug shows where; please report it)"));
    if (debug) {
      new StackTraces(terminal.err()).caught("", fault);
    }
    return Verdict.INCOMPLETE.exitCode();
  }

  /**
   * Judges a failure to write to standard output: whoever reads it, such as {@code head}, may have
   * had enough, which is no fault.
   *
   * @throws UsageException for any other failure
   */
  public static void standardOutputFailed(IOException fault) {
    String message = String.valueOf(fault.getMessage());
    boolean closed =
        message.contains("Broken pipe")
            || message.contains("EPIPE")
            || message.contains("pipe is being closed")
            || message.contains("pipe has been ended");
    if (!closed) {
      throw new UsageException("Can't write to standard output: " + message + ".", fault);
    }
  }

  /** {@code text} without what a terminal would obey; lines stay. */
  public static String harmless(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean control = (c < ' ' && c != '\n') || (c >= 0x7f && c < 0xa0);
      out.append(control || Character.getType(c) == Character.FORMAT ? '?' : c);
    }
    return out.toString();
  }

  /** Standard input, given to the engine when it asks. */
  private record Input(InputStream in) implements Supplier<InputStream> {
    @Override
    public InputStream get() {
      return in;
    }
  }

  /**
   * Shows where faults happened: classes, methods and lines. Never their messages, which may hold
   * what was scanned.
   */
  private record StackTraces(@Nullable PrintStream err) implements Host.Faults {
    @Override
    public void caught(String where, Throwable fault) {
      if (err == null) {
        return;
      }
      StringBuilder text = new StringBuilder();
      text.append(harmless(where)).append(where.isEmpty() ? "" : ": ");
      Throwable at = fault;
      for (int depth = 0; at != null && depth < 8; depth++, at = at.getCause()) {
        text.append(depth == 0 ? "" : "caused by ").append(at.getClass().getName()).append('\n');
        for (StackTraceElement frame : at.getStackTrace()) {
          text.append("    at ").append(frame).append('\n');
        }
      }
      err.print(text);
      err.flush();
    }
  }
}
