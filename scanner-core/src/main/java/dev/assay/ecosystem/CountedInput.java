package dev.assay.ecosystem;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Knows how many bytes were read: no place in the text can be behind that. */
final class CountedInput extends FilterInputStream {
  private int count;

  CountedInput(InputStream in) {
    super(in);
  }

  /** Bytes so far. */
  int count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count += b < 0 ? 0 : 1;
    return b;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = super.read(into, from, length);
    count += Math.max(0, read);
    return read;
  }
}
