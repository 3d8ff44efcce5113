package dev.assay.unpack;

import dev.assay.model.Seal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An entry's bytes, each shown to a check on its way. What its reader leaves is read when it is
 * closed, for a digest is of all bytes or of none.
 */
final class SealedInputStream extends FilterInputStream {

  private final Seal.Check check;
  private boolean over;

  SealedInputStream(InputStream in, Seal.Check check) {
    super(in);
    this.check = check;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = in.read(bytes, offset, length);
    } catch (IOException | RuntimeException e) {
      over = true;
      throw e;
    }
    if (count > 0 && !over) {
      check.bytes(bytes, offset, count);
    } else if (count < 0 && !over) {
      over = true;
      check.end();
    }
    return count;
  }

  @Override
  public long skip(long wanted) throws IOException {
    byte[] scratch = new byte[(int) Math.min(Math.max(wanted, 0), 1 << 13)];
    long left = wanted;
    while (left > 0) {
      int count = read(scratch, 0, (int) Math.min(left, scratch.length));
      if (count < 0) {
        break;
      }
      left -= count;
    }
    return wanted - Math.max(left, 0);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    byte[] scratch = over ? new byte[0] : new byte[1 << 13];
    try {
      while (!over) {
        read(scratch, 0, scratch.length);
      }
    } catch (IOException e) {
      over = true; // whoever read it was told, or did not want to know
    } finally {
      in.close();
    }
  }
}
