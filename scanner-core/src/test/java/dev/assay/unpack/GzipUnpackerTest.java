package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GzipUnpackerTest extends UnpackerContract {

  @Override
  Unpacker unpacker() {
    return new GzipUnpacker();
  }

  @Override
  String fileName() {
    return "first.txt.gz";
  }

  @Override
  int capacity() {
    return 1;
  }

  @Override
  String shownName(Item item) {
    return "first.txt";
  }

  @Override
  byte[] pack(List<Item> items) throws IOException {
    GzipParameters parameters = new GzipParameters();
    parameters.setFileNameCharset(StandardCharsets.UTF_8);
    parameters.setFileName(items.get(0).name());
    return pack(items.get(0).bytes(), parameters);
  }

  @Override
  Optional<byte[]> bomb(long size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      byte[] zeros = new byte[1 << 20];
      for (long left = size; left > 0; left -= zeros.length) {
        gzip.write(zeros);
      }
    }
    return Optional.of(out.toByteArray());
  }

  private static byte[] pack(byte[] bytes, GzipParameters parameters) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GzipCompressorOutputStream(out, parameters)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(String text) throws IOException {
    return pack(text.getBytes(StandardCharsets.UTF_8), new GzipParameters());
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @Test
  void readsAllMembers() throws IOException {
    Walk walk = Walk.of("log.gz", join(gzip("one "), gzip(""), gzip("two "), gzip("three")));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk)).containsOnly(Map.entry("log.gz!/log", "one two three"));
  }

  @ParameterizedTest
  @CsvSource({
    "a/b.tar.gz, , b.tar",
    "a/b.tgz, , b.tar",
    "b.TGZ, , b.tar",
    "image.svgz, , image.svg",
    "notes-gz, , notes",
    "config.json.gz, other.json, config.json",
    "blob, .env, .env",
    "blob, ../../home/.npmrc, .npmrc",
    "blob, 'C:\\keys\\id_rsa', id_rsa",
    "blob, , blob",
    "x!/[archive behind it at byte 7], , '[unpacked]'",
    ".gz, , .gz",
    "'', , '[no name]'",
    "'', inside.txt, inside.txt",
  })
  void namesWhatIsInside(String file, String inHeader, String expected) {
    byte[] header = inHeader == null ? new byte[0] : inHeader.getBytes(StandardCharsets.UTF_8);
    assertThat(CompressedNames.unpacked(file, header)).isEqualTo(expected);
  }

  @Test
  void leavesPaddingAlone() throws IOException {
    Walk walk = Walk.of("a.gz", join(gzip("text"), new byte[70_000]));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.notices).isEmpty();
    assertThat(texts(walk)).containsOnly(Map.entry("a.gz!/a", "text"));
  }

  @Test
  void scansWhatFollowsTheLastMember() throws IOException {
    byte[] member = gzip("text");
    byte[] trailing = "planted behind".getBytes(StandardCharsets.UTF_8);
    Walk walk = Walk.of("a.gz", join(member, new byte[3], trailing));
    String path = "a.gz!/[data that is not gzip at byte " + (member.length + 3) + "]";
    assertThat(walk.text("a.gz!/a")).isEqualTo("text");
    assertThat(walk.text(path)).isEqualTo("planted behind");
    assertThat(walk.notices)
        .containsExactly(path + ": it belongs to no entry, and was scanned as it is");
    assertThat(walk.problems).isEmpty();
  }

  @Test
  void scansCommentsAndExtraFields() throws IOException {
    GzipParameters parameters = new GzipParameters();
    parameters.setComment("planted comment");
    Walk walk = Walk.of("a.gz", pack(new byte[] {'x'}, parameters));
    assertThat(walk.text("a.gz!/[gzip header]")).isEqualTo("planted comment\n");
    assertThat(walk.problems).isEmpty();
    assertThat(walk.notices).isEmpty();
  }

  @Test
  void keepsLittleOfHugeHeaders() throws IOException {
    GzipParameters parameters = new GzipParameters();
    parameters.setComment("c".repeat(GzipStream.HEADERS_LIMIT + 10));
    Walk walk = Walk.of("a.gz", pack(new byte[] {'x'}, parameters));
    assertThat(walk.text("a.gz!/a")).isEqualTo("x");
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
  }

  @Test
  void saysWhatAChecksumDoesNotHold() throws IOException {
    byte[] one = gzip("one ");
    one[one.length - 6] ^= 1;
    Walk walk = Walk.of("a.gz", join(one, gzip("two")));
    assertThat(walk.text("a.gz!/a")).isEqualTo("one two");
    assertThat(walk.problems)
        .containsExactly(
            new Problem(
                Problem.Kind.CORRUPT,
                "a.gz!/a",
                "its gzip member 1 doesn't have the checksum that it claims"));
  }

  @Test
  void givesWhatCameBeforeAFault() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append(i * 7919L % 10_007).append('\n');
    }
    byte[] whole = gzip(text.toString());
    Walk truncated = Walk.of("a.gz", Arrays.copyOf(whole, whole.length / 2));
    assertThat(truncated.kinds()).containsExactly(Problem.Kind.TRUNCATED);
    assertThat(truncated.contents.get("a.gz!/a").length).isGreaterThan(10_000);
    assertThat(text.toString()).startsWith(truncated.text("a.gz!/a"));
  }
}
