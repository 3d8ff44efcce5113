package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

class XzUnpackerTest extends StreamContract {

  @Override
  Unpacker unpacker() {
    return new XzUnpacker();
  }

  @Override
  String fileName() {
    return "first.txt.xz";
  }

  @Override
  OutputStream compressor(OutputStream out) throws IOException {
    return new XZOutputStream(out, small());
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

  private static byte[] pack(byte[] bytes, int check, FilterOptions... filters) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream xz = new XZOutputStream(out, filters, check)) {
      xz.write(bytes);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {XZ.CHECK_NONE, XZ.CHECK_CRC32, XZ.CHECK_CRC64, XZ.CHECK_SHA256})
  void readsEveryCheckAndFilter(int check) throws IOException {
    byte[] bytes = text(1_000).getBytes(StandardCharsets.UTF_8);
    Walk walk =
        walk(
            join(
                pack(bytes, check, new X86Options(), small()),
                pack(bytes, check, new DeltaOptions(4), new X86Options(), small())));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.contents.get(inside())).isEqualTo(join(bytes, bytes));
  }

  /** 64 MB, as {@code xz -9} claims; packing so would take 700. */
  @Test
  void readsTheLargestPreset() throws IOException {
    Walk walk = walk(claiming(pack("planted"), 12, 28));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.text(inside())).isEqualTo("planted");
  }

  /** Nothing is allocated: these are more than the heap of this test has. */
  @ParameterizedTest
  @ValueSource(ints = {29, 36, 37, 40})
  void refusesAHugeDictionary(int bits) throws IOException {
    Walk walk = walk(claiming(pack("planted"), 12, bits));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
    assertThat(walk.problems.get(0).path()).isEqualTo(fileName());
    assertThat(walk.problems.get(0).detail()).contains("unpack it and scan");
    assertThat(walk.contents).hasSize(1);
  }

  @Test
  void refusesAHugeDictionaryOfALaterMember() throws IOException {
    byte[] first = pack("planted ");
    Walk walk = walk(claiming(join(first, pack("more")), first.length + 12, 36));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
    assertThat(walk.text(inside())).isEqualTo("planted ");
    assertThat(walk.contents).hasSize(3);
  }

  @Test
  void refusesAHugeDictionaryOfALaterBlock() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int second;
    try (XZOutputStream xz = new XZOutputStream(out, small())) {
      xz.write("planted ".getBytes(StandardCharsets.UTF_8));
      xz.endBlock();
      second = out.size();
      xz.write(new byte[] {'x'});
    }
    Walk walk = walk(claiming(out.toByteArray(), second, 36));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
    assertThat(walk.text(inside())).isEqualTo("planted ");
  }

  /** A block header at {@code at} (LZMA2 alone) with another dictionary, and its checksum. */
  private static byte[] claiming(byte[] xz, int at, int bits) {
    int length = 4 * ((xz[at] & 0xff) + 1);
    assertThat(xz[at + 2]).isEqualTo((byte) 0x21);
    xz[at + 4] = (byte) bits;
    CRC32 crc = new CRC32();
    crc.update(xz, at, length - 4);
    for (int i = 0; i < 4; i++) {
      xz[at + length - 4 + i] = (byte) (crc.getValue() >> (8 * i));
    }
    return xz;
  }

  /** Each block of a few bytes claims 64 MB. */
  @Test
  void readsManyBlocksOfALargeDictionary() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LZMA2Options options = small();
    try (XZOutputStream xz = new XZOutputStream(out, options)) {
      for (int i = 0; i < 3_000; i++) {
        xz.write('x');
        xz.endBlock();
      }
    }
    byte[] bytes = out.toByteArray();
    for (int at = 12; bytes[at] != 0; ) {
      claiming(bytes, at, 28);
      at += 4 * ((bytes[at] & 0xff) + 1);
      at += 8 + 8; // a chunk of one byte, an end, padding; a check
    }
    Walk walk = walk(bytes);
    assertThat(walk.problems).isEmpty();
    assertThat(walk.contents.get(inside())).hasSize(3_000);
  }
}
