package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;
import org.junit.jupiter.api.Test;

class RpmUnpackerTest extends UnpackerContract {

  private static final int INT32 = 4;
  private static final int STRING = 6;
  private static final int STRING_ARRAY = 8;

  /** A value of a header. */
  private record Tag(int tag, int type, int count, List<String> texts, int number) {
    static Tag text(int tag, String text) {
      return new Tag(tag, STRING, 1, List.of(text), 0);
    }

    static Tag number(int tag, int number) {
      return new Tag(tag, INT32, 1, List.of(), number);
    }
  }

  @Override
  Unpacker unpacker() {
    return new RpmUnpacker();
  }

  @Override
  String fileName() {
    return "a.rpm";
  }

  @Override
  String shownName(Item item) {
    return "payload";
  }

  /** A payload that is no cpio, in a package that doesn't say what it is. */
  @Override
  int capacity() {
    return 1;
  }

  @Override
  byte[] pack(List<Item> items) {
    return rpm(List.of(), items.get(0).bytes());
  }

  /** It leaves compression to the payload. */
  @Override
  Optional<byte[]> bomb(long size) {
    return Optional.empty();
  }

  private static byte[] header(List<Tag> tags) {
    ByteArrayOutputStream store = new ByteArrayOutputStream();
    ByteBuffer index = ByteBuffer.allocate(16 + 16 * tags.size());
    index.position(16);
    for (Tag tag : tags) {
      while (tag.type() == INT32 && store.size() % 4 != 0) {
        store.write(0);
      }
      index.putInt(tag.tag()).putInt(tag.type()).putInt(store.size()).putInt(tag.count());
      if (tag.type() == INT32) {
        store.writeBytes(ByteBuffer.allocate(4).putInt(tag.number()).array());
      }
      for (String text : tag.texts()) {
        store.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        store.write(0);
      }
    }
    index.putInt(0, 0x8eade801).putInt(8, tags.size()).putInt(12, store.size());
    return join(index.array(), store.toByteArray());
  }

  private static byte[] rpm(List<Tag> tags, byte[] payload) {
    return rpm(tags, payload, payload.length);
  }

  private static byte[] rpm(List<Tag> tags, byte[] payload, int saidLength) {
    ByteBuffer lead = ByteBuffer.allocate(96);
    lead.putInt(0xedabeedb).put((byte) 3);
    byte[] header = header(tags);
    byte[] signature = header(List.of(Tag.number(1000, header.length + saidLength)));
    return join(lead.array(), signature, new byte[-signature.length & 7], header, payload);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static List<Tag> described(String compressor) {
    return List.of(
        Tag.text(1000, "example"),
        Tag.text(1001, "1.0"),
        Tag.text(1014, "Proprietary"),
        Tag.text(1024, "#!/bin/sh\nplanted in a scriptlet"),
        new Tag(1082, STRING_ARRAY, 2, List.of("- planted first", "- planted second"), 0),
        new Tag(1035, STRING_ARRAY, 1, List.of("00112233445566778899aabbccddeeff"), 0),
        Tag.text(4_999_999, "planted in an unknown tag"),
        Tag.text(1124, "cpio"),
        Tag.text(1125, compressor));
  }

  static byte[] described(List<Item> items) throws IOException {
    return rpm(described("none"), CpioUnpackerTest.pack(items, CpioConstants.FORMAT_NEW));
  }

  private static byte[] gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void readsHeaderAndPayload() throws IOException {
    byte[] cpio =
        CpioUnpackerTest.pack(
            List.of(Item.of("./etc/x.conf", "planted")), CpioConstants.FORMAT_NEW);
    Walk walk = Walk.of("x.rpm", rpm(described("gzip"), gzipped(cpio)));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk)).containsEntry("x.rpm!/etc/x.conf", "planted");
    assertThat(walk.text("x.rpm!/[rpm header]"))
        .isEqualTo(
            """
            Name: example
            Version: 1.0
            License: Proprietary
            %post:
            #!/bin/sh
            planted in a scriptlet
            Changelog: - planted first
            Changelog: - planted second
            Tag 4999999: planted in an unknown tag
            Tag 1124: cpio
            Tag 1125: gzip
            """);
  }

  @Test
  void saysThatAPayloadCantBeOpened() {
    Walk walk =
        Walk.of("x.rpm", rpm(described("brotli"), "planted".getBytes(StandardCharsets.UTF_8)));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.UNSUPPORTED);
    assertThat(walk.text("x.rpm!/payload.cpio")).isEqualTo("planted");
  }

  @Test
  void scansWhatFollowsThePayload() {
    byte[] payload = "planted and trailing".getBytes(StandardCharsets.UTF_8);
    Walk walk = Walk.of("x.rpm", rpm(List.of(), payload, 7));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.text("x.rpm!/payload")).isEqualTo("planted");
    assertThat(texts(walk)).containsValue(" and trailing");
    Walk none = Walk.of("x.rpm", rpm(List.of(), payload, -3));
    assertThat(none.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(none.text("x.rpm!/payload")).isEqualTo("planted and trailing");
  }

  /**
   * Hostile counts and sizes are not allocated; values beyond the limit are scanned as they are.
   */
  @Test
  void readsOnlySoMuchOfAHeader() {
    String large = "x".repeat(RpmUnpacker.LARGEST_STORE) + " planted";
    Walk walk = Walk.of("x.rpm", rpm(List.of(Tag.text(1005, large)), new byte[0]));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.text("x.rpm!/[rpm header]")).endsWith(" planted\0");

    byte[] rpm = rpm(List.of(Tag.text(1005, "planted")), new byte[0]);
    int header = 96 + 16 + 16 + 4 + 4;
    for (int field : new int[] {8, 12}) {
      byte[] claimed = rpm.clone();
      Arrays.fill(claimed, header + field, header + field + 4, (byte) 0x7f);
      assertThat(Walk.of("x.rpm", claimed).problems).isNotEmpty();
    }
  }

  @Test
  void scansValuesThatManyTagsShare() {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      tags.add(new Tag(6_000 + i, STRING_ARRAY, Integer.MAX_VALUE, List.of(), 0));
    }
    tags.add(Tag.text(1005, "planted".repeat(100)));
    tags.add(Tag.text(1006, "planted last"));
    Walk walk = Walk.of("x.rpm", rpm(tags, new byte[0]));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.text("x.rpm!/[rpm header]").length()).isLessThan(25_000);
    assertThat(walk.text("x.rpm!/[rpm header] [values]")).contains("planted last");
    assertThat(Map.copyOf(walk.contents)).hasSize(4);
  }
}
