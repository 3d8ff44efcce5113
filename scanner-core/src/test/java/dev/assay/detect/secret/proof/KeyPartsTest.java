package dev.assay.detect.secret.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Severity;
import dev.assay.rules.example.Placeholders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Structures of keys and tokens that are no blocks. */
class KeyPartsTest {

  private static Outcome check(String proof, String template) {
    return Proofs.check(proof, Claim.of(Placeholders.expand(template, "parts/" + proof)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RSA|d|RSA of 2048 bits whose primes make its modulus",
        "EC|d|EC on P-256",
        "OKP|d|OKP on Ed25519",
        "oct|k|symmetric, of 256 bits",
      })
  void readsJsonWebKeys(String type, String member, String words) {
    String json = Placeholders.expand("<<jwk:" + type + ">>", "jwk");
    String mark = "\"" + member + "\":\"";
    int from = json.indexOf(mark) + mark.length();
    String secret = json.substring(from, json.indexOf('"', from));
    for (String text : new String[] {json, json.replace("\"", "\\\""), json.replace('"', '\'')}) {
      String members = text.substring(text.indexOf("kty") < 3 ? 2 : 1, text.length() - 1);
      Outcome outcome = Proofs.check("jwk", new Claim(secret, members, null));
      assertThat(outcome.words()).contains(words);
      assertThat(outcome.holds()).isTrue();
    }
    assertThat(Proofs.check("jwk", new Claim(secret, "kty\":\"X\",\"d\":\"A", null)).holds())
        .isFalse();
  }

  @Test
  void namesTheAccountOfAnAwsKeyId() {
    // bytes whose bits 1 to 40 are 123456789012, in base 32
    long bits = 123456789012L << 7 | 1L << 47;
    StringBuilder text = new StringBuilder();
    for (int shift = 43; shift >= 0; shift -= 5) {
      text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt((int) (bits >> shift & 31)));
    }
    text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt((int) (bits << 2 & 31)));
    Outcome outcome =
        Proofs.check(
            "aws-key-id", Claim.of("AKIA" + text + Placeholders.expand("<<base32:6>>", "a")));
    assertThat(outcome.words()).isEqualTo("it names AWS account 123456789012");
    assertThat(outcome.result()).isEqualTo(Outcome.Result.SAYS);
  }

  @Test
  void knowsClampedKeys() {
    assertThat(check("wireguard", "<<wireguard>>").words()).contains(", clamped");
    assertThat(check("wireguard", "<<base64:40>>").holds()).isFalse();
  }

  @Test
  void readsSeedsOfOneTimePasswords() {
    assertThat(check("otpauth", "<<base32:32>>").words()).contains("20 bytes");
    assertThat(check("otpauth", "<<base32:8>>").holds()).isFalse();
    assertThat(check("otpauth", "<<base32:16>>1").holds()).isFalse();
  }

  @Test
  void judgesKeysOfThirtyTwoBytes() {
    assertThat(check("bytes32", "base64:<<base64:43>>=").holds()).isTrue();
    assertThat(check("bytes32", "<<base64url:42>>A=").holds()).isTrue();
    assertThat(check("bytes32", "<<base64:40>>").holds()).isFalse();
    assertThat(check("secp256k1", "0x<<hex:64>>").result()).isEqualTo(Outcome.Result.SAYS);
    assertThat(Proofs.check("secp256k1", Claim.of("f".repeat(64))).result())
        .isEqualTo(Outcome.Result.FAILS);
    assertThat(Proofs.check("secp256k1", Claim.of("0".repeat(63) + "1")).result())
        .isEqualTo(Outcome.Result.FAILS);
  }

  @Test
  void readsTokensThatSayWhatTheyAre() {
    assertThat(check("discord", "<<base64-of:10<<digits:16>>>>.<<base62:6>>.<<base62:27>>").holds())
        .isTrue();
    assertThat(check("discord", "<<base62:24>>.<<base62:6>>.<<base62:27>>").holds()).isFalse();
    assertThat(check("pypi", "pypi-AgEI<<empty>>cHlwaS5vcmcCJ<<base64url:140>>").words())
        .isEqualTo("it decodes as a macaroon of pypi.org");
    assertThat(check("pypi", "pypi-<<base62:140>>").holds()).isFalse();
    assertThat(
            check("sentry-org", "sntrys_<<base64-of:{\"iat\":1,\"org\":\"acme\"}>>_<<base62:43>>")
                .words())
        .isEqualTo("its middle decodes as JSON, for organisation acme");
    assertThat(check("sentry-org", "sntrys_<<base62:60>>_<<base62:43>>").holds()).isFalse();
  }

  @Test
  void readsKeysWithoutAFrame() {
    assertThat(check("der", "<<der:PRIVATE-KEY>>").words()).contains("RSA key of 2048 bits");
    assertThat(check("der", "<<der:RSA-PRIVATE-KEY>>").level()).isEqualTo(Outcome.CHECKSUM);
    assertThat(check("der", "<<der:EC-PRIVATE-KEY>>").words()).contains("EC key on P-256");
    assertThat(check("der", "<<base64:64>>").holds()).isFalse();
  }

  @Test
  void readsTokensThatAreJson() {
    assertThat(check("base64-json", "glc_<<base64-of:{\"o\":\"1\",\"k\":\"x\"}>>").words())
        .isEqualTo("it decodes as JSON with 2 members");
    assertThat(check("base64-json", "glc_eyJvIjoi<<base62:100>>").holds()).isFalse();
    assertThat(check("base64-json", "<<base62:100>>").holds()).isFalse();
  }

  @Test
  void readsKeystoresOfEthereum() {
    String match = "\"cipher\":\"aes-128-ctr\",\"ciphertext\":\"x\",\"kdf\":\"scrypt\"";
    Outcome outcome = Proofs.check("ethereum-keystore", Claim.of(match));
    assertThat(outcome.words()).contains("scrypt");
    assertThat(outcome.most()).isEqualTo(Severity.HIGH);
  }
}
