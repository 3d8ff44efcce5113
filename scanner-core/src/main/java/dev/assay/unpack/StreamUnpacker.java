package dev.assay.unpack;

import dev.assay.model.ByteSlice;
import dev.assay.model.Content;
import dev.assay.model.ContentException;
import dev.assay.model.ContentSink;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What compressed files have in common: one content, all members of the file in a row, called as
 * the file without its ending. What follows the last member is scanned as well. A format says how
 * it begins and which decoder reads a member.
 */
abstract class StreamUnpacker implements Unpacker {

  /** Bytes at the start of a member that {@link #starts} is shown at most. */
  static final int START = 32;

  /** A member may take so much memory more than the first, bytes: parts of a file differ. */
  private static final long GROWTH = 9L << 20;

  /** Whether a member starts at {@code at}; {@code end} may be nearer than it should. */
  abstract boolean starts(byte[] bytes, int at, int end);

  /**
   * Decodes the member that {@code in} is at, and leaves {@code in} right behind it.
   *
   * @param stream which it is a part of: gives memory, keeps what members hold besides data
   * @throws ContentException if it can't be read for a reason that can be said; nothing was read
   *     from {@code in} then
   */
  abstract InputStream decoder(PackedInput in, MemberStream stream) throws IOException;

  /** Reads as much as {@code decoder}, of this format, would hand over if it failed on the way. */
  int read(InputStream decoder, byte[] bytes, int offset, int length) throws IOException {
    return decoder.read(bytes, offset, length);
  }

  /** What it means that a decoder answers with {@code e}, and there was more to read. */
  ContentException fault(Throwable e, MemberStream stream) {
    return stream.member(
        Problem.Kind.CORRUPT,
        "can't be unpacked to its end, or doesn't have the checksum that it claims");
  }

  /** Frees what {@code decoder} holds; what it reads stays open. */
  void free(InputStream decoder) throws IOException {}

  @Override
  public boolean recognises(ByteSlice head) {
    return starts(head.array(), head.offset(), head.offset() + head.length());
  }

  @Override
  public final void unpack(Content container, BudgetMeter meter, ContentSink sink)
      throws IOException {
    new Run(container, meter, sink).go();
  }

  /** One file. The stream that was opened last is the one that is being read. */
  private final class Run {
    private final Content container;
    private final Unpacking unpacking;
    private final MemberStream first;
    private MemberStream current;
    private boolean firstGiven;
    private long taken;

    Run(Content container, BudgetMeter meter, ContentSink sink) throws IOException {
      this.container = container;
      this.first = stream(container.open());
      this.current = first;
      this.unpacking = new Unpacking(container, meter, () -> current.packed(), sink);
    }

    void go() throws IOException {
      try (first) {
        unpacking.takeEntry();
        first.start();
        String name = CompressedNames.unpacked(container.provenance().innerPath(), new byte[0]);
        unpacking.pushLayer(name, -1, this::open);
        current.asides(unpacking);
        long rest = current.restAt();
        if (rest >= 0) {
          unpacking.pushAside("data that is not " + format(), rest, -1, () -> openRest(rest));
        }
      } finally {
        unpacking.finish();
      }
    }

    private MemberStream stream(InputStream in) {
      return new MemberStream(StreamUnpacker.this, new PackedInput(in), this::take);
    }

    /** One decoder at a time. What the first takes is known when contents are pushed. */
    private void take(long bytes) throws ContentException {
      if (bytes >= 0 && bytes <= taken) {
        return;
      }
      if (taken == 0) {
        unpacking.takeMemory(bytes);
        taken = bytes;
      } else if (bytes < 0 || bytes - taken > growth(unpacking.place())) {
        throw Decoders.tooLarge(bytes);
      }
    }

    /** What later members may take beyond that: all levels of nesting together little. */
    private static long growth(Provenance place) {
      int levels = 0;
      for (Provenance at = place; at instanceof Provenance.Entry entry; at = entry.container()) {
        levels++;
      }
      return GROWTH >> Math.min(levels, Long.SIZE - 1);
    }

    private InputStream open() throws IOException {
      if (!firstGiven) {
        firstGiven = true;
        return new FilterInputStream(first) {
          @Override
          public void close() {
            // What follows the last member is still to be read.
          }
        };
      }
      // From the start again: whether that can be done is the container's matter.
      MemberStream again = stream(container.open());
      first.release();
      current = again;
      again.start();
      return again;
    }

    private InputStream openRest(long from) throws IOException {
      if (first.restAt() == from && first.packed() == from) {
        return first.rest();
      }
      InputStream in = container.open();
      try {
        in.skipNBytes(from);
        return in;
      } catch (IOException e) {
        in.close();
        throw e;
      }
    }
  }
}
