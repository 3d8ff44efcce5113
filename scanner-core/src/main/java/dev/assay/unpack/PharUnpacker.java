package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * phar in its own format (PHP manual, "Phar file format"): a PHP script, and behind the mark at its
 * end a manifest and files. It is known by that mark among its first bytes or by its signature at
 * the end, so that other scripts cost a look at their start. The file's own bytes are scanned too,
 * which covers script, manifest and metadata. A phar that is tar or zip is opened as that.
 */
final class PharUnpacker implements Unpacker {

  private static final byte[] MARK = "__HALT_COMPILER();".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SIGNED = "GBMB".getBytes(StandardCharsets.US_ASCII);

  private static final int NUMBERS_BEFORE_ALIAS = 14;
  private static final int NUMBERS_OF_ENTRY = 24;
  private static final int LARGEST_MANIFEST = 100 << 20;
  private static final int VERSION = 0x10;
  private static final int LONGEST_NAME = 1 << 16;
  private static final int COMPRESSION = 0xf000;
  private static final int DEFLATED = 0x1000;
  private static final int BZIP2 = 0x2000;
  private static final int BUFFER = 1 << 16;

  @Override
  public String format() {
    return "phar";
  }

  @Override
  public boolean keepsBytes() {
    return true;
  }

  @Override
  public boolean recognises(ByteSlice head) {
    byte[] bytes = head.array();
    int at = head.offset();
    if (head.length() < MARK.length) {
      return false;
    }
    boolean script =
        (bytes[at] == '<' && bytes[at + 1] == '?') || (bytes[at] == '#' && bytes[at + 1] == '!');
    return script && find(bytes, at, at + head.length()) >= 0;
  }

  @Override
  public boolean recognisesTail(ByteSlice tail) {
    int end = tail.offset() + tail.length();
    if (tail.length() < 2 * SIGNED.length) {
      return false;
    }
    for (int i = 0; i < SIGNED.length; i++) {
      if (tail.array()[end - SIGNED.length + i] != SIGNED[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the mark stands; -1 if it doesn't. */
  private static int find(byte[] bytes, int from, int to) {
    for (int at = from; at <= to - MARK.length; at++) {
      if (bytes[at] == '_'
          && bytes[at + 2] == 'H'
          && Arrays.equals(bytes, at, at + MARK.length, MARK, 0, MARK.length)) {
        return at;
      }
    }
    return -1;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    SeekableView view = SeekableView.of(container);
    Unpacking unpacking = new Unpacking(container, meter, view::size, sink);
    unpacking.owns(view);
    try {
      new Run(view, unpacking).go();
      IOException fault = view.fault();
      if (fault != null) {
        throw fault;
      }
    } finally {
      unpacking.finish();
    }
  }

  /** One archive. */
  private static final class Run {
    private final SeekableView view;
    private final Unpacking unpacking;
    private final PeakMemory memory;
    private final RepeatedNames names = new RepeatedNames();

    Run(SeekableView view, Unpacking unpacking) {
      this.view = view;
      this.unpacking = unpacking;
      this.memory = new PeakMemory(unpacking);
    }

    void go() throws IOException {
      long start = manifest();
      if (start < 0 || !plausible(start)) {
        return; // a script that ends like one, or has data of its own behind the mark
      }
      try {
        entries(start);
      } catch (EOFException e) {
        throw new ContentException(
            Problem.Kind.TRUNCATED, "it ends within its manifest, so files are missing");
      } finally {
        names.tell(unpacking);
      }
    }

    /** Where the manifest begins; -1 if there is none. */
    private long manifest() throws IOException {
      byte[] bytes = new byte[BUFFER];
      for (long from = 0; from < view.size(); from += BUFFER - MARK.length) {
        int count = view.read(from, bytes, 0, BUFFER);
        int found = find(bytes, 0, count);
        if (found >= 0) {
          return behind(from + found + MARK.length);
        }
      }
      return -1;
    }

    /** Whether a manifest begins there: its length, and a version of the interface. */
    private boolean plausible(long start) throws IOException {
      if (view.size() < start + 4 + NUMBERS_BEFORE_ALIAS + 4) {
        return false;
      }
      ZipRecord.Little numbers = new ZipRecord.Little(view.bytes(start, 18));
      long length = numbers.u32(0);
      return length >= NUMBERS_BEFORE_ALIAS + 4
          && length <= LARGEST_MANIFEST
          && (numbers.bytes()[8] & 0xf0) == VERSION
          && numbers.u32(14) <= length;
    }

    /** Behind the closing tag and the line's end, each of which may be left out. */
    private long behind(long mark) throws IOException {
      byte[] next = new byte[5];
      int count = view.read(mark, next, 0, next.length);
      int at = 0;
      if (count >= 3 && (next[0] == ' ' || next[0] == '\n') && next[1] == '?' && next[2] == '>') {
        at = 3;
        if (count > at && next[at] == '\r') {
          at++;
        }
        if (count > at && next[at] == '\n') {
          at++;
        }
      }
      return mark + at;
    }

    private void entries(long start) throws IOException {
      ZipRecord.Little numbers =
          new ZipRecord.Little(view.bytes(start, 4 + NUMBERS_BEFORE_ALIAS + 4));
      long end = start + 4 + numbers.u32(0);
      long count = numbers.u32(4);
      long at = start + 4 + NUMBERS_BEFORE_ALIAS + numbers.u32(14);
      at += 4 + u32(at);
      long data = end;
      for (long i = 0; i < count && !unpacking.stopped(); i++) {
        if (at + 4 + NUMBERS_OF_ENTRY > end) {
          unpacking.problem(
              Problem.Kind.CORRUPT,
              String.format(Locale.ROOT, "its manifest has %,d files, and says %,d", i, count));
          return;
        }
        unpacking.takeEntry();
        long nameLength = u32(at);
        byte[] raw = view.bytes(at + 4, (int) Math.min(nameLength, LONGEST_NAME));
        if (nameLength > LONGEST_NAME) {
          unpacking.problem(
              Problem.Kind.TOO_LARGE,
              String.format(
                  Locale.ROOT,
                  "a name has %,d bytes, of which %,d were read",
                  nameLength,
                  raw.length));
        }
        at += 4 + nameLength;
        ZipRecord.Little entry = new ZipRecord.Little(view.bytes(at, NUMBERS_OF_ENTRY));
        at += NUMBERS_OF_ENTRY + entry.u32(20);
        entry(raw, entry, data);
        data += entry.u32(8);
      }
    }

    private long u32(long at) throws IOException {
      return new ZipRecord.Little(view.bytes(at, 4)).u32(0);
    }

    private void entry(byte[] raw, ZipRecord.Little numbers, long start) throws IOException {
      String name = EntryNames.display(raw, false);
      long size = numbers.u32(0);
      long packed = numbers.u32(8);
      int compression = (int) numbers.u32(16) & COMPRESSION;
      if (name.endsWith("/") && size == 0) {
        return;
      }
      names.add(raw, name);
      if (start + packed > view.size()) {
        unpacking.problem(
            Problem.Kind.TRUNCATED, name, "its data goes beyond the end of the archive");
      }
      if (compression != 0 && compression != DEFLATED && compression != BZIP2) {
        unpacking.problem(
            Problem.Kind.UNSUPPORTED,
            name,
            "it is compressed in a way that is not supported, and was not scanned");
        return;
      }
      unpacking.push(
          name,
          size,
          () -> new Checked(open(compression, view.stream(start, packed)), size, numbers.u32(12)));
    }

    private InputStream open(int compression, InputStream packed) throws IOException {
      memory.again();
      return switch (compression) {
        case DEFLATED -> inflated(packed);
        case BZIP2 -> Decoders.open(Decoders.Format.BZIP2, packed, memory);
        default -> packed;
      };
    }

    private static InputStream inflated(InputStream packed) {
      Inflater inflater = new Inflater(true);
      return new InflaterInputStream(packed, inflater) {
        @Override
        public void close() throws IOException {
          inflater.end();
          super.close();
        }
      };
    }
  }

  /** Gives all there is, then compares it with what the manifest claims. */
  private static final class Checked extends InputStream {
    private final InputStream in;
    private final long size;
    private final long digest;
    private final CRC32 crc = new CRC32();
    private long count;

    Checked(InputStream in, long size, long digest) {
      this.in = in;
      this.size = size;
      this.digest = digest;
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
      } else if (count != size || crc.getValue() != digest) {
        throw new ContentException(
            Problem.Kind.CORRUPT, "its size or checksum is not what the manifest says");
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
