package dev.assay.unpack;

import dev.assay.unpack.UnpackerContract.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Packs one file in every way in which Assay looks for it: formats, and packages made of them. */
public final class Packers {

  /** A way to pack. */
  @FunctionalInterface
  public interface Packer {

    /** A container that holds {@code bytes} as {@code name}, perhaps beside other things. */
    byte[] pack(String name, byte[] bytes) throws IOException;
  }

  private Packers() {}

  /** By the file name that a package of this kind has. */
  public static Map<String, Packer> all() {
    Map<String, Packer> all = new TreeMap<>();
    all.putAll(formats());
    for (String name :
        List.of(
            "a.jar",
            "a.war",
            "a.ear",
            "a.apk",
            "a.ipa",
            "a.aar",
            "a.whl",
            "a.egg",
            "a.nupkg",
            "a.snupkg",
            "a.vsix",
            "a.docx")) {
      all.put(name, zip());
    }
    all.put("setup.exe", (name, bytes) -> join(utf8("MZ a stub"), zip().pack(name, bytes)));
    all.put("gnu.tar", (name, bytes) -> tar("f/".repeat(60) + name, bytes, false));
    all.put("pax.tar", (name, bytes) -> tar("f/".repeat(60) + name, bytes, true));
    for (String name : List.of("npm.tgz", "sdist.tar.gz", "a.crate", "chart.tgz")) {
      all.put(name, (inner, bytes) -> gzip().pack("x", tar("package/" + inner, bytes, false)));
    }
    all.put("a.tar.bz2", (name, bytes) -> one(new Bzip2UnpackerTest(), tar(name, bytes, false)));
    all.put("a.tar.xz", (name, bytes) -> one(new XzUnpackerTest(), tar(name, bytes, false)));
    all.put("a.tar.lzma", (name, bytes) -> one(new LzmaUnpackerTest(), tar(name, bytes, false)));
    all.put("a.tar.zst", (name, bytes) -> one(new ZstdUnpackerTest(), tar(name, bytes, false)));
    all.put(
        "members.gz",
        (name, bytes) -> join(gzip().pack("a", utf8("x\n")), gzip().pack("b", bytes)));
    all.put("image.tar", (name, bytes) -> image(name, bytes).docker("app:1").tar());
    all.put("oci.tar", (name, bytes) -> image(name, bytes).oci(true).tar());
    all.put(
        "files.rpm",
        (name, bytes) -> one(new RpmUnpackerTest(), one(new CpioUnpackerTest(), name, bytes)));
    all.put(
        "a.gem",
        (name, bytes) ->
            tar(
                List.of(
                    Item.of("metadata.gz", "none"),
                    new Item("data.tar.gz", gzip().pack("d", tar(name, bytes, false)))),
                false));
    all.put(
        "a.conda",
        (name, bytes) ->
            new ZipUnpackerTest()
                .pack(
                    List.of(
                        Item.of("metadata.json", "{}"),
                        new Item(
                            "pkg-a.tar.zst",
                            one(new ZstdUnpackerTest(), tar(name, bytes, false))))));
    all.put(
        "a.deb",
        (name, bytes) ->
            new ArUnpackerTest()
                .pack(
                    List.of(
                        Item.of("debian-binary", "2.0\n"),
                        new Item(
                            "control.tar.gz", gzip().pack("c", tar("control", utf8("x"), false))),
                        new Item(
                            "data.tar.xz", one(new XzUnpackerTest(), tar(name, bytes, false))))));
    return all;
  }

  /** Every format by itself, by a file name in {@link #all}. */
  static Map<String, Packer> formats() {
    Map<String, Packer> formats = new TreeMap<>();
    for (UnpackerContract contract : contracts()) {
      formats.put(contract.fileName(), (name, bytes) -> one(contract, name, bytes));
    }
    return formats;
  }

  /** The tests of all formats that hold files. */
  static List<UnpackerContract> contracts() {
    return List.of(
        new ArUnpackerTest(),
        new AsarUnpackerTest(),
        new Bzip2UnpackerTest(),
        new CpioUnpackerTest(),
        new GzipUnpackerTest(),
        new Lz4UnpackerTest(),
        new LzmaUnpackerTest(),
        new PharUnpackerTest(),
        new RpmUnpackerTest(),
        new SevenZipUnpackerTest(),
        new SourceMapUnpackerTest(),
        new TarUnpackerTest(),
        new XzUnpackerTest(),
        new ZipUnpackerTest(),
        new ZstdUnpackerTest());
  }

  private static ImageFixture image(String name, byte[] bytes) {
    return new ImageFixture().layer("COPY . /", name, new String(bytes, StandardCharsets.UTF_8));
  }

  private static Packer zip() {
    return (name, bytes) -> one(new ZipUnpackerTest(), name, bytes);
  }

  private static Packer gzip() {
    return (name, bytes) -> one(new GzipUnpackerTest(), name, bytes);
  }

  private static byte[] one(UnpackerContract contract, byte[] bytes) throws IOException {
    return one(contract, "x", bytes);
  }

  private static byte[] one(UnpackerContract contract, String name, byte[] bytes)
      throws IOException {
    return contract.pack(List.of(new Item(name, bytes)));
  }

  private static byte[] tar(String name, byte[] bytes, boolean pax) throws IOException {
    return tar(List.of(new Item(name, bytes)), pax);
  }

  private static byte[] tar(List<Item> items, boolean pax) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
      tar.setLongFileMode(
          pax ? TarArchiveOutputStream.LONGFILE_POSIX : TarArchiveOutputStream.LONGFILE_GNU);
      for (Item item : items) {
        TarArchiveEntry entry = new TarArchiveEntry(item.name());
        entry.setSize(item.bytes().length);
        tar.putArchiveEntry(entry);
        tar.write(item.bytes());
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
