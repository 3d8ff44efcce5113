package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

/** Entries of a zip in every method of compression that is read besides the usual two. */
class ZipMethodsTest {

  private static final String TEXT = StreamContract.text(3_000);

  private static byte[] zip(int method, byte[]... packed) throws IOException {
    byte[] text = TEXT.getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(text);
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
      for (int i = 0; i < packed.length; i++) {
        ZipArchiveEntry entry = new ZipArchiveEntry("b" + i);
        entry.setMethod(method);
        entry.setSize(text.length);
        entry.setCompressedSize(packed[i].length);
        entry.setCrc(crc.getValue());
        zip.addRawArchiveEntry(entry, new ByteArrayInputStream(packed[i]));
      }
    }
    return Arrays.copyOf(channel.array(), (int) channel.size());
  }

  private static byte[] pack(int method) throws IOException {
    return switch (method) {
      case 12 -> new Bzip2UnpackerTest().pack(TEXT);
      case 14 -> lzma(1 << 16);
      case 95 -> new XzUnpackerTest().pack(TEXT);
      default -> new ZstdUnpackerTest().pack(TEXT);
    };
  }

  private static byte[] lzma(int dictionary) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LZMA2Options options = new LZMA2Options(1);
    options.setDictSize(1 << 16);
    byte[] size = {9, 20, 5, 0, 0x5d, 0, 0, 0, 0};
    for (int i = 0; i < 4; i++) {
      size[5 + i] = (byte) (dictionary >> (8 * i));
    }
    out.writeBytes(size);
    try (LZMAOutputStream lzma = new LZMAOutputStream(out, options, false)) {
      lzma.write(TEXT.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 14, 20, 93, 95})
  void readsIt(int method) throws IOException {
    byte[] packed = pack(method);
    byte[][] many = new byte[30][];
    Arrays.fill(many, packed); // each gives its memory back
    Walk walk = Walk.of("a.zip", zip(method, many));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.notices).isEmpty();
    assertThat(walk.contents).hasSize(31);
    for (int i = 0; i < many.length; i++) {
      assertThat(walk.text("a.zip!/b" + i)).isEqualTo(TEXT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 14, 20, 93, 95})
  void saysWhatIsWrong(int method) throws IOException {
    byte[] packed = pack(method);
    byte[] flipped = packed.clone();
    flipped[flipped.length / 2] ^= 64;
    byte[] cut = Arrays.copyOf(packed, packed.length / 2);
    byte[] none = new byte[40];
    byte[] planted = StreamContract.join(packed, "planted behind".getBytes(StandardCharsets.UTF_8));
    Walk walk = Walk.of("a.zip", zip(method, flipped, cut, none, planted, packed));
    for (int i = 0; i < 3; i++) {
      String path = "a.zip!/b" + i;
      assertThat(walk.problems).as(path).anyMatch(p -> p.path().equals(path));
    }
    assertThat(walk.kinds())
        .isSubsetOf(Problem.Kind.CORRUPT, Problem.Kind.TRUNCATED, Problem.Kind.TOO_LARGE);
    assertThat(TEXT).startsWith(walk.text("a.zip!/b1"));
    assertThat(walk.text("a.zip!/b3")).isEqualTo(TEXT);
    assertThat(walk.contents.values())
        .anyMatch(b -> new String(b, StandardCharsets.UTF_8).equals("planted behind"));
    assertThat(walk.text("a.zip!/b4")).isEqualTo(TEXT);
  }

  @Test
  void refusesAHugeDictionary() throws IOException {
    byte[] zip = zip(14, lzma(-1));
    assertThat(Walk.of("a.zip", zip).problems).isEmpty(); // it is no longer than its text

    byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (21 << 3), 1, 0, 0};
    Walk walk = Walk.of("a.zip", zip(93, frame, pack(93)));
    assertThat(walk.problems)
        .singleElement()
        .matches(p -> p.kind() == Problem.Kind.TOO_LARGE && p.path().equals("a.zip!/b0"));
    assertThat(walk.text("a.zip!/b1")).isEqualTo(TEXT);
  }
}
