package dev.assay.cli;

import dev.assay.cli.hook.Plan;
import dev.assay.cli.hook.Scans;
import dev.assay.cli.hook.Terminal;
import dev.assay.engine.ContentLocks;
import dev.assay.model.Problem;
import dev.assay.model.UsageException;
import dev.assay.policy.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes what artifacts may hold into a content lock, and says what became of it. */
final class LockCommand {

  private static final String FILE = "assay.lock";

  /** Lines that are shown of those that are new or gone. */
  private static final int SHOWN = 60;

  private final Terminal terminal;

  LockCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The content lock that {@code typed} is about. */
  static Path file(Typed typed) {
    return Targets.path(typed.file == null ? FILE : typed.file);
  }

  /**
   * Writes the lock; gives the exit code.
   *
   * @throws UsageException if an artifact isn't there, or the lock isn't one or can't be written
   */
  int update(Typed typed) {
    if (!typed.outputs.isEmpty()) {
      throw new UsageException(
          "'--output' reports what '--check' finds; without it 'assay lock' writes assay.lock.");
    }
    if (typed.digests != null) {
      throw new UsageException(
          "'--digests' is for '--check': what is approved stands there, not in assay.lock.");
    }
    if (typed.failOn != null) {
      throw new UsageException("'--fail-on' is for '--check'; nothing is judged without it.");
    }
    Main.allowProxies(typed);
    Plan plan = Planner.plan(typed, Outputs.check(List.of()), terminal);
    Path file = file(typed);
    boolean created = !Files.exists(file);
    ReportFile target = ReportFile.check(file.toString());
    ContentLocks.Update update =
        ContentLocks.update(
            plan.targets(), plan.config(), file, typed.approve, Scans.host(plan, terminal));
    boolean incomplete = !update.problems().isEmpty();
    for (Problem problem : update.problems()) {
      terminal.err().println("assay: " + Scans.harmless(problem.path() + ": " + problem.detail()));
    }
    if (incomplete && !typed.allowIncomplete) {
      terminal
          .err()
          .println(
              "assay: "
                  + file
                  + " was not written, since not everything could be read (--allow-incomplete"
                  + " accepts that)");
      return Verdict.INCOMPLETE.exitCode();
    }
    byte[] bytes = update.file();
    if (bytes != null) {
      target.write(out -> out.write(bytes));
    }
    if (!typed.quiet) {
      tell(update, file, typed.verbose);
      if (created) {
        terminal
            .err()
            .println(
                "assay: review and commit it; with 'assay.lock merge=union' in .gitattributes two"
                    + " branches that add lines never conflict");
      }
    }
    return Verdict.CLEAN.exitCode();
  }

  private void tell(ContentLocks.Update update, Path file, boolean all) {
    StringBuilder text = new StringBuilder();
    text.append(file).append(": ").append(String.join(", ", update.artifacts()));
    if (update.file() == null) {
      text.append(": nothing changed\n");
    } else if (update.added().isEmpty() && update.removed().isEmpty()) {
      text.append(": nothing changed but the order or the ends of lines\n");
    } else {
      text.append(": ").append(lines(update.added().size())).append(" added, ");
      text.append(lines(update.removed().size())).append(" removed\n");
    }
    List<String> lines = new ArrayList<>();
    update.removed().forEach(line -> lines.add("- " + line));
    update.added().forEach(line -> lines.add("+ " + line));
    int shown = all ? lines.size() : Math.min(SHOWN, lines.size());
    for (String line : lines.subList(0, shown)) {
      String tab = "";
      for (String field : line.split("\t", -1)) {
        text.append(tab).append(Scans.harmless(field));
        tab = "\t";
      }
      text.append('\n');
    }
    if (shown < lines.size()) {
      text.append("and ").append(lines(lines.size() - shown)).append(" more (-v shows them)\n");
    }
    try {
      terminal.out().write(text.toString().getBytes(StandardCharsets.UTF_8));
      terminal.out().flush();
    } catch (IOException e) {
      Scans.standardOutputFailed(e);
    }
  }

  private static String lines(int count) {
    return count + (count == 1 ? " line" : " lines");
  }
}
