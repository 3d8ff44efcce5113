package dev.assay.source.git;

import java.io.IOException;

/** Git ended with an exit code other than 0. */
public final class GitFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private static final int MAX_ESSENCE = 300;

  private final int exitCode;
  private final String said;
  private final String summary;

  GitFailure(String command, int exitCode, String said) {
    super(summary(command, exitCode, said));
    this.exitCode = exitCode;
    this.said = said;
    this.summary = summary(command, exitCode, said);
  }

  private static String summary(String command, int exitCode, String said) {
    return "git "
        + command
        + " failed with exit code "
        + exitCode
        + (said.isEmpty() ? "" : ": " + essence(said));
  }

  /** What it gave up over, in one line of bounded length. */
  private static String essence(String text) {
    int start = Math.max(text.indexOf("fatal: "), 0);
    int end = Math.min(text.length(), start + MAX_ESSENCE);
    StringBuilder line = new StringBuilder();
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean blank = c <= ' ';
      if (!blank || (line.length() > 0 && line.charAt(line.length() - 1) != ' ')) {
        line.append(blank ? ' ' : c);
      }
    }
    return line.toString();
  }

  /** One line: which command, its exit code and the essence of what it said. */
  String summary() {
    return summary;
  }

  /** Its exit code; above 128 where a signal ended it. */
  public int exitCode() {
    return exitCode;
  }

  /** What it said on standard error, in English, at most some KB. */
  public String said() {
    return said;
  }
}
