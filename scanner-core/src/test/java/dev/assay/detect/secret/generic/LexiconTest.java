package dev.assay.detect.secret.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconTest {
  private final Lexicon lexicon = new Lexicon();

  @ParameterizedTest
  @CsvSource({
    "password, 1",
    "getUserName, 1",
    "filename, 1",
    "XMLParser, 1",
    "secret123, 0.66",
    "q7x9z2, 0",
    "'', 0",
    "configurationqzx, 0"
  })
  void tellsTheShareOfWords(String text, double share) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(lexicon.share(bytes, 0, bytes.length)).isCloseTo(share, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(0.02);
  }

  @Test
  void tellsRandomLettersFromWords() {
    double words = surprise("the quick connection handler returns a default configuration");
    double random = surprise(Generics.filled("<<lower:60>>", 9));
    assertThat(words).isBetween(2.5, 4.7);
    assertThat(random).isGreaterThan(5.5);
    assertThat(surprise("a1b2c3")).as("too few pairs").isZero();
  }

  private double surprise(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return lexicon.surprise(bytes, 0, bytes.length);
  }
}
