package dev.assay.unpack.hostile;

import static dev.assay.unpack.hostile.Bytes.join;
import static dev.assay.unpack.hostile.Bytes.little;
import static dev.assay.unpack.hostile.Bytes.token;
import static dev.assay.unpack.hostile.Bytes.utf8;

import dev.assay.model.Problem.Kind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** ar, cpio, rpm, asar, phar. */
final class HostilePackages {

  private static final String STUB = "<?php __HALT_COMPILER(); ?>\r\n";

  private HostilePackages() {}

  static List<HostileArchive> all() {
    return List.of(
        HostileArchive.of(
            "ar-size-of-gigabytes",
            1,
            () -> ar(arHeader("x/", "9999999999"), token(1)),
            Kind.TRUNCATED),
        HostileArchive.of(
            "ar-negative-size",
            2,
            () -> ar(member("y/", token(2)), arHeader("x/", "-5"), token(1)),
            Kind.CORRUPT),
        HostileArchive.of(
            "ar-name-beyond-the-table",
            1,
            () -> ar(member("//", utf8("one/\n")), member("/99999999999", token(1))),
            Kind.CORRUPT),
        HostileArchive.of(
            "ar-name-longer-than-its-member",
            1,
            () -> ar(member("#1/4000", token(1))),
            Kind.CORRUPT),
        HostileArchive.of(
            "ar-more-members-than-allowed",
            0,
            () -> ar(Bytes.repeat(member("x/", utf8("")), 20_100)),
            Kind.TOO_MANY_ENTRIES),
        HostileArchive.of("deb-cut", 1, HostilePackages::cutDeb, Kind.TRUNCATED),
        HostileArchive.of(
            "cpio-traversal", 1, () -> cpio(file("../../../../tmp/planted-by-cpio", token(1)))),
        HostileArchive.of(
            "cpio-links",
            2,
            () -> cpio(entry(0120777, 13, 5, "link\0", token(1)), file("link/x", token(2)))),
        HostileArchive.of(
            "cpio-name-of-gigabytes",
            2,
            () -> cpio(file("y", token(2)), entry(0100644, 13, 0xffffffffL, "x\0", token(1))),
            Kind.TOO_LARGE,
            Kind.TRUNCATED),
        HostileArchive.of(
            "cpio-size-of-gigabytes",
            1,
            () -> cpio(entry(0100644, 0xfffffff0L, 2, "x\0", token(1))),
            Kind.TRUNCATED),
        HostileArchive.of("cpio-without-end", 1, () -> file("x", token(1)), Kind.TRUNCATED),
        HostileArchive.of(
            "cpio-more-entries-than-allowed",
            0,
            () -> cpio(Bytes.repeat(file("x", utf8("")), 20_100)),
            Kind.TOO_MANY_ENTRIES),
        HostileArchive.of("rpm-count-of-values", 2, () -> rpm(0x7fffffff, 13, 0, 13), Kind.CORRUPT),
        HostileArchive.of("rpm-size-of-values", 2, () -> rpm(1, 0x7fffffff, 0, 13), Kind.TRUNCATED),
        HostileArchive.of("rpm-value-beyond-the-values", 2, () -> rpm(1, 13, 0x7ffffff0, 13)),
        HostileArchive.of("rpm-payload-cut", 1, () -> rpm(1, 13, 0, 4_000), Kind.TRUNCATED),
        HostileArchive.of("asar-overlapping-files", 1, HostilePackages::overlap, Kind.RATIO),
        HostileArchive.of(
            "asar-deep-json",
            1,
            () -> asar("{\"files\":{\"a\":".repeat(50_000), token(1)),
            Kind.CORRUPT),
        HostileArchive.of(
            "asar-header-of-gigabytes", 1, HostilePackages::asarHeader, Kind.TRUNCATED),
        HostileArchive.of(
            "asar-offset-beyond-the-end",
            1,
            () ->
                asar(
                    "{\"files\":{\"a\":{\"size\":13,\"offset\":\"9223372036854775807\"}}}",
                    token(1)),
            Kind.CORRUPT),
        HostileArchive.of(
            "asar-traversal",
            1,
            () ->
                asar(
                    "{\"files\":{\"..\":{\"files\":{\"../tmp/planted-by-asar\":{\"size\":13,"
                        + "\"offset\":\"0\"}}}}}",
                    token(1))),
        HostileArchive.of("phar-cut", 0, () -> Arrays.copyOf(phar(1, 1), 60), Kind.TRUNCATED),
        HostileArchive.of("phar-count-of-files", 1, () -> phar(0x7fffffff, 1), Kind.CORRUPT),
        HostileArchive.of("phar-name-of-gigabytes", 1, () -> phar(1, 0x7fffff00), Kind.TRUNCATED));
  }

  private static byte[] ar(byte[]... parts) {
    return join(utf8("!<arch>\n"), join(parts));
  }

  private static byte[] arHeader(String name, String size) {
    return utf8(
        String.format(Locale.ROOT, "%-16.16s0           0     0     100644  %-10s`\n", name, size));
  }

  private static byte[] member(String name, byte[] data) {
    return join(arHeader(name, Integer.toString(data.length)), data, new byte[data.length & 1]);
  }

  private static byte[] cutDeb() {
    byte[] tar = HostileTars.tar(HostileTars.file("etc/x", token(1)));
    byte[] deb =
        ar(
            member("debian-binary", utf8("2.0\n")),
            member("control.tar", HostileTars.tar()),
            member("data.tar", tar));
    return Arrays.copyOf(deb, deb.length - 700);
  }

  private static byte[] cpio(byte[]... entries) {
    return join(join(entries), entry(0, 0, 11, "TRAILER!!!\0", utf8("")));
  }

  private static byte[] file(String name, byte[] data) {
    return entry(0100644, data.length, name.length() + 1, name + "\0", data);
  }

  /** In the new form: sixteen fields of eight digits, then the name, then the data. */
  private static byte[] entry(int mode, long size, long nameSize, String name, byte[] data) {
    String head =
        String.format(
            Locale.ROOT,
            "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x",
            1,
            mode,
            0,
            0,
            1,
            0,
            size,
            0,
            0,
            0,
            0,
            nameSize,
            0);
    byte[] named = utf8(head + name);
    return join(named, new byte[-named.length & 3], data, new byte[-data.length & 3]);
  }

  /** A package with one value in its header, of which the parameters may lie. */
  private static byte[] rpm(int count, int size, int offset, int payload) {
    ByteBuffer lead = ByteBuffer.allocate(96);
    lead.putInt(0xedabeedb).put((byte) 3);
    ByteBuffer signature = ByteBuffer.allocate(40);
    signature.putInt(0x8eade801).putInt(0).putInt(1).putInt(4);
    signature.putInt(1_000).putInt(4).putInt(0).putInt(1);
    ByteBuffer header = ByteBuffer.allocate(32);
    header.putInt(0x8eade801).putInt(0).putInt(count).putInt(size);
    header.putInt(1_005).putInt(6).putInt(offset).putInt(1);
    signature.putInt(32 + 13 + payload);
    byte[] value = token(7);
    return join(
        lead.array(),
        Arrays.copyOf(signature.array(), 40),
        header.array(),
        value,
        payload == 13 ? token(8) : utf8(""));
  }

  private static byte[] asar(String header, byte[] data) {
    byte[] text = utf8(header);
    int padded = (text.length + 3) & -4;
    byte[] start = new byte[16];
    little(start).putInt(4).putInt(padded + 8).putInt(padded + 4).putInt(text.length);
    return join(start, text, new byte[padded - text.length], data);
  }

  private static byte[] overlap() {
    byte[] data = Arrays.copyOf(token(1), 1_000_000);
    StringBuilder header = new StringBuilder("{\"files\":{");
    for (int i = 0; i < 600; i++) {
      header.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":{\"size\":1000000,");
      header.append("\"offset\":\"0\"}");
    }
    return asar(header + "}}", data);
  }

  private static byte[] asarHeader() {
    byte[] asar = asar("{\"files\":{}}", token(1));
    little(asar).putInt(4, 0x7ffffff8).putInt(8, 0x7ffffff4).putInt(12, 0x7ffffff0);
    return asar;
  }

  private static byte[] phar(int files, int nameLength) {
    byte[] head = new byte[18];
    little(head).putInt(files).putShort((short) 0x1011).putInt(0).putInt(0).putInt(0);
    byte[] file = new byte[4 + 1 + 24];
    little(file).putInt(nameLength).put((byte) 'x').putInt(13).putInt(0).putInt(13).putInt(0);
    byte[] length = new byte[4];
    little(length).putInt(head.length + file.length);
    return join(utf8(STUB), length, head, file, token(1));
  }
}
