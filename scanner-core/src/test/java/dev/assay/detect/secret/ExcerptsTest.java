package dev.assay.detect.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.Detector;
import dev.assay.model.Candidate;
import dev.assay.rules.example.Placeholders;
import dev.assay.rules.load.RuleTexts;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptsTest {
  private static final String SECRET = token("one");
  private static final String OTHER = token("other");

  private final SecretScan scan = new SecretScan(RuleTexts.set("acme-token"), 1);

  private static String token(String seed) {
    return Placeholders.expand("acme_<<base62:20>>", seed);
  }

  @Test
  void repetitionsThatNoRuleMatchesAreMasked() {
    Candidate found = scan.of("a = x" + SECRET + "; b = " + SECRET).get(0);

    assertThat(found.excerpt()).isEqualTo("a = xacme****(25); b = acme****(25)");
  }

  @Test
  void shortValuesAreMaskedAsWordsOnly() {
    SecretScan assign = new SecretScan(RuleTexts.set("generic-acme-password"), 0);
    String value = Placeholders.expand("<<base62:7>>7", "short");
    Candidate found = assign.of("a " + value + " b" + value + " password=" + value).get(0);

    assertThat(found.excerpt()).isEqualTo("a ****(8) b" + value + " password=****(8)");
  }

  @Test
  void otherSecretsOfTheLineAreMasked() {
    List<Candidate> found = scan.of("one " + SECRET + " two " + OTHER + " three");

    assertThat(found)
        .extracting(Candidate::excerpt)
        .containsExactly(
            "one acme****(25) two acme****(25) three", "one acme****(25) two acme****(25) three");
  }

  @Test
  void theReasonOfACommentEndsWithIt() {
    Candidate found = scan.of("/* assay:allow acme-token a test */ t = " + SECRET).get(0);

    assertThat(found.inlineIgnore()).isEqualTo("a test");
  }

  @Test
  void theReasonOfACommentShowsNoSecret() {
    Candidate found =
        scan.of("t = " + SECRET + " # assay:allow acme-token was " + OTHER + " before").get(0);

    assertThat(found.inlineIgnore()).isEqualTo("was acme****(25) before");
  }

  @Test
  void aReasonIsCutOnlyAfterItsSecretsAreMasked() {
    String reason = "x".repeat(190) + " " + OTHER;
    Candidate found = scan.of("t = " + SECRET + " # assay:allow acme-token " + reason).get(0);

    assertThat(Objects.requireNonNull(found.inlineIgnore()))
        .hasSize(200)
        .doesNotContain(OTHER.substring(0, 7))
        .endsWith("x acme****(");
  }

  @Test
  void commentsOfOtherRulesDoNotCount() {
    Candidate found = scan.of("t = " + SECRET + " # assay:allow other-rule no").get(0);

    assertThat(found.inlineIgnore()).isNull();
  }

  @Test
  void beyondManyCandidatesNoneIsJudgedAndThatIsSaid() {
    int most = Detector.Observer.MOST_CANDIDATES;

    assertThat(scan.of((SECRET + "\n").repeat(most))).hasSize(most);
    assertThat(scan.problems).isEmpty();
    assertThat(scan.of((SECRET + "\n").repeat(most + 2))).hasSize(most);
    assertThat(scan.problems).hasSize(1).first().asString().contains("more than " + most);
  }

  @Test
  void whatNoRuleMatchesAndLooksRandomIsMasked() {
    String password = Placeholders.expand("<<base62:9>>%<<base62:9>>", "password");
    String token = Placeholders.expand("kgt_<<base62:36>>", "token");
    Candidate found =
        scan.of("p(\"" + SECRET + "\", pw=" + password + ", t='" + token + "')").get(0);

    assertThat(found.excerpt())
        .doesNotContain(password.substring(0, 8), token.substring(4, 12))
        .startsWith("p(\"acme****(25)\", pw=****(19), t='kgt_****(40)'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getBase64Encoder",
        "https://api.example.com/v2/x1/utf8",
        "org.apache.commons.lang3.Strings",
        "docker.io/acme/app-1.2.3-rc4",
        "arn:aws:iam::us-east-1:s3",
        "2026-11-20T12:00:00",
        "AWS_KEY_2",
        "utf8mb4_unicode_ci",
        "\"quotes\", 'and' <tags attr=\"x\"/>",
        "C:\\temp\\x86"
      })
  void namesNumbersAndPathsAreShown(String text) {
    assertThat(scan.of(text + " " + SECRET).get(0).excerpt()).isEqualTo(text + " acme****(25)");
  }
}
