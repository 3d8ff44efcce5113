package dev.assay.detect.secret.proof;

import dev.assay.model.Severity;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Web Tokens (RFC 7519): what their header and payload tell of them. */
final class Jwt {
  private Jwt() {}

  /** {@code when} is the time that the scan is about; null where it knows none. */
  static Outcome check(String token, @Nullable Instant when) {
    int firstDot = token.indexOf('.');
    int secondDot = token.indexOf('.', firstDot + 1);
    if (firstDot < 0 || secondDot < 0) {
      return Outcome.fails("it does not have a token's three parts");
    }
    Map<String, String> header = json(token.substring(0, firstDot));
    if (header == null || !header.containsKey("alg")) {
      return Outcome.fails("its header does not decode as JSON with an algorithm");
    }
    if (header.containsKey("enc")) {
      return Outcome.structure("its header decodes: an encrypted token (JWE)");
    }
    Map<String, String> claims = json(token.substring(firstDot + 1, secondDot));
    if (claims == null) {
      return Outcome.fails("its payload does not decode as JSON");
    }
    return judged(header, claims, when);
  }

  private static Outcome judged(
      Map<String, String> header, Map<String, String> claims, @Nullable Instant when) {
    if (isExample(claims)) {
      return Outcome.example("its claims are those of a published example");
    }
    String algorithm = JsonFields.shown(header, "alg");
    String issuer = JsonFields.shown(claims, "iss");
    Instant expiry = time(claims.get("exp"));
    String words =
        "its header and payload decode as JSON"
            + (algorithm.isEmpty() ? "" : ", algorithm " + algorithm)
            + (issuer.isEmpty() ? "" : ", issued by " + issuer)
            + expiryWords(claims, expiry);
    if (algorithm.toLowerCase(Locale.ROOT).equals("none")) {
      return Outcome.fails(words + "; nothing signs it");
    }
    if (when != null && expiry != null && expiry.isBefore(when)) {
      return Outcome.structure(words + ", before the time that this scan is about")
          .atMost(Severity.LOW);
    }
    return owner(claims, words);
  }

  /** Tokens whose issuer says what they open. */
  private static Outcome owner(Map<String, String> claims, String words) {
    String issuer = claims.getOrDefault("iss", "");
    String role = claims.getOrDefault("role", "");
    if (issuer.startsWith("supabase") && role.equals("service_role")) {
      return Outcome.structure(words + "; the service role, which no row security binds")
          .atLeast(Severity.CRITICAL);
    }
    if (issuer.startsWith("supabase") && role.equals("anon")) {
      return Outcome.structure(words + "; the anonymous role, which is made to be public")
          .atMost(Severity.LOW);
    }
    String account = JsonFields.shown(claims, "sub");
    if (issuer.equals("kubernetes/serviceaccount") || claims.containsKey("kubernetes.io")) {
      return Outcome.structure(
              words + "; a Kubernetes service account" + (account.isEmpty() ? "" : ", " + account))
          .atLeast(Severity.HIGH);
    }
    return Outcome.structure(words);
  }

  private static String expiryWords(Map<String, String> claims, @Nullable Instant expiry) {
    if (!claims.containsKey("exp")) {
      return ", without an expiry";
    }
    return expiry == null
        ? ", with an expiry that is no time"
        : ", expires " + expiry.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** The subject of jwt.io's example, and the claims of RFC 7519's. */
  private static boolean isExample(Map<String, String> claims) {
    boolean johnDoe =
        claims.getOrDefault("sub", "").equals("1234567890")
            && claims.getOrDefault("name", "").equals("John Doe");
    boolean joe =
        claims.getOrDefault("iss", "").equals("joe")
            && claims.containsKey("http://example.com/is_root");
    return johnDoe || joe;
  }

  private static @Nullable Instant time(@Nullable String seconds) {
    if (seconds == null || seconds.length() > 20) {
      return null;
    }
    try {
      long value = (long) Double.parseDouble(seconds);
      return value <= 0 || value > 253_402_300_799L ? null : Instant.ofEpochSecond(value);
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Map<String, String> json(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      return JsonFields.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
