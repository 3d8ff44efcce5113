package dev.assay.rules.check;

import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.RuleSet;
import dev.assay.rules.gitleaks.UserRules;
import dev.assay.rules.load.RuleFiles;
import dev.assay.rules.load.RuleLinks;
import dev.assay.rules.load.RuleSource;
import dev.assay.rules.yaml.YamlFaults;
import dev.assay.rules.yaml.YamlFaults.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
   * Checks every rule in {@code paths} (files and folders; {@code .toml} files in the format of
   * gitleaks).
   *
   * @param base the rules that these are added to
   */
  public static Report check(List<Path> paths, RuleSet base) {
    List<Path> own = new ArrayList<>();
    YamlFaults errors = new YamlFaults();
    YamlFaults warnings = new YamlFaults();
    List<RuleSource> rules = new ArrayList<>();
    for (Path path : paths) {
      if (UserRules.isToml(path)) {
        for (RuleSource rule : UserRules.check(path, base, errors, warnings)) {
          rules.add(rule);
          speed(rule, warnings);
        }
      } else {
        own.add(path);
      }
    }
    List<String> ids = base.rules().stream().map(Rule::id).toList();
    if (!own.isEmpty()) {
      rules.addAll(checkOwn(own, ids, errors, warnings));
    }
    rules.sort(Comparator.comparing(RuleSource::id));
    return new Report(rules, errors.sorted(), warnings.sorted());
  }

  /**
   * The same for rules of our own format.
   *
   * @param knownIds ids of the rules that these are added to
   */
  public static Report check(List<Path> paths, Collection<String> knownIds) {
    YamlFaults errors = new YamlFaults();
    YamlFaults warnings = new YamlFaults();
    List<RuleSource> rules = checkOwn(paths, knownIds, errors, warnings);
    return new Report(rules, errors.sorted(), warnings.sorted());
  }

  private static List<RuleSource> checkOwn(
      List<Path> paths, Collection<String> knownIds, YamlFaults errors, YamlFaults warnings) {
    List<RuleSource> rules = RuleFiles.read(paths, errors);
    RuleLinks.check(rules, knownIds, errors);
    for (RuleSource rule : rules) {
      documentation(rule, warnings);
      examples(rule, warnings);
      speed(rule, warnings);
      quality(rule, warnings);
    }
    return rules;
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
    for (String cost : CostChecker.costs(rule)) {
      warn(rule, warnings, cost);
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
