package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A content's bytes at any offset, for formats whose directory stands at the end. Bytes that are in
 * memory or in a file already are not copied; a stream is copied to the heap, and beyond {@link
 * #HEAP_LIMIT} to a private temporary file that the system deletes when it is closed (on Unix: that
 * has no name from the moment it is open, so that not even a killed scan leaves it behind).
 */
final class SeekableView implements Closeable {

  /**
   * A stream up to this is held on the heap, bytes. The limit halves with each level of nesting
   * beyond the first, so that all views that are open at once hold less than three times as much.
   */
  static final int HEAP_LIMIT = 16 << 20;

  private static final int BUFFER = 1 << 16;

  private final byte[] bytes;
  private final int offset;
  private final @Nullable SeekableByteChannel channel;
  private final long size;
  private final int heapBytes;
  private final @Nullable IOException fault;

  /**
   * What was read last of the channel, from {@link #blockAt} on; empty without {@link #buffered}.
   */
  private final byte[] block;

  private long blockAt;
  private int blockLength;

  private SeekableView(
      byte[] bytes, int offset, int length, int heapBytes, @Nullable IOException fault) {
    this.bytes = bytes;
    this.heapBytes = heapBytes;
    this.offset = offset;
    this.channel = null;
    this.size = length;
    this.fault = fault;
    this.block = new byte[0];
  }

  private SeekableView(SeekableByteChannel channel, @Nullable IOException fault)
      throws IOException {
    this.bytes = new byte[0];
    this.heapBytes = 0;
    this.offset = 0;
    this.channel = channel;
    this.size = channel.size();
    this.fault = fault;
    this.block = new byte[0];
  }

  private SeekableView(SeekableView origin) {
    this.bytes = origin.bytes;
    this.heapBytes = 0;
    this.offset = origin.offset;
    this.channel = origin.channel;
    this.size = origin.size;
    this.fault = origin.fault;
    this.block = new byte[BUFFER];
  }

  /**
   * A view of {@code content}, valid as long as the content is; with a temporary file if need be.
   */
  static SeekableView of(Content content) throws IOException {
    return of(content, Path.of(Objects.requireNonNull(System.getProperty("java.io.tmpdir"))));
  }

  /** A view of what is in memory or in a file already; null for everything else. */
  static @Nullable SeekableView withoutCopy(Content content) throws IOException {
    ByteSlice slice = content.inMemory();
    if (slice != null) {
      return new SeekableView(slice.array(), slice.offset(), slice.length(), 0, null);
    }
    SeekableByteChannel file = content.seekable();
    if (file == null) {
      return null;
    }
    try {
      return new SeekableView(file, null);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** A view of the first {@code length} of {@code bytes}. */
  static SeekableView of(byte[] bytes, int length) {
    return new SeekableView(bytes, 0, length, bytes.length, null);
  }

  /** A view of {@code file}, which is closed with it. */
  static SeekableView of(FileChannel file) throws IOException {
    return new SeekableView(file, null);
  }

  /** The bytes from {@code position} on, if they are in memory; else null. */
  @Nullable ByteSlice inMemory(long position, long length) {
    if (position < 0 || length > size - position) {
      throw new IllegalArgumentException("position " + position);
    }
    return channel == null ? new ByteSlice(bytes, offset + (int) position, (int) length) : null;
  }

  /** As {@link #of(Content)}, with {@code folder} for a temporary file. */
  static SeekableView of(Content content, Path folder) throws IOException {
    SeekableView there = withoutCopy(content);
    if (there != null) {
      return there;
    }
    try (InputStream in = content.open()) {
      return copy(in, content.size(), heapLimit(content.provenance()), folder);
    }
  }

  private static int heapLimit(Provenance place) {
    int levels = 0;
    for (Provenance at = place; at instanceof Provenance.Entry entry; at = entry.container()) {
      levels++;
    }
    return Math.max(BUFFER, HEAP_LIMIT >> Math.min(16, Math.max(0, levels - 1)));
  }

  /** Bytes that there are. */
  long size() {
    return size;
  }

  /**
   * Whether it stays readable, from any thread and at no cost, when the content that it was made of
   * is done with: a file that is open for this view alone.
   */
  boolean outlives() {
    return channel instanceof FileChannel;
  }

  /**
   * The same bytes, for one thread that reads little by little: not each time from the file. Closed
   * with this.
   */
  SeekableView buffered() {
    return channel == null ? this : new SeekableView(this);
  }

  /** Bytes of a copy on the heap; 0 where there is none. */
  int heapBytes() {
    return heapBytes;
  }

  /**
   * Why the content could not be copied to its end; the view holds what came before. Null for a
   * whole one.
   */
  @Nullable IOException fault() {
    return fault;
  }

  /**
   * Reads up to {@code length} bytes at {@code position}; fewer only at the end.
   *
   * @return how many, 0 at or beyond the end
   */
  int read(long position, byte[] into, int at, int length) throws IOException {
    Objects.checkFromIndexSize(at, length, into.length);
    if (position < 0) {
      throw new IllegalArgumentException("position " + position);
    }
    if (position >= size) {
      return 0;
    }
    int wanted = (int) Math.min(length, size - position);
    if (channel == null) {
      System.arraycopy(bytes, offset + (int) position, into, at, wanted);
      return wanted;
    }
    if (wanted >= block.length) {
      return fill(channel, position, into, at, wanted);
    }
    if (position < blockAt || position + wanted > blockAt + blockLength) {
      blockLength =
          fill(channel, position, block, 0, (int) Math.min(block.length, size - position));
      blockAt = position;
    }
    int from = (int) (position - blockAt);
    int count = Math.min(wanted, blockLength - from);
    System.arraycopy(block, from, into, at, count);
    return count;
  }

  private static int fill(
      SeekableByteChannel channel, long position, byte[] into, int at, int wanted)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, at, wanted);
    while (buffer.hasRemaining()) {
      int count;
      if (channel instanceof FileChannel file) {
        count = file.read(buffer, position + buffer.position() - at);
      } else {
        channel.position(position + buffer.position() - at);
        count = channel.read(buffer);
      }
      if (count < 0) {
        break;
      }
    }
    return buffer.position() - at;
  }

  /**
   * The {@code length} bytes at {@code position}.
   *
   * @param length small: it is allocated
   * @throws EOFException if there are fewer
   */
  byte[] bytes(long position, int length) throws IOException {
    if (position < 0 || position + length > size) {
      throw new EOFException();
    }
    byte[] result = new byte[length];
    if (read(position, result, 0, length) < length) {
      throw new EOFException();
    }
    return result;
  }

  /** The bytes from {@code position} on, {@code length} at most; closing it does nothing. */
  Stream stream(long position, long length) {
    return new Stream(position, Math.min(length, Math.max(0, size - position)));
  }

  /** All bytes, and then what {@link #fault} says. */
  InputStream whole() {
    IOException end = fault;
    Stream all = stream(0, size);
    return end == null ? all : new SequenceInputStream(all, new Failing(end));
  }

  /** Fails with what a copy failed with. */
  private static final class Failing extends InputStream {
    private final IOException fault;

    Failing(IOException fault) {
      this.fault = fault;
    }

    @Override
    public int read() throws IOException {
      throw fault;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      throw fault;
    }
  }

  /** The bytes as a read-only channel, for libraries; closing it does nothing. */
  SeekableByteChannel channel() {
    return new ViewChannel(this);
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  /** A stretch of the view as a stream. */
  final class Stream extends InputStream {

    private long position;
    private final long end;

    private Stream(long position, long length) {
      this.position = position;
      this.end = position + length;
    }

    /** Offset in the view of the next byte. */
    long position() {
      return position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count =
          SeekableView.this.read(position, into, at, (int) Math.min(length, end - position));
      position += count;
      if (count == 0 && position < end) {
        throw new EOFException(); // the file became shorter meanwhile
      }
      return count == 0 ? -1 : count;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.max(0, Math.min(count, end - position));
      position += skipped;
      return skipped;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, end - position);
    }
  }

  /** The hint only saves copying: what is allocated follows what was read. */
  private static SeekableView copy(InputStream in, long hint, int limit, Path folder)
      throws IOException {
    byte[] heap = new byte[(int) Math.min(limit, Math.max(BUFFER, Math.min(hint + 1, 1 << 20)))];
    int length = 0;
    IOException fault = null;
    while (true) {
      if (length == heap.length) {
        if (length == limit) {
          return spill(heap, in, folder);
        }
        heap = Arrays.copyOf(heap, Math.min(limit, heap.length * 2));
      }
      int count;
      try {
        count = in.read(heap, length, heap.length - length);
      } catch (IOException e) {
        fault = e;
        break;
      }
      if (count < 0) {
        break;
      }
      length += count;
    }
    return new SeekableView(heap, 0, length, heap.length, fault);
  }

  private static SeekableView spill(byte[] head, InputStream in, Path folder) throws IOException {
    FileChannel file = PrivateFile.create(folder);
    try {
      writeFully(file, ByteBuffer.wrap(head));
      byte[] buffer = new byte[BUFFER];
      IOException fault = null;
      while (true) {
        int count;
        try {
          count = in.read(buffer, 0, buffer.length);
        } catch (IOException e) {
          fault = e;
          break;
        }
        if (count < 0) {
          break;
        }
        writeFully(file, ByteBuffer.wrap(buffer, 0, count));
      }
      return new SeekableView(file, fault);
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private static void writeFully(FileChannel file, ByteBuffer from) throws IOException {
    while (from.hasRemaining()) {
      file.write(from);
    }
  }
}
