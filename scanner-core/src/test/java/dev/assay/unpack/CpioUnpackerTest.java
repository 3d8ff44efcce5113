package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ByteSlice;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpioUnpackerTest extends UnpackerContract {

  private static final List<Item> TWO =
      List.of(Item.of("one", "planted one"), Item.of("two", "planted two"));

  @Override
  Unpacker unpacker() {
    return new CpioUnpacker();
  }

  @Override
  String fileName() {
    return "a.cpio";
  }

  @Override
  byte[] pack(List<Item> items) throws IOException {
    return pack(items, CpioConstants.FORMAT_NEW);
  }

  /** It doesn't compress. */
  @Override
  Optional<byte[]> bomb(long size) {
    return Optional.empty();
  }

  static byte[] pack(List<Item> items, short format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (CpioArchiveOutputStream cpio =
        new CpioArchiveOutputStream(out, format, 512, StandardCharsets.UTF_8.name())) {
      for (Item item : items) {
        put(cpio, format, item.name(), CpioConstants.C_ISREG, 1, item.bytes());
      }
    }
    return out.toByteArray();
  }

  private static void put(
      CpioArchiveOutputStream cpio, short format, String name, int type, long links, byte[] data)
      throws IOException {
    CpioArchiveEntry entry = new CpioArchiveEntry(format, name, data.length);
    entry.setMode(type | 0644);
    entry.setNumberOfLinks(links);
    if (format == CpioConstants.FORMAT_NEW_CRC) {
      long sum = 0;
      for (byte b : data) {
        sum += b & 0xff;
      }
      entry.setChksum(sum);
    }
    cpio.putArchiveEntry(entry);
    cpio.write(data);
    cpio.closeArchiveEntry();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      shorts = {
        CpioConstants.FORMAT_NEW,
        CpioConstants.FORMAT_NEW_CRC,
        CpioConstants.FORMAT_OLD_ASCII,
        CpioConstants.FORMAT_OLD_BINARY
      })
  void readsEveryForm(short format) throws IOException {
    List<Item> items =
        List.of(
            Item.of("odd", "planted"),
            Item.of("even", "planted two"),
            Item.of("a/longer name", "x"));
    byte[] cpio = pack(items, format);
    assertThat(unpacker().recognises(new ByteSlice(cpio, 0, 512))).isTrue();
    Walk walk = Walk.of("a.cpio", cpio);
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk))
        .containsOnly(
            Map.entry("a.cpio!/odd", "planted"),
            Map.entry("a.cpio!/even", "planted two"),
            Map.entry("a.cpio!/a/longer name", "x"));
    if (format == CpioConstants.FORMAT_OLD_BINARY) {
      byte[] swapped = Arrays.copyOf(cpio, 512);
      for (int i = 0; i < 26; i += 2) {
        byte first = swapped[i];
        swapped[i] = swapped[i + 1];
        swapped[i + 1] = first;
      }
      assertThat(unpacker().recognises(new ByteSlice(swapped, 0, 512))).isTrue();
      assertThat(Walk.of("a.cpio", swapped).text("a.cpio!/odd")).isEqualTo("planted");
    }
  }

  /** Its magic is two bytes, which any file may begin with. */
  @Test
  void takesNoOtherFileForTheBinaryForm() throws IOException {
    byte[] cpio = pack(TWO, CpioConstants.FORMAT_OLD_BINARY);
    boolean little = (cpio[0] & 0xff) == 0xc7;
    for (int field : new int[] {6, 20, 26, 28}) {
      byte[] other = cpio.clone();
      // No such kind of file; a name that is too long; one with a control character, or without
      // end.
      other[field == 6 || field == 20 ? (little ? field + 1 : field) : field == 28 ? 29 : field] =
          (byte) (field == 6 ? 0x3f : field == 20 ? 0x7f : field == 26 ? 1 : 'x');
      assertThat(unpacker().recognises(new ByteSlice(other, 0, 512))).as("%d", field).isFalse();
    }
  }

  @Test
  void comparesTheSumOfBytes() throws IOException {
    byte[] cpio = pack(TWO, CpioConstants.FORMAT_NEW_CRC);
    int at = new String(cpio, StandardCharsets.ISO_8859_1).indexOf("planted one");
    cpio[at + 8] = 'O';
    Walk walk = Walk.of("a.cpio", cpio);
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(texts(walk).values()).contains("planted two");

    // Links have none.
    byte[] link = pack(List.of(Item.of("link", "target")), CpioConstants.FORMAT_NEW_CRC);
    System.arraycopy(bytes("0000a1ff"), 0, link, 14, 8);
    System.arraycopy(bytes("00000000"), 0, link, 102, 8);
    assertThat(Walk.of("a.cpio", link).problems).isEmpty();
  }

  @Test
  void countsLinksAndDevicesAndFollowsNone() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    short format = CpioConstants.FORMAT_NEW;
    try (CpioArchiveOutputStream cpio = new CpioArchiveOutputStream(out, format, 512, "UTF-8")) {
      put(cpio, format, "folder", CpioConstants.C_ISDIR, 2, new byte[0]);
      put(cpio, format, "symlink", CpioConstants.C_ISLNK, 1, bytes("../../planted/target"));
      put(cpio, format, "device", CpioConstants.C_ISCHR, 1, new byte[0]);
      put(cpio, format, "block", CpioConstants.C_ISBLK, 1, new byte[0]);
      put(cpio, format, "pipe", CpioConstants.C_ISFIFO, 1, new byte[0]);
      put(cpio, format, "hard1", CpioConstants.C_ISREG, 2, new byte[0]);
      put(cpio, format, "hard2", CpioConstants.C_ISREG, 2, bytes("planted once"));
    }
    Walk walk = Walk.of("a.cpio", out.toByteArray());
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk))
        .containsOnly(
            Map.entry("a.cpio!/symlink", "../../planted/target"),
            Map.entry("a.cpio!/hard2", "planted once"));
    assertThat(walk.counts)
        .isEqualTo(
            new HashMap<>(
                Map.of(Coverage.Unit.SKIPPED_LINKS, 2L, Coverage.Unit.SPECIAL_FILES, 3L)));
  }

  /** As an initramfs is: microcode, then the rest, compressed. */
  @Test
  void readsWhatFollowsTheEndMark() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(pack(List.of(Item.of("etc/x", "planted last"))));
    }
    Walk walk =
        Walk.of(
            "initrd",
            join(pack(TWO), pack(List.of(Item.of("three", "planted 3"))), packed.toByteArray()));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk))
        .containsEntry("initrd!/one", "planted one")
        .containsEntry("initrd!/three", "planted 3")
        .containsValue("planted last");
    assertThat(walk.notices).hasSize(1);
    assertThat(walk.notices.get(0)).contains("data after the entries at byte 1024");
  }

  @Test
  void scansOnAfterABrokenHeader() throws IOException {
    byte[] cpio = pack(TWO);
    int second = new String(cpio, StandardCharsets.ISO_8859_1).indexOf("070701", 10);
    cpio[second + 60] = 'x';
    Walk walk = Walk.of("a.cpio", cpio);
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(walk.problems.get(0).detail()).contains("at byte " + second + ";");
    assertThat(walk.text("a.cpio!/one")).isEqualTo("planted one");
    assertThat(texts(walk).values()).anyMatch(text -> text.contains("planted two"));
  }

  @Test
  void saysThatStrippedEntriesAreNotRead() throws IOException {
    byte[] stripped = bytes("07070X00000001planted");
    for (byte[] cpio : List.of(stripped, join(pack(TWO), stripped))) {
      Walk walk = Walk.of("a.cpio", cpio);
      assertThat(walk.kinds()).containsExactly(Problem.Kind.UNSUPPORTED);
      assertThat(walk.contents.values())
          .anyMatch(b -> new String(b, StandardCharsets.UTF_8).endsWith("planted"));
    }
  }

  @Test
  void readsOnlySoMuchOfAName() throws IOException {
    String name = "n".repeat(CpioUnpacker.LONGEST_NAME + 5);
    Walk walk = Walk.of("a.cpio", pack(List.of(Item.of(name, "planted"))));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
    assertThat(texts(walk)).containsValue("planted");
  }

  @Test
  void saysThatNamesAreRepeated() throws IOException {
    byte[] one = pack(List.of(TWO.get(0)));
    Walk walk = Walk.of("a.cpio", join(one, one));
    assertThat(walk.order).containsExactly("a.cpio", "a.cpio!/one", "a.cpio!/one");
    assertThat(walk.notices)
        .containsExactly("a.cpio: 1 repeated names, such as one; all were scanned");
  }
}
