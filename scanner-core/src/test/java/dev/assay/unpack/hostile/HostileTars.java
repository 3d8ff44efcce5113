package dev.assay.unpack.hostile;

import static dev.assay.unpack.hostile.Bytes.join;
import static dev.assay.unpack.hostile.Bytes.token;
import static dev.assay.unpack.hostile.Bytes.utf8;

import dev.assay.model.Problem.Kind;
import java.util.Arrays;
import java.util.List;

/** tar. */
final class HostileTars {

  private static final int BLOCK = 512;
  private static final byte[] END = new byte[2 * BLOCK];

  private HostileTars() {}

  static List<HostileArchive> all() {
    return List.of(
        HostileArchive.of(
            "tar-traversal", 1, () -> tar(file("../../../../tmp/planted-by-tar", token(1)))),
        HostileArchive.of("tar-absolute-name", 1, () -> tar(file("/tmp/planted-by-tar", token(1)))),
        HostileArchive.of("tar-symbolic-link", 2, HostileTars::link),
        HostileArchive.of(
            "tar-hard-link",
            2,
            () -> tar(entry('1', "hard", "0", utf8("")), file("x", join(token(1), token(2))))),
        HostileArchive.of("tar-devices", 1, HostileTars::devices),
        HostileArchive.of(
            "tar-pipe-with-data",
            2,
            () -> tar(entry('6', "pipe", "15", token(1)), file("x", token(2)))),
        HostileArchive.of(
            "tar-same-name-twice", 2, () -> tar(file("x", token(1)), file("x", token(2)))),
        HostileArchive.of("tar-broken-checksum", 2, HostileTars::brokenChecksum, Kind.CORRUPT),
        HostileArchive.of("tar-cut-in-an-entry", 1, HostileTars::cut, Kind.TRUNCATED),
        HostileArchive.of("tar-no-end", 1, () -> file("x", token(1)), Kind.TRUNCATED),
        HostileArchive.of(
            "tar-size-of-an-exabyte",
            1,
            () -> tar(entry('0', "x", "777777777777", token(1))),
            Kind.TRUNCATED),
        HostileArchive.of("tar-size-in-binary", 1, HostileTars::binarySize, Kind.TRUNCATED),
        HostileArchive.of("tar-negative-size", 2, HostileTars::negativeSize, Kind.CORRUPT),
        HostileArchive.of(
            "tar-long-pax-header", 1, HostileTars::longPax, Kind.CORRUPT, Kind.TOO_LARGE),
        HostileArchive.of(
            "tar-malformed-pax-header",
            1,
            () -> tar(entry('x', "p", octal(9), utf8("99 path=x")), file("x", token(1))),
            Kind.CORRUPT),
        HostileArchive.of(
            "tar-pax-size-of-all",
            1,
            () -> tar(pax("size=9223372036854775807"), file("x", token(1)))),
        HostileArchive.of(
            "tar-headers-without-end",
            1,
            () ->
                tar(
                    Bytes.repeat(entry('L', "l", octal(2), utf8("n\0")), 5_000),
                    file("x", token(1)))),
        HostileArchive.of("tar-sparse-map-without-end", 1, HostileTars::sparse, Kind.TRUNCATED),
        HostileArchive.of(
            "tar-more-entries-than-allowed",
            0,
            () -> tar(Bytes.repeat(file("x", utf8("")), 20_100)),
            Kind.TOO_MANY_ENTRIES),
        HostileArchive.of("tar-data-behind", 2, () -> join(tar(file("x", token(1))), token(2))),
        HostileArchive.of(
            "tar-behind-tar", 2, () -> join(tar(file("x", token(1))), tar(file("y", token(2))))));
  }

  static byte[] tar(byte[]... entries) {
    return join(join(entries), END);
  }

  static byte[] file(String name, byte[] data) {
    return entry('0', name, octal(data.length), data);
  }

  private static byte[] pax(String record) {
    String line = (record.length() + 4) + " " + record + "\n";
    return entry('x', "pax", octal(line.length()), utf8(line));
  }

  private static String octal(int number) {
    return Integer.toOctalString(number);
  }

  static byte[] entry(char type, String name, String size, byte[] data) {
    byte[] block = new byte[BLOCK + (data.length + BLOCK - 1) / BLOCK * BLOCK];
    System.arraycopy(utf8(name), 0, block, 0, Math.min(100, name.length()));
    System.arraycopy(utf8(size), 0, block, 124, size.length());
    block[156] = (byte) type;
    System.arraycopy(data, 0, block, BLOCK, data.length);
    return summed(block);
  }

  private static byte[] summed(byte[] block) {
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += block[i] & 0xff;
    }
    byte[] digits = utf8(octal(sum));
    System.arraycopy(digits, 0, block, 148, digits.length);
    block[148 + digits.length] = 0;
    return block;
  }

  private static byte[] linked(char type, String name, String target) {
    byte[] block = entry(type, name, "0", utf8(""));
    System.arraycopy(utf8(target), 0, block, 157, target.length());
    return summed(block);
  }

  /** One that holds a token in its target, and a file that goes through it. */
  private static byte[] link() {
    String target = new String(token(1), java.nio.charset.StandardCharsets.UTF_8).trim();
    return tar(linked('2', "etc", "/etc/" + target), file("etc/passwd", token(2)));
  }

  private static byte[] devices() {
    return tar(
        entry('3', "dev/zero", "0", utf8("")),
        entry('4', "dev/sda", "0", utf8("")),
        file("x", token(1)));
  }

  private static byte[] brokenChecksum() {
    byte[] second = file("y", token(2));
    second[150]++;
    return tar(file("x", token(1)), second);
  }

  private static byte[] cut() {
    byte[] tar = tar(file("x", join(token(1), new byte[5_000])));
    return Arrays.copyOf(tar, 2_000);
  }

  private static byte[] binarySize() {
    byte[] block = file("x", token(1));
    Arrays.fill(block, 124, 136, (byte) 0);
    block[124] = (byte) 0x80;
    block[129] = 0x10; // 2^52
    return tar(summed(block));
  }

  private static byte[] negativeSize() {
    byte[] block = file("x", token(1));
    Arrays.fill(block, 124, 136, (byte) 0xff);
    return tar(file("y", token(2)), summed(block));
  }

  private static byte[] longPax() {
    int length = 3 << 20;
    byte[] records = new byte[length];
    Arrays.fill(records, (byte) 'p');
    System.arraycopy(utf8(length + " path="), 0, records, 0, 13);
    records[length - 1] = '\n';
    return tar(entry('x', "pax", octal(length), records), file("x", token(1)));
  }

  /** Each block of the map says that another one follows. */
  private static byte[] sparse() {
    byte[] header = entry('S', "holes", "0", utf8(""));
    header[482] = 1;
    byte[] more = new byte[BLOCK];
    more[504] = 1;
    return join(file("x", token(1)), summed(header), Bytes.repeat(more, 40_000));
  }
}
