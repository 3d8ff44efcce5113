package dev.assay.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rules.Rule;
import dev.assay.rules.RuleIndex;
import dev.assay.rules.RuleSet;
import org.junit.jupiter.api.Test;

class BuiltInRulesTest {

  @Test
  void packHoldsTheIndexThatItsRulesHave() {
    RuleSet rules = BuiltInRules.load();
    assertThat(rules.index().trie().literals()).isGreaterThan(1000);
    assertThat(rules.index()).isEqualTo(RuleIndex.of(rules.rules()));
  }

  @Test
  void loadsEveryRuleWithItsText() {
    RuleSet rules = BuiltInRules.load();
    assertThat(rules.rules()).hasSizeGreaterThanOrEqualTo(80);
    assertThat(rules.info().keySet())
        .containsExactlyElementsOf(rules.rules().stream().map(Rule::id).toList());
    assertThat(rules.info().values())
        .allSatisfy(
            info -> {
              assertThat(info.found()).isNotBlank();
              assertThat(info.risk()).isNotBlank();
              assertThat(info.revoke()).isNotBlank();
              assertThat(info.references()).isNotEmpty();
            });
  }
}
