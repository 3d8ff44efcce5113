package dev.assay.cli;

import dev.assay.cli.hook.Terminal;
import dev.assay.config.ScanConfig;
import dev.assay.engine.RuleChoice;
import dev.assay.engine.RuleTester;
import dev.assay.engine.Scanner;
import dev.assay.model.RuleInfo;
import dev.assay.model.UsageException;
import dev.assay.report.RuleTexts;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import dev.assay.rules.check.RuleChecker;
import dev.assay.rules.gitleaks.UserRules;
import dev.assay.rules.load.RuleFiles;
import dev.assay.rules.load.RuleMerge;
import dev.assay.rules.load.RuleSource;
import dev.assay.rules.pack.BuiltInRules;
import dev.assay.rules.yaml.YamlFaults.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The commands about rules, and loading them for a scan. */
final class RulesCommands {

  private RulesCommands() {}

  /**
   * The built-in rules with those in {@code paths} laid over them; says on standard error what that
   * replaces.
   *
   * @throws UsageException if a file is wrong, with every fault and its place
   */
  static RuleSet load(List<Path> paths, Terminal terminal) {
    RuleSet builtIn = BuiltInRules.load();
    if (paths.isEmpty()) {
      return builtIn;
    }
    UserRules.Laid laid = UserRules.over(builtIn, paths, null);
    for (String notice : laid.notices()) {
      terminal.err().println("assay: " + notice);
    }
    return laid.rules();
  }

  /**
   * The rules of a scan; those that came with what is scanned may not lead out of it, and what they
   * loosen goes into the notices of the configuration.
   *
   * @throws UsageException if a file is wrong, with every fault and its place
   */
  static Loaded load(ScanConfig config, Terminal terminal) {
    Path found = config.foundRules();
    if (found == null) {
      return new Loaded(load(config.rulePaths(), terminal), config);
    }
    List<Path> named = new ArrayList<>(config.rulePaths());
    named.remove(found);
    RuleSet base = load(named, terminal);
    UserRules.Laid laid;
    try {
      laid = UserRules.over(base, List.of(found), found.getParent());
    } catch (UsageException e) {
      throw new UsageException(
          e.getMessage()
              + "\nThis file was found at the root of what is scanned; --config FILE scans without"
              + " it.",
          e);
    }
    laid.notices().forEach(notice -> terminal.err().println("assay: " + notice));
    List<String> notices = new ArrayList<>(config.notices());
    String file = "The scanned " + UserRules.GITLEAKS_NAME;
    int more = Math.max(0, laid.rules().rules().size() - base.rules().size());
    notices.add(file + " is used: it adds " + count(more, "rule"));
    for (String what : laid.loosened()) {
      notices.add(file + " loosens this scan: it " + what);
    }
    return new Loaded(
        laid.rules(), config.with(config.rulePaths(), notices, found, config.known()));
  }

  /** Rules, and the configuration with what is to be said of them. */
  record Loaded(RuleSet rules, ScanConfig config) {}

  private static Collection<String> ids(RuleSet rules) {
    return rules.rules().stream().map(Rule::id).toList();
  }

  /** What {@code rules list} writes. */
  static String list(Typed typed, Terminal terminal) {
    RuleSet all = load(paths(typed.rules), terminal);
    List<String> others = Scanner.builtIn().stream().map(RuleInfo::id).toList();
    RuleChoice choice = RuleChoice.of(all, others, typed.only, typed.skip);
    Map<String, RuleInfo> texts = texts(all);
    texts.keySet().removeIf(id -> !choice.holds(id));
    boolean json = typed.outputs.stream().anyMatch(output -> output.format().equals("json"));
    return text(
        out -> {
          if (json) {
            RuleTexts.json(texts.values(), out);
          } else {
            RuleTexts.table(texts.values(), terminal.color(typed.color), out);
          }
        });
  }

  /** The texts of {@code rules} and of what no rule file holds, by id. */
  private static Map<String, RuleInfo> texts(RuleSet rules) {
    Map<String, RuleInfo> texts = new TreeMap<>(rules.info());
    Scanner.builtIn().forEach(info -> texts.put(info.id(), info));
    return texts;
  }

  /** What {@code rules show} writes. */
  static String show(Typed typed, Terminal terminal) {
    Map<String, RuleInfo> texts = texts(load(paths(typed.rules), terminal));
    List<RuleInfo> shown = new ArrayList<>();
    for (String id : operands(typed, "the id of a rule; see 'assay rules list'")) {
      RuleInfo rule = texts.get(id);
      if (rule == null) {
        throw new UsageException(
            "There is no rule '" + id + "'" + Suggestions.didYouMean(id, texts.keySet()));
      }
      shown.add(rule);
    }
    return text(
        out -> {
          for (int i = 0; i < shown.size(); i++) {
            if (i > 0) {
              out.write('\n');
            }
            RuleTexts.full(shown.get(i), terminal.color(typed.color), out);
          }
        });
  }

  /** Checks rule files; gives what to write and the exit code. */
  static Outcome check(Typed typed) {
    List<Path> files = paths(operands(typed, "a rule file, or a folder of them"));
    RuleChecker.Report report = RuleChecker.check(files, BuiltInRules.load());
    StringBuilder text = new StringBuilder();
    for (Fault fault : report.errors()) {
      text.append(fault).append('\n');
    }
    for (Fault fault : report.warnings()) {
      text.append(fault.file()).append(':').append(fault.line()).append(": warning: ");
      text.append(fault.what()).append('\n');
    }
    text.append(count(report.rules().size(), "rule")).append(" checked: ");
    text.append(count(report.errors().size(), "error")).append(", ");
    text.append(count(report.warnings().size(), "warning")).append('\n');
    return new Outcome(text.toString(), report.errors().isEmpty() ? 0 : 1);
  }

  /** Runs the examples of rule files; gives what to write and the exit code. */
  static Outcome test(Typed typed) {
    List<Path> files = paths(operands(typed, "a rule file, or a folder of them"));
    RuleSet builtIn = BuiltInRules.load();
    List<RuleSource> rules = RuleFiles.load(files, ids(builtIn));
    RuleSet all = RuleMerge.of(builtIn, rules).rules();
    List<RuleTester.Failure> failures = RuleTester.test(rules, all);
    StringBuilder text = new StringBuilder();
    failures.forEach(failure -> text.append(failure).append('\n'));
    int examples = 0;
    for (RuleSource rule : rules) {
      examples += rule.match().size() + rule.ignore().size();
    }
    text.append(count(examples, "example")).append(" of ").append(count(rules.size(), "rule"));
    text.append(
        failures.isEmpty() ? ": all as they should be" : ": " + failures.size() + " failed");
    return new Outcome(text.append('\n').toString(), failures.isEmpty() ? 0 : 1);
  }

  /**
   * How a command ended.
   *
   * @param text for standard output
   */
  record Outcome(String text, int exitCode) {}

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static List<String> operands(Typed typed, String what) {
    if (typed.operands.isEmpty()) {
      throw new UsageException("'assay " + typed.verb.path() + "' needs " + what + ".");
    }
    return typed.operands;
  }

  private static List<Path> paths(List<String> names) {
    return names.stream().map(Targets::path).toList();
  }

  private static String text(ReportFile.Body body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      body.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
