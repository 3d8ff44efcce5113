package dev.assay.detect.secret;

import dev.assay.detect.Window;
import org.jspecify.annotations.Nullable;

/**
 * Comments that allow a finding on their own line: {@code assay:allow <rule> <reason>}, and the
 * marks that other scanners' users have in their code already.
 */
final class InlineIgnores {
  private static final String OWN = "assay:allow";
  private static final String[] FOREIGN = {
    "gitleaks:allow", "pragma: allowlist secret", "trufflehog:ignore"
  };
  private static final int MAX_REASON = 200;

  private InlineIgnores() {}

  /** The reason that a comment beside the secret gives, perhaps empty; null if there is none. */
  static @Nullable String reason(Window window, int from, int to, String rule) {
    String first = line(window, from);
    String reason = reasonIn(first, rule);
    return reason != null ? reason : reasonIn(line(window, to), rule);
  }

  private static String line(Window window, int at) {
    int start = Lines.start(window, at, Lines.REACH);
    int end = Lines.end(window, at, Lines.REACH);
    return new String(window.bytes(), start, end - start, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static @Nullable String reasonIn(String line, String rule) {
    int at = line.indexOf(OWN);
    if (at >= 0) {
      String rest = line.substring(at + OWN.length()).strip();
      int space = rest.indexOf(' ');
      String named = space < 0 ? rest : rest.substring(0, space);
      if (named.equals(rule) || named.equals("*")) {
        return trimmed(space < 0 ? "" : rest.substring(space + 1));
      }
    }
    for (String mark : FOREIGN) {
      if (line.contains(mark)) {
        return mark;
      }
    }
    return null;
  }

  /** The reason without the end of a block comment. */
  private static String trimmed(String reason) {
    String text = reason.strip();
    for (String close : new String[] {"*/", "-->", "#}", "%>"}) {
      if (text.endsWith(close)) {
        text = text.substring(0, text.length() - close.length()).strip();
      }
    }
    return text.length() > MAX_REASON ? text.substring(0, MAX_REASON) : text;
  }
}
