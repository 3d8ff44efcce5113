package dev.assay.rules.example;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleTextTest {

  private static String text(String template) {
    return ExampleText.of(new RuleExample(RuleExample.DEFAULT_PATH, template, "seed", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "a_<<base62:36>>, a_‹36 letters and digits›",
    "<<HEX:8>>-<<digits:2>>, ‹8 upper-case hex digits›-‹2 digits›",
    "x<<empty>>y, x‹›y",
    "<<uuid>> <<crc32>> <<jwt>>, ‹UUID› ‹checksum› ‹JSON Web Token›",
    "<<pem:RSA PRIVATE KEY>>, ‹PEM block: RSA PRIVATE KEY›",
    "<<base64-of:u:<<password:9>>>>, ‹base64 of: u:‹password of 9 characters››",
    "<<bip39:12>> <<nkey:U>>, ‹seed phrase of 12 words› ‹NATS seed: SU…›",
    "<<base58check:80+32>>, ‹key in Base58Check›",
    "<<something-new:4>>, ‹something new 4›",
    "cat <<1, cat <<1",
    "cat << EOF, cat << EOF",
    "a <<open, a <<open",
    "<, <",
    "<<, <<",
  })
  void saysInWordsWhatIsDrawnByLot(String template, String expected) {
    assertThat(text(template)).isEqualTo(expected);
  }

  @Test
  void namesThePathIfItMatters() {
    assertThat(ExampleText.of(new RuleExample("a/.npmrc", "x=<<hex:4>>", "s", 1)))
        .isEqualTo("a/.npmrc:\nx=‹4 hex digits›");
    assertThat(ExampleText.of(new RuleExample("a/id_rsa", "", "s", 1))).isEqualTo("a/id_rsa");
  }

  @Test
  void showsBytesAndCutsWhatIsLong() {
    assertThat(text("\u00fe\u00ed\u0001x")).isEqualTo("\\xfe\\xed\\x01x");
    assertThat(text("line\n".repeat(40))).isEqualTo("line\n".repeat(12).strip() + " …");
    assertThat(text("x".repeat(390) + "<<base62:36>> and more")).isEqualTo("x".repeat(390) + " …");
  }
}
