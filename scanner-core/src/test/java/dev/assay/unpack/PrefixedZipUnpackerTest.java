package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ByteSlice;
import dev.assay.model.BytesContent;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrefixedZipUnpackerTest {

  private final PrefixedZipUnpacker unpacker = new PrefixedZipUnpacker();

  private static byte[] prefixed() throws IOException {
    byte[] zip =
        new ZipUnpackerTest().pack(List.of(UnpackerContract.Item.of("a/b", "planted in it")));
    byte[] all = Arrays.copyOf("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), 10 + zip.length);
    System.arraycopy(zip, 0, all, 10, zip.length);
    return all;
  }

  private Walk walk(byte[] bytes) throws IOException {
    BytesContent content = new BytesContent(new Provenance.File("x"), bytes);
    Walk walk = new Walk(dev.assay.model.Budget.DEFAULT);
    unpacker.unpack(content, walk.meter, walk);
    return walk;
  }

  private boolean recognises(byte[] bytes) {
    int length = Math.min(bytes.length, Unpacker.TAIL);
    return unpacker.recognisesTail(new ByteSlice(bytes, bytes.length - length, length));
  }

  @Test
  void readsWhatStandsBehindAScript() throws IOException {
    assertThat(recognises(prefixed())).isTrue();
    Walk walk = walk(prefixed());
    assertThat(walk.problems).isEmpty();
    assertThat(walk.order).containsExactly("x!/a/b");
    assertThat(walk.text("x!/a/b")).isEqualTo("planted in it");
  }

  @Test
  void recognisesOnlyAnEndThatIsOne() throws IOException {
    byte[] zip = prefixed();
    assertThat(recognises(Arrays.copyOf(zip, zip.length - 1))).isFalse();
    assertThat(recognises(Arrays.copyOf(zip, zip.length + 1))).isFalse();
    for (int length = 0; length < 40; length++) {
      assertThat(recognises(new byte[length])).isFalse();
    }
  }

  @Test
  void neverThrowsForFlippedBytes() throws IOException {
    byte[] zip = prefixed();
    Random random = new Random(5);
    for (int round = 0; round < 3_000; round++) {
      byte[] flipped = zip.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 + random.nextInt(255));
      }
      assertThat(walk(flipped).bytes).isLessThan(100_000);
    }
  }
}
