package dev.assay.engine;

import dev.assay.model.Candidate;
import dev.assay.model.CommitInfo;
import dev.assay.rules.Glob;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where rules count: their path limits and those of their exceptions that look at places. */
final class RuleScopes {
  private final Map<String, Rule> rules = new HashMap<>();
  private final Map<String, Scope> scopes = new ConcurrentHashMap<>();

  private final boolean asksCommits;

  RuleScopes(RuleSet set) {
    boolean commits = false;
    for (Rule rule : set.rules()) {
      rules.put(rule.id(), rule);
      for (Rule.Allow allow : rule.allow()) {
        commits |= !allow.commits().isEmpty();
      }
    }
    asksCommits = commits;
  }

  /** Whether any exception is about commits. */
  boolean asksCommits() {
    return asksCommits;
  }

  /** A rule's globs, compiled when it first has a candidate. */
  private record Scope(
      Rule rule, List<Glob> include, List<Glob> exclude, List<List<Glob>> allowPaths) {

    static Scope of(Rule rule) {
      List<List<Glob>> allowPaths = new ArrayList<>();
      for (Rule.Allow allow : rule.allow()) {
        allowPaths.add(Glob.compileAll(allow.paths()));
      }
      return new Scope(
          rule,
          Glob.compileIncludes(rule.path().include()),
          Glob.compileAll(rule.path().exclude()),
          allowPaths);
    }
  }

  /** Whether only the name beside its value speaks for {@code candidate}. */
  boolean byName(Candidate candidate) {
    Rule rule = rules.get(candidate.ruleId());
    return rule != null
        && !rule.specific()
        && (rule.shape() instanceof Rule.Shape.Generic
            || rule.shape() instanceof Rule.Shape.Assign);
  }

  /**
   * Whether {@code candidate} counts at a place.
   *
   * @param path inner path
   * @param commit null outside of histories
   */
  boolean counts(Candidate candidate, String path, @Nullable CommitInfo commit) {
    Rule rule = rules.get(candidate.ruleId());
    if (rule == null) {
      return true;
    }
    Scope scope = scopes.computeIfAbsent(rule.id(), id -> Scope.of(rule));
    if ((!scope.include().isEmpty() && !Glob.any(scope.include(), path))
        || Glob.any(scope.exclude(), path)) {
      return false;
    }
    for (int i = 0; i < rule.allow().size(); i++) {
      Rule.Allow allow = rule.allow().get(i);
      boolean byPath = Glob.any(scope.allowPaths().get(i), path);
      boolean byCommit = commit != null && allow.commits().contains(commit.id());
      boolean asksContent = !allow.patterns().isEmpty() || !allow.stopwords().isEmpty();
      boolean allowed =
          allow.all()
              ? (allow.paths().isEmpty() || byPath)
                  && (allow.commits().isEmpty() || byCommit)
                  && (asksContent
                      ? candidate.pendingAllows().contains(i)
                      : !allow.paths().isEmpty() || !allow.commits().isEmpty())
              : byPath || byCommit;
      if (allowed) {
        return false;
      }
    }
    return true;
  }
}
