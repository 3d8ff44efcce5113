package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ByteSlice;
import dev.assay.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsupportedFormatsTest {

  private static byte[] put(byte[] bytes, int at, String text) {
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(latin, 0, bytes, at, latin.length);
    return bytes;
  }

  private static void tells(byte[] bytes, String name) {
    Walk walk = Walk.of("x", bytes);
    assertThat(walk.problems).as(name).hasSize(1);
    Problem problem = walk.problems.get(0);
    assertThat(problem.kind()).isEqualTo(Problem.Kind.UNSUPPORTED);
    assertThat(problem.path()).isEqualTo("x");
    assertThat(problem.detail()).startsWith("it is " + name + ",").contains("unpack it and scan");
    assertThat(walk.order).containsExactly("x");
  }

  @ParameterizedTest
  @CsvSource({
    "a RAR archive, 526172211a0700, 0, '', 0",
    "a RAR archive, 526172211a070100, 0, '', 0",
    "a cabinet, 4d53434600000000, 0, 0301, 24",
    "a squashfs image, 68737173, 0, 0400, 28",
    "a Windows image, 4d5357494d000000, 0, '', 0",
    "an ACE archive, 2a2a4143452a2a, 7, '', 0",
    "a file of compress (.Z), 1f9d, 0, 90, 2",
    "a file in Snappy's frames, ff060000734e61507059, 0, '', 0",
    "a zoo archive, 5a4f4f20, 0, dca7c4fd, 20",
    "a StuffIt archive, 53495421, 0, 724c6175, 10",
    "a qcow2 image, 514649fb00000003, 0, '', 0",
    "a VMDK image, 4b444d5601000000, 0, '', 0",
    "a VHDX image, 7668647866696c65, 0, '', 0",
    "an ISO 9660 image, 01434430303101, 32768, '', 0",
    "a UDF image, 004245413031, 32768, 01, 32774",
    "an XFS file system, 584653420000, 0, '', 0",
    "a FAT file system, 4641543332202020, 82, 55aa, 510",
    "an NTFS file system, 4e54465320202020, 3, 55aa, 510",
  })
  void knowsAFormat(String name, String magic, int at, String more, int moreAt) {
    byte[] bytes = new byte[40_000];
    byte[] first = HexFormat.of().parseHex(magic);
    byte[] second = HexFormat.of().parseHex(more);
    System.arraycopy(first, 0, bytes, at, first.length);
    System.arraycopy(second, 0, bytes, moreAt, second.length);
    tells(bytes, name);
    bytes[at + first.length - (first.length > 4 ? 3 : 1)] ^= 0x10;
    assertThat(Walk.of("x", bytes).problems).as("not quite %s", name).isEmpty();
    if (second.length > 0) {
      bytes[at + first.length - (first.length > 4 ? 3 : 1)] ^= 0x10;
      bytes[moreAt] ^= 0x40;
      assertThat(Walk.of("x", bytes).problems).as("not quite %s", name).isEmpty();
    }
  }

  @Test
  void knowsAnExtFileSystem() {
    byte[] image = new byte[8_192];
    put(image, 1_024, "\u0080\0\0\0");
    put(image, 1_080, "S\u00ef\u0001\0\u0001\0");
    image[1_100] = 1;
    tells(image, "an ext file system");
    image[1_048] = 99;
    assertThat(Walk.of("x", image).problems).isEmpty();
  }

  @Test
  void knowsArjAndLzhByTheirSums() {
    byte[] arj = put(new byte[100], 0, "`\u00ea\u001e\0");
    arj[10] = 2;
    CRC32 crc = new CRC32();
    crc.update(arj, 4, 30);
    for (int i = 0; i < 4; i++) {
      arj[34 + i] = (byte) (crc.getValue() >>> (8 * i));
    }
    tells(arj, "an ARJ archive");
    arj[20]++;
    assertThat(Walk.of("x", arj).problems).isEmpty();

    byte[] lzh = put(new byte[100], 2, "-lh5-");
    lzh[0] = 24;
    int sum = 0;
    for (int i = 2; i < 26; i++) {
      sum += lzh[i];
    }
    lzh[1] = (byte) sum;
    tells(lzh, "an LZH archive");
    lzh[1]++;
    assertThat(Walk.of("x", lzh).problems).isEmpty();
  }

  @Test
  void knowsADiskImageByItsEnd() {
    byte[] image = new byte[4_096];
    put(image, 4_096 - 512, "koly\0\0\0\u0004\0\0\u0002\0");
    UnsupportedFormats formats = new UnsupportedFormats();
    assertThat(formats.recognisesTail(new ByteSlice(image, 4_096 - 512, 512))).isTrue();
    assertThat(formats.recognisesTail(new ByteSlice(image, 4_096 - 511, 511))).isFalse();
    assertThat(formats.recognises(new ByteSlice(image, 0, 4_096))).isFalse();
  }

  @Test
  void takesNothingElseForOne() {
    UnsupportedFormats formats = new UnsupportedFormats();
    Random random = new Random(4);
    byte[] noise = new byte[Unpacker.HEAD];
    for (int round = 0; round < 2_000; round++) {
      random.nextBytes(noise);
      assertThat(formats.recognises(new ByteSlice(noise, 0, noise.length))).isFalse();
    }
    for (int length = 0; length < 2_000; length++) {
      byte[] same = new byte[length];
      for (int fill : new int[] {0, 0xff, ' ', '0'}) {
        Arrays.fill(same, (byte) fill);
        assertThat(formats.recognises(new ByteSlice(same, 0, length))).isFalse();
      }
    }
  }
}
