package dev.assay.engine;

import dev.assay.model.RuleInfo;
import dev.assay.model.UsageException;
import dev.assay.rules.Glob;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which rules take part: {@code --only} and {@code --skip}.
 *
 * @param rules those of rule files
 * @param ids of all that take part, also of those that no file holds; null if none was asked for
 */
public record RuleChoice(RuleSet rules, @Nullable Set<String> ids) {

  /**
   * Of {@code all}, what {@code only} names (everything if it is empty) and {@code skip} doesn't.
   *
   * @param others ids that no rule file holds
   * @throws UsageException if a glob names no rule
   */
  public static RuleChoice of(
      RuleSet all, Collection<String> others, List<String> only, List<String> skip) {
    if (only.isEmpty() && skip.isEmpty()) {
      return new RuleChoice(all, null);
    }
    Set<String> known = new HashSet<>(others);
    for (Rule rule : all.rules()) {
      known.add(rule.id());
    }
    Set<String> ids = only.isEmpty() ? new HashSet<>(known) : named(known, only, "--only");
    ids.removeAll(named(known, skip, "--skip"));
    if (ids.isEmpty()) {
      throw new UsageException("--only and --skip leave no rule; see 'assay rules list'");
    }
    List<Rule> chosen = new ArrayList<>();
    for (Rule rule : all.rules()) {
      if (ids.contains(rule.id())) {
        chosen.add(rule);
      }
    }
    RuleSet rules =
        new RuleSet(
            chosen,
            () -> {
              Map<String, RuleInfo> texts = new TreeMap<>(all.info());
              texts.keySet().retainAll(ids);
              return texts;
            });
    return new RuleChoice(rules, ids);
  }

  /** Whether findings of the rule {@code id} are wanted. */
  public boolean holds(String id) {
    return ids == null || ids.contains(id);
  }

  private static Set<String> named(Set<String> known, List<String> globs, String option) {
    Set<String> ids = new HashSet<>();
    for (String text : globs) {
      Glob glob = Glob.compile(text);
      boolean any = false;
      for (String id : known) {
        if (glob.matches(id)) {
          ids.add(id);
          any = true;
        }
      }
      if (!any) {
        throw new UsageException(
            option + " " + text + " names no rule; see 'assay rules list' for their ids");
      }
    }
    return ids;
  }
}
