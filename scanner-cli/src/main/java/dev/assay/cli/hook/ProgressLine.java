package dev.assay.cli.hook;

import dev.assay.engine.Progress;
import dev.assay.model.Provenance;
import java.io.PrintStream;

/**
 * One line on a terminal that is written over at most ten times a second and gone at the end. It
 * also remembers how far the scan came. Thread-safe.
 */
public final class ProgressLine implements Progress {

  private static final long INTERVAL_NANOS = 100_000_000;

  /** A terminal's width is not to be had; this fits nearly all of them. */
  private static final int COLUMNS = 79;

  private static final String ERASE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean shown;
  private long last = System.nanoTime();
  private boolean drawn;
  private boolean over;
  private long contents;
  private long bytes;

  /** Writes to {@code err} if {@code shown}; else it only counts. */
  public ProgressLine(PrintStream err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  @Override
  public synchronized void at(long contents, long bytes, Provenance current) {
    this.contents = contents;
    this.bytes = bytes;
    long now = System.nanoTime();
    if (!shown || over || now - last < INTERVAL_NANOS) {
      return;
    }
    last = now;
    drawn = true;
    String counts = sofar() + "  ";
    err.print(ERASE + counts + tail(current.path(), COLUMNS - counts.length()));
    err.flush();
  }

  /** How far the scan came: {@code 1204 scanned, 41 MB}. */
  public synchronized String sofar() {
    return contents + " scanned, " + bytes / 1_000_000 + " MB";
  }

  /** Removes the line; nothing is drawn after that. */
  public synchronized void clear() {
    over = true;
    if (drawn) {
      err.print(ERASE);
      err.flush();
      drawn = false;
    }
  }

  /**
   * The end of {@code path} in at most {@code columns}, as plain ASCII: a path may hold anything.
   */
  static String tail(String path, int columns) {
    StringBuilder ascii = new StringBuilder();
    int start = Math.max(0, path.length() - columns);
    for (int i = start; i < path.length(); i++) {
      char c = path.charAt(i);
      ascii.append(c >= ' ' && c < 0x7f ? c : '?');
    }
    if (start > 0 && ascii.length() > 3) {
      ascii.replace(0, 3, "...");
    }
    return ascii.toString();
  }
}
