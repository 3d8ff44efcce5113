package dev.assay.unpack;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SingleXZInputStream;
import org.tukaani.xz.UnsupportedOptionsException;

/** xz (format 1.2.1), all streams and the padding between them. */
final class XzUnpacker extends StreamUnpacker {

  private static final long MAGIC = 0x005a587a37fdL;
  private static final int STREAM_HEADER = 12;
  private static final int LZMA2 = 0x21;

  /** What a decoder may hold besides the dictionary that was asked for, KiB. */
  private static final int STATE = 512;

  /** A decoder that fails loses what it unpacked in the same call. */
  private static final int PIECE = 256;

  @Override
  public String format() {
    return "xz";
  }

  @Override
  boolean starts(byte[] bytes, int at, int end) {
    if (end - at < 8) {
      return false;
    }
    long magic = 0;
    for (int i = 5; i >= 0; i--) {
      magic = magic << 8 | (bytes[at + i] & 0xff);
    }
    return magic == MAGIC && bytes[at + 6] == 0;
  }

  @Override
  InputStream decoder(PackedInput in, MemberStream stream) throws IOException {
    long dictionary = dictionary(in);
    stream.take(dictionary + (STATE << 10));
    return Library.decoder(in, (int) (dictionary >> 10) + STATE, stream);
  }

  /** Bytes that the first block's filter wants to look back; little if there is no block. */
  private static long dictionary(PackedInput in) throws IOException {
    in.fill(STREAM_HEADER + 1);
    int at = STREAM_HEADER;
    int end = at + 4 * (in.peek(at) + 1);
    in.fill(end);
    int flags = in.peek(at + 1);
    int filters = (flags & 3) + 1;
    at += 2;
    for (int sizes = Integer.bitCount(flags & 0xc0); sizes > 0; sizes--) {
      at = afterNumber(in, at);
    }
    for (; filters > 0 && at + 2 < end; filters--) {
      boolean lzma = in.peek(at) == LZMA2;
      at = afterNumber(in, at);
      if (lzma && in.peek(at) == 1) {
        int bits = in.peek(at + 1) & 0x3f;
        return bits >= 40 ? 0xffffffffL : (2L | (bits & 1)) << (bits / 2 + 11);
      }
      at += 1 + in.peek(at);
    }
    return 0;
  }

  private static int afterNumber(PackedInput in, int at) {
    int next = at;
    while ((in.peek(next) & 0x80) != 0) {
      next++;
    }
    return next + 1;
  }

  @Override
  int read(InputStream decoder, byte[] bytes, int offset, int length) throws IOException {
    // Up to the end of a chunk, where the next one may be broken.
    int whole = Math.max(1, Math.min(PIECE, decoder.available()));
    return decoder.read(bytes, offset, Math.min(whole, length));
  }

  @Override
  ContentException fault(Throwable e, MemberStream stream) {
    if (e instanceof MemoryLimitException more) {
      return Decoders.tooLarge((long) more.getMemoryNeeded() << 10);
    }
    if (e instanceof UnsupportedOptionsException) {
      return stream.member(
          Problem.Kind.UNSUPPORTED,
          "uses a filter or a check that is not supported, and was not scanned from there on;"
              + " scan it unpacked");
    }
    return super.fault(e, stream);
  }

  /**
   * Verified when it is first used, as the verifier would load a library that a hook hasn't got.
   */
  private static final class Library {
    static InputStream decoder(InputStream in, int kibibytes, MemberStream stream)
        throws IOException {
      return new SingleXZInputStream(in, kibibytes, true, stream.arrays());
    }
  }
}
