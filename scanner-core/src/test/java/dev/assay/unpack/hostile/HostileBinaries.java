package dev.assay.unpack.hostile;

import static dev.assay.unpack.hostile.Bytes.join;
import static dev.assay.unpack.hostile.Bytes.little;
import static dev.assay.unpack.hostile.Bytes.token;
import static dev.assay.unpack.hostile.Bytes.utf8;

import dev.assay.model.Problem.Kind;
import dev.assay.unpack.ImageFixture;
import dev.assay.unpack.code.ElfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.XXHash32;

/** lz4, programs and compiled files, images of containers, formats that are not opened. */
final class HostileBinaries {

  private HostileBinaries() {}

  static List<HostileArchive> all() {
    return List.of(
        HostileArchive.of(
            "lz4-bomb",
            0,
            () -> join(lz4Head(), Bytes.repeat(lz4Zeros(), 75), new byte[4]),
            Kind.RATIO),
        HostileArchive.of(
            "lz4-cut", 1, () -> join(lz4Head(), lz4Block(token(1), 13)), Kind.TRUNCATED),
        HostileArchive.of(
            "lz4-block-of-gigabytes",
            2,
            () -> join(lz4Head(), lz4Block(token(1), 13), lz4Block(token(2), 0x7fffffff)),
            Kind.CORRUPT),
        HostileArchive.of(
            "lz4-match-before-the-start",
            0,
            () -> join(lz4Head(), new byte[] {4, 0, 0, 0, 0x0f, -1, -1, 0}),
            Kind.CORRUPT),
        HostileArchive.of("class-pool-that-lies", 1, HostileBinaries::pool, Kind.TRUNCATED),
        HostileArchive.of("class-pool-in-circles", 1, HostileBinaries::circles),
        HostileArchive.of("elf-count-of-sections", 1, () -> elf(60, (short) -1, 2)),
        HostileArchive.of("elf-sections-beyond-the-end", 1, () -> elf(40, 0x7ffffffffffffff0L, 8)),
        HostileArchive.of("elf-section-of-exabytes", 1, HostileBinaries::elfSection),
        HostileArchive.of(
            "rar-not-opened",
            1,
            () -> join(utf8("Rar!\u001a\u0007\0"), token(1)),
            Kind.UNSUPPORTED),
        HostileArchive.of(
            "compress-not-opened",
            1,
            () -> join(new byte[] {0x1f, (byte) 0x9d, (byte) 0x90, 'a', 0, 0}, token(1)),
            Kind.UNSUPPORTED),
        HostileArchive.of("cab-not-opened", 1, HostileBinaries::cab, Kind.UNSUPPORTED),
        HostileArchive.of("image-index-of-itself", 1, HostileBinaries::cyclic, Kind.CORRUPT),
        HostileArchive.of("image-digest-that-lies", 2, HostileBinaries::lying, Kind.CORRUPT),
        HostileArchive.of("image-digest-with-a-path", 1, HostileBinaries::path),
        HostileArchive.of(
            "image-layer-with-a-path",
            1,
            HostileBinaries::layerPath,
            Kind.CORRUPT,
            Kind.OBJECT_MISSING),
        HostileArchive.of("image-flood-of-whiteouts", 2, HostileBinaries::whiteouts),
        HostileArchive.of("image-deep-json", 1, HostileBinaries::deepImage, Kind.MALFORMED));
  }

  private static byte[] lz4Head() {
    byte[] descriptor = {0x60, 0x70};
    XXHash32 sum = new XXHash32();
    sum.update(descriptor, 0, 2);
    return new byte[] {4, 0x22, 0x4d, 0x18, 0x60, 0x70, (byte) (sum.getValue() >> 8)};
  }

  /** One that is not compressed. */
  private static byte[] lz4Block(byte[] data, int length) {
    byte[] size = new byte[4];
    little(size).putInt(length | 0x80000000);
    return join(size, data);
  }

  /** Four million zeros: one, a match that goes on and on, and five at the end. */
  private static byte[] lz4Zeros() {
    byte[] more = new byte[16_000];
    Arrays.fill(more, (byte) 255);
    byte[] block = join(new byte[] {0x1f, 0, 1, 0}, more, new byte[] {0, 0x50, 0, 0, 0, 0, 0});
    byte[] size = new byte[4];
    little(size).putInt(block.length);
    return join(size, block);
  }

  /** As many constants as there can be, of which one is there. */
  private static byte[] pool() {
    byte[] text = token(1);
    ByteBuffer head = ByteBuffer.allocate(10 + 3);
    head.putInt(0xcafebabe).putInt(61).putShort((short) -1);
    head.put((byte) 1).putShort((short) text.length);
    return join(head.array(), text);
  }

  /** Names and types that refer to one another, and a class that is its own name. */
  private static byte[] circles() {
    byte[] text = token(1);
    ByteBuffer rest = ByteBuffer.allocate(40);
    rest.put((byte) 12).putShort((short) 2).putShort((short) 2);
    rest.put((byte) 7).putShort((short) 3);
    rest.put((byte) 8).putShort((short) 1);
    rest.putShort((short) 0x21).putShort((short) 3).putShort((short) 3).putShort((short) 0);
    rest.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    ByteBuffer head = ByteBuffer.allocate(13);
    head.putInt(0xcafebabe).putInt(61).putShort((short) 5);
    head.put((byte) 1).putShort((short) text.length);
    return join(head.array(), text, Arrays.copyOf(rest.array(), rest.position()));
  }

  private static byte[] elf(int at, long value, int length) throws IOException {
    byte[] elf = program();
    if (length == 2) {
      little(elf).putShort(at, (short) value);
    } else {
      little(elf).putLong(at, value);
    }
    return elf;
  }

  private static byte[] program() throws IOException {
    return ElfFile.of("lea", new String(token(1), StandardCharsets.UTF_8), "another literal");
  }

  private static byte[] elfSection() throws IOException {
    byte[] elf = program();
    int second = (int) little(elf).getLong(40) + 64;
    little(elf).putLong(second + 32, Long.MAX_VALUE);
    return elf;
  }

  private static byte[] cab() {
    byte[] head = new byte[36];
    little(head).putInt(0x4643534d).putInt(8, 36);
    head[24] = 3;
    head[25] = 1;
    return join(head, token(1));
  }

  private static ImageFixture image() {
    return new ImageFixture().layer("COPY a", "a", new String(token(1), StandardCharsets.UTF_8));
  }

  private static String index(String digest, int size) {
    return "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(digest, size);
  }

  /** It can't be so and keep its digest. */
  private static byte[] cyclic() {
    ImageFixture image = image();
    String digest = "sha256:" + "ab".repeat(32);
    String self = "{\"schemaVersion\":2,\"manifests\":[" + index(digest, 200) + "]}";
    image.files.put("blobs/" + digest.replace(':', '/'), utf8(self));
    return image.index(image.manifest(false), index(digest, self.length())).tar();
  }

  /** Another layer under the first one's name. */
  private static byte[] lying() {
    ImageFixture image = image().oci(false);
    Map<String, byte[]> changed = new LinkedHashMap<>();
    image.files.forEach(
        (name, bytes) ->
            changed.put(
                name,
                bytes.length >= 512 && bytes[0] == 'a'
                    ? HostileTars.tar(
                        HostileTars.file("a", token(2)), HostileTars.file("b", token(3)))
                    : bytes));
    return ImageFixture.tar(changed);
  }

  private static byte[] path() {
    ImageFixture image = image();
    String digest = "sha256:../../../../../../etc/passwd";
    return image.index(image.manifest(false), index(digest, 200)).tar();
  }

  private static byte[] layerPath() {
    ImageFixture image = image().docker("x:1");
    String manifest = new String(image.files.get("manifest.json"), StandardCharsets.UTF_8);
    image.files.put(
        "manifest.json",
        utf8(manifest.replace("\"Layers\":[", "\"Layers\":[\"../../../../../etc/passwd\",")));
    return image.tar();
  }

  private static byte[] whiteouts() {
    byte[][] all = new byte[15_000][];
    for (int i = 0; i < all.length; i++) {
      all[i] = HostileTars.file(i % 2 == 0 ? ".wh.a" : "d" + i + "/.wh..wh..opq", utf8(""));
    }
    byte[] last = HostileTars.file("b", token(2));
    return image().rawLayer("RUN rm", HostileTars.tar(join(all), last)).oci(true).tar();
  }

  private static byte[] deepImage() {
    ImageFixture image = image().oci(false);
    String index = new String(image.files.get("index.json"), StandardCharsets.UTF_8);
    image.files.put(
        "index.json",
        utf8("{\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "," + index.substring(1)));
    return image.tar();
  }
}
