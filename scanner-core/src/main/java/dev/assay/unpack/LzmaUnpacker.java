package dev.assay.unpack;

import java.io.IOException;
import java.io.InputStream;

/**
 * The old {@code .lzma}, which has no magic bytes: what xz and the LZMA SDK write by default is
 * recognised, by all that its header can't be.
 */
final class LzmaUnpacker extends StreamUnpacker {

  private static final int HEADER = 13;

  /** lc 3, lp 0, pb 2: what practically everybody writes. */
  private static final int PROPERTIES = 0x5d;

  private static final long LARGEST = 1L << 38;

  /** An LZMA stream of nothing, with an end marker. */
  private static final int EMPTY_MOST = 32;

  /** A decoder that fails loses what it unpacked in the same call. */
  private static final int PIECE = 64;

  @Override
  public String format() {
    return "lzma";
  }

  /** As xz asks of a file that it recognises: a usual dictionary, a size that can be, a zero. */
  @Override
  boolean starts(byte[] bytes, int at, int end) {
    if (end - at < HEADER + 5 || bytes[at] != PROPERTIES || bytes[at + HEADER] != 0) {
      return false;
    }
    long dictionary = little(bytes, at + 1, 4);
    long size = little(bytes, at + 5, 8);
    boolean possible = size == -1 || (size > 0 && size < LARGEST);
    boolean empty = size == 0 && end - at <= EMPTY_MOST;
    return usual(dictionary) && (possible || empty);
  }

  /** 2^n or 2^n + 2^(n-1), or as much as can be. */
  private static boolean usual(long dictionary) {
    long top = Long.highestOneBit(dictionary);
    boolean round = dictionary == top || dictionary == top + top / 2;
    return (round && dictionary >= 4096) || dictionary == 0xffffffffL;
  }

  private static long little(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | (bytes[at + i] & 0xff);
    }
    return value;
  }

  @Override
  InputStream decoder(PackedInput in, MemberStream stream) throws IOException {
    in.fill(HEADER);
    byte properties = (byte) in.peek(0);
    long dictionary = in.peekLittle(1, 4);
    long size = in.peekLittle(5, 8);
    stream.take(Decoders.lzmaMemory(size, dictionary));
    in.skipNBytes(HEADER);
    return Decoders.rawLzma(in, size, properties, dictionary, bytes -> {});
  }

  @Override
  int read(InputStream decoder, byte[] bytes, int offset, int length) throws IOException {
    return decoder.read(bytes, offset, Math.min(PIECE, length));
  }
}
