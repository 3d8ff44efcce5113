package dev.assay.detect.secret.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class JwtTest {
  private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";

  private static String token(String header, String payload) {
    return part(header) + "." + part(payload) + ".c2lnbmF0dXJl";
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Outcome check(String payload) {
    return Jwt.check(token(HEADER, payload), null);
  }

  @Test
  void tellsAlgorithmIssuerAndExpiry() {
    assertThat(check("{\"iss\":\"https://id.acme.test\",\"exp\":1900000000}").words())
        .isEqualTo(
            "its header and payload decode as JSON, algorithm RS256, issued by"
                + " https://id.acme.test, expires 2030-03-17");
    assertThat(check("{\"sub\":\"a\"}").words()).endsWith("algorithm RS256, without an expiry");
    assertThat(check("{\"exp\":\"soon\"}").words()).endsWith("with an expiry that is no time");
    assertThat(check("{\"exp\":1e300}").words()).endsWith("with an expiry that is no time");
  }

  @Test
  void isMilderWhereTheScanKnowsThatItExpired() {
    String token = token(HEADER, "{\"exp\":1700000000}");
    assertThat(Jwt.check(token, null).most()).isEqualTo(Severity.CRITICAL);
    assertThat(Jwt.check(token, Instant.ofEpochSecond(1699999999)).most())
        .isEqualTo(Severity.CRITICAL);
    Outcome expired = Jwt.check(token, Instant.ofEpochSecond(1700000001));
    assertThat(expired.holds()).isTrue();
    assertThat(expired.most()).isEqualTo(Severity.LOW);
    assertThat(expired.words()).contains("expires 2023-11-14, before the time");
  }

  @Test
  void knowsWhatOpensNothing() {
    String unsigned = token("{\"alg\":\"none\"}", "{\"sub\":\"a\"}");
    assertThat(Jwt.check(unsigned, null).result()).isEqualTo(Outcome.Result.FAILS);
    assertThat(check("{\"sub\":\"1234567890\",\"name\":\"John Doe\",\"iat\":1}").result())
        .isEqualTo(Outcome.Result.EXAMPLE);
    assertThat(check("{\"iss\":\"joe\",\"exp\":1,\"http://example.com/is_root\":true}").result())
        .isEqualTo(Outcome.Result.EXAMPLE);
    assertThat(check("{\"iss\":\"supabase\",\"role\":\"anon\"}").most()).isEqualTo(Severity.LOW);
  }

  @Test
  void knowsWhatOpensMuch() {
    assertThat(check("{\"iss\":\"supabase\",\"role\":\"service_role\"}").least())
        .isEqualTo(Severity.CRITICAL);
    Outcome kubernetes = check("{\"iss\":\"kubernetes/serviceaccount\",\"sub\":\"system:x\"}");
    assertThat(kubernetes.least()).isEqualTo(Severity.HIGH);
    assertThat(kubernetes.words()).endsWith("a Kubernetes service account, system:x");
    assertThat(check("{\"iss\":\"https://k\",\"kubernetes.io\":{\"pod\":{}}}").least())
        .isEqualTo(Severity.HIGH);
  }

  @Test
  void doubtsWhatDoesNotDecode() {
    assertThat(Jwt.check("a.b", null).holds()).isFalse();
    assertThat(Jwt.check(token("{\"typ\":\"JWT\"}", "{}"), null).holds()).isFalse();
    assertThat(Jwt.check(token(HEADER, "{\"a\":"), null).holds()).isFalse();
    assertThat(Jwt.check(token(HEADER, "[1]"), null).holds()).isFalse();
    assertThat(Jwt.check(token(HEADER, "{} {}"), null).holds()).isFalse();
    assertThat(
            Jwt.check(token(HEADER, "{\"a\":".repeat(300) + "1" + "}".repeat(300)), null).holds())
        .isFalse();
  }

  @Test
  void showsNoLongOrOddIssuer() {
    String words = check("{\"iss\":\"" + "\\u0007x".repeat(500) + "\"}").words();
    assertThat(words).hasSizeLessThan(250).contains("?x?x").matches("[ -~…]*");
  }
}
