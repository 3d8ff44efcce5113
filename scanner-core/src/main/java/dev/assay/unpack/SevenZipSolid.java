package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What a folder of a 7z archive unpacks to. Its files are read in order; one that is read again is
 * unpacked again from the folder's start, which is charged.
 */
final class SevenZipSolid implements Closeable {

  private static final String BROKEN =
      "what stands before it in the same stream can't be unpacked, and it was not scanned";

  private final SevenZipStreams.Next next;
  private final SeekableView view;
  private final Unpacking unpacking;
  private final PeakMemory memory;
  private final byte[] scratch = new byte[1 << 13];
  private @Nullable InputStream in;
  private long position;

  SevenZipSolid(
      SevenZipStreams.Next next, SeekableView view, Unpacking unpacking, PeakMemory memory) {
    this.next = next;
    this.view = view;
    this.unpacking = unpacking;
    this.memory = memory;
  }

  /**
   * Goes to {@code offset} of the unpacked bytes.
   *
   * @return why it can't be reached; null if it was
   * @throws ContentException if the budget ends before
   */
  @Nullable ContentException seek(long offset) throws ContentException {
    try {
      if (in == null || position > offset) {
        close();
        position = 0;
        memory.again();
        in = next.folder().open(this::packed, memory);
      }
    } catch (ContentException e) {
      return e;
    } catch (IOException | RuntimeException e) {
      return new ContentException(Problem.Kind.CORRUPT, "its data can't be unpacked");
    }
    while (position < offset) {
      int count;
      try {
        count = in.read(scratch, 0, (int) Math.min(scratch.length, offset - position));
      } catch (IOException | RuntimeException e) {
        return new ContentException(
            e instanceof ContentException named
                ? named.kind()
                : e instanceof EOFException ? Problem.Kind.TRUNCATED : Problem.Kind.CORRUPT,
            BROKEN);
      }
      if (count < 0) {
        return new ContentException(Problem.Kind.TRUNCATED, BROKEN);
      }
      position += count;
      unpacking.takeBytes(count);
    }
    return null;
  }

  private InputStream packed(int number) throws IOException {
    long start = next.packedStarts()[number];
    long size = next.packedSizes()[number];
    if (start > view.size() - size) {
      throw new ContentException(
          Problem.Kind.TRUNCATED, "its data goes beyond the end of the archive");
    }
    return view.stream(start, size);
  }

  /**
   * A file of the folder.
   *
   * @param digest of its bytes; -1 if it isn't known
   */
  InputStream open(long offset, long size, long digest) throws ContentException {
    ContentException fault = seek(offset);
    if (fault != null) {
      throw fault;
    }
    return new File(offset, size, digest);
  }

  @Override
  public void close() throws IOException {
    InputStream open = in;
    in = null;
    if (open != null) {
      open.close();
    }
  }

  private final class File extends InputStream {
    private final long end;
    private final long digest;
    private final CRC32 crc = new CRC32();
    private long at;

    File(long offset, long size, long digest) {
      this.at = offset;
      this.end = offset + size;
      this.digest = digest;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException(); // the meter reads arrays only
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (at == end) {
        if (digest >= 0 && crc.getValue() != digest) {
          throw new ContentException(
              Problem.Kind.CORRUPT,
              "its checksum is "
                  + ZipRecord.hex((int) crc.getValue())
                  + ", and the archive says "
                  + ZipRecord.hex((int) digest));
        }
        return -1;
      }
      InputStream from = in;
      if (from == null || position != at) {
        throw new IOException("the next file of the stream is being read");
      }
      int count = from.read(bytes, offset, (int) Math.min(length, end - at));
      if (count < 0) {
        throw new EOFException();
      }
      crc.update(bytes, offset, count);
      at += count;
      position = at;
      return count;
    }
  }
}
