package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Budget;
import dev.assay.model.BytesContent;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.UnrecognizedExtraField;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipShort;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZipUnpackerTest extends UnpackerContract {

  private static final List<Item> TWO =
      List.of(Item.of("one", "planted one"), Item.of("two", "planted two"));

  @Override
  Unpacker unpacker() {
    return new ZipUnpacker();
  }

  @Override
  String fileName() {
    return "a.zip";
  }

  @Override
  String shownName(Item item) {
    return item.name();
  }

  /** As most programs write: sizes in the local headers. */
  @Override
  byte[] pack(List<Item> items) throws IOException {
    return seekable(items, Zip64Mode.AsNeeded, ZipEntry.DEFLATED);
  }

  @Override
  Optional<byte[]> bomb(long size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      byte[] zeros = new byte[1 << 20];
      for (long left = size; left > 0; left -= zeros.length) {
        zip.write(zeros);
      }
    }
    return Optional.of(out.toByteArray());
  }

  private static byte[] seekable(List<Item> items, Zip64Mode mode, int method) throws IOException {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
      write(zip, items, mode, method);
    }
    return Arrays.copyOf(channel.array(), (int) channel.size());
  }

  /** As {@code jar} writes: sizes behind the data. */
  private static byte[] streamed(List<Item> items, Zip64Mode mode) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      write(zip, items, mode, ZipEntry.DEFLATED);
    }
    return out.toByteArray();
  }

  private static void write(
      ZipArchiveOutputStream zip, List<Item> items, Zip64Mode mode, int method) throws IOException {
    zip.setUseZip64(mode);
    for (Item item : items) {
      ZipArchiveEntry entry = new ZipArchiveEntry(item.name());
      entry.setMethod(method);
      zip.putArchiveEntry(entry);
      zip.write(item.bytes());
      zip.closeArchiveEntry();
    }
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

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Offset of the n-th record with this signature, from 0. */
  private static int record(byte[] zip, int signature, int n) {
    ByteBuffer bytes = little(zip);
    int left = n;
    for (int at = 0; at + 4 <= zip.length; at++) {
      if (bytes.getInt(at) == signature && left-- == 0) {
        return at;
      }
    }
    throw new AssertionError("no such record");
  }

  private static int central(byte[] zip, int n) {
    return record(zip, ZipRecord.CENTRAL_SIGNATURE, n);
  }

  private static int local(byte[] zip, int n) {
    return record(zip, ZipRecord.LOCAL_SIGNATURE, n);
  }

  private static int end(byte[] zip) {
    return record(zip, ZipDirectory.END_SIGNATURE, 0);
  }

  /** Puts {@code inserted} in front of the n-th local header and mends all offsets. */
  private static byte[] insert(byte[] zip, int n, byte[] inserted, int entries) {
    int at = local(zip, n);
    byte[] all = join(Arrays.copyOf(zip, at), inserted, Arrays.copyOfRange(zip, at, zip.length));
    ByteBuffer bytes = little(all);
    for (int i = n; i < entries; i++) {
      int offset = central(all, i) + 42;
      bytes.putInt(offset, bytes.getInt(offset) + inserted.length);
    }
    bytes.putInt(end(all) + 16, bytes.getInt(end(all) + 16) + inserted.length);
    return all;
  }

  private static void assertFindsBoth(Walk walk) {
    assertThat(walk.text("a.zip!/one")).isEqualTo("planted one");
    assertThat(walk.text("a.zip!/two")).isEqualTo("planted two");
  }

  @ParameterizedTest
  @EnumSource(Zip64Mode.class)
  void readsWhateverKindOfRecord(Zip64Mode mode) throws IOException {
    for (byte[] zip :
        List.of(
            seekable(TWO, mode, ZipEntry.DEFLATED),
            seekable(TWO, mode, ZipEntry.STORED),
            streamed(TWO, mode))) {
      Walk walk = Walk.of("a.zip", zip);
      assertFindsBoth(walk);
      assertThat(walk.problems).isEmpty();
      assertThat(walk.notices).isEmpty();
      assertThat(walk.order).hasSize(3);
    }
  }

  @Test
  void readsAnEmptyArchive() throws IOException {
    Walk walk = Walk.of("a.zip", pack(List.of()));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.order).containsExactly("a.zip");
  }

  private static byte[] raw(ZipArchiveEntry entry, byte[] packed) throws IOException {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
      zip.addRawArchiveEntry(entry, new ByteArrayInputStream(packed));
    }
    return Arrays.copyOf(channel.array(), (int) channel.size());
  }

  @Test
  void saysWhatItCannotRead() throws IOException {
    byte[] encrypted = pack(TWO);
    encrypted[central(encrypted, 0) + 8] |= 1;
    encrypted[local(encrypted, 0) + 6] |= 1;
    Walk walk = Walk.of("a.zip", encrypted);
    assertThat(walk.problems)
        .singleElement()
        .matches(p -> p.kind() == Problem.Kind.ENCRYPTED && p.path().equals("a.zip!/one"));
    assertThat(walk.text("a.zip!/two")).isEqualTo("planted two");

    byte[] ppmd = pack(TWO);
    ppmd[central(ppmd, 1) + 10] = 98;
    ppmd[local(ppmd, 1) + 8] = 98;
    walk = Walk.of("a.zip", ppmd);
    assertThat(walk.problems)
        .singleElement()
        .matches(p -> p.kind() == Problem.Kind.UNSUPPORTED && p.path().equals("a.zip!/two"))
        .matches(p -> p.detail().contains("method 98"));
    assertThat(walk.text("a.zip!/one")).isEqualTo("planted one");
  }

  @Test
  void saysWhereHeaderAndDirectoryDisagree() throws IOException {
    byte[] named = pack(TWO);
    named[local(named, 0) + 30] = 'O';
    Walk walk = Walk.of("a.zip", named);
    assertFindsBoth(walk);
    assertThat(walk.problems)
        .containsExactly(
            new Problem(
                Problem.Kind.CORRUPT,
                "a.zip!/one",
                "the central directory and its own header disagree: name one there and One here;"
                    + " it was scanned as the directory says"));

    byte[] sized = pack(TWO);
    sized[local(sized, 1) + 22]++;
    sized[local(sized, 1) + 14]++;
    walk = Walk.of("a.zip", sized);
    assertFindsBoth(walk);
    assertThat(walk.problems).hasSize(1);
    assertThat(walk.problems.get(0).detail())
        .contains("size 11 there and 12 here")
        .contains("checksum");

    byte[] wrong = pack(TWO);
    wrong[central(wrong, 1) + 16]++;
    wrong[local(wrong, 1) + 14]++;
    walk = Walk.of("a.zip", wrong);
    assertFindsBoth(walk);
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(walk.problems.get(0).detail()).startsWith("its checksum is ");
  }

  @Test
  void scansWhatBelongsToNoEntry() throws IOException {
    byte[] between = insert(pack(TWO), 1, bytes("planted between"), 2);
    byte[] older = pack(List.of(Item.of("older", "planted before")));
    byte[] all = join(older, between, bytes("planted behind"));
    Walk walk = Walk.of("a.zip", all);
    assertFindsBoth(walk);
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk).values())
        .contains("planted between", "planted before", "planted behind");
    assertThat(walk.text("a.zip!/[data before the entries at byte 0]!/older"))
        .isEqualTo("planted before");
    assertThat(walk.notices).hasSize(3).allMatch(n -> n.contains("belongs to no entry"));
  }

  @Test
  void readsTwoArchivesInARow() throws IOException {
    Walk walk =
        Walk.of("a.zip", join(pack(List.of(Item.of("older", "planted before"))), pack(TWO)));
    assertFindsBoth(walk);
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk)).containsValue("planted before");
  }

  @Test
  void scansComments() throws IOException {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
      ZipArchiveEntry entry = new ZipArchiveEntry("one");
      entry.setComment("planted here");
      zip.putArchiveEntry(entry);
      zip.closeArchiveEntry();
      zip.setComment("planted there PK\5\6 planted");
    }
    Walk walk = Walk.of("a.zip", Arrays.copyOf(channel.array(), (int) channel.size()));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.notices).isEmpty();
    assertThat(texts(walk))
        .containsEntry("a.zip!/one [comment]", "planted here")
        .containsEntry("a.zip!/[archive comment]", "planted there PK\5\6 planted");
  }

  @Test
  void saysThatNamesAreRepeated() throws IOException {
    Walk walk =
        Walk.of("a.zip", pack(List.of(Item.of("x", "planted 1"), Item.of("x", "planted 2"))));
    assertThat(walk.order).containsExactly("a.zip", "a.zip!/x", "a.zip!/x");
    assertThat(walk.problems).isEmpty();
    assertThat(walk.notices)
        .containsExactly("a.zip: 1 repeated names, such as x; all were scanned");
  }

  @Test
  void readsByLocalHeadersWithoutADirectory() throws IOException {
    for (byte[] zip :
        List.of(pack(TWO), streamed(TWO, Zip64Mode.Never), streamed(TWO, Zip64Mode.Always))) {
      Walk walk = Walk.of("a.zip", Arrays.copyOf(zip, central(zip, 0)));
      assertFindsBoth(walk);
      assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
      assertThat(walk.order).hasSize(3);
    }
    Walk walk = Walk.of("a.zip", bytes("PK\3\4 is how a zip begins"));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
    assertThat(walk.order).containsExactly("a.zip");
  }

  @Test
  void saysThatTheDirectoryBreaksOff() throws IOException {
    byte[] zip = pack(TWO);
    zip[central(zip, 1)] = 'X';
    Walk walk = Walk.of("a.zip", zip);
    assertThat(walk.text("a.zip!/one")).isEqualTo("planted one");
    assertThat(walk.problems.get(0).detail()).contains("has 1 entries in");
    // What the directory no longer names lies between, and is found there.
    assertThat(texts(walk)).containsValue("planted two");
  }

  @Test
  void scansWhatLiesBehindTheDirectory() throws IOException {
    byte[] zip = pack(TWO);
    int end = end(zip);
    byte[] all =
        join(
            Arrays.copyOf(zip, end),
            bytes("planted behind the directory"),
            Arrays.copyOfRange(zip, end, zip.length));
    Walk walk = Walk.of("a.zip", all);
    assertFindsBoth(walk);
    assertThat(walk.problems).isEmpty();
    assertThat(texts(walk)).containsValue("planted behind the directory");
  }

  /** A directory's place is told by its length and by its offset; one of them may be wrong. */
  @Test
  void findsTheDirectoryIfItsLengthIsWrong() throws IOException {
    byte[] zip = pack(TWO);
    ByteBuffer bytes = little(zip);
    bytes.putInt(end(zip) + 12, end(zip) - central(zip, 1)); // as if there were the second only
    Walk walk = Walk.of("a.zip", zip);
    assertFindsBoth(walk);
    assertThat(walk.kinds()).containsExactly(Problem.Kind.CORRUPT);
  }

  @Test
  void saysThatTheCommentIsCut() throws IOException {
    byte[] zip = pack(TWO);
    zip[end(zip) + 20] = 5;
    Walk walk = Walk.of("a.zip", zip);
    assertFindsBoth(walk);
    assertThat(walk.problems)
        .containsExactly(
            new Problem(Problem.Kind.TRUNCATED, "a.zip", "it ends within its comment"));
  }

  @Test
  void scansLongExtraFields() throws IOException {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
      ZipArchiveEntry entry = new ZipArchiveEntry("one");
      UnrecognizedExtraField field = new UnrecognizedExtraField();
      field.setHeaderId(new ZipShort(0x7777));
      field.setLocalFileDataData(bytes("planted here ".repeat(10)));
      field.setCentralDirectoryData(bytes("short"));
      entry.addExtraField(field);
      zip.putArchiveEntry(entry);
      zip.closeArchiveEntry();
    }
    Walk walk = Walk.of("a.zip", Arrays.copyOf(channel.array(), (int) channel.size()));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.text("a.zip!/one [extra field]")).contains("planted here planted here");
  }

  /** An entry that the directory calls empty, and that a program reading the stream unpacks. */
  @Test
  void saysThatAStreamHoldsMoreThanTheDirectorySays() throws IOException {
    byte[] zip = streamed(List.of(Item.of("one", "hidden from the directory")), Zip64Mode.Never);
    little(zip)
        .putInt(central(zip, 0) + 16, 0)
        .putInt(central(zip, 0) + 20, 0)
        .putInt(central(zip, 0) + 24, 0);
    zip[central(zip, 0) + 10] = ZipEntry.STORED;
    zip[local(zip, 0) + 8] = ZipEntry.STORED;
    Walk walk = Walk.of("a.zip", zip);
    assertThat(walk.problems)
        .singleElement()
        .matches(p -> p.kind() == Problem.Kind.CORRUPT && p.path().equals("a.zip!/one"))
        .matches(p -> p.detail().startsWith("sizes should follow"));
    assertThat(walk.notices).hasSize(1);
  }

  @Test
  void scansWhatDeflatedDataHides() throws IOException {
    byte[] text = bytes("text");
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(text);
    deflater.finish();
    byte[] buffer = new byte[100];
    int packed = deflater.deflate(buffer);
    deflater.end();
    CRC32 crc = new CRC32();
    crc.update(text);
    ZipArchiveEntry entry = new ZipArchiveEntry("x");
    entry.setMethod(ZipEntry.DEFLATED);
    entry.setSize(text.length);
    entry.setCrc(crc.getValue());
    byte[] data = join(Arrays.copyOf(buffer, packed), bytes("planted inside"));
    entry.setCompressedSize(data.length);
    Walk walk = Walk.of("a.zip", raw(entry, data));
    assertThat(walk.text("a.zip!/x")).isEqualTo("text");
    assertThat(texts(walk)).containsValue("planted inside");
    assertThat(walk.notices).hasSize(1);
    assertThat(walk.problems).isEmpty();
  }

  @Test
  void givesTheTargetOfALink() throws IOException {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(channel)) {
      ZipArchiveEntry entry = new ZipArchiveEntry("link");
      entry.setUnixMode(UnixStat.LINK_FLAG | 0777);
      zip.putArchiveEntry(entry);
      zip.write(bytes("../planted/target"));
      zip.closeArchiveEntry();
    }
    Walk walk = Walk.of("a.zip", Arrays.copyOf(channel.array(), (int) channel.size()));
    assertThat(walk.text("a.zip!/link")).isEqualTo("../planted/target");
    assertThat(walk.counts).containsExactly(Map.entry(Coverage.Unit.SKIPPED_LINKS, 1L));
  }

  @Test
  void givesTheDataOfAFolder() throws IOException {
    byte[] zip = pack(List.of(Item.of("folderX", "planted in a folder"), Item.of("empty/", "")));
    zip[central(zip, 0) + 46 + 6] = '/';
    zip[local(zip, 0) + 30 + 6] = '/';
    Walk walk = Walk.of("a.zip", zip);
    assertThat(walk.text("a.zip!/folder/")).isEqualTo("planted in a folder");
    assertThat(walk.order).hasSize(2);
  }

  /** Many entries that share one stretch of data; each would unpack to a thousand times as much. */
  @Test
  void endsABombOfOverlappingEntries() throws IOException {
    byte[] one = bomb(10 << 20).orElseThrow();
    int start = central(one, 0);
    byte[] directory = Arrays.copyOfRange(one, start, end(one));
    List<byte[]> parts = new ArrayList<>(List.of(Arrays.copyOf(one, start)));
    for (int i = 0; i < 2_000; i++) {
      parts.add(directory);
    }
    byte[] end = Arrays.copyOfRange(one, end(one), one.length);
    little(end).putShort(8, (short) 2_000).putShort(10, (short) 2_000);
    little(end).putInt(12, 2_000 * directory.length);
    parts.add(end);
    Walk walk = Walk.of("a.zip", join(parts.toArray(new byte[0][])));
    assertThat(walk.kinds()).contains(Problem.Kind.RATIO, Problem.Kind.CORRUPT);
    assertThat(walk.problems).hasSizeLessThan(5);
    assertThat(walk.bytes).isLessThan(130L << 20);
    assertThat(walk.problems)
        .anyMatch(p -> p.path().equals("a.zip") && p.detail().contains("archive bomb"));
  }

  /** What records claim is never allocated. */
  @Test
  void survivesHugeClaims() throws IOException {
    byte[] zip = pack(TWO);
    ByteBuffer bytes = little(zip);
    bytes.putInt(central(zip, 0) + 20, 0x7fffffff).putInt(central(zip, 0) + 24, 0xfffffffe);
    bytes.putInt(central(zip, 1) + 42, 0xfffffff0);
    bytes.putShort(end(zip) + 10, (short) 0xfffe);
    Walk walk = Walk.of("a.zip", zip);
    assertThat(walk.kinds()).contains(Problem.Kind.CORRUPT, Problem.Kind.TRUNCATED);
    assertThat(walk.text("a.zip!/one")).isEqualTo("planted one");
  }

  @Test
  void namesTheFirstProblemsAndCountsTheRest() throws IOException {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      items.add(Item.of("f" + i, "x"));
    }
    byte[] zip = pack(items);
    for (int i = 0; i < 300; i++) {
      zip[central(zip, i) + 8] |= 1;
      zip[local(zip, i) + 6] |= 1;
    }
    Walk walk = Walk.of("a.zip", zip);
    assertThat(walk.problems).hasSize(Remarks.NAMED + 1);
    assertThat(walk.problems.get(Remarks.NAMED))
        .isEqualTo(
            new Problem(
                Problem.Kind.ENCRYPTED, "a.zip", "200 further entries have this kind of problem"));
  }

  @Test
  void leavesNoLargeCopyBehind() throws IOException {
    byte[] large = new byte[SeekableView.HEAP_LIMIT + 100];
    new Random(4).nextBytes(large);
    byte[] inner = streamed(List.of(new Item("large", large), TWO.get(0)), Zip64Mode.AsNeeded);
    byte[] outer = streamed(List.of(new Item("inner.zip", inner)), Zip64Mode.AsNeeded);
    Walk walk = Walk.of(new BytesContent(new Provenance.File("a.zip"), outer), Budget.DEFAULT);
    assertThat(walk.problems).isEmpty();
    assertThat(walk.contents.get("a.zip!/inner.zip!/large")).isEqualTo(large);
    assertThat(walk.text("a.zip!/inner.zip!/one")).isEqualTo("planted one");
  }
}
