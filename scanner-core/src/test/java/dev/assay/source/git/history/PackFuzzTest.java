package dev.assay.source.git.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Any bytes as entries of a pack, as a delta, as an index: nothing is thrown but what says that
 * they are corrupt, and every object is pushed or reported. Run with {@code JAZZER_FUZZ=1} it
 * searches for new inputs; in the build it runs those that are kept.
 */
class PackFuzzTest {

  /**
   * A pack whose entries are pieces of {@code data}, each after a byte with its length; checksums
   * hold, so that the bytes are looked at.
   */
  @FuzzTest(maxDuration = "5m")
  void packs(byte[] data) throws IOException {
    PackBuilder builder = new PackBuilder();
    ByteBuffer in = ByteBuffer.wrap(data);
    List<String> ids = new ArrayList<>();
    while (in.hasRemaining() && ids.size() < 64) {
      byte[] entry = new byte[Math.min(in.get() & 0xff, in.remaining())];
      in.get(entry);
      String id = String.format("%040x", 0x1111 * (ids.size() + 1));
      builder.entry(id, entry);
      ids.add(id);
    }
    Pack pack = builder.build("fuzz", 7);
    ObjectStore store = ObjectStore.of(List.of(pack), 20);
    CollectingSink sink = new CollectingSink(CollectingSink.Forks.AT_ONCE);
    BlobScan scan = new BlobScan(store, sink, done -> {});
    scan.start();
    scan.finish();
    sink.drain();
    assertThat(sink.failures).isEmpty();
    assertThat(sink.twice).isEmpty();
    assertThat(sink.wrongDeltas).isEmpty();
    assertThat(scan.packs().get(0).unaccounted()).isZero();
    for (String id : ids) {
      byte[] raw = java.util.HexFormat.of().parseHex(id);
      try (StoreReader reader = new StoreReader(store, 1000)) {
        StoreReader.Stored stored = reader.read(raw, 0);
        if (stored != null && stored.type() == EntryHeader.BLOB) {
          assertThat(sink.blobs).containsKey(id);
        }
      } catch (CorruptObjectException e) {
        assertThat(sink.blobs).doesNotContainKey(id);
      }
    }
  }

  /** The first byte is the length of the base, the rest the delta: by array and by stream. */
  @FuzzTest(maxDuration = "5m")
  void deltas(byte[] data) throws IOException {
    if (data.length == 0) {
      return;
    }
    byte[] base = new byte[data[0] & 0xff];
    for (int i = 0; i < base.length; i++) {
      base[i] = (byte) i;
    }
    byte[] delta = java.util.Arrays.copyOfRange(data, 1, data.length);
    byte[] byArray = null;
    try {
      long size = DeltaCode.resultSize(delta, delta.length, base.length);
      if (size <= 1 << 20) {
        byArray = new byte[(int) size];
        DeltaCode.apply(base, base.length, delta, delta.length, byArray, (int) size);
        assertThat(DeltaCode.copies(delta, delta.length)).isNotNull();
      } else {
        return;
      }
    } catch (CorruptObjectException e) {
      byArray = null;
    }
    byte[] byStream = null;
    PackBuilder builder = new PackBuilder();
    builder.blob(base);
    long at = builder.end();
    Pack pack = builder.ofsDelta("ff".repeat(20), 12, delta).build("fuzz", 9);
    EntryHeader header = new EntryHeader();
    pack.header(at, header);
    try (Body body = BigDelta.apply(pack, header, Body.onHeap(base, base.length))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      body.copyTo(out, 0, body.length());
      byStream = out.toByteArray();
    } catch (CorruptObjectException e) {
      byStream = null;
    }
    assertThat(byStream).isEqualTo(byArray);
  }

  /** An index of any bytes answers or is refused. */
  @FuzzTest(maxDuration = "5m")
  void indexes(byte[] data) {
    byte[] tables = new byte[8 + 1024 + data.length];
    ByteBuffer.wrap(tables).putInt(0xff744f63).putInt(2);
    System.arraycopy(data, 0, tables, tables.length - data.length, data.length);
    int count = data.length == 0 ? 0 : data[0] & 0x0f;
    for (int i = 0; i < 256; i++) {
      ByteBuffer.wrap(tables).putInt(8 + 4 * i, i < (data.length & 0xff) ? count / 2 : count);
    }
    try {
      PackIndex index = PackIndex.of(MappedFile.of(tables, 8), 20);
      byte[] id = new byte[20];
      for (int i = 0; i < index.count(); i++) {
        index.id(i, id, 0);
        int found = index.find(id, 0);
        if (found >= 0) {
          byte[] again = new byte[20];
          index.id(found, again, 0);
          assertThat(again).isEqualTo(id);
        }
        // Whatever they say, they stand in the file: another read gives the same.
        assertThat(index.offset(i)).isEqualTo(index.offset(i));
        assertThat(index.checksum(i)).isEqualTo(index.checksum(i));
      }
    } catch (CorruptObjectException e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }
}
