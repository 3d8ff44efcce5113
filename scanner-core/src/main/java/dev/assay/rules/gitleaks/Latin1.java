package dev.assay.rules.gitleaks;

import java.nio.charset.StandardCharsets;

/** Texts as the matcher sees them. */
final class Latin1 {
  private Latin1() {}

  /** The UTF-8 bytes of {@code text}, each as a character. */
  static String ofUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
