package dev.assay.rules;

import dev.assay.model.RuleInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An immutable set of rules, sorted by id, with their texts loaded when first asked for. */
public final class RuleSet {
  private final List<Rule> rules;
  private final Supplier<Map<String, RuleInfo>> texts;
  private volatile @Nullable RuleIndex index;

  /**
   * @param rules in any order, ids distinct
   * @param texts gives the texts of all of them, by id; called at most once by {@link #info}
   * @throws IllegalArgumentException if two rules have the same id
   */
  public RuleSet(List<Rule> rules, Supplier<Map<String, RuleInfo>> texts) {
    List<Rule> sorted = isSorted(rules) ? rules : sorted(rules);
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).id().equals(sorted.get(i - 1).id())) {
        throw new IllegalArgumentException("two rules have the id " + sorted.get(i).id());
      }
    }
    this.rules = List.copyOf(sorted);
    this.texts = new Once(texts);
  }

  /** The rules of a pack, which are sorted and distinct, and not read to make sure of it. */
  RuleSet(PackedRules rules, RuleIndex index, Supplier<Map<String, RuleInfo>> texts) {
    this.rules = Collections.unmodifiableList(rules);
    this.index = index;
    this.texts = new Once(texts);
  }

  private static boolean isSorted(List<Rule> rules) {
    for (int i = 1; i < rules.size(); i++) {
      if (rules.get(i).id().compareTo(rules.get(i - 1).id()) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Not for rules out of a pack, which are sorted: each lambda costs a start some time. */
  private static List<Rule> sorted(List<Rule> rules) {
    List<Rule> sorted = new ArrayList<>(rules);
    sorted.sort(Comparator.comparing(Rule::id));
    return sorted;
  }

  /** All rules, by id. */
  public List<Rule> rules() {
    return rules;
  }

  /** The rule with an id; null if there is none. */
  public @Nullable Rule rule(String id) {
    int low = 0;
    int high = rules.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Rule rule = rules.get(middle);
      int order = rule.id().compareTo(id);
      if (order == 0) {
        return rule;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  /** What matching needs to know of all rules; worked out when first asked for, if not packed. */
  public RuleIndex index() {
    RuleIndex known = index;
    if (known == null) {
      known = RuleIndex.of(rules);
      index = known;
    }
    return known;
  }

  /** The texts of every rule, by id, sorted. */
  public Map<String, RuleInfo> info() {
    return texts.get();
  }

  private static final class Once implements Supplier<Map<String, RuleInfo>> {
    private final Supplier<Map<String, RuleInfo>> origin;
    private volatile Map<String, RuleInfo> value = Map.of();
    private volatile boolean done;

    Once(Supplier<Map<String, RuleInfo>> origin) {
      this.origin = origin;
    }

    @Override
    public synchronized Map<String, RuleInfo> get() {
      if (!done) {
        value = new TreeMap<>(origin.get());
        done = true;
      }
      return value;
    }
  }
}
