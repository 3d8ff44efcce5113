package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ByteSlice;
import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

class LzmaUnpackerTest extends StreamContract {

  @Override
  Unpacker unpacker() {
    return new LzmaUnpacker();
  }

  @Override
  String fileName() {
    return "first.txt.lzma";
  }

  @Override
  OutputStream compressor(OutputStream out) throws IOException {
    return new LZMAOutputStream(out, small(), -1);
  }

  private static LZMA2Options small() throws IOException {
    LZMA2Options options = new LZMA2Options(1);
    options.setDictSize(1 << 16);
    return options;
  }

  @Override
  int lostAtFault() {
    return 0;
  }

  @Test
  void readsAKnownSize() throws IOException {
    byte[] text = text(5_000).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream lzma = new LZMAOutputStream(out, small(), text.length)) {
      lzma.write(text);
    }
    Walk walk = walk(join(out.toByteArray(), "behind".getBytes(StandardCharsets.UTF_8)));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.contents.get(inside())).isEqualTo(text);
    assertThat(walk.text(walk.order.get(2))).isEqualTo("behind");
  }

  @Test
  void refusesAHugeDictionary() throws IOException {
    byte[] packed = pack("planted");
    for (int log = 27; log < 32; log++) {
      packed[4] = (byte) (1 << (log - 24));
      packed[3] = 0;
      Walk walk = walk(packed);
      assertThat(walk.kinds()).as("2^%d", log).containsExactly(Problem.Kind.TOO_LARGE);
      assertThat(walk.problems.get(0).path()).isEqualTo(fileName());
      assertThat(walk.contents).hasSize(1);
    }
    for (int i = 1; i < 5; i++) {
      packed[i] = (byte) 0xff;
    }
    assertThat(walk(packed).kinds()).containsExactly(Problem.Kind.TOO_LARGE);
  }

  @Test
  void recognisesNothingElse() {
    byte[] zeros = new byte[64];
    Random random = new Random(20);
    for (int round = 0; round < 2_000_000; round++) {
      // Numbers such as binary files begin with: small, little-endian.
      zeros[0] = 0x5d;
      zeros[random.nextInt(13)] = (byte) (1 << random.nextInt(8));
      zeros[random.nextInt(13)] = 0;
      zeros[random.nextInt(13)] = 0;
      boolean taken = unpacker().recognises(new ByteSlice(zeros, 0, zeros.length));
      if (taken) {
        assertThat(zeros[0]).isEqualTo((byte) 0x5d);
        assertThat(zeros[1] | zeros[13]).isZero();
      }
    }
    byte[] text = "] is how this text begins, and it goes on".getBytes(StandardCharsets.UTF_8);
    assertThat(unpacker().recognises(new ByteSlice(text, 0, text.length))).isFalse();
  }
}
