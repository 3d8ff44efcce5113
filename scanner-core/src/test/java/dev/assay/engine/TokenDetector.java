package dev.assay.engine;

import dev.assay.detect.Detector;
import dev.assay.detect.SecretValues;
import dev.assay.detect.Window;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Content;
import dev.assay.model.Region;
import dev.assay.model.Severity;
import java.util.List;

/**
 * A detector for tests: {@code tok_} and eight letters or digits; the anchor decides the window.
 */
final class TokenDetector implements Detector {
  static final String RULE = "test-token";
  static final int LENGTH = 12;

  private final SecretValues secrets;

  TokenDetector(SecretValues secrets) {
    this.secrets = secrets;
  }

  /** A token that tells {@code number}; never written down as a literal. */
  static String token(int number) {
    return "tok" + "_" + String.format(java.util.Locale.ROOT, "%08d", number);
  }

  @Override
  public Worker worker() {
    return this::begin;
  }

  private Pass begin(Content content, Observer out) {
    return new Pass() {
      @Override
      public void window(Window window) {
        byte[] bytes = window.bytes();
        for (int i = window.ownBegin(); i < window.ownEnd(); i++) {
          if (bytes[i] == 't' && matches(bytes, i, window.end())) {
            Region region = window.locator().region(i, i + LENGTH);
            out.observe(
                new Candidate(
                    RULE,
                    Severity.HIGH,
                    Confidence.HIGH,
                    0,
                    true,
                    List.of("it looks like one"),
                    region,
                    window.base() + i,
                    window.base() + i + LENGTH,
                    secrets.of(bytes, i, i + LENGTH),
                    "",
                    null,
                    ""));
          }
        }
      }

      @Override
      public void end() {}
    };
  }

  private static boolean matches(byte[] bytes, int at, int end) {
    if (at + LENGTH > end || bytes[at + 1] != 'o' || bytes[at + 2] != 'k' || bytes[at + 3] != '_') {
      return false;
    }
    for (int i = at + 4; i < at + LENGTH; i++) {
      if (!Character.isLetterOrDigit(bytes[i])) {
        return false;
      }
    }
    return true;
  }
}
