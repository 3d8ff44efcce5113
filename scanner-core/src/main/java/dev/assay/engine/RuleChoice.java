package dev.assay.engine;

import dev.assay.model.RuleInfo;
import dev.assay.model.UsageException;
import dev.assay.rules.Glob;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which rules take part: {@code --only} and {@code --skip}. */
public final class RuleChoice {

  private RuleChoice() {}

  /**
   * Of {@code all}, what {@code only} names (everything if it is empty) and {@code skip} doesn't.
   *
   * @throws UsageException if a glob names no rule
   */
  public static RuleSet of(RuleSet all, List<String> only, List<String> skip) {
    if (only.isEmpty() && skip.isEmpty()) {
      return all;
    }
    Set<String> wanted = only.isEmpty() ? null : named(all, only, "--only");
    Set<String> unwanted = named(all, skip, "--skip");
    List<Rule> chosen = new ArrayList<>();
    for (Rule rule : all.rules()) {
      if ((wanted == null || wanted.contains(rule.id())) && !unwanted.contains(rule.id())) {
        chosen.add(rule);
      }
    }
    if (chosen.isEmpty()) {
      throw new UsageException("--only and --skip leave no rule; see 'assay rules list'");
    }
    Set<String> ids = new HashSet<>();
    chosen.forEach(rule -> ids.add(rule.id()));
    return new RuleSet(
        chosen,
        () -> {
          Map<String, RuleInfo> texts = new TreeMap<>(all.info());
          texts.keySet().retainAll(ids);
          return texts;
        });
  }

  private static Set<String> named(RuleSet all, List<String> globs, String option) {
    Set<String> ids = new HashSet<>();
    for (String text : globs) {
      Glob glob = Glob.compile(text);
      boolean any = false;
      for (Rule rule : all.rules()) {
        if (glob.matches(rule.id())) {
          ids.add(rule.id());
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
