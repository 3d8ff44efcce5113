package dev.assay.unpack.code;

import java.io.IOException;

/** Bytes that can be read at any offset. */
public interface RandomBytes {

  /** How many there are. */
  long size();

  /**
   * Reads up to {@code length} bytes at {@code position}; fewer only at the end.
   *
   * @return how many, 0 at or beyond the end
   */
  int read(long position, byte[] into, int at, int length) throws IOException;
}
