package dev.assay.cli;

import dev.assay.cli.hook.Overrides;
import dev.assay.config.ScanConfig;
import dev.assay.engine.Host;
import dev.assay.engine.Progress;
import dev.assay.engine.Scanner;
import dev.assay.model.Finding;
import dev.assay.model.Problem;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import dev.assay.rules.example.RuleExample;
import dev.assay.rules.load.RuleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs the examples of a rule the way a scan would: as files. */
final class RuleExamples {

  private RuleExamples() {}

  /** A line for each example of {@code rule} that fails; {@code all} holds its other half. */
  static List<String> failures(RuleSource rule, RuleSet all) {
    RuleSet rules = withPartner(rule.rule(), all);
    List<String> failures = new ArrayList<>();
    for (RuleExample example : rule.match()) {
      check(rule, rules, example, 1, failures);
    }
    for (RuleExample example : rule.ignore()) {
      check(rule, rules, example, 0, failures);
    }
    return failures;
  }

  private static RuleSet withPartner(Rule rule, RuleSet all) {
    List<Rule> rules = new ArrayList<>();
    for (Rule other : all.rules()) {
      if (other.id().equals(rule.id())
          || (rule.near() != null && other.id().equals(rule.near().rule()))) {
        rules.add(other);
      }
    }
    return new RuleSet(rules, all::info);
  }

  private static void check(
      RuleSource rule, RuleSet rules, RuleExample example, int wanted, List<String> failures) {
    ScanResult result = scan(rules, example);
    StringBuilder fault = new StringBuilder();
    for (Problem problem : result.problems()) {
      fault.append(problem.detail()).append("; ");
    }
    int found = 0;
    for (Finding finding : result.findings()) {
      if (finding.ruleId().equals(rule.id()) && finding.suppression() == null) {
        found++;
      }
    }
    if (found != wanted) {
      fault.append("finds ").append(found).append(" secrets in an example of which it must find ");
      fault.append(wanted);
    }
    if (fault.length() > 0) {
      failures.add(rule.file() + ":" + example.line() + ": rule " + rule.id() + " " + fault);
    }
  }

  private static ScanResult scan(RuleSet rules, RuleExample example) {
    Overrides overrides = new Overrides();
    overrides.minConfidence = "low";
    overrides.threads = 1;
    overrides.noIgnore = true;
    ScanConfig config = overrides.over(ScanConfig.defaults());
    try {
      Path folder = Files.createTempDirectory("assay-example");
      try {
        Path file = folder.resolve(example.path()).normalize();
        if (!file.startsWith(folder)) {
          throw new IOException("the example's path leads out of its folder: " + example.path());
        }
        Files.createDirectories(file.getParent());
        Files.write(file, example.bytes());
        return new Scanner(Host.NONE)
            .scan(List.of(new ScanTarget.Tree(folder.toString())), config, rules, Progress.NONE);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
