package dev.assay.rules.check;

import dev.assay.rules.Rule.Shape;
import dev.assay.rules.load.RuleFiles;
import dev.assay.rules.load.RuleLinks;
import dev.assay.rules.load.RuleSource;
import dev.assay.rules.yaml.YamlFaults;
import dev.assay.rules.yaml.YamlFaults.Fault;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Tells everything that is wrong with rules: what keeps them from loading, and what makes them
 * poor. The built-in rules are free of both.
 */
public final class RuleChecker {
  private static final int MIN_EXAMPLES = 2;

  private RuleChecker() {}

  /**
   * What a check found.
   *
   * @param rules those that load, sorted by id
   * @param errors what keeps rules from loading, by place
   * @param warnings what makes rules poor: slow, undocumented, not shown by examples; by place
   */
  public record Report(List<RuleSource> rules, List<Fault> errors, List<Fault> warnings) {
    public Report {
      rules = List.copyOf(rules);
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Checks every rule in {@code paths} (files and folders).
   *
   * @param knownIds ids of the rules that these are added to
   */
  public static Report check(List<Path> paths, Collection<String> knownIds) {
    YamlFaults errors = new YamlFaults();
    List<RuleSource> rules = RuleFiles.read(paths, errors);
    RuleLinks.check(rules, knownIds, errors);
    YamlFaults warnings = new YamlFaults();
    for (RuleSource rule : rules) {
      documentation(rule, warnings);
      examples(rule, warnings);
      speed(rule, warnings);
      quality(rule, warnings);
    }
    return new Report(rules, errors.sorted(), warnings.sorted());
  }

  private static void documentation(RuleSource rule, YamlFaults warnings) {
    for (String field : rule.undocumented()) {
      warn(rule, warnings, "lacks doc." + field + "; reports show a general text instead");
    }
  }

  private static void examples(RuleSource rule, YamlFaults warnings) {
    if (rule.match().size() < MIN_EXAMPLES) {
      warn(rule, warnings, few("match", rule.match().size(), "texts that it must find"));
    }
    if (rule.ignore().size() < MIN_EXAMPLES) {
      warn(rule, warnings, few("ignore", rule.ignore().size(), "texts that it must leave alone"));
    }
  }

  private static String few(String key, int count, String what) {
    return "has " + count + " `" + key + "` examples; write at least " + MIN_EXAMPLES + " " + what;
  }

  private static void speed(RuleSource rule, YamlFaults warnings) {
    if (rule.rule().shape() instanceof Shape.Token token && token.slow()) {
      warn(
          rule,
          warnings,
          "is slow: without an anchor its pattern is tried at every byte of every file; find a"
              + " literal of 3 or more characters that stands in each match");
    }
    if (rule.rule().shape() instanceof Shape.Generic) {
      return; // a look at the byte behind a stem refuses most of them
    }
    for (String literal : rule.literals()) {
      if (literal.length() == 3 && literal.chars().allMatch(Character::isLetter)) {
        warn(
            rule,
            warnings,
            "has the anchor or keyword '"
                + literal
                + "', three letters that stand in ordinary words; a longer one makes scans faster");
      }
    }
  }

  private static void quality(RuleSource rule, YamlFaults warnings) {
    boolean filtered =
        rule.rule().minEntropy() > 0
            || !rule.rule().require().isEmpty()
            || !rule.rule().allow().isEmpty();
    if (rule.rule().shape() instanceof Shape.Assign assign
        && assign.untilDelimiter()
        && !filtered) {
      warn(
          rule,
          warnings,
          "takes any value after its keywords; write min-entropy, require or allow, or it reports"
              + " every placeholder");
    }
  }

  private static void warn(RuleSource rule, YamlFaults warnings, String what) {
    warnings.add(new Fault(rule.file(), rule.line(), 1, "rule " + rule.id() + " " + what));
  }
}
