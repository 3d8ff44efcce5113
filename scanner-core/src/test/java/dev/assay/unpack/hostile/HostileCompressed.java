package dev.assay.unpack.hostile;

import static dev.assay.unpack.hostile.Bytes.join;
import static dev.assay.unpack.hostile.Bytes.little;
import static dev.assay.unpack.hostile.Bytes.packed;
import static dev.assay.unpack.hostile.Bytes.token;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.assay.model.Problem.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/** bzip2, xz, lzma, zstd. */
final class HostileCompressed {

  private HostileCompressed() {}

  static List<HostileArchive> all() {
    return List.of(
        HostileArchive.of(
            "bzip2-bomb", 0, () -> Bytes.zeros(300 << 20, HostileCompressed::bzip2), Kind.RATIO),
        HostileArchive.of("bzip2-cut", 1, () -> half(HostileCompressed::bzip2), Kind.TRUNCATED),
        HostileArchive.of(
            "bzip2-broken-block", 0, () -> broken(HostileCompressed::bzip2), Kind.CORRUPT),
        HostileArchive.of(
            "xz-bomb", 0, () -> Bytes.zeros(300 << 20, HostileCompressed::xz), Kind.RATIO),
        HostileArchive.of("xz-cut", 1, () -> half(HostileCompressed::xz), Kind.TRUNCATED),
        HostileArchive.of(
            "xz-dictionary-of-gigabytes", 1, HostileCompressed::xzDictionary, Kind.TOO_LARGE),
        HostileArchive.of(
            "xz-data-behind", 2, () -> join(packed(token(1), HostileCompressed::xz), token(2))),
        HostileArchive.of(
            "lzma-bomb", 0, () -> Bytes.zeros(300 << 20, HostileCompressed::lzma), Kind.RATIO),
        HostileArchive.of(
            "lzma-dictionary-of-gigabytes", 0, HostileCompressed::lzmaDictionary, Kind.TOO_LARGE),
        HostileArchive.of(
            "zstd-bomb", 0, () -> Bytes.zeros(300 << 20, HostileCompressed::zstd), Kind.RATIO),
        HostileArchive.of("zstd-cut", 1, () -> half(HostileCompressed::zstd), Kind.TRUNCATED),
        HostileArchive.of(
            "zstd-window-of-gigabytes", 1, HostileCompressed::zstdWindow, Kind.TOO_LARGE),
        HostileArchive.of("zstd-skippable-frames", 1, HostileCompressed::skippable, Kind.TOO_LARGE),
        HostileArchive.of(
            "zstd-data-behind",
            2,
            () -> join(packed(token(1), HostileCompressed::zstd), token(2))));
  }

  private static OutputStream bzip2(OutputStream out) throws IOException {
    return new BZip2CompressorOutputStream(out, 1);
  }

  private static OutputStream xz(OutputStream out) throws IOException {
    return new XZOutputStream(out, small());
  }

  private static OutputStream lzma(OutputStream out) throws IOException {
    return new LZMAOutputStream(out, small(), -1);
  }

  private static OutputStream zstd(OutputStream out) throws IOException {
    return new ZstdOutputStreamNoFinalizer(out, 3);
  }

  private static LZMA2Options small() throws IOException {
    return new LZMA2Options(0);
  }

  private static byte[] half(Bytes.Packer packer) throws IOException {
    byte[] noise = new byte[200_000];
    new Random(3).nextBytes(noise);
    byte[] whole = packed(join(token(1), noise), packer);
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private static byte[] broken(Bytes.Packer packer) throws IOException {
    byte[] whole = packed(token(1), packer);
    whole[whole.length / 2] ^= 0x55;
    return whole;
  }

  /** The property of the one filter stands at byte 16 of the block's header; 40 is 4 GiB - 1. */
  private static byte[] xzDictionary() throws IOException {
    byte[] xz = packed(token(1), HostileCompressed::xz);
    int header = 12;
    int length = (xz[header] + 1) * 4;
    xz[header + 4] = 40;
    CRC32 crc = new CRC32();
    crc.update(xz, header, length - 4);
    little(xz).putInt(header + length - 4, (int) crc.getValue());
    return xz;
  }

  private static byte[] lzmaDictionary() throws IOException {
    byte[] lzma = packed(token(1), HostileCompressed::lzma);
    little(lzma).putInt(1, 0xC0000000);
    return lzma;
  }

  /** A frame header (RFC 8878, 3.1.1.1) of the largest window, and one raw block. */
  private static byte[] zstdWindow() {
    byte[] text = token(1);
    byte[] frame = new byte[9];
    little(frame).putInt(0, 0xFD2FB528);
    frame[5] = (byte) (21 << 3); // 2^31
    int block = 1 | text.length << 3;
    frame[6] = (byte) block;
    frame[7] = (byte) (block >> 8);
    return join(frame, text);
  }

  private static byte[] skippable() throws IOException {
    byte[] skip = new byte[8 + 100];
    little(skip).putInt(0, 0x184D2A50).putInt(4, 100);
    return join(
        packed(new byte[0], HostileCompressed::zstd),
        Bytes.repeat(skip, 20_000),
        packed(token(1), HostileCompressed::zstd));
  }
}
