package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * cpio: the new forms (with and without checksums), the portable and the binary ones, and several
 * archives in a row, as in an initramfs. Links and devices are counted, and a link's target is its
 * content. It gives no more bytes than it has, so none are charged.
 */
final class CpioUnpacker implements Unpacker {

  /** A name beyond this is not read, bytes. */
  static final int LONGEST_NAME = 1 << 16;

  /** Of a name in front of which only two bytes are fixed. */
  private static final int LONGEST_USUAL_NAME = 4_096;

  /** Zeros behind an end mark up to this are usual, bytes. */
  private static final int PADDING_MOST = 1 << 16;

  private static final byte[] TRAILER = "TRAILER!!!".getBytes(StandardCharsets.US_ASCII);

  @Override
  public String format() {
    return "cpio";
  }

  @Override
  public boolean recognises(ByteSlice head) {
    byte[] bytes = head.array();
    int at = head.offset();
    int end = at + head.length();
    CpioHeader.Form form = CpioHeader.form(bytes, at, end);
    if (form == null || end - at < form.length) {
      return false;
    }
    CpioHeader header = CpioHeader.read(form, bytes, at);
    return switch (form) {
      case OLD_LITTLE, OLD_BIG -> header.plausible() && named(header, bytes, at + form.length, end);
      case OLD_ASCII, NEW, NEW_CHECKED -> header.valid();
      case STRIPPED -> header.check() >= 0;
    };
  }

  /** Whether a name stands there, as far as it can be seen, and ends where it should. */
  private static boolean named(CpioHeader header, byte[] bytes, int at, int end) {
    if (header.nameSize() < 2 || header.nameSize() > LONGEST_USUAL_NAME) {
      return false;
    }
    int last = at + (int) header.nameSize() - 1;
    for (int i = at; i < Math.min(last, end); i++) {
      if (bytes[i] >= 0 && bytes[i] < ' ') {
        return false;
      }
    }
    return end > at && (last >= end || bytes[last] == 0);
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

  /** One file. */
  private static final class Run {
    private final TarInput in;
    private final Unpacking unpacking;
    private final byte[] bytes = new byte[CpioHeader.LONGEST];
    private final RepeatedNames names = new RepeatedNames();

    /** How many of {@link #bytes} were read. */
    private int held;

    Run(TarInput in, Unpacking unpacking) {
      this.in = in;
      this.unpacking = unpacking;
    }

    void go() throws IOException {
      archives();
      names.tell(unpacking);
    }

    private void archives() throws IOException {
      while (!unpacking.stopped()) {
        long start = in.position() - held;
        CpioHeader header = header();
        if (header == null) {
          if (held == 0) {
            unpacking.problem(
                Problem.Kind.TRUNCATED, "it has no end mark, so entries may be missing");
          } else {
            broken();
          }
          return;
        }
        held = 0;
        byte[] name = name(header, start);
        if (Arrays.equals(name, TRAILER)) {
          in.skipTo(in.position() + header.size());
          if (!another()) {
            return;
          }
        } else if (!entry(header, name)) {
          unpacking.problem(
              Problem.Kind.TRUNCATED, "it ends within an entry, and what should follow is missing");
          return;
        }
      }
    }

    /** The next one; null if none follows. */
    private @Nullable CpioHeader header() throws IOException {
      held += fill(CpioHeader.MAGIC);
      CpioHeader.Form form = CpioHeader.form(bytes, 0, held);
      if (form == null) {
        return null;
      }
      held += fill(form.length);
      if (held < form.length) {
        return null;
      }
      CpioHeader header = CpioHeader.read(form, bytes, 0);
      return header.valid() ? header : null;
    }

    private int fill(int length) throws IOException {
      byte[] more = new byte[length - held];
      int count = in.read(more, more.length);
      System.arraycopy(more, 0, bytes, held, count);
      return count;
    }

    private void broken() throws IOException {
      CpioHeader.Form form = CpioHeader.form(bytes, 0, held);
      long at = in.position() - held;
      if (form != CpioHeader.Form.STRIPPED) {
        unpacking.problem(
            held < (form == null ? CpioHeader.MAGIC : form.length)
                ? Problem.Kind.TRUNCATED
                : Problem.Kind.CORRUPT,
            String.format(
                Locale.ROOT,
                "it has no valid header at byte %,d; from there on it was scanned as it is",
                at));
      } else if (at == 0) {
        throw new ContentException(
            Problem.Kind.UNSUPPORTED,
            "its entries have no names and sizes of their own, as in rpm packages beyond 4 GB, and"
                + " it was scanned as it is; unpack it and scan the folder");
      }
      rest();
    }

    /** Scans what was read of a header and all that follows as it is. */
    private void rest() throws IOException {
      byte[] first = Arrays.copyOf(bytes, held);
      EntryContent.Opener following = in.rest();
      unpacking.pushAside(
          "data after the entries",
          in.position() - held,
          -1,
          () -> new SequenceInputStream(new ByteArrayInputStream(first), following.open()));
    }

    /** Without the NUL at its end. */
    private byte[] name(CpioHeader header, long start) throws IOException {
      byte[] name = new byte[(int) Math.min(header.nameSize(), LONGEST_NAME)];
      long end = in.position() + header.nameSize();
      int length = in.read(name, name.length);
      if (header.nameSize() > LONGEST_NAME) {
        unpacking.problem(
            Problem.Kind.TOO_LARGE,
            String.format(
                Locale.ROOT,
                "a name has %,d bytes, of which %,d were taken for it; all were scanned",
                header.nameSize(),
                length));
        byte[] first = Arrays.copyOf(name, length);
        long more = end - in.position();
        EntryContent.Opener following = in.data(more);
        unpacking.pushAside(
            "long name",
            in.position() - length,
            -1,
            () -> new SequenceInputStream(new ByteArrayInputStream(first), following.open()));
      }
      if (in.skipTo(end)) {
        header.skipPadding(in, start);
      }
      while (length > 0 && name[length - 1] == 0) {
        length--;
      }
      return Arrays.copyOf(name, length);
    }

    /** False if the archive ends in it. */
    private boolean entry(CpioHeader header, byte[] name) throws IOException {
      unpacking.takeEntry();
      long start = in.position();
      long end = start + header.size();
      String shown = EntryNames.display(name, false);
      boolean regular = false;
      boolean link = false;
      switch (header.type()) {
        case CpioHeader.FOLDER -> {}
        case CpioHeader.LINK -> {
          link = true;
          unpacking.count(Coverage.Unit.SKIPPED_LINKS);
        }
        case CpioHeader.REGULAR, 0 -> regular = true;
        default -> unpacking.count(Coverage.Unit.SPECIAL_FILES);
      }
      // Of a file with several names the new forms have the data with the last one.
      boolean named = regular && header.size() == 0 && header.links() > 1;
      if (named) {
        unpacking.count(Coverage.Unit.SKIPPED_LINKS);
      } else if (regular || header.size() > 0) {
        names.add(name, shown);
        EntryContent.Opener data = in.data(header.size());
        unpacking.push(
            shown,
            header.size(),
            regular
                ? header.permission()
                : link ? ArtifactFile.Mode.LINK : ArtifactFile.Mode.UNSAID,
            regular && header.form() == CpioHeader.Form.NEW_CHECKED // links have none
                ? () -> new Summed(data.open(), header.check())
                : data);
      }
      if (!in.skipTo(end)) {
        return false;
      }
      header.skipPadding(in, start);
      return true;
    }

    /** Looks behind an end mark: only zeros are usual, and in an initramfs further archives. */
    private boolean another() throws IOException {
      for (int zeros = 0; in.read(bytes, 1) > 0; zeros++) {
        if (bytes[0] != 0 || zeros == PADDING_MOST) {
          held = 1;
          held += fill(CpioHeader.MAGIC);
          CpioHeader.Form form = CpioHeader.form(bytes, 0, held);
          // Two bytes say too little of what follows; whoever scans it will see.
          if (form != null && form.alignment != 2) {
            return true;
          }
          rest();
          return false;
        }
      }
      return false;
    }
  }

  /** Compares the sum of an entry's bytes with what its header claims. */
  private static final class Summed extends FilterInputStream {
    private final long claimed;
    private long sum;

    Summed(InputStream in, long claimed) {
      super(in);
      this.claimed = claimed;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException(); // the meter reads arrays only
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = in.read(into, offset, length);
      for (int i = offset; i < offset + count; i++) {
        sum += into[i] & 0xff;
      }
      if (count < 0 && (sum & 0xffffffffL) != claimed) {
        throw new ContentException(
            Problem.Kind.CORRUPT, "the sum of its bytes is not what the archive says");
      }
      return count;
    }
  }
}
