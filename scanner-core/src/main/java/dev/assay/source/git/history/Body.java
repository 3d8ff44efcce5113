package dev.assay.source.git.history;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object: on the heap, in an array that may be longer, or in a private temporary
 * file that is gone when the body is closed.
 */
final class Body implements Closeable {
  private static final int COPY = 64 << 10;

  private final byte @Nullable [] heap;
  private final @Nullable FileChannel file;
  private final long length;

  private Body(byte @Nullable [] heap, @Nullable FileChannel file, long length) {
    this.heap = heap;
    this.file = file;
    this.length = length;
  }

  static Body onHeap(byte[] bytes, int length) {
    return new Body(bytes, null, length);
  }

  /** Fills a temporary file by {@code writer}. */
  static Body inFile(Writer writer) throws IOException {
    // Created with access for the owner only.
    Path path = Files.createTempFile("assay-object-", ".tmp");
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), COPY);
      writer.write(out);
      out.flush();
      return new Body(null, channel, channel.size());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** What fills a file. */
  @FunctionalInterface
  interface Writer {
    void write(OutputStream out) throws IOException;
  }

  long length() {
    return length;
  }

  boolean isOnHeap() {
    return heap != null;
  }

  /** The array whose first {@link #length} bytes count; only for bodies on the heap. */
  byte[] array() {
    return Objects.requireNonNull(heap);
  }

  /** Writes {@code count} bytes from {@code from}, which the caller has checked, to {@code out}. */
  void copyTo(OutputStream out, long from, long count) throws IOException {
    if (heap != null) {
      out.write(heap, Math.toIntExact(from), Math.toIntExact(count));
      return;
    }
    byte[] buffer = new byte[(int) Math.min(count, COPY)];
    long at = from;
    for (long left = count; left > 0; ) {
      int n = read(at, buffer, 0, (int) Math.min(left, buffer.length));
      if (n < 0) {
        throw new EOFException("a temporary file of ours became shorter");
      }
      out.write(buffer, 0, n);
      at += n;
      left -= n;
    }
  }

  /** All of it, from the start; closing the stream closes the body if {@code andClose}. */
  InputStream open(boolean andClose) {
    if (heap != null) {
      return new ByteArrayInputStream(heap, 0, (int) length);
    }
    return new InputStream() {
      private long at;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] to, int offset, int count) throws IOException {
        if (count == 0) {
          return 0;
        }
        int n = at >= length ? -1 : Body.this.read(at, to, offset, count);
        at += Math.max(0, n);
        return n;
      }

      @Override
      public void close() throws IOException {
        if (andClose) {
          Body.this.close();
        }
      }
    };
  }

  private int read(long at, byte[] to, int offset, int count) throws IOException {
    return Objects.requireNonNull(file).read(ByteBuffer.wrap(to, offset, count), at);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
