package dev.assay.rules;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a pack, each read when it is first asked for: a start asks for few. Read twice by
 * two threads at once, a rule is the same.
 */
final class PackedRules extends AbstractList<Rule> implements RandomAccess {
  private final PackReader pack;
  private final int[] starts;
  private final @Nullable Rule[] rules;

  /**
   * @param starts where each rule's record begins
   */
  PackedRules(PackReader pack, int[] starts) {
    this.pack = pack;
    this.starts = starts;
    rules = new Rule[starts.length];
  }

  @Override
  public Rule get(int index) {
    Rule rule = rules[index];
    if (rule == null) {
      rule = read(index);
      rules[index] = rule;
    }
    return rule;
  }

  private Rule read(int index) {
    try {
      return RuleCodec.readRule(pack.at(starts[index]));
    } catch (RuntimeException e) {
      throw PackFault.damaged(e);
    }
  }

  @Override
  public int size() {
    return starts.length;
  }
}
