package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.junit.jupiter.api.Test;

class ArUnpackerTest extends UnpackerContract {

  @Override
  Unpacker unpacker() {
    return new ArUnpacker();
  }

  @Override
  String fileName() {
    return "a.a";
  }

  /** Members follow one another to the end of the file, and nothing says how many there are. */
  @Override
  boolean tellsItsEnd() {
    return false;
  }

  /** BSD's names: commons-compress writes ASCII only. */
  @Override
  byte[] pack(List<Item> items) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes("!<arch>\n"));
    for (Item item : items) {
      byte[] name = bytes(item.name());
      out.writeBytes(member("#1/" + name.length, join(name, item.bytes())));
    }
    return out.toByteArray();
  }

  /** It doesn't compress. */
  @Override
  Optional<byte[]> bomb(long size) {
    return Optional.empty();
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

  private static byte[] header(String name, String size) {
    return bytes(
        String.format(
            Locale.ROOT, "%-16s%-12s%-6s%-6s%-8s%-10s`\n", name, "0", "0", "0", "100644", size));
  }

  static byte[] member(String name, byte[] data) {
    return join(
        header(name, Integer.toString(data.length)),
        data,
        data.length % 2 == 0 ? new byte[0] : bytes("\n"));
  }

  private static final byte[] MAGIC = bytes("!<arch>\n");

  @Test
  void readsWhatCommonsCompressWrites() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArArchiveOutputStream ar = new ArArchiveOutputStream(out)) {
      ar.setLongFileMode(ArArchiveOutputStream.LONGFILE_BSD);
      for (String name : List.of("short.o", "a name that is longer than sixteen.o")) {
        ar.putArchiveEntry(new ArArchiveEntry(name, 7));
        ar.write(bytes("planted"));
        ar.closeArchiveEntry();
      }
    }
    Walk walk = Walk.of("a.a", out.toByteArray());
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk))
        .containsOnly(
            Map.entry("a.a!/short.o", "planted"),
            Map.entry("a.a!/a name that is longer than sixteen.o", "planted"));
  }

  @Test
  void readsTheNamesOfGnu() {
    byte[] table = bytes("a name that is longer than sixteen.o/\nfolder/another long one.o/\n");
    Walk walk =
        Walk.of(
            "a.a",
            join(
                MAGIC,
                member("/", bytes("\0\0\0\1symbol\0")),
                member("//", table),
                member("short.o/", bytes("planted one")),
                member("/0", bytes("planted two")),
                member("/38", bytes("planted three"))));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.order)
        .containsExactly(
            "a.a",
            "a.a!/[symbol table]",
            "a.a!/short.o",
            "a.a!/a name that is longer than sixteen.o",
            "a.a!/folder/another long one.o");
    assertThat(walk.text("a.a!/folder/another long one.o")).isEqualTo("planted three");
  }

  @Test
  void saysThatANameIsMissing() {
    Walk walk = Walk.of("a.a", join(MAGIC, member("/77", bytes("planted"))));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(walk.text("a.a!//77")).isEqualTo("planted");
  }

  /** A hostile size of a table or name is not allocated. */
  @Test
  void readsOnlySoMuchOfNames() {
    Walk walk =
        Walk.of(
            "a.a",
            join(
                MAGIC,
                member("//", new byte[ArUnpacker.LONGEST_TABLE + 2]),
                member("x/", bytes("planted"))));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
    assertThat(walk.text("a.a!/x")).isEqualTo("planted");
    for (String name : List.of("//", "#1/9999999999")) {
      Walk claimed = Walk.of("a.a", join(MAGIC, header(name, "9999999999"), bytes("n")));
      assertThat(claimed.kinds()).contains(Problem.Kind.TRUNCATED);
    }
    Walk beyond = Walk.of("a.a", join(MAGIC, member("#1/50", bytes("planted"))));
    assertThat(beyond.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(texts(beyond)).containsValue("planted");
  }

  @Test
  void scansOnAfterABrokenHeader() {
    byte[] second = member("two/", bytes("planted two"));
    second[58] = 'x';
    Walk walk = Walk.of("a.a", join(MAGIC, member("one/", bytes("planted one")), second));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(walk.problems.get(0).detail()).contains("at byte 80");
    assertThat(walk.text("a.a!/one")).isEqualTo("planted one");
    assertThat(walk.text("a.a!/[data after the members at byte 80]")).contains("planted two");
  }

  @Test
  void countsTheMembersOfAThinArchive() {
    Walk walk =
        Walk.of(
            "a.a",
            join(
                bytes("!<thin>\n"),
                member("//", bytes("folder/elsewhere.o/\n")),
                header("/0", "123456"),
                header("x.o/", "7")));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk)).isEmpty();
    assertThat(walk.counts).isEqualTo(Map.of(Coverage.Unit.SKIPPED_LINKS, 2L));
  }

  @Test
  void knowsWhenADebianPackageIsNotWhole() throws IOException {
    byte[] tar = new TarUnpackerTest().pack(List.of(Item.of("./etc/x.conf", "planted")));
    byte[] start =
        join(
            MAGIC,
            member("debian-binary", bytes("2.0\n")),
            member("control.tar", new TarUnpackerTest().pack(List.of())));
    byte[] whole = join(start, member("data.tar", tar));
    Walk walk = Walk.of("x_1.0_all.deb", whole);
    assertThat(walk.problems).isEmpty();
    assertThat(walk.text("x_1.0_all.deb!/data.tar!/etc/x.conf")).isEqualTo("planted");
    assertThat(Walk.of("x.deb", start).kinds()).containsExactly(Problem.Kind.TRUNCATED);
    assertThat(Walk.of("x.deb", Arrays.copyOf(whole, whole.length - 600)).kinds())
        .containsExactly(Problem.Kind.TRUNCATED);
  }

  @Test
  void saysThatNamesAreRepeated() {
    Walk walk = Walk.of("a.a", join(MAGIC, member("x/", bytes("one")), member("x/", bytes("two"))));
    assertThat(walk.order).containsExactly("a.a", "a.a!/x", "a.a!/x");
    assertThat(walk.notices).containsExactly("a.a: 1 repeated names, such as x; all were scanned");
  }
}
