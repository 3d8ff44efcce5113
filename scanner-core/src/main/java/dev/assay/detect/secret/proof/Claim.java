package dev.assay.detect.secret.proof;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a proof looks at.
 *
 * @param secret the secret's bytes as Latin-1
 * @param match the whole match around it, as Latin-1
 * @param when the time that the scan is about; null if it knows none: the clock is never asked
 */
public record Claim(String secret, String match, @Nullable Instant when) {

  /** A secret that is its own match, at no known time. */
  static Claim of(String secret) {
    return new Claim(secret, secret, null);
  }

  @Override
  public String toString() {
    return "Claim[" + secret.length() + " characters]"; // never the secret
  }
}
