package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ByteSlice;
import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PharUnpackerTest extends UnpackerContract {

  private static final int STORED = 0;
  private static final int DEFLATED = 0x1000;
  private static final int BZIP2 = 0x2000;
  private static final String STUB = "<?php echo 1; __HALT_COMPILER(); ?>\r\n";

  @Override
  Unpacker unpacker() {
    return new PharUnpacker();
  }

  @Override
  String fileName() {
    return "a.phar";
  }

  /** Cut off behind the mark it is a script like others, which use the mark for data of theirs. */
  @Override
  boolean tellsItsEnd() {
    return false;
  }

  @Override
  byte[] pack(List<Item> items) throws IOException {
    return phar(STUB, items, DEFLATED);
  }

  @Override
  Optional<byte[]> bomb(long size) throws IOException {
    return Optional.of(phar(STUB, List.of(new Item("zeros", new byte[(int) size])), DEFLATED));
  }

  private static byte[] packed(byte[] bytes, int method) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (method) {
      case DEFLATED -> {
        try (var deflater = new DeflaterOutputStream(out, new Deflater(6, true))) {
          deflater.write(bytes);
        }
      }
      case BZIP2 -> {
        try (var bzip2 = new BZip2CompressorOutputStream(out)) {
          bzip2.write(bytes);
        }
      }
      default -> out.write(bytes);
    }
    return out.toByteArray();
  }

  private static void u32(ByteArrayOutputStream out, long value) {
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array());
  }

  static byte[] phar(String stub, List<Item> items, int method) throws IOException {
    ByteArrayOutputStream manifest = new ByteArrayOutputStream();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    u32(manifest, items.size());
    manifest.write(0x11);
    manifest.write(0x10);
    u32(manifest, 0x10000);
    u32(manifest, 5);
    manifest.writeBytes("alias".getBytes(StandardCharsets.UTF_8));
    u32(manifest, 0);
    for (Item item : items) {
      byte[] name = item.name().getBytes(StandardCharsets.UTF_8);
      byte[] packed = packed(item.bytes(), method);
      CRC32 crc = new CRC32();
      crc.update(item.bytes());
      u32(manifest, name.length);
      manifest.writeBytes(name);
      u32(manifest, item.bytes().length);
      u32(manifest, 0);
      u32(manifest, packed.length);
      u32(manifest, crc.getValue());
      u32(manifest, method | 0644);
      u32(manifest, 4);
      manifest.writeBytes("meta".getBytes(StandardCharsets.UTF_8));
      data.writeBytes(packed);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(stub.getBytes(StandardCharsets.UTF_8));
    u32(out, manifest.size());
    out.writeBytes(manifest.toByteArray());
    out.writeBytes(data.toByteArray());
    out.writeBytes(new byte[20]);
    u32(out, 2);
    out.writeBytes("GBMB".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static final List<Item> TWO =
      List.of(Item.of("src/one.php", "planted one"), Item.of("two", "planted two"));

  @ParameterizedTest
  @ValueSource(ints = {STORED, DEFLATED, BZIP2})
  void readsEveryCompression(int method) throws IOException {
    Walk walk = Walk.of("a.phar", phar(STUB, TWO, method));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk))
        .containsOnly(
            Map.entry("a.phar!/src/one.php", "planted one"),
            Map.entry("a.phar!/two", "planted two"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<?php __HALT_COMPILER();",
        "<?php __HALT_COMPILER(); ?>",
        "<?php __HALT_COMPILER(); ?>\n",
        "#!/usr/bin/env php\n<?php\n__HALT_COMPILER();\n?>\r\n"
      })
  void readsEveryEndOfAScript(String stub) throws IOException {
    Walk walk = Walk.of("a.phar", phar(stub, TWO, STORED));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk)).hasSize(2);
  }

  /** A long script in front; nothing but a look at its start for one without a phar. */
  @Test
  void knowsASignedOneByItsEnd() throws IOException {
    byte[] phar = phar("<?php /*" + "x".repeat(200_000) + "*/ __HALT_COMPILER(); ?>", TWO, STORED);
    assertThat(unpacker().recognises(new ByteSlice(phar, 0, Unpacker.HEAD))).isFalse();
    assertThat(unpacker().recognisesTail(new ByteSlice(phar, phar.length - 512, 512))).isTrue();
    byte[] script = "<?php echo 'GBMB';\n".getBytes(StandardCharsets.UTF_8);
    assertThat(unpacker().recognises(new ByteSlice(script, 0, script.length))).isFalse();
    assertThat(unpacker().recognisesTail(new ByteSlice(script, 0, script.length))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        STUB,
        STUB + "text of its own, which is as long as a manifest is at least",
        "<?php $mark = '__HALT_COMPILER();'; echo 'and so on, and so on, and so on';",
      })
  void leavesOtherScriptsAlone(String script) {
    Walk walk = Walk.of("a.php", script.getBytes(StandardCharsets.UTF_8));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.order).containsExactly("a.php");
  }

  @Test
  void saysWhatIsBroken() throws IOException {
    byte[] phar = phar(STUB, TWO, STORED);
    String latin = new String(phar, StandardCharsets.ISO_8859_1);
    byte[] changed = phar.clone();
    changed[latin.indexOf("planted one")] = 'P';
    Walk walk = Walk.of("a.phar", changed);
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(walk.text("a.phar!/two")).isEqualTo("planted two");

    byte[] method = phar.clone();
    int flags = latin.indexOf("src/one.php") + 11 + 16 + 1;
    method[flags] |= 0x40;
    assertThat(Walk.of("a.phar", method).kinds()).containsExactly(Problem.Kind.UNSUPPORTED);

    byte[] cut = Arrays.copyOf(phar, STUB.length() + 60);
    assertThat(Walk.of("a.phar", cut).kinds()).containsExactly(Problem.Kind.TRUNCATED);

    byte[] many = phar.clone();
    many[STUB.length() + 4] = 9;
    Walk counted = Walk.of("a.phar", many);
    assertThat(counted.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(texts(counted)).hasSize(2);
  }
}
