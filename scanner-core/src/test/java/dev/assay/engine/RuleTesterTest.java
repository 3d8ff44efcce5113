package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rules.RuleSet;
import dev.assay.rules.load.RuleSource;
import dev.assay.rules.load.RuleTexts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleTesterTest {

  private static List<String> failures(String id, String... change) {
    String text = RuleTexts.resource(id);
    for (int i = 0; i < change.length; i += 2) {
      assertThat(text).contains(change[i]);
      text = text.replace(change[i], change[i + 1]);
    }
    List<RuleSource> sources = RuleTexts.read(id + ".yml", text);
    return RuleTester.test(sources, RuleTexts.set()).stream().map(Object::toString).toList();
  }

  @Test
  void passesSoundRules() {
    assertThat(RuleTester.test(RuleTexts.sources(), RuleTexts.set())).isEmpty();
  }

  @Test
  void saysWhichExampleIsNotFound() {
    assertThat(failures("acme-token", "'acme_<<base62:20>>'", "'acmf_<<base62:20>>'"))
        .containsExactly("acme-token.yml:23: rule acme-token finds nothing in a `match` example");
  }

  @Test
  void saysWhichExampleIsFoundTwice() {
    assertThat(
            failures(
                "acme-token", "'acme_<<base62:20>>'", "'acme_<<base62:20>> acme_<<base62:20>>'"))
        .containsExactly(
            "acme-token.yml:23: rule acme-token finds 2 secrets in a `match` example, which must"
                + " hold one");
  }

  @Test
  void saysWhichExampleMustNotBeFound() {
    assertThat(failures("acme-token", "'acme_<<base62:21>>'", "'x acme_<<base62:20>>'"))
        .containsExactly(
            "acme-token.yml:25: rule acme-token finds a secret in an `ignore` example");
  }

  @Test
  void countsAnInlineIgnoreAsNotFound() {
    assertThat(
            failures(
                "acme-token",
                "'acme_<<base62:21>>'",
                "'acme_<<base62:20>> # assay:allow acme-token of the test bench'"))
        .isEmpty();
  }

  @Test
  void countsAPlaceholderAsNotFound() {
    assertThat(failures("acme-token", "'acme_<<base62:21>>'", "'acme_abcdefghijklmnop1234'"))
        .isEmpty();
  }

  @Test
  void looksForTheOtherHalf() {
    List<RuleSource> key = RuleTexts.sources("acme-key");
    assertThat(RuleTester.test(key, RuleTexts.set())).isEmpty();
    assertThat(RuleTester.test(key, new RuleSet(List.of(), Map::of))).hasSize(2);
  }

  @Test
  void saysWhenARuleGivesUp() {
    assertThat(
            failures(
                "acme-token",
                "acme_[A-Za-z0-9]{20}",
                "acme_(?:[a-z]{1,9}){9,99}-",
                "'acme_<<base62:20>>'",
                "'acme_<<lower:200>>'"))
        .anyMatch(
            failure -> failure.startsWith("acme-token.yml:23: ") && failure.contains("steps"));
  }
}
