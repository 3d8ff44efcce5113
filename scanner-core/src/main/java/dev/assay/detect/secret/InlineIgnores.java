package dev.assay.detect.secret;

import dev.assay.detect.Window;
import java.nio.charset.StandardCharsets;
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
  private static final String[] CLOSING = {"*/", "-->", "#}", "%>"};
  private static final int MAX_REASON = 200;

  private InlineIgnores() {}

  /**
   * A comment that allows a finding.
   *
   * @param mark the other scanner's mark that is the reason; empty if the comment gives one
   * @param from index in the window of the first byte of the reason that it gives, which may hold a
   *     secret
   * @param to index after the last
   */
  record Comment(String mark, int from, int to) {

    /** The reason, perhaps empty, with what {@code excerpts} knows of masked. */
    String reason(Excerpts excerpts) {
      if (!mark.isEmpty()) {
        return mark;
      }
      String text = excerpts.masked(from, to).strip();
      return text.length() > MAX_REASON ? text.substring(0, MAX_REASON) : text;
    }
  }

  /** The comment beside the secret {@code [from..to)}; null if there is none. */
  static @Nullable Comment beside(Window window, int from, int to, String rule) {
    Comment first = on(window, from, rule);
    return first != null ? first : on(window, to, rule);
  }

  private static @Nullable Comment on(Window window, int at, String rule) {
    int start = Lines.start(window, at, Lines.REACH);
    int end = Lines.end(window, at, Lines.REACH);
    // Latin-1, so that an index into the line is one into the window.
    String line = new String(window.bytes(), start, end - start, StandardCharsets.ISO_8859_1);
    int own = line.indexOf(OWN);
    if (own >= 0) {
      int named = afterSpaces(line, own + OWN.length());
      int rest = named;
      while (rest < line.length() && line.charAt(rest) != ' ') {
        rest++;
      }
      String name = line.substring(named, rest);
      if (name.equals(rule) || name.equals("*")) {
        return new Comment("", start + rest, start + closed(line, rest));
      }
    }
    for (String mark : FOREIGN) {
      if (line.contains(mark)) {
        return new Comment(mark, 0, 0);
      }
    }
    return null;
  }

  private static int afterSpaces(String line, int from) {
    int at = from;
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Where the comment ends: what follows is code. */
  private static int closed(String line, int from) {
    int end = line.length();
    for (String close : CLOSING) {
      int at = line.indexOf(close, from);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    return end;
  }
}
