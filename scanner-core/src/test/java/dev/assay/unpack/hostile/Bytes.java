package dev.assay.unpack.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Small things that makers of archives need. */
final class Bytes {

  private Bytes() {}

  /** Writes a stream in a stream. */
  @FunctionalInterface
  interface Packer {
    OutputStream around(OutputStream out) throws IOException;
  }

  /** A line with a planted token that tells {@code number}; never written down as a literal. */
  static byte[] token(int number) {
    return utf8("tok" + "_" + String.format(Locale.ROOT, "%08d", number) + "\n");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] packed(byte[] bytes, Packer packer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream to = packer.around(out)) {
      to.write(bytes);
    }
    return out.toByteArray();
  }

  /** So many zeros, packed. */
  static byte[] zeros(long count, Packer packer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream to = packer.around(out)) {
      byte[] block = new byte[1 << 20];
      for (long left = count; left > 0; left -= block.length) {
        to.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return out.toByteArray();
  }

  static byte[] repeat(byte[] bytes, int times) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length * times);
    for (int i = 0; i < times; i++) {
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Offset of the n-th place, from 0, where these four bytes stand. */
  static int find(byte[] bytes, int signature, int n) {
    ByteBuffer all = little(bytes);
    int left = n;
    for (int at = 0; at + 4 <= bytes.length; at++) {
      if (all.getInt(at) == signature && left-- == 0) {
        return at;
      }
    }
    throw new AssertionError("no such record");
  }
}
