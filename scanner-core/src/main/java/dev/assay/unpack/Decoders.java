package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.tukaani.xz.LZMAInputStream;

/** Every compression that is read as a stream: for files of it, and for containers that use it. */
final class Decoders {

  /** What can be read. */
  enum Format {
    BZIP2,
    LZ4,
    LZMA,
    XZ,
    ZSTD
  }

  /** Asks for memory before a decoder allocates it. */
  @FunctionalInterface
  interface Memory {
    /**
     * Announces {@code bytes}.
     *
     * @throws ContentException if so much may not be taken
     */
    void take(long bytes) throws ContentException;
  }

  /** Bytes beyond its dictionary that an LZMA decoder holds. */
  private static final long LZMA_STATE = 128 << 10;

  private Decoders() {}

  /**
   * Unpacks {@code packed}: all streams of {@code format} in a row, up to the first byte that is
   * something else. What goes wrong is a {@link ContentException}, thrown once all that came before
   * it was given.
   *
   * @param packed closed with the result
   * @throws ContentException if it doesn't begin so, needs too much memory, a dictionary that isn't
   *     in it, or a library that can't be loaded
   */
  static InputStream open(Format format, InputStream packed, Memory memory) throws IOException {
    StreamUnpacker unpacker =
        switch (format) {
          case BZIP2 -> new Bzip2Unpacker();
          case LZ4 -> new Lz4Unpacker();
          case LZMA -> new LzmaUnpacker();
          case XZ -> new XzUnpacker();
          case ZSTD -> new ZstdUnpacker();
        };
    PackedInput in = packed instanceof PackedInput there ? there : new PackedInput(packed);
    MemberStream stream = new MemberStream(unpacker, in, memory);
    stream.start();
    return stream;
  }

  /**
   * Unpacks the LZMA stream in a zip entry (APPNOTE 6.3.10, 5.8): a version, the length of the
   * properties, and these, before the data.
   *
   * @param size unpacked, bytes; -1 if an end marker tells
   */
  static InputStream zipLzma(InputStream packed, long size, Memory memory) throws IOException {
    byte[] head = packed.readNBytes(9);
    if (head.length < 9 || head[2] != 5 || head[3] != 0) {
      throw new ContentException(Problem.Kind.CORRUPT, "its LZMA properties are not complete");
    }
    long dictionary = new ZipRecord.Little(head).u32(5);
    return rawLzma(packed, size, head[4], dictionary, memory);
  }

  /**
   * An LZMA stream of which everything is known.
   *
   * @param size unpacked, bytes; -1 if an end marker tells
   * @param dictionary bytes, as a header claims
   */
  static InputStream rawLzma(
      InputStream packed, long size, byte properties, long dictionary, Memory memory)
      throws IOException {
    long needed = lzmaMemory(size, dictionary);
    memory.take(needed);
    if (needed > Unpacking.MOST_MEMORY) {
      throw tooLarge(needed);
    }
    return new LZMAInputStream(packed, size, properties, (int) (needed - LZMA_STATE));
  }

  /** What {@link #rawLzma} takes. */
  static long lzmaMemory(long size, long dictionary) {
    // Nothing can be repeated from before the start.
    return LZMA_STATE + Math.max(4096, size >= 0 ? Math.min(size, dictionary) : dictionary);
  }

  /** A decoder may not hold so much. */
  static ContentException tooLarge(long bytes) {
    return new ContentException(
        Problem.Kind.TOO_LARGE,
        String.format(
            Locale.ROOT,
            "unpacking what follows takes %,d bytes of memory, more than it began with, and it was"
                + " not scanned; unpack it and scan what comes out",
            bytes));
  }
}
