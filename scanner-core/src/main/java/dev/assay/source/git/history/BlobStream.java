package dev.assay.source.git.history;

import java.io.IOException;
import java.io.InputStream;

/** Says of what was stored badly what the engine needs to know to report it. */
final class BlobStream extends InputStream {
  private final InputStream in;

  BlobStream(StoredBlob.Opener opener) throws IOException {
    try {
      in = opener.open();
    } catch (CorruptObjectException e) {
      throw e.forContent();
    }
  }

  @Override
  public int read() throws IOException {
    try {
      return in.read();
    } catch (CorruptObjectException e) {
      throw e.forContent();
    }
  }

  @Override
  public int read(byte[] to, int offset, int count) throws IOException {
    try {
      return in.read(to, offset, count);
    } catch (CorruptObjectException e) {
      throw e.forContent();
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
