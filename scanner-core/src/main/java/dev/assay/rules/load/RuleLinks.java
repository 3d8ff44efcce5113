package dev.assay.rules.load;

import dev.assay.rules.Rule.Near;
import dev.assay.rules.yaml.Suggestion;
import dev.assay.rules.yaml.YamlFaults;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks what rules say about each other. */
public final class RuleLinks {
  private RuleLinks() {}

  /**
   * Reports ids that stand twice, and {@code near} that names no rule of {@code rules} nor of
   * {@code knownIds}.
   */
  public static void check(
      Collection<RuleSource> rules, Collection<String> knownIds, YamlFaults faults) {
    Map<String, RuleSource> first = new HashMap<>();
    Set<String> ids = new TreeSet<>(knownIds);
    for (RuleSource rule : rules) {
      RuleSource other = first.putIfAbsent(rule.id(), rule);
      ids.add(rule.id());
      if (other != null) {
        String place = other.file() + ":" + other.line();
        faults.add(
            fault(rule, "has the id " + rule.id() + " of the rule at " + place + "; rename"));
      }
    }
    for (RuleSource rule : rules) {
      Near near = rule.rule().near();
      if (near != null && !ids.contains(near.rule())) {
        String closest = Suggestion.closest(near.rule(), ids);
        faults.add(
            fault(
                rule,
                "has near.rule '"
                    + near.rule()
                    + "', but there is no such rule"
                    + (closest.isEmpty() ? "" : "; did you mean '" + closest + "'?")));
      }
    }
  }

  private static YamlFaults.Fault fault(RuleSource rule, String what) {
    return new YamlFaults.Fault(rule.file(), rule.line(), 1, what);
  }
}
