package dev.assay.detect.secret.generic;

import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules and tables that all passes share. Immutable but for tables loaded when first asked. */
public final class GenericScorer {
  private final List<Rule> rules;
  private final Stems stems;
  private final NameWords words = new NameWords();
  private volatile @Nullable Lexicon lexicon;

  /** Prepares a scorer for those of {@code rules} that are generic or have a scoring. */
  public GenericScorer(RuleSet rules) {
    this.rules = rules.rules();
    stems = new Stems(this.rules, rules.index().generic());
  }

  /** A pass for one thread. */
  public GenericPass pass() {
    return new GenericPass(this);
  }

  Rule rule(int index) {
    return rules.get(index);
  }

  Stems stems() {
    return stems;
  }

  NameWords words() {
    return words;
  }

  /** Loaded when a value is first weighed: a clean commit should not pay for it. */
  Lexicon lexicon() {
    Lexicon loaded = lexicon;
    if (loaded == null) {
      loaded = new Lexicon();
      lexicon = loaded;
    }
    return loaded;
  }
}
