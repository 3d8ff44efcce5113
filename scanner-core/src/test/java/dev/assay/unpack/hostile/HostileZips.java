package dev.assay.unpack.hostile;

import static dev.assay.unpack.hostile.Bytes.find;
import static dev.assay.unpack.hostile.Bytes.join;
import static dev.assay.unpack.hostile.Bytes.little;
import static dev.assay.unpack.hostile.Bytes.token;
import static dev.assay.unpack.hostile.Bytes.utf8;

import dev.assay.model.Problem.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** zip. */
final class HostileZips {

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;

  private HostileZips() {}

  static List<HostileArchive> all() {
    return List.of(
        HostileArchive.of("zip-forty-two", 0, HostileZips::fortyTwo, Kind.RATIO, Kind.TOO_LARGE),
        HostileArchive.of("zip-of-itself", 0, Quines::zip, Kind.TOO_DEEP),
        HostileArchive.of("zip-one-large-entry", 0, () -> zeros(300), Kind.RATIO),
        HostileArchive.of("zip-many-large-entries", 0, HostileZips::manyLarge, Kind.RATIO),
        HostileArchive.of("zip-overlapping-entries", 1, HostileZips::overlapping, Kind.CORRUPT),
        HostileArchive.of(
            "zip-more-entries-than-allowed", 0, () -> many(25_000), Kind.TOO_MANY_ENTRIES),
        HostileArchive.of("zip-traversal", 1, () -> named("../../../../tmp/planted-by-zip")),
        HostileArchive.of("zip-absolute-name", 1, () -> named("/tmp/planted-by-zip")),
        HostileArchive.of("zip-windows-name", 1, () -> named("C:\\planted-by-zip\\..\\x")),
        HostileArchive.of("zip-device-name", 1, () -> named("aux/con/nul.txt")),
        HostileArchive.of("zip-name-of-nothing", 1, () -> named("")),
        HostileArchive.of("zip-name-of-64-kilobytes", 1, () -> named("n".repeat(65_000))),
        HostileArchive.of(
            "zip-name-with-controls", 1, () -> named("a\u0000b\r\n\u001b[2J\u202egnp.exe")),
        HostileArchive.of("zip-same-name-twice", 2, HostileZips::sameName),
        HostileArchive.of("zip-symbolic-link", 2, HostileZips::link),
        HostileArchive.of("zip-names-in-no-encoding", 2, () -> changed(HostileZips::latinNames)),
        HostileArchive.of(
            "zip-other-name-in-header",
            2,
            () -> changed(z -> z[find(z, LOCAL, 0) + 30]++),
            Kind.CORRUPT),
        HostileArchive.of(
            "zip-other-method-in-header",
            2,
            () -> changed(z -> z[find(z, LOCAL, 0) + 8] = 0),
            Kind.CORRUPT),
        HostileArchive.of(
            "zip-wrong-checksum",
            2,
            () -> changed(z -> z[find(z, CENTRAL, 0) + 16]++),
            Kind.CORRUPT),
        HostileArchive.of("zip-encrypted", 1, () -> changed(HostileZips::encrypt), Kind.ENCRYPTED),
        HostileArchive.of(
            "zip-method-of-nobody", 1, () -> changed(HostileZips::method), Kind.UNSUPPORTED),
        HostileArchive.of("zip-no-directory", 2, HostileZips::withoutDirectory, Kind.CORRUPT),
        HostileArchive.of("zip-cut-in-an-entry", 1, HostileZips::cut, Kind.CORRUPT, Kind.TRUNCATED),
        HostileArchive.of(
            "zip-claims-entries",
            2,
            () -> changed(z -> little(z).putShort(find(z, END, 0) + 10, (short) 0xfff0)),
            Kind.CORRUPT),
        HostileArchive.of(
            "zip-claims-size",
            2,
            () -> changed(z -> little(z).putInt(find(z, CENTRAL, 0) + 24, -2)),
            Kind.CORRUPT),
        HostileArchive.of(
            "zip-claims-packed-size",
            2,
            () -> changed(z -> little(z).putInt(find(z, CENTRAL, 0) + 20, 0x7fffffff)),
            Kind.CORRUPT,
            Kind.TRUNCATED),
        HostileArchive.of(
            "zip-claims-offset",
            2,
            () -> changed(z -> little(z).putInt(find(z, CENTRAL, 1) + 42, 0x7ffffff0)),
            Kind.CORRUPT,
            Kind.TRUNCATED),
        HostileArchive.of(
            "zip-claims-disks",
            2,
            () -> changed(z -> little(z).putShort(find(z, END, 0) + 4, (short) 7)),
            Kind.UNSUPPORTED),
        HostileArchive.of("zip-data-between-entries", 3, HostileZips::between),
        HostileArchive.of("zip-data-in-front", 3, () -> join(token(9), two())),
        HostileArchive.of("zip-data-behind", 3, () -> join(two(), token(9))),
        HostileArchive.of("zip-behind-zip", 4, HostileZips::behindZip),
        HostileArchive.of("zip-in-the-comment", 3, HostileZips::inComment, Kind.TRUNCATED),
        HostileArchive.of("zip-in-an-extra-field", 3, HostileZips::inExtra),
        HostileArchive.of("zip-empty", 0, () -> zip(List.of(), List.of())),
        HostileArchive.of("zip-folder-with-data", 1, () -> named("folder/")));
  }

  private static byte[] two() throws IOException {
    return zip(List.of("one", "two"), List.of(token(1), token(2)));
  }

  private static byte[] behindZip() throws IOException {
    return join(two(), zip(List.of("one", "three"), List.of(token(3), token(4))));
  }

  private static byte[] named(String name) throws IOException {
    return zip(List.of(name), List.of(token(1)));
  }

  static byte[] zip(List<String> names, List<byte[]> contents) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      for (int i = 0; i < names.size(); i++) {
        ZipArchiveEntry entry = new ZipArchiveEntry(names.get(i));
        entry.setMethod(ZipEntry.DEFLATED);
        entry.setTime(0);
        zip.putArchiveEntry(entry);
        zip.write(contents.get(i));
        zip.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] changed(Consumer<byte[]> change) throws IOException {
    // Sizes in the local headers, as most programs write them.
    byte[] zip = written(List.of("one", "two"), List.of(token(1), token(2)));
    change.accept(zip);
    return zip;
  }

  private static byte[] written(List<String> names, List<byte[]> contents) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (int i = 0; i < names.size(); i++) {
      byte[] name = utf8(names.get(i));
      byte[] packed = deflated(contents.get(i));
      CRC32 crc = new CRC32();
      crc.update(contents.get(i));
      int offset = data.size();
      byte[] header = new byte[30];
      ByteBuffer local = little(header);
      local.putInt(0, LOCAL).putShort(4, (short) 20).putShort(8, (short) 8);
      local.putInt(14, (int) crc.getValue()).putInt(18, packed.length);
      local.putInt(22, contents.get(i).length).putShort(26, (short) name.length);
      data.writeBytes(join(header, name, packed));
      byte[] record = new byte[46];
      ByteBuffer central = little(record);
      central.putInt(0, CENTRAL).putShort(4, (short) 20).putShort(6, (short) 20);
      central.putShort(10, (short) 8).putInt(16, (int) crc.getValue());
      central.putInt(20, packed.length).putInt(24, contents.get(i).length);
      central.putShort(28, (short) name.length).putInt(42, offset);
      directory.writeBytes(join(record, name));
    }
    byte[] last = new byte[22];
    ByteBuffer end = little(last);
    end.putInt(0, END).putShort(8, (short) names.size()).putShort(10, (short) names.size());
    end.putInt(12, directory.size()).putInt(16, data.size());
    return join(data.toByteArray(), directory.toByteArray(), last);
  }

  private static byte[] deflated(byte[] bytes) {
    try {
      return Bytes.packed(
          bytes,
          out ->
              new java.util.zip.DeflaterOutputStream(
                  out, new java.util.zip.Deflater(9, true), 512));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] zeros(int megabytes) throws IOException {
    return Bytes.zeros(
        (long) megabytes << 20,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          zip.putNextEntry(new ZipEntry("zeros"));
          return zip;
        });
  }

  /** Sixteen archives in each of sixteen, five levels deep, and zeros at the bottom. */
  private static byte[] fortyTwo() throws IOException {
    byte[] inner = zeros(120);
    for (int level = 0; level < 5; level++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(out)) {
        for (int i = 0; i < 16; i++) {
          zip.putNextEntry(new ZipEntry("lib " + Integer.toHexString(i) + ".zip"));
          zip.write(inner);
        }
      }
      inner = out.toByteArray();
    }
    return inner;
  }

  /** None of which is out of proportion alone. */
  private static byte[] manyLarge() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < 40; i++) {
        zip.putNextEntry(new ZipEntry("e" + i));
        zip.write(new byte[8 << 20]);
      }
    }
    return out.toByteArray();
  }

  private static byte[] many(int count) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = Integer.toString(i, 36);
    }
    byte[][] nothing = new byte[count][0];
    return written(List.of(names), List.of(nothing));
  }

  /** Two hundred entries of the directory share one stretch of data. */
  private static byte[] overlapping() {
    byte[] zip = written(List.of("shared"), List.of(token(1)));
    int central = find(zip, CENTRAL, 0);
    int end = find(zip, END, 0);
    byte[] record = Arrays.copyOfRange(zip, central, end);
    byte[] last = Arrays.copyOfRange(zip, end, zip.length);
    little(last).putShort(8, (short) 200).putShort(10, (short) 200);
    little(last).putInt(12, 200 * record.length);
    return join(Arrays.copyOf(zip, central), Bytes.repeat(record, 200), last);
  }

  private static byte[] sameName() {
    return written(List.of("config.yml", "config.yml"), List.of(token(1), token(2)));
  }

  /** And a file that goes through it. */
  private static byte[] link() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      ZipArchiveEntry link = new ZipArchiveEntry("etc");
      link.setUnixMode(0120777);
      link.setTime(0);
      zip.putArchiveEntry(link);
      zip.write(join(utf8("/etc/"), token(1)));
      zip.closeArchiveEntry();
      ZipArchiveEntry through = new ZipArchiveEntry("etc/passwd");
      through.setTime(0);
      zip.putArchiveEntry(through);
      zip.write(token(2));
      zip.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  private static void latinNames(byte[] zip) {
    byte[] name = "\u00e9t\u00ff".getBytes(StandardCharsets.ISO_8859_1);
    for (int at : new int[] {find(zip, LOCAL, 0) + 30, find(zip, CENTRAL, 0) + 46}) {
      System.arraycopy(name, 0, zip, at, name.length);
    }
  }

  private static void encrypt(byte[] zip) {
    zip[find(zip, LOCAL, 0) + 6] |= 1;
    zip[find(zip, CENTRAL, 0) + 8] |= 1;
  }

  private static void method(byte[] zip) {
    zip[find(zip, LOCAL, 0) + 8] = 77;
    zip[find(zip, CENTRAL, 0) + 10] = 77;
  }

  private static byte[] withoutDirectory() {
    byte[] zip = written(List.of("one", "two"), List.of(token(1), token(2)));
    return Arrays.copyOf(zip, find(zip, CENTRAL, 0));
  }

  private static byte[] cut() {
    byte[] zip = written(List.of("one", "two"), List.of(token(1), token(2)));
    return Arrays.copyOf(zip, find(zip, LOCAL, 1) + 35);
  }

  private static byte[] between() {
    byte[] zip = written(List.of("one", "two"), List.of(token(1), token(2)));
    int second = find(zip, LOCAL, 1);
    byte[] hidden = token(3);
    byte[] all =
        join(Arrays.copyOf(zip, second), hidden, Arrays.copyOfRange(zip, second, zip.length));
    ByteBuffer bytes = little(all);
    int offset = find(all, CENTRAL, 1) + 42;
    bytes.putInt(offset, bytes.getInt(offset) + hidden.length);
    int directory = find(all, END, 0) + 16;
    bytes.putInt(directory, bytes.getInt(directory) + hidden.length);
    return all;
  }

  private static byte[] inComment() {
    byte[] zip = written(List.of("one", "two"), List.of(token(1), token(2)));
    byte[] comment = written(List.of("three"), List.of(token(3)));
    little(zip).putShort(zip.length - 2, (short) comment.length);
    return join(zip, comment);
  }

  private static byte[] inExtra() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry one = new ZipEntry("one");
      byte[] hidden = written(List.of("three"), List.of(token(3)));
      byte[] field = new byte[hidden.length + 4];
      little(field).putShort(0, (short) 0x7777).putShort(2, (short) hidden.length);
      System.arraycopy(hidden, 0, field, 4, hidden.length);
      one.setExtra(field);
      zip.putNextEntry(one);
      zip.write(join(token(1), token(2)));
    }
    return out.toByteArray();
  }
}
