package dev.assay.match;

import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.RuleIndex;
import dev.assay.rules.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a set, made ready to match: one automaton and, for each literal, whom its hits
 * concern. Shared by all workers; what belongs to one rule is made when a hit first concerns it.
 */
public final class MatchProgram {
  private final List<Rule> rules;
  private final RuleIndex index;
  private final Automaton automaton;
  private final boolean[] stems;
  private final TokenPattern[] slow;
  private final @Nullable SearchPlan searches;

  // By rule; made twice by two threads at once, they are the same.
  private final @Nullable TokenPattern[] patterns;
  private final @Nullable AssignUse[] assigns;

  /** An assignment rule. */
  record AssignUse(int rule, Shape.Assign shape, boolean wholeWord) {}

  /**
   * Prepares {@code set}; rules of shape {@link Shape.PathOnly} and {@link Shape.Licence} take no
   * part.
   */
  public MatchProgram(RuleSet set) {
    rules = set.rules();
    index = set.index();
    automaton = new Automaton(index.trie());
    patterns = new TokenPattern[rules.size()];
    assigns = new AssignUse[rules.size()];
    stems = new boolean[index.trie().literals()];
    for (int literal : index.stems()) {
      stems[literal] = true;
    }
    int[] slowRules = index.slow();
    slow = new TokenPattern[slowRules.length];
    for (int i = 0; i < slow.length; i++) {
      slow[i] = pattern(slowRules[i]);
    }
    searches = plan(index.searched());
  }

  private @Nullable SearchPlan plan(int[] searched) {
    if (searched.length == 0) {
      return null;
    }
    SearchPlan plan = new SearchPlan(rules.size());
    for (int rule : searched) {
      Shape.Search search = (Shape.Search) rules.get(rule).shape();
      patterns[rule] = plan.add(rule, search);
      for (String keyword : search.keywords()) {
        plan.gate(index.literal(keyword), rule);
      }
    }
    return plan;
  }

  /** The rules; a match names one by its index. */
  public List<Rule> rules() {
    return rules;
  }

  /** A matcher for one thread. */
  public RuleMatcher matcher() {
    return new RuleMatcher(this);
  }

  Automaton automaton() {
    return automaton;
  }

  /** Whom each literal concerns. */
  RuleIndex index() {
    return index;
  }

  /** The pattern of a rule with anchors, or of a slow one. */
  TokenPattern pattern(int rule) {
    TokenPattern pattern = patterns[rule];
    if (pattern == null) {
      pattern = new TokenPattern(rule, (Shape.Token) rules.get(rule).shape());
      patterns[rule] = pattern;
    }
    return pattern;
  }

  /** An assignment rule. */
  AssignUse assign(int rule) {
    AssignUse assign = assigns[rule];
    if (assign == null) {
      Rule own = rules.get(rule);
      assign = new AssignUse(rule, (Shape.Assign) own.shape(), !own.specific());
      assigns[rule] = assign;
    }
    return assign;
  }

  /** Whether a literal is the stem of a generic credential's name. */
  boolean stem(int literal) {
    return stems[literal];
  }

  TokenPattern[] slow() {
    return slow;
  }

  /** What is searched for; null if nothing is. */
  @Nullable SearchPlan searches() {
    return searches;
  }
}
