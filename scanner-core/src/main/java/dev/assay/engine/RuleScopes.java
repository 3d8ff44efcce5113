package dev.assay.engine;

import dev.assay.model.Candidate;
import dev.assay.model.CommitInfo;
import dev.assay.rules.Glob;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where rules count: their path limits and those of their exceptions that look at places. */
final class RuleScopes {
  private final RuleSet rules;
  private final Map<String, Scope> scopes = new ConcurrentHashMap<>();
  private volatile @Nullable Boolean asksCommits;

  RuleScopes(RuleSet rules) {
    this.rules = rules;
  }

  /** Whether any exception is about commits; looked for when a history first asks. */
  boolean asksCommits() {
    Boolean known = asksCommits;
    if (known == null) {
      boolean commits = false;
      for (Rule rule : rules.rules()) {
        for (Rule.Allow allow : rule.allow()) {
          commits |= !allow.commits().isEmpty();
        }
      }
      known = commits;
      asksCommits = known;
    }
    return known;
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

    boolean leavesOut(String path) {
      return (!include.isEmpty() && !Glob.any(include, path)) || Glob.any(exclude, path);
    }
  }

  /** Null for a rule that no file holds. */
  private @Nullable Scope scope(String id) {
    Scope known = scopes.get(id);
    if (known == null) {
      Rule rule = rules.rule(id);
      if (rule != null) {
        known = Scope.of(rule);
        scopes.put(id, known);
      }
    }
    return known;
  }

  /** Whether only the name beside its value speaks for {@code candidate}. */
  boolean byName(Candidate candidate) {
    Scope scope = scope(candidate.ruleId());
    Rule rule = scope == null ? null : scope.rule();
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
    Scope scope = scope(candidate.ruleId());
    if (scope == null) {
      return true;
    }
    Rule rule = scope.rule();
    // Of what ships the detector saw the path, and this may be that of a folder.
    boolean told = rule.shape() instanceof Rule.Shape.PathOnly shape && shape.ships();
    if (!told && scope.leavesOut(path)) {
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
