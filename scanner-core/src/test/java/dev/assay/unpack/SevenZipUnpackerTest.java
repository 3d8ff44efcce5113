package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Budget;
import dev.assay.model.BytesContent;
import dev.assay.model.Content;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZMethodConfiguration;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;

class SevenZipUnpackerTest extends UnpackerContract {

  private static final List<Item> TWO =
      List.of(Item.of("one", "planted one"), Item.of("two", "planted two"));

  @Override
  Unpacker unpacker() {
    return new SevenZipUnpacker();
  }

  @Override
  String fileName() {
    return "a.7z";
  }

  @Override
  byte[] pack(List<Item> items) throws IOException {
    LZMA2Options small = new LZMA2Options(1);
    small.setDictSize(1 << 16);
    return pack(items, List.of(new SevenZMethodConfiguration(SevenZMethod.LZMA2, small)));
  }

  @Override
  Optional<byte[]> bomb(long size) throws IOException {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
      out.setContentCompression(SevenZMethod.DEFLATE);
      SevenZArchiveEntry entry = new SevenZArchiveEntry();
      entry.setName("zeros");
      out.putArchiveEntry(entry);
      byte[] zeros = new byte[1 << 20];
      for (long left = size; left > 0; left -= zeros.length) {
        out.write(zeros);
      }
      out.closeArchiveEntry();
    }
    return Optional.of(bytes(channel));
  }

  private static byte[] bytes(SeekableInMemoryByteChannel channel) {
    return Arrays.copyOf(channel.array(), (int) channel.size());
  }

  private static byte[] pack(List<Item> items, List<SevenZMethodConfiguration> methods)
      throws IOException {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
      out.setContentMethods(methods);
      for (Item item : items) {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName(item.name());
        out.putArchiveEntry(entry);
        if (item.bytes().length > 0) {
          out.write(item.bytes());
        }
        out.closeArchiveEntry();
      }
    }
    return bytes(channel);
  }

  @ParameterizedTest
  @EnumSource(
      value = SevenZMethod.class,
      names = {"COPY", "LZMA", "LZMA2", "DEFLATE", "BZIP2"})
  void readsEveryMethod(SevenZMethod method) throws IOException {
    Walk walk = Walk.of("a.7z", pack(TWO, List.of(new SevenZMethodConfiguration(method))));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk))
        .containsOnly(Map.entry("a.7z!/one", "planted one"), Map.entry("a.7z!/two", "planted two"));
  }

  @ParameterizedTest
  @EnumSource(
      value = SevenZMethod.class,
      names = {
        "BCJ_X86_FILTER",
        "BCJ_PPC_FILTER",
        "BCJ_IA64_FILTER",
        "BCJ_ARM_FILTER",
        "BCJ_ARM_THUMB_FILTER",
        "BCJ_SPARC_FILTER",
        "DELTA_FILTER"
      })
  void readsEveryFilter(SevenZMethod filter) throws IOException {
    byte[] code = new byte[10_000];
    new Random(5).nextBytes(code);
    Walk walk =
        Walk.of(
            "a.7z",
            pack(
                List.of(new Item("code", code)),
                List.of(
                    new SevenZMethodConfiguration(filter),
                    new SevenZMethodConfiguration(SevenZMethod.LZMA2))));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.contents.get("a.7z!/code")).isEqualTo(code);
  }

  /** An archive around {@code header}, whose checksums hold. */
  private static byte[] archive(byte[] data, byte[] header) {
    ByteBuffer start = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    start.put(new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c, 0, 4});
    start.putLong(12, data.length).putLong(20, header.length).putInt(28, crc(header));
    start.putInt(8, crc(Arrays.copyOfRange(start.array(), 12, 32)));
    return join(start.array(), data, header);
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  /** Streams info of one folder that holds {@code sizes} bytes in files, stored. */
  private static byte[] stored(String coders, int packed, int... sizes) {
    int last = 0;
    StringBuilder files = new StringBuilder();
    for (int i = 0; i < sizes.length; i++) {
      last += sizes[i];
      if (i < sizes.length - 1) {
        files.append(String.format(Locale.ROOT, "%02x", sizes[i]));
      }
    }
    return hex(
        String.format(
            Locale.ROOT,
            "06 00 01 09 %02x 00 07 0b 01 00 %s 0c %02x 00 08 0d %02x %s 00 00",
            packed,
            coders,
            last,
            sizes.length,
            sizes.length > 1 ? "09" + files : ""));
  }

  private static byte[] names(String... names) {
    byte[] utf16 = (String.join("\0", names) + "\0").getBytes(StandardCharsets.UTF_16LE);
    return join(new byte[] {0x11, (byte) (utf16.length + 1), 0}, utf16);
  }

  private static final byte[] DATA = "planted1planted2".getBytes(StandardCharsets.UTF_8);

  /** Two files, stored, under a header that is not packed. */
  static byte[] plain() {
    return archive(
        DATA,
        join(
            hex("01 04"),
            stored("01 01 00", 16, 8, 8),
            hex("05 02"),
            names("a", "b"),
            hex("00 00")));
  }

  @Test
  void readsFilesOfOneStream() {
    Walk walk = Walk.of("a.7z", plain());
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk))
        .containsOnly(Map.entry("a.7z!/a", "planted1"), Map.entry("a.7z!/b", "planted2"));
  }

  /** Folders, empty files, and what an update deletes. */
  @Test
  void readsFilesWithoutData() {
    byte[] header =
        join(
            hex("01 04"),
            stored("01 01 00", 16, 16),
            hex("05 04 0e 01 70 0f 01 a0 10 01 20"), // three of four are empty
            names("a", "empty", "folder", "anti"),
            hex("00 00"));
    Walk walk = Walk.of("a.7z", archive(DATA, header));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.order).containsExactly("a.7z", "a.7z!/a", "a.7z!/empty");
  }

  @Test
  void scansStreamsThatNoFileHas() {
    byte[] header =
        join(hex("01 04"), stored("01 01 00", 16, 8, 8), hex("05 01"), names("a"), hex("00 00"));
    Walk walk = Walk.of("a.7z", archive(DATA, header));
    assertThat(texts(walk))
        .containsOnly(Map.entry("a.7z!/a", "planted1"), Map.entry("a.7z!/[no name]", "planted2"));
    byte[] none =
        join(
            hex("01 04"),
            hex("06 00 01 09 10 00 07 0b 01 00 01 01 00 0c 10 00 08 0d 00 00 00"),
            hex("05 01"),
            names("a"),
            hex("00 00"));
    Walk without = Walk.of("a.7z", archive(DATA, none));
    assertThat(without.text("a.7z!/[stream of no file]")).isEqualTo("planted1planted2");
    assertThat(without.kinds()).containsExactly(Problem.Kind.CORRUPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"01 24 06f10701 00", "01 23 030401 05 0102030405", "01 04 04f71199"})
  void saysWhatItCantUnpack(String coder) {
    byte[] header =
        join(hex("01 04"), stored(coder, 16, 8, 8), hex("05 02"), names("a", "b"), hex("00 00"));
    Walk walk = Walk.of("a.7z", archive(DATA, header));
    assertThat(walk.kinds())
        .containsExactly(
            coder.contains("06f1") ? Problem.Kind.ENCRYPTED : Problem.Kind.UNSUPPORTED);
    assertThat(walk.problems)
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("a.7z!/a", "a.7z!/b");
  }

  @Test
  void saysThatItsDirectoryIsEncrypted() {
    byte[] header = hex("17 06 00 01 09 10 00 07 0b 01 00 01 24 06f10701 00 0c 10 00 00");
    Walk walk = Walk.of("a.7z", archive(DATA, header));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.ENCRYPTED);
    assertThat(walk.problems.get(0).path()).isEqualTo("a.7z");
  }

  /** A folder's dictionary is no larger than what it unpacks to, and together they are bounded. */
  @Test
  void takesNoMemoryForClaims() {
    // LZMA with a dictionary of 4 GB: for 16 bytes, and for as many as it says.
    String lzma = "01 23 030101 05 5dffffffff";
    byte[] few = join(hex("01 04"), stored(lzma, 16, 16), hex("05 01"), names("a"), hex("00 00"));
    assertThat(Walk.of("a.7z", archive(DATA, few)).kinds())
        .isSubsetOf(Problem.Kind.CORRUPT, Problem.Kind.TRUNCATED);
    byte[] many =
        join(
            hex("01 04 06 00 01 09 10 00 07 0b 01 00"),
            hex(lzma),
            hex("0c f0 00000010 00 00 05 01"),
            names("a"),
            hex("00 00"));
    assertThat(Walk.of("a.7z", archive(DATA, many)).kinds())
        .containsExactly(Problem.Kind.TOO_LARGE);
    byte[] header = hex("17 06 00 01 09 10 00 07 0b 01 00 01 01 00 0c f0 00000010 00 00");
    assertThat(Walk.of("a.7z", archive(DATA, header)).kinds())
        .containsExactly(Problem.Kind.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01 04 06 00 ffffffffffffffff7f 09", // streams
        "01 04 06 00 01 09 10 00 07 0b ffffffffffffffff7f 00", // folders
        "01 04 06 00 01 09 10 00 07 0b 01 00 ff00ffffffffffff7f", // coders
        "01 04 06 00 01 09 10 00 07 0b 01 00 01 01 00 0c 10 00 08 0d ffffffffffffffff7f", // files
        "01 05 ffffffffffffffff7f", // names
        "01 05 ff00ffffffffff0f 00 00",
        "01 05 01 11 ffffffffffffffff7f",
      })
  void countsNothingThatIsNotThere(String header) {
    Walk walk = Walk.of("a.7z", archive(DATA, hex(header)));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
  }

  @Test
  void scansWhatBelongsToNoFile() throws IOException {
    byte[] packed = pack(TWO);
    Walk walk = Walk.of("a.7z", join(packed, "planted behind".getBytes(StandardCharsets.UTF_8)));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.text("a.7z!/[data after the archive at byte " + packed.length + "]"))
        .isEqualTo("planted behind");
  }

  @Test
  void readsAnEmptyArchive() throws IOException {
    assertThat(Walk.of("a.7z", archive(new byte[0], new byte[0])).problems).isEmpty();
    assertThat(Walk.of("a.7z", pack(List.of())).problems).isEmpty();
  }

  @Test
  void countsLinks() {
    byte[] header =
        join(
            hex("01 04"),
            stored("01 01 00", 16, 16),
            hex("05 01"),
            names("link"),
            hex("15 06 01 00 2080ffa1"),
            hex("00 00"));
    Walk walk = Walk.of("a.7z", archive(DATA, header));
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk)).containsOnly(Map.entry("a.7z!/link", "planted1planted2"));
    assertThat(walk.counts).isEqualTo(Map.of(Coverage.Unit.SKIPPED_LINKS, 1L));
  }

  /** A file that is read again is unpacked from its folder's start again, and that is charged. */
  @Test
  void chargesWhatIsUnpackedAgain() {
    Walk reader =
        new Walk(new Budget(16, 10, 100, 200, null)) {
          @Override
          public void accept(Content content) {
            for (int i = 0; i < 20; i++) {
              try (InputStream in = content.open()) {
                order.add(new String(in.readNBytes(100), StandardCharsets.UTF_8));
              } catch (IOException e) {
                notices.add(String.valueOf(e.getMessage()));
              }
            }
          }
        };
    try {
      unpacker()
          .unpack(new BytesContent(new Provenance.File("a.7z"), plain()), reader.meter, reader);
    } catch (IOException e) {
      reader.notices.add(String.valueOf(e.getMessage()));
    }
    assertThat(reader.order).startsWith("planted1", "planted1").contains("planted2");
    assertThat(reader.notices).isNotEmpty().allMatch(notice -> notice.contains("--max-bytes"));
  }

  /**
   * Made by 7-Zip 26.02: {@code 7zz a -m0=bcj2 -m1=copy …}, of bytes that this test makes as well.
   */
  @Test
  void readsTheFilterOfPrograms() {
    byte[] code = new byte[600];
    int seed = 1;
    for (int i = 0; i < code.length; i++) {
      seed = seed * 1_103_515_245 + 12_345;
      code[i] =
          (byte)
              switch (i % 16) {
                case 0 -> 0xe8;
                case 7 -> 0xe9;
                case 3, 4, 10, 11 -> 0;
                default -> seed >>> 28;
              };
    }
    Walk walk = Walk.of("a.7z", Base64.getDecoder().decode(BCJ2));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.contents.get("a.7z!/code")).isEqualTo(code);
  }

  private static final String BCJ2 =
      "N3q8ryccAAQaq6w7ZAIAAAAAAABMAAAAAAAAAPz+izPoCQ3pAgoHDOgNDgAACQXpAgcAAAQODw7oBQ4A"
          + "AAoJ6QsDAAABBw0L6AYHAAAOCekIDwAAAwcECOgCCwAAAw7pCgMAAAwFAAvoCQoAAAoP6Q0DAAAPAQ4H"
          + "6AsFAAACAekOAQwN6A8CAAAGD+kLCwAAAQ8NDOgLDgAAAQnpDAcAAAULCwzoDAIAAAUL6QAHAAAEBQ4B"
          + "6AoFAAADCukEAwAAAQIIB+gDDQAAAgzpAQwAAAIGDgboDAQAAAUK6QYJAAAOCQoJ6AMMAAAEAOkEBQAA"
          + "BgwKBegGDwAADgfpCQIAAA4ECAHoCgQAAAkO6QgDAAANDwoN6AcEAAAOBukIDQAAAQkICOgGCAAACwHp"
          + "DAoAAAMJCgjoAA8AAA8F6QgADw/oDQ3pCQgAAAYHAAXoCwIAAAYE6Q4HAAAFAQAM6AwFAAALDOkIDwAA"
          + "BAgDC+gEDgAADw3pDAkNAegCBQAADg7pCQUAAA0KCAvoAQwAAAIA6QACAAAOBAYD6AUNAAADDOkCCAAA"
          + "AQEEDOgKAQAAAQXpCQsAAAEADALoBQIAAAYC6QsLAAAADwkN6AEMAAAGCekECwAACw0MBugABQAACwbp"
          + "AwYAAAsJCQPoCAkAAAYP6Q8KAAAPDwMM6AMCAAAPBOkLCQAABQcFD+gNCwAAAATpCgYAAAYIDgzoBg8A"
          + "AAgO6Q0HAAABAgwG6A4CAAALCOkMAgAABg8GAugDDgAACQ7pAwsAAAEDCwfoBAkAAAkG6Q4GAAAHCgUG"
          + "6A0JAAAMA+kAwAVUZThpOVd+AAAAAAIOAAACQwAAABcAAAF6AAACLgAAAW8BBAYABAmCQAwIEAAHCwEA"
          + "BAEAAQABABQDAwEbBAEFAAQBAwICBgEADBAIgkCCWAAICgGWUjNlAAAFARkAEQsAYwBvAGQAZQAAAAAA";
}
