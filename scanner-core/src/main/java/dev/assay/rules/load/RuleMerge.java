package dev.assay.rules.load;

import dev.assay.model.RuleInfo;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rules of the user's laid over others.
 *
 * @param rules all of them; where both have an id, the user's
 * @param notices a sentence for each rule that was replaced, for standard error
 */
public record RuleMerge(RuleSet rules, List<String> notices) {

  public RuleMerge {
    notices = List.copyOf(notices);
  }

  /** Lays {@code own} over {@code base}. */
  public static RuleMerge of(RuleSet base, Collection<RuleSource> own) {
    Map<String, Rule> rules = new TreeMap<>();
    for (Rule rule : base.rules()) {
      rules.put(rule.id(), rule);
    }
    List<String> notices = new ArrayList<>();
    Map<String, RuleInfo> ownTexts = new TreeMap<>();
    for (RuleSource source : own) {
      if (rules.put(source.id(), source.rule()) != null) {
        notices.add("rule " + source.id() + " of " + source.file() + " replaces the built-in one");
      }
      ownTexts.put(source.id(), source.info());
    }
    return new RuleMerge(
        new RuleSet(
            new ArrayList<>(rules.values()),
            () -> {
              Map<String, RuleInfo> texts = new TreeMap<>(base.info());
              texts.putAll(ownTexts);
              return texts;
            }),
        notices);
  }
}
