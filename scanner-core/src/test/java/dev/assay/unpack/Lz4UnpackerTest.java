package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.codec.digest.XXHash32;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream.BlockSize;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Lz4UnpackerTest extends StreamContract {

  @Override
  Unpacker unpacker() {
    return new Lz4Unpacker();
  }

  @Override
  String fileName() {
    return "first.txt.lz4";
  }

  /** The one of commons-compress takes seconds for a megabyte. */
  @Override
  OutputStream compressor(OutputStream out) {
    return new ByteArrayOutputStream() {
      @Override
      public void close() throws IOException {
        byte[] all = toByteArray();
        byte[] header = {4, 0x22, 0x4d, 0x18, 0x74, 0x40};
        out.write(header);
        out.write((int) (sum(new byte[] {0x74, 0x40}) >> 8));
        for (int from = 0; from < all.length; from += 1 << 16) {
          byte[] block =
              block(Arrays.copyOfRange(all, from, Math.min(all.length, from + (1 << 16))));
          little(out, block.length);
          out.write(block);
          little(out, sum(block));
        }
        little(out, 0);
        little(out, sum(all));
      }
    };
  }

  private static long sum(byte[] bytes) {
    XXHash32 sum = new XXHash32();
    sum.update(bytes, 0, bytes.length);
    return sum.getValue();
  }

  private static void little(OutputStream out, long value) throws IOException {
    for (int i = 0; i < 4; i++) {
      out.write((int) (value >> (8 * i)));
    }
  }

  /** The first match that there is, of four bytes or more. */
  private static byte[] block(byte[] from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<Integer, Integer> seen = new HashMap<>();
    ByteBuffer bytes = ByteBuffer.wrap(from);
    int literals = 0;
    int at = 0;
    while (at + 12 < from.length) {
      Integer match = seen.put(bytes.getInt(at), at);
      if (match == null || at - match > 0xffff) {
        at++;
        continue;
      }
      int length = 4;
      while (at + length + 5 < from.length && from[match + length] == from[at + length]) {
        length++;
      }
      sequence(out, from, literals, at - literals, length - 4);
      out.write(at - match);
      out.write((at - match) >> 8);
      extend(out, length - 4);
      at += length;
      literals = at;
    }
    sequence(out, from, literals, from.length - literals, 0);
    return out.toByteArray();
  }

  private static void sequence(
      ByteArrayOutputStream out, byte[] from, int start, int count, int match) {
    out.write(Math.min(count, 15) << 4 | Math.min(match, 15));
    extend(out, count);
    out.write(from, start, count);
  }

  private static void extend(ByteArrayOutputStream out, int length) {
    if (length >= 15) {
      for (int left = length - 15; ; left -= 255) {
        out.write(Math.min(left, 255));
        if (left < 255) {
          return;
        }
      }
    }
  }

  /** No more comes out of a block. */
  @Override
  int bombPart() {
    return 1 << 16;
  }

  @Override
  int lostAtFault() {
    return 0;
  }

  @ParameterizedTest
  @CsvSource({
    "K64, true, true, true",
    "K256, false, true, true",
    "M1, true, false, false",
    "M4, false, false, true",
    "M4, false, false, false"
  })
  void readsEveryKindOfFrame(BlockSize size, boolean content, boolean blocks, boolean linked)
      throws IOException {
    byte[] text = text(3_000).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream lz4 =
        new FramedLZ4CompressorOutputStream(out, new Parameters(size, content, blocks, linked))) {
      lz4.write(text);
    }
    Walk walk = walk(join(out.toByteArray(), pack("more")));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.contents.get(inside()))
        .isEqualTo(join(text, "more".getBytes(StandardCharsets.UTF_8)));
  }

  /** As {@code lz4 -l} writes: blocks and nothing else. */
  @Test
  void readsTheOldFormat() throws IOException {
    byte[] text = text(3_000).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    try (OutputStream lz4 = new BlockLZ4CompressorOutputStream(block)) {
      lz4.write(text);
    }
    byte[] header = {2, 0x21, 0x4c, 0x18};
    byte[] length = new byte[4];
    for (int i = 0; i < 4; i++) {
      length[i] = (byte) (block.size() >> (8 * i));
    }
    byte[] one = join(header, length, block.toByteArray());
    Walk walk = walk(join(one, one));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.contents.get(inside())).isEqualTo(join(text, text));
  }

  @Test
  void scansWhatSkippableFramesHold() throws IOException {
    byte[] skippable =
        join(
            new byte[] {0x5a, 0x2a, 0x4d, 0x18, 14, 0, 0, 0},
            "planted beside".getBytes(StandardCharsets.UTF_8));
    Walk walk = walk(join(skippable, pack("one")));
    // What a file begins with that is seen to belong to lz4.
    assertThat(walk.text(inside())).isEqualTo("one");
    assertThat(walk.text(fileName() + "!/[skippable frame at byte 0]")).isEqualTo("planted beside");
  }

  @Test
  void saysThatADictionaryIsMissing() throws IOException {
    byte[] packed = pack("text");
    packed[4] |= 1;
    Walk walk = walk(packed);
    assertThat(walk.kinds()).containsExactly(Problem.Kind.UNSUPPORTED);
    assertThat(walk.problems.get(0).detail()).contains("dictionary");
  }
}
