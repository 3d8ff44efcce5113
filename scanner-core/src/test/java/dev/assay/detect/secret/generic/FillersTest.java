package dev.assay.detect.secret.generic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts that the reader is to fill in, and values that only look like such. */
class FillersTest {
  private final Generics generics = new Generics();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACME_API_KEY=sk-acme-xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ACME_TOKEN=acme4_XXXXXXXXXXXXXXXX",
        "acme_api_key: 'A1b2C3****************'",
        "ACME_API_KEY=sk-acme-v1-7Gh2...",
        "ACME_API_KEY=sk-acme7Gh2…",
        "ACME_TOKEN=‹20 letters and digits›",
        "ACME_TOKEN=acme_«your token 1»",
        "acme_secret = '0123456789abcdef0123456789abcdef'",
        "ACME_API_KEY=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "DB_PASSWORD=acme_7Gh2_<<base62:26>>A"
      })
  void whatIsToBeFilledInIsNoSecret(String text) {
    assertThat(generics.found(text + "\n")).as(text).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db.password=<<base62:9>>7%v<<base62:8>>",
        "db.password=<<base62:9>>8%S<<base62:8>>",
        "db.password=<<base62:9>>3xxx<<base62:8>>",
        "db.password=<<base62:9>>3<br>"
      })
  void randomValuesStay(String template) {
    String text = Generics.filled(template, 1);

    assertThat(generics.found(text + "\n")).as(text).hasSize(1);
  }
}
