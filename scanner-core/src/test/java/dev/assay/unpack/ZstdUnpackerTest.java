package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.assay.model.ByteSlice;
import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZstdUnpackerTest extends StreamContract {

  @Override
  Unpacker unpacker() {
    return new ZstdUnpacker();
  }

  @Override
  String fileName() {
    return "first.txt.zst";
  }

  @Override
  OutputStream compressor(OutputStream out) throws IOException {
    ZstdLibrary.load();
    return new ZstdOutputStreamNoFinalizer(out, 3).setChecksum(true);
  }

  @Override
  int lostAtFault() {
    return 0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] skippable(int kind, byte[] data) {
    byte[] frame = new byte[8 + data.length];
    byte[] head = {(byte) (0x50 + kind), 0x2a, 0x4d, 0x18};
    System.arraycopy(head, 0, frame, 0, 4);
    for (int i = 0; i < 4; i++) {
      frame[4 + i] = (byte) (data.length >> (8 * i));
    }
    System.arraycopy(data, 0, frame, 8, data.length);
    return frame;
  }

  @Test
  void scansWhatSkippableFramesHold() throws IOException {
    byte[] first = pack("one ");
    byte[] short4 = skippable(0, new byte[] {1, 2, 3, 4});
    Walk walk =
        walk(
            join(
                short4,
                first,
                skippable(3, bytes("planted beside")),
                pack("two"),
                short4,
                skippable(15, bytes("planted at the end"))));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.notices).isEmpty();
    int at = 12 + first.length;
    assertThat(walk.text(inside())).isEqualTo("one two");
    assertThat(walk.text(fileName() + "!/[skippable frame at byte " + at + "]"))
        .isEqualTo("planted beside");
    assertThat(walk.contents).hasSize(4);
  }

  @Test
  void keepsLittleOfLargeSkippableFrames() throws IOException {
    byte[] large = new byte[MemberStream.ASIDES_LIMIT - 10];
    Walk walk =
        walk(join(skippable(0, large), pack("one "), skippable(1, new byte[20]), pack("two")));
    assertThat(walk.text(inside())).isEqualTo("one two");
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
    assertThat(walk.contents).hasSize(3);
  }

  @Test
  void recognisesOnlyItsOwnSkippableFrames() throws IOException {
    byte[] lz4 = {4, 0x22, 0x4d, 0x18, 0x40, 0x40, 0, 0};
    for (byte[] other : new byte[][] {lz4, new byte[8]}) {
      byte[] file = join(skippable(0, new byte[4]), other);
      assertThat(unpacker().recognises(new ByteSlice(file, 0, file.length))).isFalse();
    }
    byte[] own = join(skippable(0, new byte[4]), pack("x"));
    assertThat(unpacker().recognises(new ByteSlice(own, 0, own.length))).isTrue();
  }

  @Test
  void saysThatADictionaryIsMissing() throws IOException {
    ZstdLibrary.load();
    byte[] text = bytes(text(50));
    byte[] samples = bytes(text(5_000));
    byte[][] parts = new byte[500][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Arrays.copyOfRange(samples, i * 150, i * 150 + 150);
    }
    byte[] trained = new byte[4_000];
    int size = (int) Zstd.trainFromBuffer(parts, trained);
    byte[] packed;
    try (ZstdDictCompress dict = new ZstdDictCompress(Arrays.copyOf(trained, size), 3);
        ZstdCompressCtx context = new ZstdCompressCtx()) {
      packed = context.loadDict(dict).compress(text);
    }
    Walk alone = walk(packed);
    assertThat(alone.kinds()).containsExactly(Problem.Kind.UNSUPPORTED);
    assertThat(alone.problems.get(0).path()).isEqualTo(fileName());
    assertThat(alone.problems.get(0).detail()).contains("dictionary");
    Walk behind = walk(join(pack("planted"), packed));
    assertThat(behind.kinds()).containsExactly(Problem.Kind.UNSUPPORTED);
    assertThat(behind.text(inside())).isEqualTo("planted");
  }

  /** As {@code zstd --long=26} writes. */
  @Test
  void readsALargeWindow() throws IOException {
    ZstdLibrary.load();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zstd = new ZstdOutputStreamNoFinalizer(out, 3).setLong(26)) {
      zstd.write(bytes("planted"));
    }
    Walk walk = walk(out.toByteArray());
    assertThat(walk.problems).isEmpty();
    assertThat(walk.text(inside())).isEqualTo("planted");
  }

  @ParameterizedTest
  @ValueSource(ints = {27, 31, 32, 41})
  void refusesAHugeWindow(int log) throws IOException {
    byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) ((log - 10) << 3), 1, 0, 0};
    Walk walk = walk(frame);
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
    assertThat(walk.contents).hasSize(1);
    Walk later = walk(join(pack("planted"), frame));
    assertThat(later.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
    assertThat(later.text(inside())).isEqualTo("planted");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 31, 1L << 40, Long.MAX_VALUE, -1})
  void refusesAHugeSingleSegment(long size) {
    byte[] frame = new byte[20];
    byte[] head = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, (byte) 0xe0};
    System.arraycopy(head, 0, frame, 0, 5);
    for (int i = 0; i < 8; i++) {
      frame[5 + i] = (byte) (size >> (8 * i));
    }
    assertThat(walk(frame).kinds()).containsExactly(Problem.Kind.TOO_LARGE);
  }

  @Test
  void saysWhatAChecksumDoesNotHold() throws IOException {
    byte[] one = pack("one ");
    one[one.length - 1] ^= 1;
    Walk walk = walk(join(one, pack("two")));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(texts(walk)).contains(Map.entry(inside(), "one "));
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux/amd64, so",
    "Linux, aarch64, linux/aarch64, so",
    "Windows 11, amd64, win/amd64, dll",
    "Mac OS X, x86_64, darwin/x86_64, dylib",
    "Mac OS X, aarch64, darwin/aarch64, dylib",
    "FreeBSD, amd64, freebsd/amd64, so",
  })
  void knowsWhereTheLibraryIs(String os, String machine, String folder, String extension) {
    String resource = ZstdLibrary.resource(os, machine);
    assertThat(resource).startsWith("/" + folder + "/").endsWith("." + extension);
    assertThat(ZstdLibrary.class.getResource(resource)).isNotNull();
  }
}
