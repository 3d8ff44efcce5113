package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Provenance;
import dev.assay.model.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {
  private static SecretValue value(Fingerprints fingerprints, String secret) {
    byte[] bytes = ("x" + secret + "y").getBytes(StandardCharsets.UTF_8);
    return fingerprints.of(bytes, 1, bytes.length - 1);
  }

  private static String pbkdf2(String secret, String salt, int rounds) throws Exception {
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(
                new PBEKeySpec(
                    secret.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), rounds, 256))
            .getEncoded();
    return HexFormat.of().formatHex(key, 0, 16);
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "correct horse", "pässwörd"})
  void isSlowForWhatCouldBeGuessed(String secret) throws Exception {
    assertThat(value(new Fingerprints("pepper", false), secret).secretId())
        .isEqualTo(pbkdf2(secret, "pepper", 1000));
  }

  @Test
  void isQuickForWhatCouldNot() throws Exception {
    String secret = "abcdefghijklmnopqrstuvwxyz0123456789";

    assertThat(value(new Fingerprints("pepper", false), secret).secretId())
        .isEqualTo(pbkdf2(secret, "pepper", 1));
  }

  @Test
  void isTheSameForTheSameSecretAndSalt() {
    String first = value(new Fingerprints("", false), "one").secretId();

    assertThat(value(new Fingerprints("", true), "one").secretId()).isEqualTo(first);
    assertThat(value(new Fingerprints("", false), "two").secretId()).isNotEqualTo(first);
    assertThat(value(new Fingerprints("salt", false), "one").secretId()).isNotEqualTo(first);
  }

  @Test
  void showsASecretOnlyWhereAsked() {
    String secret = "s3cr" + "et-of-more-than-twenty";

    SecretValue masked = value(new Fingerprints("", false), secret);
    SecretValue revealed = value(new Fingerprints("", true), secret);

    assertThat(masked.shown()).isEqualTo("s3cr****(26)");
    assertThat(masked.toString()).doesNotContain("et-of");
    assertThat(revealed.shown()).isEqualTo(secret);
    assertThat(revealed.toString()).doesNotContain("et-of");
    assertThat(value(new Fingerprints("", false), "short").shown()).isEqualTo("****(5)");
  }

  @Test
  void tellsRulesSecretsAndClassesApartButNoPlaces() {
    Fingerprints fingerprints = new Fingerprints("", false);
    SecretValue one = value(fingerprints, "one");
    SecretValue two = value(fingerprints, "two");
    Provenance file = new Provenance.File("a");
    Provenance blob = new Provenance.Blob("b".repeat(40), "c", null);
    Provenance entry = new Provenance.Entry(file, "a");

    String first = Fingerprints.fingerprint("rule", one, "", file);

    assertThat(first).matches("[0-9a-f]{32}");
    assertThat(Fingerprints.fingerprint("rule", one, "", blob)).isEqualTo(first);
    assertThat(Fingerprints.fingerprint("rule", two, "", file)).isNotEqualTo(first);
    assertThat(Fingerprints.fingerprint("other", one, "", file)).isNotEqualTo(first);
    assertThat(Fingerprints.fingerprint("rule", one, "", entry)).isNotEqualTo(first);
  }

  @Test
  void survivesANewReleaseWithoutASecret() {
    Provenance old = new Provenance.Entry(new Provenance.File("app-1.2.3.tgz"), "lib/x-1.0.jar");
    Provenance next =
        new Provenance.Entry(new Provenance.File("dist/app.tar.gz"), "lib/x-1.10.2-rc.1.jar");
    Provenance other = new Provenance.Entry(new Provenance.File("app.tgz"), "lib/y-1.0.jar");

    String first = Fingerprints.fingerprint("rule", null, "pkg@1.0.0", old);

    assertThat(Fingerprints.fingerprint("rule", null, "pkg@2.3.4", next)).isEqualTo(first);
    assertThat(Fingerprints.fingerprint("rule", null, "pkg@1.0.0", other)).isNotEqualTo(first);
    assertThat(Fingerprints.fingerprint("rule", null, "pkc@1.0.0", old)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({
    "lib-1.2.3.jar, lib-*.jar",
    "v1.2, v*",
    "app-v1.2.3.zip, app-v*.zip",
    "rev1.2, rev1.2",
    "a/1.2.3/b, a/*/b",
    "x-2.0.0-SNAPSHOT.jar, x-*.jar",
    "x-2.0.0-beta.12.jar, x-*.jar",
    "x-2.0.0-linux.jar, x-*-linux.jar",
    "log4j2.xml, log4j2.xml",
    "sha256, sha256",
    "1, 1",
    "1.x, 1.x",
    "1.2., *.",
  })
  void generalisesVersions(String text, String expected) {
    assertThat(Fingerprints.withoutVersions(text)).isEqualTo(expected);
  }
}
