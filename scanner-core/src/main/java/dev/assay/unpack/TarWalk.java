package dev.assay.unpack;

import dev.assay.model.ArtifactFile;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the headers of one tar, one after another, and hands what they name to a {@link Taker}. */
final class TarWalk {

  /** Names and extended headers beyond this are not read, bytes. */
  static final int LONGEST_HEADER = 1 << 20;

  /** No file is larger, and sums of this and an offset don't overflow. */
  private static final long LARGEST = Long.MAX_VALUE >>> 2;

  /** Types that need no data: links, devices, folders, pipes, labels. */
  private static final String DATALESS = "123456V";

  private final TarInput in;
  private final Unpacking unpacking;
  private final Taker taker;
  private final byte[] block = new byte[TarHeader.BLOCK];
  private final RepeatedNames names = new RepeatedNames();

  /** Whether {@link #block} was read ahead; how many bytes. */
  private int ahead = -1;

  private Before before = new Before();

  /** What headers in front of an entry's own say of it. */
  private static final class Before {
    private byte @Nullable [] longName;
    private byte @Nullable [] longLink;
    private byte[] extended = {};

    byte[] name(PaxRecords records, TarHeader header) {
      byte[] sparse = records.get(PaxRecords.SPARSE_NAME);
      byte[] path = sparse != null ? sparse : records.get(PaxRecords.PATH);
      return path != null ? path : longName != null ? untilZero(longName) : header.name();
    }

    byte[] link(PaxRecords records, TarHeader header) {
      byte[] path = records.get(PaxRecords.LINK);
      return path != null ? path : longLink != null ? untilZero(longLink) : header.link();
    }

    private static byte[] untilZero(byte[] bytes) {
      int end = 0;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      return Arrays.copyOf(bytes, end);
    }
  }

  /** Takes entries, in their order. */
  interface Taker {

    /**
     * A file, or what else has data.
     *
     * @param mode whether it may be run
     * @param data of a stream, readable until this returns
     */
    void file(String name, long size, ArtifactFile.Mode mode, EntryContent.Opener data)
        throws IOException;

    /**
     * A link to {@code target}.
     *
     * @param symbolic else it is another name of a file of the archive
     */
    void link(String name, byte[] target, boolean symbolic) throws IOException;

    /** A device or pipe. */
    default void special(String name) {}
  }

  /** What everybody else does: scans files, and where symbolic links lead. */
  static final class Pushing implements Taker {
    private final Unpacking unpacking;

    Pushing(Unpacking unpacking) {
      this.unpacking = unpacking;
    }

    @Override
    public void file(String name, long size, ArtifactFile.Mode mode, EntryContent.Opener data) {
      unpacking.push(name, size, mode, data);
    }

    @Override
    public void link(String name, byte[] target, boolean symbolic) {
      if (symbolic) {
        unpacking.pushLink(name, target);
      }
    }
  }

  TarWalk(TarInput in, Unpacking unpacking, Taker taker) {
    this.in = in;
    this.unpacking = unpacking;
    this.taker = taker;
  }

  /** Goes to the end. */
  void go() throws IOException {
    while (!unpacking.stopped()) {
      int count = next();
      if (count < block.length) {
        unpacking.problem(
            Problem.Kind.TRUNCATED,
            count == 0
                ? "it has no end mark, so entries may be missing"
                : "it ends within a header");
        break;
      }
      if (zero(count)) {
        end();
        break;
      }
      TarHeader header = new TarHeader(block.clone());
      long size = TarHeader.at(block, 0) ? header.size() : -1;
      if (size < 0 || size > LARGEST) {
        unpacking.problem(
            Problem.Kind.CORRUPT,
            String.format(
                Locale.ROOT,
                "it has no valid header at byte %,d; from there on it was scanned as it is",
                in.position() - count));
        rest(count);
        break;
      }
      if (!entry(header, size)) {
        unpacking.problem(
            Problem.Kind.TRUNCATED, "it ends within an entry, and what should follow is missing");
        break;
      }
    }
    names.tell(unpacking);
  }

  /** False if the archive ends in it. */
  private boolean entry(TarHeader header, long size) throws IOException {
    unpacking.takeEntry();
    long end = in.position() + size;
    switch (header.type()) {
      case 'x', 'X' -> before.extended = special(size);
      case 'g' -> {
        byte[] global = special(size);
        if (new PaxRecords(global).unusual()) {
          unpacking.pushNote("[global header]", global);
        }
      }
      case 'L' -> before.longName = special(size);
      case 'K' -> before.longLink = special(size);
      default -> {
        Before said = before;
        before = new Before();
        return file(header, size, said);
      }
    }
    return in.skipTo(padded(end));
  }

  private static long padded(long end) {
    return end + (-end & (TarHeader.BLOCK - 1));
  }

  /** The data of a header that says something of the next one. */
  private byte[] special(long size) throws IOException {
    byte[] bytes = new byte[(int) Math.min(size, LONGEST_HEADER)];
    int count = in.read(bytes, bytes.length);
    if (count < size) {
      unpacking.problem(
          size > LONGEST_HEADER ? Problem.Kind.TOO_LARGE : Problem.Kind.TRUNCATED,
          String.format(
              Locale.ROOT,
              "a header says something of %,d bytes about an entry, of which %,d were read",
              size,
              count));
    }
    return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
  }

  private boolean file(TarHeader header, long headerSize, Before said) throws IOException {
    char type = header.type();
    if (type == 'S' && !sparseMap(header)) {
      return false;
    }
    PaxRecords records = new PaxRecords(said.extended);
    byte[] rawName = said.name(records, header);
    String name = EntryNames.display(rawName, false);
    if (records.unusual()) {
      unpacking.push(name + " [extended header]", said.extended);
    }
    if (!records.whole()) {
      unpacking.problem(Problem.Kind.CORRUPT, name, "its extended header is malformed");
    }
    long size = records.number(PaxRecords.SIZE);
    size = size < 0 || size > LARGEST ? headerSize : size;
    switch (type) {
      case '1', '2' -> {
        unpacking.count(Coverage.Unit.SKIPPED_LINKS);
        taker.link(name, said.link(records, header), type == '2');
      }
      case '3', '4', '6' -> {
        unpacking.count(Coverage.Unit.SPECIAL_FILES);
        taker.special(name);
      }
      default -> {}
    }
    EntryContent.Opener data = in.data(size);
    long end = in.position() + size;
    if (DATALESS.indexOf(type) >= 0) {
      // Some programs give these a size and no data, others data, and readers disagree.
      if (size == 0) {
        return true;
      }
      int count = in.read(block, block.length);
      if (count < block.length || zero(count) || TarHeader.at(block, 0)) {
        ahead = count;
        return true;
      }
      int own = (int) Math.min(size, count);
      data = behind(own, in.data(size - own));
    }
    names.add(rawName, name);
    taker.file(name, size, header.mode(), data);
    return in.skipTo(padded(end));
  }

  /** The map says where data goes; the holes between hold nothing. */
  private boolean sparseMap(TarHeader header) throws IOException {
    boolean more = header.extended();
    while (more) {
      if (in.read(block, block.length) < block.length) {
        return false;
      }
      more = TarHeader.extendedAgain(block);
    }
    return true;
  }

  /** Reads a block, unless one was read ahead. */
  private int next() throws IOException {
    int count = ahead >= 0 ? ahead : in.read(block, block.length);
    ahead = -1;
    return count;
  }

  private boolean zero(int count) {
    for (int i = 0; i < count; i++) {
      if (block[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** After the end mark only zeros are usual. */
  private void end() throws IOException {
    int count = block.length;
    while (count == block.length && !unpacking.stopped()) {
      count = in.read(block, block.length);
      if (!zero(count)) {
        rest(count);
        return;
      }
    }
  }

  /** Scans the current block and all that follows as it is. */
  private void rest(int count) throws IOException {
    unpacking.pushAside(
        "data after the entries", in.position() - count, -1, behind(count, in.rest()));
  }

  /** The current block's first bytes and what follows. */
  private EntryContent.Opener behind(int count, EntryContent.Opener following) {
    byte[] first = Arrays.copyOf(block, count);
    return () -> new SequenceInputStream(new ByteArrayInputStream(first), following.open());
  }
}
