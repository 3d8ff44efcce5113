package dev.assay.policy;

/** What a command's exit says. */
public enum Verdict {
  /** Nothing that fails was found, and everything that was asked for was scanned. */
  CLEAN(0),
  /** Something that fails was found. */
  FINDINGS(1),
  /** The user's input was wrong: nothing was scanned. */
  USAGE(2),
  /** Nothing that fails was found, but something was not scanned. */
  INCOMPLETE(3);

  private final int exitCode;

  Verdict(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The process's exit code. */
  public int exitCode() {
    return exitCode;
  }
}
