package dev.assay.ecosystem;

import dev.assay.model.Region;
import java.io.InputStream;

/**
 * A whole lockfile in memory, as UTF-8 (whatever its encoding was; what isn't text stays as it is).
 * Offsets are of this view.
 */
public interface LockfileText {

  /** Its bytes from the start; each call gives a fresh stream, which need not be closed. */
  InputStream open();

  /**
   * Where the bytes from {@code from} up to {@code to}, exclusive, stand in the file. Asked for in
   * ascending order this is cheap.
   */
  Region region(int from, int to);

  /** The 1-based line of the byte at {@code offset}. */
  default int line(int offset) {
    return region(offset, offset).line();
  }
}
