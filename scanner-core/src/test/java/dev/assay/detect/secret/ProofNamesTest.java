package dev.assay.detect.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.rules.ProofNames;
import org.junit.jupiter.api.Test;

/** What rules may ask for by name is what the detector can prove. */
class ProofNamesTest {

  @Test
  void provesEveryNameThatARuleMayUse() {
    for (String checksum : ProofNames.CHECKSUMS) {
      assertThat(Proofs.named(checksum, "")).as(checksum).isNotNull();
    }
    for (String structure : ProofNames.STRUCTURES) {
      assertThat(Proofs.named("", structure)).as(structure).isNotNull();
    }
    assertThatThrownBy(() -> Proofs.named("unheard-of", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
