package dev.assay.detect.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.Window;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Region;
import dev.assay.model.Severity;
import dev.assay.rules.Rule;
import dev.assay.rules.example.Placeholders;
import dev.assay.rules.load.RuleTexts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What proofs make of a rule's severity and confidence. */
class ProvedTest {
  private static final Rule KEY = RuleTexts.sources("acme-private-key").get(0).rule();
  private static final Rule TOKEN = token();

  private static Rule token() {
    String id = "acme-signed-token";
    String text = RuleTexts.resource(id).replace("checksum: crc32-base62-6", "structure: jwt");
    return RuleTexts.read(id + ".yml", text).get(0).rule();
  }

  private static Proved proved(Rule rule, String secret, Instant when) {
    byte[] bytes = secret.getBytes(StandardCharsets.ISO_8859_1);
    int end = bytes.length;
    Window window =
        new Window(
            bytes, 0, 0, end, end, 0, true, true, (from, to) -> new Region(1, 1, 1, 2, from, to));
    return Proved.of(rule, secret, window, new int[] {0, 0, end, 0, end}, when);
  }

  private static String expand(String template) {
    return Placeholders.expand(template, "proved");
  }

  @Test
  void raisesWhatHolds() {
    Proved key = proved(KEY, expand("<<pem:EC PRIVATE KEY>>"), null);
    assertThat(key.confidence()).isEqualTo(Confidence.HIGH);
    assertThat(key.level()).isEqualTo(1);
    assertThat(key.severity()).isEqualTo(KEY.severity());
    assertThat(key.evidence()).containsExactly("its body decodes as an EC key on P-256");
  }

  @Test
  void lowersWhatDoesNotByOneLevel() {
    Proved key = proved(KEY, "no block at all", null);
    assertThat(key.confidence()).isEqualTo(KEY.confidence().lowered());
    assertThat(key.level()).isZero();
    assertThat(key.evidence()).containsExactly("its frame is not whole");
  }

  @Test
  void isMilderOnWhatAPassphraseProtects() {
    Proved key = proved(KEY, expand("<<pem:ENCRYPTED PRIVATE KEY>>"), null);
    assertThat(key.severity()).isLessThanOrEqualTo(Severity.MEDIUM);
    assertThat(key.confidence()).isEqualTo(Confidence.HIGH);
  }

  @Test
  void knowsWhatExpired() {
    String token = expand("<<jwt>>"); // of 2023 to 2025
    assertThat(proved(TOKEN, token, null).severity()).isEqualTo(TOKEN.severity());
    Proved expired = proved(TOKEN, token, Instant.parse("2030-01-01T00:00:00Z"));
    assertThat(expired.severity()).isEqualTo(Severity.LOW);
    assertThat(expired.evidence().get(0)).contains("before the time that this scan is about");
  }

  @Test
  void knowsWhatWasPublished() {
    Proved key = proved(KEY, "AKIAIOSF" + "ODNN7EXAMPLE", null);
    assertThat(key.confidence()).isEqualTo(Confidence.LOW);
    assertThat(key.level()).isEqualTo(Candidate.PUBLISHED);
    assertThat(key.evidence().get(1)).isEqualTo("a published test key (AWS's documentation)");
  }
}
