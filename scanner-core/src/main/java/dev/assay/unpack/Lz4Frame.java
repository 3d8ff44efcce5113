package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.codec.digest.XXHash32;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks one lz4 frame (frame format 1.6.4, block format 1.6.4). commons-compress has a decoder,
 * which manages 20 to 45 MB/s; this one gives what a block holds up to a fault, too.
 */
final class Lz4Frame extends InputStream {

  /** How far a match looks back. */
  private static final int WINDOW = 1 << 16;

  private static final int LEGACY = 0x184c2102;
  private static final int LEGACY_BLOCK = 8 << 20;
  private static final int STORED = 1 << 31;
  private static final int SHORTEST = 4;

  private final PackedInput in;
  private final boolean legacy;
  private final boolean linked;
  private final boolean blockSums;
  private final int largest;
  private final @Nullable XXHash32 content;

  private byte[] packed = new byte[0];

  /** What was unpacked last, behind what came before it. */
  private byte[] out = new byte[0];

  private int at;
  private int limit;
  private boolean ended;
  private @Nullable IOException fault;

  /**
   * Reads the header.
   *
   * @throws ContentException if it can't be unpacked
   */
  Lz4Frame(PackedInput in, MemberStream stream) throws IOException {
    this.in = in;
    in.fill(19);
    legacy = in.peekLittle(0, 4) == LEGACY;
    int flags = legacy ? 0x20 : in.peek(4);
    linked = (flags & 0x20) == 0;
    blockSums = (flags & 0x10) != 0;
    content = (flags & 4) != 0 ? new XXHash32() : null;
    largest = legacy ? LEGACY_BLOCK : 1 << (8 + 2 * (in.peek(5) >> 4 & 7));
    if ((flags & 1) != 0) {
      throw new ContentException(
          Problem.Kind.UNSUPPORTED,
          "its data needs an lz4 dictionary, which is not in it, and was not scanned from there on;"
              + " scan it unpacked");
    }
    stream.take(2L * largest + WINDOW);
    if (legacy) {
      in.skipNBytes(4);
      return;
    }
    int described = (flags & 8) != 0 ? 10 : 2;
    in.skipNBytes(4);
    byte[] description = in.readNBytes(described);
    XXHash32 sum = new XXHash32();
    sum.update(description, 0, description.length);
    if (in.read() != (int) (sum.getValue() >> 8 & 0xff)) {
      throw new IOException("header checksum");
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (at == limit) {
      if (fault != null) {
        throw fault;
      }
      if (ended) {
        return -1;
      }
      block();
    }
    int count = Math.min(length, limit - at);
    System.arraycopy(out, at, bytes, offset, count);
    at += count;
    return count;
  }

  private void block() throws IOException {
    if (legacy && (!in.fill(1) || in.peekLittle(0, 4) == LEGACY)) {
      ended = true;
      return;
    }
    int header = number();
    if (header == 0) {
      ended = true;
      if (content != null && number() != (int) content.getValue()) {
        throw new IOException("content checksum");
      }
      return;
    }
    boolean stored = !legacy && (header & STORED) != 0;
    int length = stored ? header & ~STORED : header;
    if (length < 0 || length > largest + (legacy ? largest / 255 + 16 : 0)) {
      throw new IOException("block size");
    }
    int keep = linked ? Math.min(limit, WINDOW) : 0;
    // What arrives decides what is allocated, not what is claimed.
    packed = in.readNBytes(length);
    if (packed.length < length) {
      fault = new EOFException();
    }
    long most = stored ? packed.length : Math.min(largest, 255L * packed.length);
    byte[] target = out.length < keep + most ? new byte[(int) (keep + most)] : out;
    System.arraycopy(out, limit - keep, target, 0, keep);
    out = target;
    at = keep;
    limit = keep;
    if (stored) {
      System.arraycopy(packed, 0, out, keep, packed.length);
      limit += packed.length;
    } else {
      unpack(keep + (int) most);
    }
    if (content != null) {
      content.update(out, at, limit - at);
    }
    if (blockSums && fault == null) {
      XXHash32 sum = new XXHash32();
      sum.update(packed, 0, packed.length);
      if (number() != (int) sum.getValue()) {
        fault = new IOException("block checksum");
      }
    }
  }

  /** Unpacks the block to {@link #limit}, which moves; at most to {@code end}. */
  private void unpack(int end) {
    byte[] from = packed;
    byte[] to = out;
    int next = 0;
    int write = limit;
    while (next < from.length) {
      int token = from[next++] & 0xff;
      int literals = token >> 4;
      if (literals == 15) {
        int more;
        do {
          more = next < from.length ? from[next++] & 0xff : 0;
          literals += more;
        } while (more == 255);
      }
      int possible = Math.min(literals, Math.min(from.length - next, end - write));
      System.arraycopy(from, next, to, write, possible);
      next += possible;
      write += possible;
      if (possible < literals) {
        break;
      }
      if (next == from.length) {
        limit = write;
        return;
      }
      if (next + 2 > from.length) {
        break;
      }
      int distance = (from[next] & 0xff) | (from[next + 1] & 0xff) << 8;
      next += 2;
      int length = (token & 15) + SHORTEST;
      if (length == 15 + SHORTEST) {
        int more;
        do {
          more = next < from.length ? from[next++] & 0xff : 0;
          length += more;
        } while (more == 255);
      }
      if (distance == 0 || distance > write || length > end - write) {
        break;
      }
      repeat(to, write, distance, length);
      write += length;
    }
    limit = write;
    if (fault == null) {
      fault = new IOException("block");
    }
  }

  private static void repeat(byte[] bytes, int write, int distance, int length) {
    int read = write - distance;
    if (distance >= length) {
      System.arraycopy(bytes, read, bytes, write, length);
    } else if (distance == 1) {
      Arrays.fill(bytes, write, write + length, bytes[read]);
    } else {
      for (int i = 0; i < length; i++) {
        bytes[write + i] = bytes[read + i];
      }
    }
  }

  private int number() throws IOException {
    if (!in.need(4)) {
      throw new EOFException();
    }
    int value = (int) in.peekLittle(0, 4);
    in.skipNBytes(4);
    return value;
  }
}
