package dev.assay.unpack;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are written once and then read: on the heap, and from a limit on in a private
 * temporary file, which goes when this is closed.
 */
final class Spool implements Closeable {

  /** Bytes that are held on the heap. */
  static final int HEAP_LIMIT = 2 << 20;

  private static final int BUFFER = 1 << 16;

  private byte[] heap = new byte[1 << 12];
  private int filled;
  private long written;
  private @Nullable FileChannel file;

  /** Bytes so far. */
  long size() {
    return written + filled;
  }

  /** Appends a byte. */
  void add(int value) throws IOException {
    if (filled == heap.length) {
      grow();
    }
    heap[filled++] = (byte) value;
  }

  private void grow() throws IOException {
    if (file == null && heap.length < HEAP_LIMIT) {
      heap = Arrays.copyOf(heap, heap.length * 2);
      return;
    }
    flush();
  }

  private void flush() throws IOException {
    if (file == null) {
      file =
          PrivateFile.create(Path.of(Objects.requireNonNull(System.getProperty("java.io.tmpdir"))));
    }
    ByteBuffer from = ByteBuffer.wrap(heap, 0, filled);
    while (from.hasRemaining()) {
      file.write(from);
    }
    written += filled;
    filled = 0;
    if (heap.length > BUFFER) {
      heap = new byte[BUFFER];
    }
  }

  /** All that was written, which is all that there will be; closed with this. */
  SeekableView view() throws IOException {
    if (file == null) {
      return SeekableView.of(heap, filled);
    }
    flush();
    return SeekableView.of(file);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
