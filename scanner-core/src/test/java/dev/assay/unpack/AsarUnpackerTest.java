package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.model.ByteSlice;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsarUnpackerTest extends UnpackerContract {

  @Override
  Unpacker unpacker() {
    return new AsarUnpacker();
  }

  @Override
  String fileName() {
    return "app.asar";
  }

  /** It doesn't compress. */
  @Override
  Optional<byte[]> bomb(long size) {
    return Optional.empty();
  }

  @Override
  byte[] pack(List<Item> items) throws IOException {
    StringWriter header = new StringWriter();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(header)) {
      json.writeStartObject();
      json.writeObjectFieldStart("files");
      for (Item item : items) {
        json.writeObjectFieldStart(item.name());
        json.writeNumberField("size", item.bytes().length);
        json.writeStringField("offset", Integer.toString(data.size()));
        json.writeEndObject();
        data.writeBytes(item.bytes());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return asar(header.toString(), data.toByteArray());
  }

  private static byte[] asar(String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + 3) / 4 * 4;
    return ByteBuffer.allocate(16 + padded + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(4)
        .putInt(padded + 8)
        .putInt(padded + 4)
        .putInt(text.length)
        .put(text)
        .put(new byte[padded - text.length])
        .put(data)
        .array();
  }

  private static final byte[] DATA = "planted1planted2".getBytes(StandardCharsets.UTF_8);

  @Test
  void readsFoldersLinksAndFilesBeside() {
    Walk walk =
        Walk.of(
            "app.asar",
            asar(
                """
                {"files": {"src": {"files": {"a.js": {"size": 8, "offset": "8",
                 "integrity": {"algorithm": "SHA256", "hash": "00", "blocks": ["00"]}},
                 "deep": {"files": {"b.js": {"offset": "0", "size": 8, "executable": true}}},
                 "none": {"files": {}}}},
                 "link": {"link": "src/a.js"}, "native.node": {"size": 99, "unpacked": true}}}""",
                DATA));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk))
        .containsOnly(
            Map.entry("app.asar!/src/a.js", "planted2"),
            Map.entry("app.asar!/src/deep/b.js", "planted1"),
            Map.entry("app.asar!/link", "src/a.js"));
    assertThat(walk.counts).isEqualTo(Map.of(Coverage.Unit.SKIPPED_LINKS, 1L));
    assertThat(walk.notices).hasSize(1);
    assertThat(walk.notices.get(0)).contains("1 of its files stand").contains(".unpacked");
  }

  @Test
  void scansWhatBelongsToNoFile() {
    Walk walk =
        Walk.of("app.asar", asar("{\"files\":{\"a\":{\"size\":8,\"offset\":\"0\"}}}", DATA));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk)).containsValues("planted1", "planted2");
    assertThat(walk.notices).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"files\":{\"a\":{\"size\":8,\"offset\":\"0\"},\"b\":{\"size\":8,\"offs",
        "{\"files\":{\"a\":{\"size\":8,\"offset\":\"0\"},\"b\":7}}",
        "{\"files\":{\"a\":{\"size\":8,\"offset\":\"0\"},\"b\":{\"size\":8}}}",
        "{\"files\":{\"a\":{\"size\":8,\"offset\":\"0\"},\"b\":{\"size\":-8,\"offset\":\"x\"}}}"
      })
  void givesTheFilesBeforeAFault(String header) {
    Walk walk = Walk.of("app.asar", asar(header, DATA));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(walk.text("app.asar!/a")).isEqualTo("planted1");
  }

  @Test
  void boundsItsHeader() {
    for (String hostile :
        List.of(
            "{\"files\":{\"a\":".repeat(50_000),
            "{\"files\":{\"" + "x".repeat(1 << 20) + "\":{}}}",
            "{\"files\":" + "[".repeat(100_000))) {
      assertThat(Walk.of("app.asar", asar(hostile, DATA)).kinds())
          .containsExactly(Problem.Kind.CORRUPT);
    }
  }

  /** Files may overlap, and so come to more than the archive has. */
  @Test
  void endsWithTheRatioOfFilesThatOverlap() {
    StringBuilder header = new StringBuilder("{\"files\":{");
    for (int i = 0; i < 600; i++) {
      header.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":{\"size\":1000000,");
      header.append("\"offset\":\"0\"}");
    }
    Walk walk = Walk.of("app.asar", asar(header + "}}", new byte[1_000_000]));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.RATIO);
    assertThat(walk.bytes).isLessThan(230L << 20);
  }

  @Test
  void takesNoOtherFileForOne() throws IOException {
    byte[] asar = pack(List.of(Item.of("a", "planted")));
    for (int at : new int[] {0, 4, 8, 12, 16}) {
      byte[] other = asar.clone();
      other[at] ^= 8;
      assertThat(unpacker().recognises(new ByteSlice(other, 0, other.length))).isFalse();
    }
  }
}
