package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * 7z (7-Zip's 7zFormat.txt). The header stands at the end, packed as files are, and is read as it
 * is needed: an archive takes the memory of its header and of one folder's decoders, whatever it
 * claims to hold.
 */
final class SevenZipUnpacker implements Unpacker {

  /** Bytes in front of everything; offsets count from behind them. */
  static final int START = 32;

  /** A header beyond this is not read, bytes; it takes some hundred for a file. */
  static final int LARGEST_HEADER = 32 << 20;

  private static final byte[] SIGNATURE = {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c};

  private static final int HEADER = 0x01;
  private static final int ARCHIVE_PROPERTIES = 0x02;
  private static final int ADDITIONAL_STREAMS = 0x03;
  private static final int MAIN_STREAMS = 0x04;
  private static final int FILES = 0x05;
  private static final int PACKED_HEADER = 0x17;

  private static final int FIRST_BYTES = 1 << 16;

  /** A header may be packed several times; 7-Zip does it once. */
  private static final int MOST_LAYERS = 4;

  @Override
  public String format() {
    return "7z";
  }

  @Override
  public boolean recognises(ByteSlice head) {
    return head.length() >= START
        && Arrays.equals(
            head.array(),
            head.offset(),
            head.offset() + SIGNATURE.length,
            SIGNATURE,
            0,
            SIGNATURE.length);
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    SeekableView view = SeekableView.of(container);
    Unpacking unpacking = new Unpacking(container, meter, view::size, sink);
    unpacking.owns(view);
    try (Run run = new Run(view, unpacking)) {
      run.go();
      IOException fault = view.fault();
      if (fault != null) {
        throw fault;
      }
    } finally {
      unpacking.finish();
    }
  }

  /** One archive. */
  private static final class Run implements Closeable {
    private final SeekableView view;
    private final Unpacking unpacking;
    private final Spans taken = new Spans();
    private final RepeatedNames names = new RepeatedNames();
    private SevenZipStreams streams = new SevenZipStreams();

    // The folder whose files come next.
    private @Nullable SevenZipSolid solid;
    private SevenZipStreams.@Nullable Next folder;
    private @Nullable ContentException fault;
    private long filesLeft;
    private long offset;

    private final PeakMemory memory;

    Run(SeekableView view, Unpacking unpacking) {
      this.view = view;
      this.unpacking = unpacking;
      this.memory = new PeakMemory(unpacking);
    }

    @Override
    public void close() throws IOException {
      if (solid != null) {
        solid.close();
      }
    }

    void go() throws IOException {
      SevenZipBytes header = header();
      if (header != null) {
        files(header);
        names.tell(unpacking);
      }
      Gaps.push(view, taken, unpacking, "data between the files", "data after the archive");
    }

    /** The header, unpacked; null if there is none, as in an empty archive. */
    private @Nullable SevenZipBytes header() throws IOException {
      ZipRecord.Little start = new ZipRecord.Little(view.bytes(0, START));
      taken.add(0, START);
      if (start.bytes()[6] != 0) {
        throw new ContentException(
            Problem.Kind.UNSUPPORTED,
            "it is 7z in version " + start.bytes()[6] + "; unpack it and scan the folder");
      }
      long from = start.u64(12);
      long size = start.u64(20);
      if (crc(Arrays.copyOfRange(start.bytes(), 12, START)) != start.u32(8)) {
        unpacking.problem(Problem.Kind.CORRUPT, "the checksum of its start doesn't hold");
      }
      if (size == 0) {
        return null;
      }
      if (from < 0 || size < 0 || from > view.size() || size > view.size() - START - from) {
        throw new ContentException(
            Problem.Kind.TRUNCATED,
            "its directory should stand at its end, beyond the last byte that there is");
      }
      taken.add(START + from, START + from + size);
      byte[] bytes = view.bytes(START + from, small(size));
      if (crc(bytes) != start.u32(28)) {
        unpacking.problem(Problem.Kind.CORRUPT, "the checksum of its directory doesn't hold");
      }
      for (int layer = 0; layer < MOST_LAYERS; layer++) {
        SevenZipBytes in = new SevenZipBytes(bytes, 0);
        int type = in.u8();
        if (type == HEADER) {
          return in;
        }
        if (type != PACKED_HEADER) {
          break;
        }
        bytes = unpacked(new SevenZipStreams(in));
      }
      throw SevenZipBytes.corrupt("is none");
    }

    private static int small(long size) throws ContentException {
      if (size > LARGEST_HEADER) {
        throw new ContentException(
            Problem.Kind.TOO_LARGE,
            String.format(
                Locale.ROOT,
                "its directory has %,d bytes, and at most %,d are read; unpack it and scan the"
                    + " folder",
                size,
                LARGEST_HEADER));
      }
      return (int) size;
    }

    private static long crc(byte[] bytes) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      return crc.getValue();
    }

    /** A header that is packed. */
    private byte[] unpacked(SevenZipStreams packed) throws IOException {
      SevenZipStreams.Next next = packed.next();
      if (next == null) {
        throw SevenZipBytes.corrupt("is none");
      }
      taken.add(packed.packedStart(), Math.min(packed.packedEnd(), view.size()));
      int size = small(next.folder().size());
      unpacking.takeMemory(size);
      byte[] bytes = new byte[Math.min(size, FIRST_BYTES)];
      int count = 0;
      try (SevenZipSolid from = new SevenZipSolid(next, view, unpacking, memory);
          InputStream in = from.open(0, size, next.digest())) {
        while (true) {
          // What is claimed is allocated only as far as it is there.
          if (count == bytes.length && count < size) {
            bytes = Arrays.copyOf(bytes, Math.min(size, 2 * count));
          }
          int read = in.read(bytes, count, Math.max(1, bytes.length - count));
          if (read < 0) {
            return bytes;
          }
          count += read;
        }
      } catch (ContentException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        throw SevenZipBytes.corrupt("can't be unpacked");
      }
    }

    private void files(SevenZipBytes in) throws IOException {
      int type = in.u8();
      if (type == ARCHIVE_PROPERTIES) {
        while (in.u8() != 0) {
          in.skip(in.size());
        }
        type = in.u8();
      }
      if (type == ADDITIONAL_STREAMS) {
        SevenZipStreams additional = new SevenZipStreams(in);
        taken.add(additional.packedStart(), Math.min(additional.packedEnd(), view.size()));
        unpacking.problem(
            Problem.Kind.UNSUPPORTED, "its directory has further streams, which were not scanned");
        type = in.u8();
      }
      if (type == MAIN_STREAMS) {
        streams = new SevenZipStreams(in);
        taken.add(streams.packedStart(), Math.min(streams.packedEnd(), view.size()));
        type = in.u8();
      }
      if (type == FILES) {
        SevenZipFiles files = new SevenZipFiles(in);
        for (SevenZipFiles.Next file = files.next();
            file != null && !unpacking.stopped();
            file = files.next()) {
          file(file);
        }
      }
      // Streams that no file has.
      while (!unpacking.stopped() && another()) {
        unpacking.takeEntry();
        data(EntryNames.NONE);
      }
    }

    private void file(SevenZipFiles.Next file) throws IOException {
      unpacking.takeEntry();
      String name = EntryNames.display(file.name(), true);
      if (!file.data() && !file.file()) {
        return;
      }
      names.add(file.name(), name);
      if (!file.data()) {
        unpacking.push(name, 0, () -> new ByteArrayInputStream(new byte[0]));
        return;
      }
      if (file.link()) {
        unpacking.count(Coverage.Unit.SKIPPED_LINKS);
      }
      if (another()) {
        data(name);
      } else {
        unpacking.problem(Problem.Kind.CORRUPT, name, "the archive has no data for it");
      }
    }

    /** Whether there is a file's data; goes to the next folder if need be. */
    private boolean another() throws IOException {
      while (filesLeft == 0) {
        SevenZipStreams.Next next = streams.next();
        if (next == null) {
          return false;
        }
        close();
        folder = next;
        filesLeft = next.files();
        offset = 0;
        solid = new SevenZipSolid(next, view, unpacking, memory);
        fault = null;
        if (filesLeft == 0 && next.folder().size() > 0) {
          filesLeft = 1;
          unpacking.takeEntry();
          data("[stream of no file]");
        }
      }
      return true;
    }

    private void data(String name) throws IOException {
      SevenZipSolid from = solid;
      SevenZipStreams.Next in = folder;
      if (from == null || in == null) {
        throw new IllegalStateException();
      }
      filesLeft--;
      long size = filesLeft == 0 ? in.folder().size() - offset : streams.nextSize();
      if (size < 0 || size > in.folder().size() - offset) {
        throw SevenZipBytes.corrupt("has files of more bytes than their stream");
      }
      long digest =
          (in.files() == 1 && in.digest() >= 0) || in.files() == 0
              ? in.digest()
              : streams.nextDigest();
      long start = offset;
      offset += size;
      if (fault == null) {
        fault = from.seek(start);
      }
      if (fault != null) {
        unpacking.problem(fault.kind(), name, String.valueOf(fault.getMessage()));
        return;
      }
      unpacking.push(name, size, () -> from.open(start, size, digest));
    }
  }
}
