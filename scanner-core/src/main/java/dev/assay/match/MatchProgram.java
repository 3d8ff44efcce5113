package dev.assay.match;

import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a set, made ready to match: one automaton and, for each literal, whom its hits
 * concern. Immutable and shared by all workers; built in milliseconds.
 */
public final class MatchProgram {
  private final Automaton automaton;
  private final TokenUse[][] tokens;
  private final AssignUse[][] assigns;
  private final boolean[] stems;
  private final TokenPattern[] slow;
  private final @Nullable SearchPlan searches;
  private final List<Rule> rules;

  /** A token rule's interest in a literal. */
  record TokenUse(
      TokenPattern pattern, String exact, boolean ignoreCase, int minOffset, int maxOffset) {}

  /** An assignment rule's interest in a keyword. */
  record AssignUse(int rule, Shape.Assign shape, boolean wholeWord) {}

  /** Prepares {@code set}; rules of shape {@link Shape.PathOnly} take no part. */
  public MatchProgram(RuleSet set) {
    rules = set.rules();
    Map<String, Integer> ids = new HashMap<>();
    List<String> literals = new ArrayList<>();
    List<List<TokenUse>> tokenUses = new ArrayList<>();
    List<List<AssignUse>> assignUses = new ArrayList<>();
    List<TokenPattern> slowPatterns = new ArrayList<>();
    SearchPlan plan = null;
    for (int index = 0; index < rules.size(); index++) {
      Rule rule = rules.get(index);
      if (rule.shape() instanceof Shape.Token token) {
        TokenPattern pattern = new TokenPattern(index, token);
        if (token.slow()) {
          slowPatterns.add(pattern);
        }
        for (Rule.Anchor anchor : token.anchors()) {
          int id = id(lower(anchor.literal()), ids, literals, tokenUses, assignUses);
          tokenUses.get(id).add(use(pattern, anchor));
        }
      } else if (rule.shape() instanceof Shape.Search search) {
        plan = plan == null ? new SearchPlan(rules.size()) : plan;
        TokenPattern pattern = plan.add(index, search);
        for (Rule.Anchor anchor : search.anchors()) {
          int id = id(lower(anchor.literal()), ids, literals, tokenUses, assignUses);
          tokenUses.get(id).add(use(pattern, anchor));
        }
        for (String keyword : search.keywords()) {
          plan.gate(id(lower(keyword), ids, literals, tokenUses, assignUses), index);
        }
      } else if (rule.shape() instanceof Shape.Assign assign) {
        for (String keyword : assign.keywords()) {
          int id = id(keyword, ids, literals, tokenUses, assignUses);
          assignUses.get(id).add(new AssignUse(index, assign, !rule.specific()));
        }
      }
    }
    Set<Integer> stemIds = new HashSet<>();
    for (Rule rule : rules) {
      if (rule.shape() instanceof Shape.Generic generic) {
        for (String stem : generic.stems()) {
          stemIds.add(id(lower(stem), ids, literals, tokenUses, assignUses));
        }
      }
    }
    automaton = new Automaton(literals);
    stems = new boolean[literals.size()];
    for (int id : stemIds) {
      stems[id] = true;
    }
    tokens = new TokenUse[literals.size()][];
    assigns = new AssignUse[literals.size()][];
    for (int id = 0; id < tokens.length; id++) {
      tokens[id] = tokenUses.get(id).toArray(new TokenUse[0]);
      assigns[id] = assignUses.get(id).toArray(new AssignUse[0]);
    }
    slow = slowPatterns.toArray(new TokenPattern[0]);
    searches = plan;
  }

  private static TokenUse use(TokenPattern pattern, Rule.Anchor anchor) {
    return new TokenUse(
        pattern, anchor.literal(), anchor.ignoreCase(), anchor.minOffset(), anchor.maxOffset());
  }

  private static int id(
      String literal,
      Map<String, Integer> ids,
      List<String> literals,
      List<List<TokenUse>> tokenUses,
      List<List<AssignUse>> assignUses) {
    Integer known = ids.get(literal);
    if (known != null) {
      return known;
    }
    ids.put(literal, literals.size());
    literals.add(literal);
    tokenUses.add(new ArrayList<>());
    assignUses.add(new ArrayList<>());
    return literals.size() - 1;
  }

  /** Lower case of ASCII letters only: bytes above 127 are no letters here. */
  private static String lower(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        return lowered(text);
      }
    }
    return text;
  }

  private static String lowered(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      if (chars[i] >= 'A' && chars[i] <= 'Z') {
        chars[i] = (char) (chars[i] + 32);
      }
    }
    return new String(chars);
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

  TokenUse[] tokens(int literal) {
    return tokens[literal];
  }

  AssignUse[] assigns(int literal) {
    return assigns[literal];
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
