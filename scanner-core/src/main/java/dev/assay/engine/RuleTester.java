package dev.assay.engine;

import dev.assay.config.ScanConfig;
import dev.assay.detect.licence.ProprietaryDetector;
import dev.assay.model.BytesContent;
import dev.assay.model.Confidence;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import dev.assay.rules.example.RuleExample;
import dev.assay.rules.load.RuleSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Runs the examples of rules as a scan would, in memory: each is a file at its path, looked at by
 * its rule and the one that finds its other half. An example is found if a report would show it by
 * default, or, for rules that start at low confidence, at all.
 */
public final class RuleTester {
  private RuleTester() {}

  /**
   * An example that fails.
   *
   * @param rule id of its rule
   * @param file where the rule stands, as the user named it
   * @param line of the example, 1-based
   * @param what was to be found and what was; never the example's text
   */
  public record Failure(String rule, String file, int line, String what) {

    /** {@code file:line: rule id what}. */
    @Override
    public String toString() {
      return file + ":" + line + ": rule " + rule + " " + what;
    }
  }

  /**
   * Runs all examples of {@code sources}.
   *
   * @param all holds the rules themselves and their other halves
   * @return those that fail, in the order of the rules; empty if all is well
   */
  public static List<Failure> test(Collection<RuleSource> sources, RuleSet all) {
    List<Failure> failures = new ArrayList<>();
    for (RuleSource source : sources) {
      Bench bench = new Bench(source.rule(), withOtherHalf(source.rule(), all));
      for (RuleExample example : source.match()) {
        bench.run(source, example, true, failures);
      }
      for (RuleExample example : source.ignore()) {
        bench.run(source, example, false, failures);
      }
    }
    return failures;
  }

  private static RuleSet withOtherHalf(Rule rule, RuleSet all) {
    List<Rule> rules = new ArrayList<>();
    rules.add(rule);
    for (Rule other : all.rules()) {
      if (rule.near() != null && other.id().equals(rule.near().rule())) {
        rules.add(other);
      }
    }
    return new RuleSet(rules, all::info);
  }

  /** One rule, ready to look at texts. */
  private static final class Bench {
    private final String id;
    private final Worker worker;
    private final Run run;
    private final boolean ships;
    private final boolean licence;
    private final RuleSet rules;

    Bench(Rule rule, RuleSet rules) {
      id = rule.id();
      ships = rule.shape() instanceof Rule.Shape.PathOnly path && path.ships();
      licence = rule.shape() instanceof Rule.Shape.Licence;
      this.rules = rules;
      boolean low = rule.confidence() == Confidence.LOW;
      ScanConfig config = config(low ? Confidence.LOW : Confidence.MEDIUM);
      Fingerprints fingerprints = new Fingerprints("", false);
      run =
          new Run(
              Preparation.now(
                  () ->
                      new Preparation.Ready(
                          new RuleChoice(rules, null),
                          Scanner.everything(rules, fingerprints, config, null, ships || licence),
                          new Placement(rules, config),
                          new Allowing(config.known(), rules, fingerprints))),
              config,
              Host.NONE,
              Progress.NONE);
      worker = new WorkerPool(run).worker();
    }

    private static ScanConfig config(Confidence least) {
      ScanConfig defaults = ScanConfig.defaults();
      return new ScanConfig(
          defaults.failOn(),
          least,
          defaults.budget(),
          defaults.decodeDepth(),
          false,
          1,
          true,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          false,
          "");
    }

    /** What it says of the example as a file of a package, of whatever kind. */
    private int shipped() {
      Compared compared = run.compared();
      return compared == null ? 0 : compared.shipped(worker.collected).size();
    }

    /** What it says of the example: as a declared licence, or as a file. */
    private int signs(RuleExample example) {
      if (ProprietaryDetector.isDeclared(rules, id, example.text())) {
        return 1;
      }
      Compared compared = run.compared();
      return compared == null ? 0 : compared.signs().size();
    }

    void run(RuleSource source, RuleExample example, boolean match, List<Failure> failures) {
      worker.collected.clear();
      worker.scan(new BytesContent(new Provenance.File(example.path()), example.bytes()), 0);
      int found = ships ? shipped() : licence ? signs(example) : 0;
      for (Placed placed : worker.collected.placed) {
        boolean allowed = placed.candidate().inlineIgnore() != null;
        found += !allowed && placed.candidate().ruleId().equals(id) ? 1 : 0;
      }
      List<String> faults = new ArrayList<>();
      for (Problem problem : worker.collected.problems) {
        faults.add(problem.detail());
      }
      if (match && found == 0) {
        faults.add("finds nothing in a `match` example");
      } else if (match && found > 1) {
        faults.add("finds " + found + " secrets in a `match` example, which must hold one");
      } else if (!match && found > 0) {
        faults.add("finds a secret in an `ignore` example");
      }
      for (String fault : faults) {
        failures.add(new Failure(id, source.file(), example.line(), fault));
      }
    }
  }
}
