package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import dev.assay.unpack.ZipRecord.Little;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.deflate64.Deflate64CompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Unpacks the data of a zip's entries. Closing it frees what decoders took outside the heap. */
final class ZipData implements Closeable {

  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int DEFLATED_64 = 9;
  private static final int BZIP2 = 12;
  private static final int LZMA = 14;
  private static final int ZSTD_ONCE = 20;
  private static final int ZSTD = 93;
  private static final int XZ = 95;

  /** Of LZMA data: a mark tells its end. */
  private static final int END_MARK = 1 << 1;

  private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
  private static final int BUFFER = 1 << 13;

  private final SeekableView view;
  private final Deque<Inflater> idle = new ArrayDeque<>();

  ZipData(SeekableView view) {
    this.view = view;
  }

  /**
   * What a reader of an entry saw.
   *
   * @param end offset in the archive where its compressed data ended; -1 if nobody read so far
   * @param crc of the unpacked bytes, and
   * @param unpacked how many there were, if {@code end} is known
   */
  record Seen(long end, int crc, long unpacked) {
    static final Seen NOTHING = new Seen(-1, 0, 0);
  }

  /**
   * Scans an entry, or says why it can't be.
   *
   * @param start of its data
   * @param length of its data, compressed; more where its end will tell
   * @param claims whether the entry's checksum and size hold, if it was read to its end
   */
  Seen push(
      Unpacking unpacking, ZipRecord entry, String name, long start, long length, boolean claims)
      throws IOException {
    if (entry.encrypted()) {
      unpacking.problem(
          Problem.Kind.ENCRYPTED, name, "it is encrypted, and was not scanned; scan it decrypted");
      return Seen.NOTHING;
    }
    if (!supported(entry.method())) {
      unpacking.problem(
          Problem.Kind.UNSUPPORTED,
          name,
          "it is compressed by method "
              + entry.method()
              + ", which is not supported, and was not scanned; unpack the archive and scan what"
              + " comes out");
      return Seen.NOTHING;
    }
    Seen[] seen = {Seen.NOTHING};
    unpacking.pushSealed(
        name,
        claims ? entry.unpacked() : -1,
        entry.mode(),
        () -> new Checked(unpacking, entry, claims, view.stream(start, length), seen));
    return seen[0];
  }

  /**
   * The whole of an entry that is small; null if it can't be read, or is larger than {@code most}
   * bytes. What is wrong is told where the entry is scanned.
   */
  byte @Nullable [] document(Unpacking unpacking, ZipRecord entry, long start, int most)
      throws ContentException {
    if (entry.encrypted()
        || !supported(entry.method())
        || entry.packed() < 0
        || entry.unpacked() > most) {
      return null;
    }
    Seen[] seen = {Seen.NOTHING};
    try (InputStream in =
        new Checked(unpacking, entry, true, view.stream(start, entry.packed()), seen)) {
      byte[] bytes = new byte[(int) Math.max(0, Math.min(entry.unpacked(), most)) + 1];
      int length = 0;
      int count = 0;
      while (length < bytes.length && count >= 0) {
        count = in.read(bytes, length, bytes.length - length);
        length += Math.max(0, count);
      }
      unpacking.takeBytes(length);
      return count < 0 ? Arrays.copyOf(bytes, length) : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static boolean supported(int method) {
    return switch (method) {
      case STORED, DEFLATED, DEFLATED_64, BZIP2, LZMA, ZSTD_ONCE, ZSTD, XZ -> true;
      default -> false;
    };
  }

  @Override
  public void close() {
    idle.forEach(Inflater::end);
    idle.clear();
  }

  /**
   * The length of the sizes and checksum that follow the data of a streamed entry (APPNOTE 6.3.10,
   * 4.3.9): with or without a signature, in 32 or 64 bits. 0 if nothing there fits {@code entry}.
   */
  static int descriptorLength(SeekableView view, long position, ZipRecord entry)
      throws IOException {
    byte[] bytes = new byte[24];
    int count = view.read(position, bytes, 0, bytes.length);
    Little found = new Little(bytes);
    int at = found.u32(0) == DESCRIPTOR_SIGNATURE ? 4 : 0;
    for (int tried = 0; tried < 2; tried++) {
      if (at + 12 <= count && (int) found.u32(at) == entry.crc()) {
        if (at + 20 <= count
            && found.u64(at + 4) == entry.packed()
            && found.u64(at + 12) == entry.unpacked()) {
          return at + 20;
        }
        if (found.u32(at + 4) == (entry.packed() & 0xffffffffL)
            && found.u32(at + 8) == (entry.unpacked() & 0xffffffffL)) {
          return at + 12;
        }
      }
      at = 0; // a checksum may look like the signature
    }
    return 0;
  }

  /** Gives its inflater back. */
  private final class Inflating extends InflaterInputStream {
    private boolean open = true;

    Inflating(InputStream packed) {
      super(packed, idle.isEmpty() ? new Inflater(true) : idle.pop(), BUFFER);
    }

    int ahead() {
      return inf.getRemaining();
    }

    @Override
    public void close() throws IOException {
      super.close();
      if (open) {
        open = false;
        inf.reset();
        idle.push(inf);
      }
    }
  }

  /** Gives all there is, then compares it with what the entry claims. */
  private final class Checked extends InputStream {
    private final Unpacking unpacking;
    private final ZipRecord entry;
    private final boolean claims;
    private final SeekableView.Stream packed;
    private @Nullable PackedInput buffered;
    private final InputStream in;
    private final Seen[] seen;
    private final CRC32 crc = new CRC32();
    private long count;
    private long memory;

    Checked(
        Unpacking unpacking,
        ZipRecord entry,
        boolean claims,
        SeekableView.Stream packed,
        Seen[] seen)
        throws ContentException {
      this.unpacking = unpacking;
      this.entry = entry;
      this.claims = claims;
      this.packed = packed;
      this.seen = seen;
      try {
        in = decoder();
      } catch (ContentException e) {
        unpacking.giveMemory(memory);
        throw e;
      } catch (IOException | RuntimeException e) {
        unpacking.giveMemory(memory);
        throw new ContentException(Problem.Kind.CORRUPT, "its data can't be unpacked");
      }
    }

    private InputStream decoder() throws IOException {
      return switch (entry.method()) {
        case STORED -> packed;
        case DEFLATED -> new Inflating(packed);
        default -> rare(new PackedInput(packed));
      };
    }

    private InputStream rare(PackedInput from) throws IOException {
      buffered = from;
      return switch (entry.method()) {
        case DEFLATED_64 -> new Deflate64CompressorInputStream(from);
        case LZMA -> {
          boolean known = claims && (entry.flags() & END_MARK) == 0;
          yield Decoders.zipLzma(from, known ? entry.unpacked() : -1, this::take);
        }
        case BZIP2 -> Decoders.open(Decoders.Format.BZIP2, from, this::take);
        case XZ -> Decoders.open(Decoders.Format.XZ, from, this::take);
        default -> Decoders.open(Decoders.Format.ZSTD, from, this::take);
      };
    }

    private void take(long bytes) throws ContentException {
      unpacking.takeMemory(bytes);
      memory += bytes;
    }

    /** Offset in the archive of the first byte that was not used up. */
    private long position() {
      PackedInput from = buffered;
      int ahead = in instanceof Inflating inflating ? inflating.ahead() : 0;
      return packed.position() - (from != null ? from.ahead() : ahead);
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException(); // the meter reads arrays only
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      if (read >= 0) {
        crc.update(bytes, offset, read);
        count += read;
        return read;
      }
      seen[0] = new Seen(position(), (int) crc.getValue(), count);
      if (claims && count != entry.unpacked()) {
        throw new ContentException(
            Problem.Kind.CORRUPT,
            String.format(
                Locale.ROOT,
                "it unpacks to %,d bytes, and the archive says %,d",
                count,
                entry.unpacked()));
      }
      if (claims && crc.getValue() != (entry.crc() & 0xffffffffL)) {
        throw new ContentException(
            Problem.Kind.CORRUPT,
            "its checksum is "
                + ZipRecord.hex((int) crc.getValue())
                + ", and the archive says "
                + ZipRecord.hex(entry.crc()));
      }
      return -1;
    }

    @Override
    public void close() throws IOException {
      unpacking.giveMemory(memory);
      memory = 0;
      in.close();
    }
  }
}
