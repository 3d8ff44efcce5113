package dev.assay.unpack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A view's bytes for libraries that want a channel. Closing it leaves the view open. */
final class ViewChannel implements SeekableByteChannel {

  private static final int CHUNK = 1 << 13;

  private final SeekableView view;
  private final long from;
  private final long size;
  private long position;
  private byte[] chunk = {};

  ViewChannel(SeekableView view) {
    this(view, 0, view.size());
  }

  /** The {@code size} bytes from {@code from} on. */
  ViewChannel(SeekableView view, long from, long size) {
    this.view = view;
    this.from = from;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!into.hasRemaining()) {
      return 0;
    }
    int total = 0;
    while (into.hasRemaining() && position < size) {
      int wanted = (int) Math.min(into.remaining(), size - position);
      int count;
      if (into.hasArray()) {
        count =
            view.read(from + position, into.array(), into.arrayOffset() + into.position(), wanted);
        into.position(into.position() + count);
      } else {
        if (chunk.length == 0) {
          chunk = new byte[CHUNK];
        }
        count = view.read(from + position, chunk, 0, Math.min(chunk.length, wanted));
        into.put(chunk, 0, count);
      }
      if (count == 0) {
        break;
      }
      position += count;
      total += count;
    }
    return total == 0 ? -1 : total;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long target) {
    if (target < 0) {
      throw new IllegalArgumentException("position " + target);
    }
    position = target;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer from) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
