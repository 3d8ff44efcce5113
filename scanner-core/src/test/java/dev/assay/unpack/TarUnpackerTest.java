package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.BytesContent;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarUnpackerTest extends UnpackerContract {

  private static final List<Item> TWO =
      List.of(Item.of("one", "planted one"), Item.of("two", "planted two"));

  @Override
  Unpacker unpacker() {
    return new TarUnpacker();
  }

  @Override
  String fileName() {
    return "a.tar";
  }

  @Override
  byte[] pack(List<Item> items) throws IOException {
    return pack(items, TarArchiveOutputStream.LONGFILE_POSIX);
  }

  /** It doesn't compress. */
  @Override
  Optional<byte[]> bomb(long size) {
    return Optional.empty();
  }

  private static byte[] pack(List<Item> items, int longNames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(longNames);
      tar.setAddPaxHeadersForNonAsciiNames(longNames == TarArchiveOutputStream.LONGFILE_POSIX);
      for (Item item : items) {
        TarArchiveEntry entry = new TarArchiveEntry(item.name(), true);
        entry.setSize(item.bytes().length);
        tar.putArchiveEntry(entry);
        tar.write(item.bytes());
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
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

  /** Header and data, padded, made by hand. */
  private static byte[] entry(char type, String name, String size, byte[] data) {
    byte[] block = new byte[512 + (data.length + 511) / 512 * 512];
    System.arraycopy(bytes(name), 0, block, 0, name.length());
    System.arraycopy(bytes(size), 0, block, 124, size.length());
    block[156] = (byte) type;
    System.arraycopy(data, 0, block, 512, data.length);
    return summed(block);
  }

  private static byte[] entry(char type, String name, byte[] data) {
    return entry(type, name, Integer.toOctalString(data.length), data);
  }

  private static byte[] summed(byte[] block) {
    Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += block[i] & 0xff;
    }
    byte[] digits = bytes(Integer.toOctalString(sum));
    System.arraycopy(digits, 0, block, 148, digits.length);
    block[148 + digits.length] = 0;
    return block;
  }

  private static final byte[] END = new byte[1024];

  @ParameterizedTest
  @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_POSIX, TarArchiveOutputStream.LONGFILE_GNU})
  void readsLongNames(int mode) throws IOException {
    String name = "folder/".repeat(40) + "ünï";
    Walk walk = Walk.of("a.tar", pack(List.of(Item.of(name, "planted")), mode));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk)).containsOnly(Map.entry("a.tar!/" + name, "planted"));
  }

  @Test
  void readsPrefixesOfPosixOnly() throws IOException {
    byte[] block = entry('0', "name", bytes("planted"));
    System.arraycopy(bytes("pre/fix"), 0, block, 345, 7);
    System.arraycopy(bytes("ustar\0" + "00"), 0, block, 257, 8);
    assertThat(texts(Walk.of("a.tar", join(summed(block), END))))
        .containsOnly(Map.entry("a.tar!/pre/fix/name", "planted"));
    System.arraycopy(bytes("ustar  \0"), 0, block, 257, 8); // GNU has times there
    assertThat(texts(Walk.of("a.tar", join(summed(block), END))))
        .containsOnly(Map.entry("a.tar!/name", "planted"));
  }

  @Test
  void readsBinarySizes() {
    byte[] block = entry('0', "name", bytes("planted"));
    Arrays.fill(block, 124, 136, (byte) 0);
    block[124] = (byte) 0x80;
    block[135] = 7;
    Walk walk = Walk.of("a.tar", join(summed(block), END));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk)).containsOnly(Map.entry("a.tar!/name", "planted"));
  }

  @Test
  void countsLinksAndDevicesAndFollowsNone() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (byte type :
          new byte[] {
            TarConstants.LF_SYMLINK,
            TarConstants.LF_LINK,
            TarConstants.LF_CHR,
            TarConstants.LF_BLK,
            TarConstants.LF_FIFO,
            TarConstants.LF_DIR
          }) {
        TarArchiveEntry entry = new TarArchiveEntry("entry" + (char) type, type);
        entry.setLinkName("../../planted/target");
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
    }
    Walk walk = Walk.of("a.tar", out.toByteArray());
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk)).containsOnly(Map.entry("a.tar!/entry2", "../../planted/target"));
    assertThat(walk.counts)
        .isEqualTo(
            new HashMap<>(
                Map.of(Coverage.Unit.SKIPPED_LINKS, 2L, Coverage.Unit.SPECIAL_FILES, 3L)));
  }

  /** Whether a folder with a size has data is read differently by different programs. */
  @Test
  void findsDataWhereThereNeedBeNone() throws IOException {
    byte[] data = bytes("planted in a folder".repeat(50));
    for (byte[] tar :
        List.of(
            join(entry('5', "folder", data), entry('0', "x", bytes("planted")), END),
            join(entry('5', "folder", "7000", new byte[0]), entry('0', "x", bytes("planted")), END),
            join(entry('5', "folder", "7000", new byte[0]), END))) {
      Walk walk = Walk.of("a.tar", tar);
      assertThat(walk.problems).isEmpty();
      boolean hasData = tar.length > 3_000;
      assertThat(texts(walk).get("a.tar!/folder"))
          .isEqualTo(hasData ? new String(data, StandardCharsets.UTF_8) : null);
      assertThat(walk.text("a.tar!/x"))
          .isEqualTo(tar.length > 2_000 ? "planted" : "nothing at a.tar!/x");
    }
  }

  @Test
  void scansWhatExtendedHeadersHold() {
    byte[] records = join(bytes("21 comment=a comment\n"), bytes("16 path=renamed\n"));
    Walk walk =
        Walk.of(
            "a.tar",
            join(
                entry('g', "pax_global_header", bytes("19 comment=planted\n")),
                entry('x', "PaxHeader/x", records),
                entry('0', "x", bytes("planted")),
                END));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk))
        .containsOnly(
            Map.entry("a.tar!/[global header]", "19 comment=planted\n"),
            Map.entry(
                "a.tar!/renamed [extended header]", new String(records, StandardCharsets.UTF_8)),
            Map.entry("a.tar!/renamed", "planted"));
  }

  @Test
  void takesTheSizeOfAnExtendedHeader() {
    byte[] block = entry('0', "x", "0", bytes("planted"));
    Walk walk = Walk.of("a.tar", join(entry('x', "h", bytes("10 size=7\n")), block, END));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk)).containsOnly(Map.entry("a.tar!/x", "planted"));
  }

  @Test
  void saysThatAnExtendedHeaderIsMalformed() {
    Walk walk =
        Walk.of(
            "a.tar",
            join(entry('x', "h", bytes("99 path=y\n")), entry('0', "x", bytes("planted")), END));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(walk.text("a.tar!/x")).isEqualTo("planted");
  }

  /** A hostile size of a name is not allocated. */
  @Test
  void readsOnlySoMuchOfAHeader() {
    byte[] name = new byte[TarWalk.LONGEST_HEADER + 5_000];
    Arrays.fill(name, (byte) 'n');
    Walk walk =
        Walk.of("a.tar", join(entry('L', "long", name), entry('0', "x", bytes("planted")), END));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
    assertThat(texts(walk)).containsValue("planted");

    Walk claimed = Walk.of("a.tar", join(entry('L', "long", "77777777777", bytes("n")), END));
    assertThat(claimed.kinds()).contains(Problem.Kind.TRUNCATED);
  }

  @Test
  void givesWhatIsStoredOfASparseFile() {
    byte[] block = entry('S', "sparse", bytes("planted"));
    block[482] = 1;
    byte[] map = new byte[512];
    map[504] = 1;
    byte[] last = new byte[512];
    byte[] tar =
        join(
            summed(Arrays.copyOf(block, 512)),
            map,
            last,
            Arrays.copyOfRange(block, 512, 1024),
            entry('0', "x", bytes("after")),
            END);
    Walk walk = Walk.of("a.tar", tar);
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk))
        .containsOnly(Map.entry("a.tar!/sparse", "planted"), Map.entry("a.tar!/x", "after"));
  }

  @Test
  void scansWhatFollowsTheEnd() throws IOException {
    byte[] second = pack(List.of(Item.of("later", "planted in another")));
    Walk walk = Walk.of("a.tar", join(pack(TWO), second));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk).values()).contains("planted one", "planted two", "planted in another");
    assertThat(walk.notices).hasSize(1);

    Walk text = Walk.of("a.tar", join(pack(TWO), bytes("planted behind")));
    assertThat(text.problems).isEmpty();
    assertThat(texts(text)).containsValue("planted behind");
  }

  @Test
  void scansOnAfterABrokenHeader() throws IOException {
    byte[] tar = pack(TWO);
    tar[1024 + 130]++;
    Walk walk = Walk.of("a.tar", tar);
    assertThat(walk.text("a.tar!/one")).isEqualTo("planted one");
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(walk.problems.get(0).detail()).contains("at byte 1,024");
    assertThat(texts(walk).values()).anyMatch(text -> text.contains("planted two"));
  }

  @Test
  void saysThatNamesAreRepeated() throws IOException {
    Walk walk = Walk.of("a.tar", pack(List.of(TWO.get(0), Item.of("one", "planted again"))));
    assertThat(walk.order).containsExactly("a.tar", "a.tar!/one", "a.tar!/one");
    assertThat(walk.notices)
        .containsExactly("a.tar: 1 repeated names, such as one; all were scanned");
  }

  @Test
  void readsWhatNpmPacks() throws IOException {
    byte[] tar = pack(List.of(Item.of("package/package.json", "{}")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(tar);
    }
    Walk walk = Walk.of(new BytesContent(new Provenance.File("x-1.0.tgz"), out.toByteArray()));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.text("x-1.0.tgz!/package/package.json")).isEqualTo("{}");
  }
}
