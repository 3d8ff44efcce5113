package dev.assay.cli.hook;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The streams and surroundings that a command runs in, so that tests can give it others.
 *
 * @param in standard input; read only if asked to
 * @param out standard output: reports, and nothing else
 * @param err standard error: everything for a person at work; never closed
 * @param outIsTerminal whether a person reads {@code out} as it comes
 * @param errIsTerminal whether a person reads {@code err} as it comes
 * @param environment variables
 */
public record Terminal(
    InputStream in,
    OutputStream out,
    PrintStream err,
    boolean outIsTerminal,
    boolean errIsTerminal,
    Map<String, String> environment) {

  /**
   * Whether reports on {@code out} are coloured, {@code choice} being null, auto, always, never.
   */
  public boolean color(@Nullable String choice) {
    if (choice != null && !choice.equals("auto")) {
      return choice.equals("always");
    }
    String noColor = environment.get("NO_COLOR");
    return outIsTerminal
        && (noColor == null || noColor.isEmpty())
        && !"dumb".equals(environment.get("TERM"));
  }
}
