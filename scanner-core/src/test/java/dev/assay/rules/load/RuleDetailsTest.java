package dev.assay.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.RuleInfo.Details;
import org.junit.jupiter.api.Test;

class RuleDetailsTest {

  private static Details details(String id) {
    return RuleTexts.sources(id).get(0).info().details();
  }

  @Test
  void saysHowEachKindOfRuleRecognisesWhatItFinds() {
    assertThat(details("acme-token").how())
        .contains(
            "A text with `acme_` in it.",
            "It holds a letter and a digit.",
            "It has 3.0 bits of entropy a character at least.");
    assertThat(details("acme-key").how())
        .contains(
            "A value of 32 to 40 characters, given to a name that holds `acme_key` or `acmekey`.",
            "Its other half (`acme-token`) has to stand within 5 lines.");
    assertThat(details("generic-acme-password").how()).isNotEmpty();
    assertThat(details("secret-file-acme").how()).first().asString().startsWith("A file by its");
    assertThat(details("acme-signed-token").how())
        .contains(
            "Proof: its last six characters are compared with the CRC-32 of those before them.");
  }

  @Test
  void hasWordsForProofs() {
    assertThat(ProofWords.of("bech32")).isEqualTo("its bech32 checksum is computed.");
    assertThat(ProofWords.of("one-of-tomorrow")).isEqualTo("it has to hold as `one-of-tomorrow`.");
  }

  @Test
  void saysWhereItCounts() {
    assertThat(details("acme-token").where()).hasSize(2).first().isEqualTo("Everywhere.");
    assertThat(details("secret-file-acme").where()).first().asString().startsWith("Only in `");
    assertThat(details("generic-acme-password").where())
        .contains("Not in lock files and lists of checksums, where such values are digests.");
  }

  @Test
  void showsExamplesWithoutTokens() {
    assertThat(details("acme-token").examples())
        .isNotEmpty()
        .allSatisfy(example -> assertThat(example).contains("‹").doesNotContain("<<"));
  }
}
