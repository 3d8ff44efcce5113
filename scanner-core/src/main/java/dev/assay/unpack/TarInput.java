package dev.assay.unpack;

import dev.assay.model.Content;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A tar as it is read, from start to end: where it can be sought without a copy, entries can be
 * read again; else it is a stream that passes once.
 */
final class TarInput implements Closeable {

  private final @Nullable SeekableView view;
  private final InputStream in;
  private final byte[] scratch = new byte[1 << 13];
  private long position;

  private TarInput(@Nullable SeekableView view, InputStream in) {
    this.view = view;
    this.in = in;
  }

  static TarInput of(Content content) throws IOException {
    SeekableView view = SeekableView.withoutCopy(content);
    return new TarInput(view, view != null ? InputStream.nullInputStream() : content.open());
  }

  /** The bytes of {@code view}, which stays open. */
  static TarInput of(SeekableView view) {
    return new TarInput(view, InputStream.nullInputStream());
  }

  /** Offset of the next byte. */
  long position() {
    return position;
  }

  /** Reads up to {@code length} bytes; fewer only at the end. */
  int read(byte[] into, int length) throws IOException {
    int count =
        view != null ? view.read(position, into, 0, length) : in.readNBytes(into, 0, length);
    position += count;
    return count;
  }

  /** Goes on to {@code target}, or to the end if it comes first: then false. */
  boolean skipTo(long target) throws IOException {
    if (view != null) {
      position = Math.max(position, Math.min(target, view.size()));
      return position >= target;
    }
    while (position < target) {
      if (read(scratch, (int) Math.min(scratch.length, target - position)) == 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The {@code size} bytes from here on, which fail at their end if some are missing. Of a stream
   * they can be read once, before anything else is.
   */
  EntryContent.Opener data(long size) {
    long start = position;
    return () -> new Stretch(start, start + size, true);
  }

  /** The same for all that is left, however much it is. */
  EntryContent.Opener rest() {
    long start = position;
    return () -> new Stretch(start, Long.MAX_VALUE, false);
  }

  @Override
  public void close() throws IOException {
    in.close();
    if (view != null) {
      view.close();
    }
  }

  private final class Stretch extends InputStream {
    private final long end;
    private final boolean whole;
    private long at;

    Stretch(long start, long end, boolean whole) throws IOException {
      if (view == null && position != start) {
        throw new IOException("an entry of a stream can be read once only");
      }
      this.at = start;
      this.end = end;
      this.whole = whole;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (at >= end) {
        return -1;
      }
      int wanted = (int) Math.min(length, end - at);
      int count;
      if (view != null) {
        count = view.read(at, into, offset, wanted);
      } else if (position != at) {
        throw new IOException("the next entry is being read");
      } else {
        count = Math.max(0, in.read(into, offset, wanted));
        position += count;
      }
      at += count;
      if (count == 0) {
        if (whole) {
          throw new EOFException();
        }
        return -1;
      }
      return count;
    }
  }
}
