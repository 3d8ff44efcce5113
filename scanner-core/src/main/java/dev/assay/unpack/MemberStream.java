package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a compressed file unpacks to: all its members in a row, and everything up to a fault. Frees
 * a decoder's memory as soon as it has given all.
 */
final class MemberStream extends InputStream {

  /** A decoder that gives nothing so often, and doesn't end, never will. */
  private static final int PATIENCE = 1_000;

  /** What stands beside the data is kept up to this, bytes. */
  static final int ASIDES_LIMIT = 1 << 20;

  private static final int ASIDES = 1_000;

  /** Bytes beside the data. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Aside(String name, byte[] bytes) {}

  private final StreamUnpacker format;
  private final PackedInput in;
  private final Decoders.Memory memory;
  private final List<Aside> asides = new ArrayList<>();
  private int asidesLeft = ASIDES_LIMIT;
  private boolean asidesCut;
  private @Nullable InputStream decoder;
  private @Nullable OneArray arrays;
  private long members;
  private boolean ended;
  private @Nullable IOException fault;
  private long restAt = -1;

  /** Reads {@code in}, and closes it. */
  MemberStream(StreamUnpacker format, PackedInput in, Decoders.Memory memory) {
    this.format = format;
    this.in = in;
    this.memory = memory;
  }

  /**
   * Begins the first member.
   *
   * @throws IOException if there is none, or it can't be begun
   */
  void start() throws IOException {
    if (!in.starts(format)) {
      throw new ContentException(Problem.Kind.CORRUPT, "it has no " + format.format() + " header");
    }
    begin();
    if (fault != null) {
      throw fault;
    }
  }

  /** Compressed bytes that were used up so far. */
  long packed() {
    return in.position();
  }

  /**
   * Offset in the file of the first byte that was not unpacked because it isn't this format any
   * more; -1 while there is none.
   */
  long restAt() {
    return restAt;
  }

  /** The bytes from {@link #restAt} on, as they are. */
  InputStream rest() {
    return in;
  }

  /**
   * Asks for what a decoder is going to hold.
   *
   * @throws ContentException if so much may not be taken
   */
  void take(long bytes) throws ContentException {
    memory.take(bytes);
  }

  /** What LZMA decoders of all members share. */
  OneArray arrays() {
    OneArray there = arrays;
    if (there == null) {
      there = new OneArray();
      arrays = there;
    }
    return there;
  }

  /**
   * Keeps bytes that stand beside the data, such as metadata of the packing program.
   *
   * @param what they are, in a few words
   * @param offset of the first in the file
   */
  void keep(String what, long offset, byte[] bytes) {
    asidesLeft -= bytes.length;
    asides.add(new Aside(EntryNames.aside(what, offset), bytes));
    asidesCut |= asides.size() == ASIDES;
  }

  /** Whether so many bytes beside the data can be kept; if not, that is told in the end. */
  boolean keeps(long bytes) {
    asidesCut |= bytes > asidesLeft;
    return !asidesCut;
  }

  /** Scans what was kept. */
  void asides(Unpacking unpacking) throws ContentException {
    for (Aside aside : asides) {
      unpacking.takeEntry();
      unpacking.pushNote(aside.name(), aside.bytes());
    }
    if (asidesCut) {
      unpacking.problem(
          Problem.Kind.TOO_LARGE,
          String.format(
              Locale.ROOT,
              "it holds more than %,d bytes beside its data; the rest of them was not scanned",
              ASIDES_LIMIT));
    }
  }

  /** Gives up what the decoder holds; nothing more can be read. */
  void release() {
    ended = true;
    free();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = 0;
    int idle = 0;
    while (count < length) {
      if (decoder == null && !next()) {
        break;
      }
      int more = some(bytes, offset + count, length - count);
      if (more < 0) {
        free();
      } else if (more == 0 && idle++ == PATIENCE) {
        fail(new IOException());
      }
      count += Math.max(0, more);
    }
    if (count > 0 || length == 0) {
      return count;
    }
    if (fault != null) {
      throw fault;
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    release();
    in.close();
  }

  /** A few bytes: those that a decoder unpacked before it fails in the same call are lost. */
  private int some(byte[] bytes, int offset, int length) {
    InputStream from = decoder;
    if (from == null) {
      return -1;
    }
    try {
      return format.read(from, bytes, offset, length);
    } catch (IOException | RuntimeException | LinkageError e) {
      fail(e);
      return -1;
    }
  }

  /** After a member: another one, padding with zeros to the end, or something else. */
  private boolean next() {
    if (ended) {
      return false;
    }
    try {
      while (in.fill(1) && in.peek(0) == 0) {
        in.read();
      }
      if (in.starts(format)) {
        begin();
        return decoder != null;
      }
      ended = true;
      arrays = null;
      if (in.fill(1)) {
        restAt = in.position();
      }
    } catch (IOException e) {
      fail(e);
    }
    return false;
  }

  private void begin() {
    members++;
    try {
      decoder = format.decoder(in, this);
    } catch (IOException | RuntimeException | LinkageError e) {
      fail(e);
    }
  }

  private void fail(Throwable e) {
    ended = true;
    arrays = null;
    free();
    IOException below = in.fault();
    if (below != null) {
      fault = below;
      return;
    }
    if (e instanceof ContentException named) {
      fault = named;
    } else if (e instanceof LinkageError) {
      fault =
          new ContentException(
              Problem.Kind.UNSUPPORTED,
              "the library that reads "
                  + format.format()
                  + " can't be loaded, and it was not scanned; scan it unpacked");
    } else if (in.ended()) {
      fault = member(Problem.Kind.TRUNCATED, "ends in its data");
      return;
    } else {
      fault = format.fault(e, this);
    }
    if (restAt < 0) {
      restAt = in.position();
    }
  }

  /** The member that is being read has a problem. */
  ContentException member(Problem.Kind kind, String what) {
    return new ContentException(
        kind, String.format(Locale.ROOT, "its %s stream %,d %s", format.format(), members, what));
  }

  private void free() {
    InputStream done = decoder;
    decoder = null;
    if (done != null) {
      try {
        format.free(done);
      } catch (IOException | RuntimeException | LinkageError e) {
        // All it had was read.
      }
    }
  }
}
