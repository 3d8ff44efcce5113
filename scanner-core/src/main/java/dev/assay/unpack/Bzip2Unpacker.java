package dev.assay.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** bzip2, in as many streams as there are. */
final class Bzip2Unpacker extends StreamUnpacker {

  private static final int LEVEL_BYTES = 100_000;

  /** Four bytes a byte of a block for the transformation, one for its data. */
  private static final int BYTES_A_BYTE = 5;

  @Override
  public String format() {
    return "bzip2";
  }

  /** {@code BZh}, a level, and the mark of a block or of an end. */
  @Override
  boolean starts(byte[] bytes, int at, int end) {
    if (end - at < 10
        || bytes[at] != 'B'
        || bytes[at + 1] != 'Z'
        || bytes[at + 2] != 'h'
        || bytes[at + 3] < '1'
        || bytes[at + 3] > '9') {
      return false;
    }
    long mark = 0;
    for (int i = 4; i < 10; i++) {
      mark = mark << 8 | (bytes[at + i] & 0xff);
    }
    return mark == 0x314159265359L || mark == 0x177245385090L;
  }

  @Override
  InputStream decoder(PackedInput in, MemberStream stream) throws IOException {
    in.fill(4);
    stream.take((long) (in.peek(3) - '0') * LEVEL_BYTES * BYTES_A_BYTE);
    return Library.decoder(new FilterInputStream(in) {});
  }

  /** Each byte by itself, since what the decoder has when a block's checksum is wrong is lost. */
  @Override
  int read(InputStream decoder, byte[] bytes, int offset, int length) throws IOException {
    int value = decoder.read();
    if (value < 0) {
      return -1;
    }
    bytes[offset] = (byte) value;
    return 1;
  }

  /**
   * Verified when it is first used, as the verifier would load a library that a hook hasn't got.
   */
  private static final class Library {
    static InputStream decoder(InputStream in) throws IOException {
      return new BZip2CompressorInputStream(in);
    }
  }
}
