package dev.assay.detect.secret.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.rules.ProofNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What rules may ask for by name is what the detector can prove, and nothing makes it throw. */
class ProofsTest {

  static Stream<String> names() {
    return Stream.concat(ProofNames.CHECKSUMS.stream(), ProofNames.STRUCTURES.stream());
  }

  @Test
  void knowsNoOtherName() {
    assertThat(names()).doesNotHaveDuplicates();
    assertThat(ProofNames.CHECKSUMS).isSorted();
    assertThat(ProofNames.STRUCTURES).isSorted();
    assertThatThrownBy(() -> Proofs.check("unheard-of", Claim.of("x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("names")
  void judgesWhateverItIsGiven(String name) {
    Random random = new Random(name.hashCode());
    List<String> hostile = new ArrayList<>(List.of("", " ", "_", ".", "..", "1", "0x", "=", "\\n"));
    for (String unit :
        List.of("A", "1", "q1", "{", "{\"a\":", "eyJhIjox.", "-----BEGIN X-----\n")) {
      hostile.add(unit.repeat(60_000 / unit.length()));
    }
    for (String unit : List.of("\\", "\"", "+", "\"+", " ", "\n", "a: ", "=")) {
      String body = unit.repeat(60_000 / unit.length());
      hostile.add("-----BEGIN X-----" + body + "-----END X-----");
    }
    for (int i = 0; i < 300; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      hostile.add(new String(bytes, StandardCharsets.ISO_8859_1));
      StringBuilder printable = new StringBuilder();
      for (byte b : bytes) {
        printable.append((char) (' ' + (b & 0x7f) % 95));
      }
      hostile.add(printable.toString());
    }
    for (String secret : hostile) {
      assertThatCode(() -> assertThat(Proofs.check(name, Claim.of(secret)).words()).isNotBlank())
          .as("%s of %d characters", name, secret.length())
          .doesNotThrowAnyException();
      assertThat(Proofs.check(name, Claim.of(secret)).holds() && secret.length() < 10).isFalse();
    }
  }

  @Test
  void showsNoSecret() {
    assertThat(Claim.of("abcdef").toString()).doesNotContain("abc");
  }
}
