package dev.assay.unpack;

import java.io.EOFException;
import java.io.IOException;

/** Frames that hold what a program wants beside the data, of zstd (RFC 8878, 3.1.2) and lz4. */
final class SkippableFrames {

  private static final int HEADER = 8;

  /** Below this they can't hold a secret: pzstd notes a length so. */
  private static final int OF_INTEREST = 8;

  private SkippableFrames() {}

  /**
   * Where the first frame of data begins behind all skippable ones from {@code at} on; beyond
   * {@code end} if that can't be seen.
   */
  static long behind(byte[] bytes, int at, int end) {
    long next = at;
    while (end - next >= HEADER && starts(bytes, (int) next)) {
      next += HEADER + little(bytes, (int) next + 4);
    }
    return next;
  }

  /** Reads over those that {@code in} is at, and keeps what they hold. */
  static void keep(PackedInput in, MemberStream stream) throws IOException {
    while (in.fill(HEADER) && (in.peekLittle(0, 4) & 0xfffffff0L) == 0x184d2a50L) {
      long offset = in.position();
      long length = in.peekLittle(4, 4);
      in.skipNBytes(HEADER);
      if (length >= OF_INTEREST && stream.keeps(length)) {
        byte[] bytes = in.readNBytes((int) length);
        stream.keep("skippable frame", offset, bytes);
        if (bytes.length < length) {
          throw new EOFException();
        }
      } else {
        in.skipNBytes(length);
      }
    }
  }

  private static boolean starts(byte[] bytes, int at) {
    return (bytes[at] & 0xf0) == 0x50
        && bytes[at + 1] == 0x2a
        && bytes[at + 2] == 0x4d
        && bytes[at + 3] == 0x18;
  }

  private static long little(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xffL) << 24;
  }
}
