package dev.assay.cli;

import dev.assay.cli.hook.ProgressLine;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** What is said when Ctrl-C, or another signal, ends the process before the scan is over. */
final class Interruption implements Runnable {

  private final PrintStream err;
  private volatile @Nullable ProgressLine running;

  Interruption(PrintStream err) {
    this.err = err;
  }

  /** A scan began, of which {@code line} knows how far it came. */
  void begin(ProgressLine line) {
    running = line;
  }

  /** It is over, with everything reported. */
  void end() {
    running = null;
  }

  /** Runs when the process ends, for whatever reason. */
  @Override
  public void run() {
    ProgressLine line = running;
    if (line != null) {
      line.clear();
      err.println(
          "assay: interrupted: "
              + line.sofar()
              + "; the rest was not, and there is no report of what was");
      err.flush();
    }
  }
}
