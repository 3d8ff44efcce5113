package dev.assay.source.registry;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import dev.assay.unpack.PrivateFile;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was fetched: on the heap, or beyond a limit in a private temporary file. Filled by one
 * thread, then read by others; whoever gives it away closes it.
 */
final class Spool implements Closeable {
  private static final int HEAP_LIMIT = 8 << 20;

  private byte[] heap = new byte[1 << 16];
  private @Nullable FileChannel file;
  private long size;

  long size() {
    return size;
  }

  /** Adds all of {@code bytes}. */
  void write(ByteBuffer bytes) throws IOException {
    int count = bytes.remaining();
    FileChannel channel = file;
    if (channel == null && size + count > HEAP_LIMIT) {
      channel =
          PrivateFile.create(Path.of(Objects.requireNonNull(System.getProperty("java.io.tmpdir"))));
      file = channel;
      writeFully(channel, ByteBuffer.wrap(heap, 0, (int) size));
      heap = new byte[0];
    }
    if (channel != null) {
      writeFully(channel, bytes);
    } else {
      if (size + count > heap.length) {
        heap = Arrays.copyOf(heap, (int) Math.max(size + count, heap.length * 2L));
      }
      bytes.get(heap, (int) size, count);
    }
    size += count;
  }

  private static void writeFully(FileChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  /** All of it, as often as need be. */
  InputStream open() {
    FileChannel channel = file;
    return channel == null
        ? new ByteArrayInputStream(heap, 0, (int) size)
        : Channels.newInputStream(new View(channel));
  }

  /** The first {@code most} bytes as they are. */
  byte[] head(int most) throws IOException {
    try (InputStream in = open()) {
      return in.readNBytes(most);
    }
  }

  /** As a content at {@code place}, for as long as this is open. */
  Content at(Provenance place) {
    FileChannel channel = file;
    return channel == null
        ? new dev.assay.model.BytesContent(place, new ByteSlice(heap, 0, (int) size), null)
        : new InFile(place, this, channel);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  /** The bytes in the temporary file. */
  private record InFile(Provenance provenance, Spool spool, FileChannel file) implements Content {
    @Override
    public long size() {
      return spool.size();
    }

    @Override
    public InputStream open() {
      return spool.open();
    }

    @Override
    public SeekableByteChannel seekable() {
      return new View(file);
    }
  }

  /** Reads the file at a position of its own; closing it leaves the file open. */
  private static final class View implements SeekableByteChannel {
    private final FileChannel file;
    private long position;
    private boolean closed;

    View(FileChannel file) {
      this.file = file;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      if (closed) {
        throw new ClosedChannelException();
      }
      int count = file.read(into, position);
      position += Math.max(0, count);
      return count;
    }

    @Override
    public int write(ByteBuffer from) {
      throw new NonWritableChannelException();
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      position = newPosition;
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
      throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
      return !closed;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
