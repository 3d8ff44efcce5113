package dev.assay.source.git.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates pack entries. For one thread; holds native memory until closed. */
final class EntryInflater implements AutoCloseable {
  /** Room behind the data that lets zlib stay on its fast path to the end. */
  static final int SLACK = 512;

  private final Inflater inflater = new Inflater();

  /**
   * Inflates exactly {@code size} bytes into {@code out}, which has room for {@code size} + 1 and
   * more. zlib's own checksum is checked.
   */
  void inflate(Pack pack, long dataAt, byte[] out, int size) throws CorruptObjectException {
    MappedFile file = pack.file();
    long end = pack.end();
    inflater.reset();
    long at = dataAt;
    int room = Math.min(out.length, size + SLACK);
    int have = 0;
    try {
      while (true) {
        if (inflater.needsInput()) {
          if (at >= end) {
            throw CorruptObjectException.truncated("the pack ends within it");
          }
          ByteBuffer part = file.slice(at, end);
          at += part.remaining();
          inflater.setInput(part);
        }
        int n = inflater.inflate(out, have, room - have);
        have += n;
        if (have > size) {
          throw new CorruptObjectException("it is longer than it says");
        }
        if (inflater.finished()) {
          break;
        }
        if (n == 0 && !inflater.needsInput()) {
          throw new CorruptObjectException("its compressed data is damaged");
        }
      }
    } catch (DataFormatException e) {
      throw new CorruptObjectException("its compressed data is damaged");
    }
    if (have != size) {
      throw new CorruptObjectException("it is shorter than it says");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  /** The inflated data of an entry as a stream that checks its length; the caller closes it. */
  static InputStream stream(Pack pack, long dataAt, long size) {
    return new Stream(pack, dataAt, size);
  }

  private static final class Stream extends InputStream {
    private final Pack pack;
    private final Inflater inflater = new Inflater();
    private long at;
    private long left;
    private boolean closed;

    Stream(Pack pack, long at, long size) {
      this.pack = pack;
      this.at = at;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      if (length == 0) {
        return 0;
      }
      try {
        while (!inflater.finished()) {
          if (inflater.needsInput()) {
            if (at >= pack.end()) {
              throw CorruptObjectException.truncated("the pack ends within it");
            }
            ByteBuffer part = pack.file().slice(at, pack.end());
            at += part.remaining();
            inflater.setInput(part);
          }
          int n = inflater.inflate(to, offset, length);
          left -= n;
          if (left < 0) {
            throw new CorruptObjectException("it is longer than it says");
          }
          if (n > 0) {
            return n;
          }
          if (!inflater.finished() && !inflater.needsInput()) {
            throw new CorruptObjectException("its compressed data is damaged");
          }
        }
      } catch (DataFormatException e) {
        throw new CorruptObjectException("its compressed data is damaged");
      }
      if (left != 0) {
        throw new CorruptObjectException("it is shorter than it says");
      }
      return -1;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        inflater.end();
      }
    }
  }
}
