package dev.assay.detect.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.Window;
import dev.assay.model.Region;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to be an example by the key that it stands under; {@code @} is the value. */
class ExamplesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example: @",
        "example: \"@\"",
        "  \"example\": \"@\"",
        "examples = ['@']",
        "EXAMPLE=@",
        "example:\n          \"Bearer @\"",
        "x-example: `@`",
      })
  void isNamed(String text) {
    assertThat(named(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "token: @",
        "counterexample: @",
        "for example @",
        "example.com: x\ntoken: @",
        "example: one\ntoken: @",
        "Bearer @",
        "=@",
      })
  void isNotNamed(String text) {
    assertThat(named(text)).isFalse();
  }

  private static boolean named(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    Window window =
        new Window(
            bytes,
            0,
            0,
            bytes.length,
            bytes.length,
            0,
            true,
            true,
            (from, to) -> new Region(1, 1, 1, 1, from, to));
    return Examples.named(window, text.indexOf('@'));
  }
}
