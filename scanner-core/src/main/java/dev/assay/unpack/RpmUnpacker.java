package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * rpm packages (RPM reference manual, "Package format"): the texts of the header, scriptlets and
 * changelog among them, as one content, and the payload as another, which is opened as the cpio and
 * the compression that it is. It gives no more bytes than it has, so none are charged.
 */
final class RpmUnpacker implements Unpacker {

  private static final int LEAD = 96;
  private static final int LEAD_MAGIC = 0xedabeedb;
  private static final int HEADER_MAGIC = 0x8eade801;
  private static final int HEADER = 16;

  /** As many tags as rpm itself reads. */
  private static final int MOST_TAGS = 0xffff;

  /** Values beyond this are scanned as they are, without their tags' names; bytes. */
  static final int LARGEST_STORE = 1 << 22;

  private static final int ROOM_FOR_NAMES = 1 << 14;
  private static final int HEAD = 512;

  @Override
  public String format() {
    return "rpm";
  }

  @Override
  public boolean recognises(ByteSlice head) {
    if (head.length() < LEAD) {
      return false;
    }
    ByteBuffer lead = ByteBuffer.wrap(head.array(), head.offset(), LEAD).slice();
    int version = lead.get(4);
    return lead.getInt(0) == LEAD_MAGIC && version >= 3 && version <= 6;
  }

  @Override
  public void unpack(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
    Unpacking unpacking = new Unpacking(container, meter, null, sink);
    try (TarInput in = TarInput.of(container)) {
      new Run(in, unpacking).go();
    } finally {
      unpacking.finish();
    }
  }

  /** One package. */
  private static final class Run {
    private final TarInput in;
    private final Unpacking unpacking;

    Run(TarInput in, Unpacking unpacking) {
      this.in = in;
      this.unpacking = unpacking;
    }

    void go() throws IOException {
      in.skipTo(LEAD);
      RpmHeader signature = header("[signature]");
      in.skipTo((in.position() + 7) / 8 * 8);
      long start = in.position();
      RpmHeader header = header("[rpm header]");
      long signed = signature.number(RpmHeader.SIGNED_LONG_SIZE);
      if (signed < 0) {
        signed = signature.number(RpmHeader.SIGNED_SIZE);
      }
      long rest = signed - (in.position() - start);
      if (signed >= 0 && rest < 0) {
        unpacking.problem(
            Problem.Kind.CORRUPT, "its signature says that it has fewer bytes than its header");
      }
      payload(header, Math.max(-1, rest));
    }

    /** Reads a header and scans its texts. */
    private RpmHeader header(String name) throws IOException {
      byte[] bytes = new byte[HEADER];
      long start = in.position();
      int count = in.read(bytes, HEADER);
      ByteBuffer numbers = ByteBuffer.wrap(bytes);
      long tags = numbers.getInt(8) & 0xffffffffL;
      long size = numbers.getInt(12) & 0xffffffffL;
      if (count < HEADER) {
        throw new ContentException(Problem.Kind.TRUNCATED, "it ends before its header");
      }
      if (numbers.getInt(0) != HEADER_MAGIC || tags > MOST_TAGS) {
        throw new ContentException(
            Problem.Kind.CORRUPT,
            String.format(Locale.ROOT, "it has no valid header at byte %,d", start));
      }
      byte[] index = read((int) tags * RpmHeader.ENTRY);
      if (size > LARGEST_STORE) {
        unpacking.takeEntry();
        long end = in.position() + size;
        unpacking.pushNote(name, size, in.data(size));
        in.skipTo(end);
        return new RpmHeader(index, new byte[0]);
      }
      RpmHeader header = new RpmHeader(index, read((int) size));
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      boolean whole = header.texts(2 * (int) size + ROOM_FOR_NAMES, text);
      if (text.size() > 0) {
        unpacking.takeEntry();
        unpacking.pushNote(name, text.toByteArray());
      }
      if (!whole) {
        unpacking.takeEntry();
        unpacking.pushNote(name + " [values]", header.store());
      }
      return header;
    }

    private byte[] read(int length) throws IOException {
      byte[] bytes = new byte[length];
      if (in.read(bytes, length) < length) {
        throw new ContentException(Problem.Kind.TRUNCATED, "it ends within its header");
      }
      return bytes;
    }

    /**
     * @param size as the signature says; -1 if it doesn't
     */
    private void payload(RpmHeader header, long size) throws IOException {
      unpacking.takeEntry();
      long start = in.position();
      String format = header.string(RpmHeader.PAYLOAD_FORMAT);
      String name = "payload" + (format.equals("cpio") ? ".cpio" : "") + ending(header);
      byte[] head = new byte[(int) (size < 0 ? HEAD : Math.min(size, HEAD))];
      int count = in.read(head, head.length);
      if (!format.isEmpty() && !opened(new ByteSlice(head, 0, count))) {
        unpacking.problem(
            Problem.Kind.UNSUPPORTED,
            name,
            "it is "
                + EntryNames.display(format.getBytes(StandardCharsets.UTF_8), false)
                + " in a compression that is not supported, and was scanned as it is; unpack it and"
                + " scan the folder");
      }
      EntryContent.Opener rest = size < 0 ? in.rest() : in.data(size - count);
      byte[] read = Arrays.copyOf(head, count);
      unpacking.pushLayer(
          name, size, () -> new SequenceInputStream(new ByteArrayInputStream(read), rest.open()));
      if (size < 0 || !in.skipTo(start + size)) {
        return;
      }
      byte[] more = new byte[1];
      if (in.read(more, 1) > 0) {
        EntryContent.Opener trailing = in.rest();
        unpacking.pushAside(
            "data after the payload",
            start + size,
            -1,
            () -> new SequenceInputStream(new ByteArrayInputStream(more), trailing.open()));
      }
    }

    private static boolean opened(ByteSlice head) {
      return Unpackers.all().stream().anyMatch(unpacker -> unpacker.recognises(head));
    }

    private static String ending(RpmHeader header) {
      return switch (header.string(RpmHeader.PAYLOAD_COMPRESSOR)) {
        case "gzip" -> ".gz";
        case "bzip2" -> ".bz2";
        case "xz" -> ".xz";
        case "lzma" -> ".lzma";
        case "zstd" -> ".zst";
        default -> "";
      };
    }
  }
}
