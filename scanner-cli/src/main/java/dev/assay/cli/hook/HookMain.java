package dev.assay.cli.hook;

import dev.assay.cli.Main;
import dev.assay.model.ScanResult;
import dev.assay.model.UsageException;
import dev.assay.report.ConsoleReporter;
import dev.assay.report.ReportOptions;
import dev.assay.rules.RuleSet;
import dev.assay.rules.pack.BuiltInRules;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The command of hooks. It starts from a small jar; the self-contained one stands behind it on the
 * class path and is opened only if {@link Main} is needed, for whatever is not a plain {@code git
 * --staged}, or for a repository with a configuration.
 */
public final class HookMain {

  private HookMain() {}

  /** Exits with the code of the command. */
  public static void main(String[] args) {
    long started = System.nanoTime();
    BuiltIn rules = new BuiltIn();
    rules.start();
    Terminal terminal = Terminals.ofProcess();
    Plan plan = HookArguments.parse(args, terminal);
    if (plan == null) {
      Main.main(args);
    } else {
      System.exit(run(plan, rules, started, terminal));
    }
  }

  /** Runs {@code plan} and writes the console report. */
  static int run(Plan plan, Supplier<RuleSet> rules, long started, Terminal terminal) {
    try {
      ProgressLine line = new ProgressLine(terminal.err(), plan.progress());
      ScanResult result = Scans.scan(plan, rules, terminal, line);
      write(plan, result, terminal);
      return Scans.end(plan, result, started, terminal);
    } catch (UsageException e) {
      return Scans.usage(e, plan.debug(), terminal);
    } catch (RuntimeException | Error e) {
      return Scans.fault(e, plan.debug(), terminal);
    }
  }

  private static void write(Plan plan, ScanResult result, Terminal terminal) {
    OutputStream out = new BufferedOutputStream(terminal.out());
    try {
      new ConsoleReporter(new ReportOptions("", plan.color(), plan.detail())).write(result, out);
    } catch (IOException e) {
      Scans.standardOutputFailed(e);
    }
  }

  /** The built-in rules, loaded on a thread of their own from the first moment on. */
  private static final class BuiltIn extends Thread implements Supplier<RuleSet> {
    private @Nullable RuleSet rules;
    private @Nullable Throwable fault;

    BuiltIn() {
      super("assay-pack");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        rules = BuiltInRules.load();
      } catch (RuntimeException | Error e) {
        fault = e; // told by whoever asks
      }
    }

    @Override
    public RuleSet get() {
      boolean interrupted = false;
      while (true) {
        try {
          join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        currentThread().interrupt();
      }
      if (fault instanceof Error error) {
        throw error;
      }
      if (fault instanceof RuntimeException runtime) {
        throw runtime;
      }
      return Objects.requireNonNull(rules);
    }
  }
}
