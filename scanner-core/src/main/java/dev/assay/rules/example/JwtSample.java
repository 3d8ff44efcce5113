package dev.assay.rules.example;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A signed JSON Web Token (RFC 7519, HS256 of RFC 7518). */
final class JwtSample {
  private JwtSample() {}

  static String token(SeededText random) {
    long issued = 1_700_000_000L + random.below(50_000_000);
    String payload =
        "{\"sub\":\""
            + random.of(SeededText.DIGITS, 10)
            + "\",\"iat\":"
            + issued
            + ",\"exp\":"
            + (issued + 3600)
            + "}";
    String signed = part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + part(payload);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(random.bytes(32), "HmacSHA256"));
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.US_ASCII));
  }
}
