package dev.assay.unpack.hostile;

import static dev.assay.unpack.hostile.Bytes.join;
import static dev.assay.unpack.hostile.Bytes.little;
import static dev.assay.unpack.hostile.Bytes.packed;
import static dev.assay.unpack.hostile.Bytes.token;

import dev.assay.model.Problem.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** 7z. */
final class HostileSevenZips {

  private static final String STORED = "01 01 00";
  private static final String DEFLATE = "01 03 040108";

  private HostileSevenZips() {}

  static List<HostileArchive> all() {
    return List.of(
        HostileArchive.of("7z-traversal", 1, () -> whole("../../../../tmp/planted-by-7z")),
        HostileArchive.of(
            "7z-encrypted-directory",
            1,
            () -> archive(token(1), hex("17", oneFolder("01 24 06f10701 00", 13, 13), "00")),
            Kind.ENCRYPTED),
        HostileArchive.of(
            "7z-encrypted-file",
            0,
            () -> archive(token(1), header(oneFolder("01 24 06f10701 00", 13, 13), "x")),
            Kind.ENCRYPTED),
        HostileArchive.of("7z-directory-of-zeros", 0, HostileSevenZips::zeroHeader, Kind.CORRUPT),
        HostileArchive.of(
            "7z-directory-of-gigabytes",
            1,
            () -> archive(token(1), hex("17", oneFolder(STORED, 13, 0xffffffffL), "00")),
            Kind.TOO_LARGE),
        HostileArchive.of("7z-directory-in-directories", 0, HostileSevenZips::layers, Kind.CORRUPT),
        HostileArchive.of(
            "7z-count-of-streams",
            1,
            () -> archive(token(1), hex("01 04 06 00 ffffffffffffffff7f 09")),
            Kind.CORRUPT),
        HostileArchive.of(
            "7z-count-of-folders",
            1,
            () -> archive(token(1), hex("01 04 06 00 01 09 0d 00 07 0b ffffffffffffffff7f 00")),
            Kind.CORRUPT),
        HostileArchive.of(
            "7z-count-of-coders",
            1,
            () -> archive(token(1), hex("01 04 06 00 01 09 0d 00 07 0b 01 00 ff00ffffffffffff7f")),
            Kind.CORRUPT),
        HostileArchive.of(
            "7z-count-of-files",
            1,
            () -> archive(token(1), hex("01 05 ffffffffffffffff7f")),
            Kind.CORRUPT),
        HostileArchive.of(
            "7z-dictionary-of-gigabytes",
            0,
            () ->
                archive(
                    token(1), header(oneFolder("01 23 030101 05 5dffffffff", 13, 1L << 31), "x")),
            Kind.TOO_LARGE),
        HostileArchive.of(
            "7z-claims-more-than-it-has", 1, HostileSevenZips::claims, Kind.TRUNCATED),
        HostileArchive.of("7z-bomb", 0, HostileSevenZips::bomb, Kind.RATIO),
        HostileArchive.of("7z-cut", 1, HostileSevenZips::cut, Kind.TRUNCATED),
        HostileArchive.of("7z-broken-directory", 1, HostileSevenZips::broken, Kind.CORRUPT),
        HostileArchive.of("7z-data-behind", 2, () -> join(whole("x"), token(2))));
  }

  private static byte[] whole(String name) {
    return archive(token(1), header(oneFolder(STORED, 13, 13), name));
  }

  /** Pack and unpack info of one folder with one coder; all that follows the property's number. */
  private static String oneFolder(String coder, long packed, long unpacked) {
    return "06 00 01 09 "
        + number(packed)
        + " 00 07 0b 01 00 "
        + coder
        + " 0c "
        + number(unpacked)
        + " 00 00";
  }

  private static String number(long value) {
    byte[] bytes = new byte[9];
    bytes[0] = (byte) 0xff;
    little(bytes).putLong(1, value);
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] header(String streams, String name) {
    byte[] utf16 = (name + "\0").getBytes(StandardCharsets.UTF_16LE);
    return join(
        hex("01 04", streams, "05 01 11", number(utf16.length + 1), "00"), utf16, hex("00 00"));
  }

  private static byte[] archive(byte[] data, byte[] header) {
    byte[] start = new byte[32];
    System.arraycopy(hex("377abcaf271c0004"), 0, start, 0, 8);
    little(start).putLong(12, data.length).putLong(20, header.length).putInt(28, crc(header));
    little(start).putInt(8, crc(Arrays.copyOfRange(start, 12, 32)));
    return join(start, data, header);
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static byte[] hex(String... parts) {
    return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
  }

  private static OutputStream deflate(OutputStream out) {
    return new DeflaterOutputStream(out, new Deflater(9, true));
  }

  private static byte[] zeroHeader() throws IOException {
    byte[] zeros = Bytes.zeros(31 << 20, HostileSevenZips::deflate);
    return archive(zeros, hex("17", oneFolder(DEFLATE, zeros.length, 31 << 20), "00"));
  }

  /** Each unpacks to one that is packed as well. */
  private static byte[] layers() {
    byte[] data = new byte[0];
    byte[] header = hex("01 00");
    for (int i = 0; i < 10; i++) {
      String size = number(header.length);
      String at = number(data.length);
      data = join(data, header);
      header = hex("17 06", at, "01 09", size, "00 07 0b 01 00", STORED, "0c", size, "00 00");
    }
    return archive(data, header);
  }

  private static byte[] claims() throws IOException {
    byte[] few = packed(token(1), HostileSevenZips::deflate);
    return archive(few, header(oneFolder(DEFLATE, few.length, 1 << 20), "x"));
  }

  private static byte[] bomb() throws IOException {
    byte[] zeros = Bytes.zeros(300 << 20, HostileSevenZips::deflate);
    return archive(zeros, header(oneFolder(DEFLATE, zeros.length, 300 << 20), "x"));
  }

  private static byte[] cut() {
    byte[] whole = whole("x");
    return Arrays.copyOf(whole, whole.length - 20);
  }

  private static byte[] broken() {
    byte[] whole = whole("x");
    whole[whole.length - 20]++;
    return whole;
  }
}
