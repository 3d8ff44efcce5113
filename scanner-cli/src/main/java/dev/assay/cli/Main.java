package dev.assay.cli;

import dev.assay.cli.hook.Plan;
import dev.assay.cli.hook.ProgressLine;
import dev.assay.cli.hook.Scans;
import dev.assay.cli.hook.Terminal;
import dev.assay.cli.hook.Terminals;
import dev.assay.model.ScanResult;
import dev.assay.model.UsageException;
import dev.assay.report.ReportOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** The command {@code assay}, whole. */
public final class Main {

  private static final String PROXY_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  private final Terminal terminal;
  private final Interruption interruption;

  /** A command in these surroundings. */
  Main(Terminal terminal, Interruption interruption) {
    this.terminal = terminal;
    this.interruption = interruption;
  }

  /** Exits with the code of the command. */
  public static void main(String... args) {
    Terminal terminal = Terminals.ofProcess();
    Interruption interruption = new Interruption(terminal.err());
    Runtime.getRuntime().addShutdownHook(new Thread(interruption, "interruption"));
    System.exit(new Main(terminal, interruption).run(List.of(args)));
  }

  /** Runs the command that {@code args} name; gives its exit code. Never throws. */
  int run(List<String> args) {
    boolean debug = args.contains("--debug");
    try {
      Ansi ansi = terminal.color(null) ? Ansi.ON : Ansi.OFF;
      Typed typed = new CommandLineParser().parse(args, ansi);
      return typed.text == null ? run(typed) : write(typed.text);
    } catch (UsageException e) {
      return Scans.usage(e, debug, terminal);
    } catch (RuntimeException | Error e) {
      return Scans.fault(e, debug, terminal);
    } finally {
      interruption.end();
    }
  }

  private int run(Typed typed) {
    return switch (typed.verb) {
      case SCAN, GIT, SBOM, SBOM_VERIFY -> scan(typed);
      case LOCK -> typed.check ? scan(typed) : new LockCommand(terminal).update(typed);
      case RULES_LIST -> write(RulesCommands.list(typed, terminal));
      case RULES_SHOW -> write(RulesCommands.show(typed, terminal));
      case RULES_CHECK -> write(RulesCommands.check(typed));
      case RULES_TEST -> write(RulesCommands.test(typed));
      case COMPLETION -> write(Completion.script(shell(typed)));
    };
  }

  private int scan(Typed typed) {
    long started = System.nanoTime();
    allowProxies(typed);
    Outputs outputs = Outputs.check(outputs(typed));
    Plan typedPlan = Planner.plan(typed, outputs, terminal);
    RulesCommands.Loaded loaded = RulesCommands.load(typedPlan.config(), terminal);
    Plan plan = typedPlan.with(loaded.config());
    ProgressLine line = new ProgressLine(terminal.err(), plan.progress());
    interruption.begin(line);
    ScanResult result =
        switch (typed.verb) {
          case LOCK -> Scans.contents(plan, terminal, line);
          case SBOM, SBOM_VERIFY -> Scans.bill(plan, terminal, line);
          default -> Scans.scan(plan, loaded::rules, terminal, line);
        };
    String creator = typed.creator == null ? "" : typed.creator;
    outputs.write(
        result, new ReportOptions(Version.VERSION, plan.color(), plan.detail(), creator), terminal);
    interruption.end();
    return Scans.end(plan, result, started, terminal);
  }

  private static List<OutputSpec> outputs(Typed typed) {
    return typed.verb == Verb.SBOM && typed.outputs.isEmpty()
        ? List.of(new OutputSpec("cyclonedx", null))
        : typed.outputs;
  }

  /**
   * Java refuses to present a password to a proxy in front of HTTPS otherwise, though the user's
   * settings say so. Read once, when the first connection is made.
   */
  static void allowProxies(Typed typed) {
    if (typed.online && System.getProperty(PROXY_SCHEMES) == null) {
      System.setProperty(PROXY_SCHEMES, "");
    }
  }

  private static String shell(Typed typed) {
    if (typed.operands.size() != 1) {
      throw new UsageException("'assay completion' needs the name of a shell: bash, zsh or fish.");
    }
    return typed.operands.get(0);
  }

  private int write(RulesCommands.Outcome outcome) {
    write(outcome.text());
    return outcome.exitCode();
  }

  private int write(String text) {
    try {
      terminal.out().write(text.getBytes(StandardCharsets.UTF_8));
      terminal.out().flush();
    } catch (IOException e) {
      Scans.standardOutputFailed(e);
    }
    return 0;
  }
}
