package dev.assay.unpack;

import java.io.IOException;
import java.io.InputStream;

/** lz4's frame format (1.6.4), and the older one of {@code lz4 -l} and Linux images. */
final class Lz4Unpacker extends StreamUnpacker {

  @Override
  public String format() {
    return "lz4";
  }

  @Override
  boolean starts(byte[] bytes, int at, int end) {
    long start = SkippableFrames.behind(bytes, at, end);
    if (start + 7 > end) {
      return false;
    }
    int i = (int) start;
    if (bytes[i + 3] != 0x18) {
      return false;
    }
    boolean frame = bytes[i] == 4 && bytes[i + 1] == 0x22 && bytes[i + 2] == 0x4d;
    boolean legacy = bytes[i] == 2 && bytes[i + 1] == 0x21 && bytes[i + 2] == 0x4c;
    // Version 1, nothing that is reserved; a size of blocks.
    boolean usual = (bytes[i + 4] & 0xc2) == 0x40 && (bytes[i + 5] & 0xcf) == 0x40;
    return (frame && usual) || legacy;
  }

  @Override
  InputStream decoder(PackedInput in, MemberStream stream) throws IOException {
    SkippableFrames.keep(in, stream);
    return new Lz4Frame(in, stream);
  }
}
