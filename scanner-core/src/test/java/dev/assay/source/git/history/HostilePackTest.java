package dev.assay.source.git.history;

import static dev.assay.source.git.history.PackBuilder.copy;
import static dev.assay.source.git.history.PackBuilder.delta;
import static dev.assay.source.git.history.PackBuilder.literal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packs that were made to do harm, or were damaged: the rest is found, and what isn't is said. */
class HostilePackTest {
  private static final String A = "aa".repeat(20);
  private static final String B = "bb".repeat(20);
  private static final String C = "cc".repeat(20);
  private static final byte[] GOOD = "a good blob\n".getBytes(StandardCharsets.UTF_8);
  private static final String GOOD_ID = CollectingSink.blobId(GOOD, 40);

  private static CollectingSink scan(PackBuilder... builders) throws IOException {
    return scan(CollectingSink.Forks.AT_ONCE, 20, builders);
  }

  private static CollectingSink scan(
      CollectingSink.Forks forks, int windowBits, PackBuilder... builders) throws IOException {
    List<Pack> packs = new ArrayList<>();
    for (int i = 0; i < builders.length; i++) {
      packs.add(builders[i].build("pack" + i, windowBits));
    }
    CollectingSink sink = new CollectingSink(forks);
    BlobScan scan = new BlobScan(ObjectStore.of(packs, 20), sink, done -> {});
    scan.start();
    scan.finish();
    sink.drain();
    assertThat(sink.failures).isEmpty();
    assertThat(sink.twice).isEmpty();
    assertThat(sink.wrongDeltas).isEmpty();
    return sink;
  }

  /** One that holds a good blob, to see that it is found. */
  private static PackBuilder withGood() {
    PackBuilder builder = new PackBuilder();
    builder.blob(GOOD);
    return builder;
  }

  private static void onlyGood(CollectingSink sink, String... bad) {
    assertThat(sink.blobs).containsOnlyKeys(GOOD_ID);
    assertThat(sink.problems).hasSize(bad.length);
    for (String id : bad) {
      assertThat(sink.problems).anySatisfy(problem -> assertThat(problem.detail()).contains(id));
    }
  }

  @Test
  void deltasInACircle() throws Exception {
    byte[] same = delta(5, 5, copy(0, 5));
    onlyGood(scan(withGood().refDelta(A, B, same).refDelta(B, A, same)), A, B);
    onlyGood(scan(withGood().refDelta(A, A, same)), A);
    onlyGood(
        scan(withGood().refDelta(C, A, same).refDelta(A, B, same).refDelta(B, A, same)), A, B, C);
  }

  @Test
  void sizesThatAreNotTrue() throws Exception {
    byte[] ten = new byte[10];
    onlyGood(scan(withGood().whole(A, EntryHeader.BLOB, 1L << 50, ten)), A);
    onlyGood(scan(withGood().whole(A, EntryHeader.BLOB, 11, ten)), A);
    onlyGood(scan(withGood().whole(A, EntryHeader.BLOB, 9, ten)), A);
    onlyGood(scan(withGood().whole(A, EntryHeader.BLOB, 0, ten)), A);
    onlyGood(scan(withGood().whole(A, EntryHeader.BLOB, 0, new byte[100_000])), A);
    byte[] endless = new byte[30];
    Arrays.fill(endless, (byte) 0xff);
    onlyGood(scan(withGood().entry(A, endless)), A);
    onlyGood(scan(withGood().entry(A, new byte[] {0x30})), A);
    onlyGood(scan(withGood().entry(A, PackBuilder.header(EntryHeader.BLOB, 10))), A);
  }

  @Test
  void typesThatDoNotExist() throws Exception {
    onlyGood(scan(withGood().whole(A, 0, 10, new byte[10]).whole(B, 5, 10, new byte[10])), A, B);
  }

  @Test
  void deltasThatDoNotFit() throws Exception {
    List<byte[]> bad =
        List.of(
            delta(99, 5, copy(0, 5)),
            delta(GOOD.length, 50, copy(0, 50)),
            delta(GOOD.length, 4, copy(0xfffffff0L, 4)),
            delta(GOOD.length, 4, copy(10, 4)),
            delta(GOOD.length, 0xffffff, copy(0, 0xffffff)),
            delta(GOOD.length, 8, copy(0, 4)),
            delta(GOOD.length, 2, copy(0, 4)),
            delta(GOOD.length, 2, literal("more than two")),
            delta(GOOD.length, 20, new byte[] {0}),
            delta(GOOD.length, 20, new byte[] {90, 1, 2}),
            delta(GOOD.length, 20, new byte[] {(byte) 0xff, 1}),
            delta(GOOD.length, 1L << 40, literal("x")),
            new byte[0],
            new byte[] {(byte) 0x80},
            new byte[] {12},
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1});
    for (byte[] delta : bad) {
      byte[] onBad = delta(1, 1, copy(0, 1));
      PackBuilder builder = withGood().ofsDelta(A, 12, delta);
      onlyGood(scan(builder.ofsDelta(B, builder.end() - 1, onBad).refDelta(C, A, onBad)), A, B, C);
    }
  }

  @Test
  void offsetsOutsideOfThePack() throws Exception {
    onlyGood(scan(withGood().indexed(A, 5).indexed(B, 1L << 20).indexed(C, 1L << 40)), A, B, C);
    onlyGood(scan(withGood().indexed(A, -7)), A);
  }

  @Test
  void countsThatDisagree() throws Exception {
    CollectingSink sink = scan(withGood().promising(7));
    assertThat(sink.blobs).containsOnlyKeys(GOOD_ID);
    assertThat(sink.problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains("7 objects"));
  }

  @Test
  void anIndexThatIsNone() {
    byte[] index = withGood().index();
    for (int length : new int[] {0, 7, 1031, index.length / 2 + 500, index.length - 1}) {
      assertThatThrownBy(() -> PackIndex.of(MappedFile.of(Arrays.copyOf(index, length), 20), 20))
          .isInstanceOf(CorruptObjectException.class);
    }
    byte[] descending = index.clone();
    descending[8 + 4 * 100] = 1;
    assertThatThrownBy(() -> PackIndex.of(MappedFile.of(descending, 20), 20))
        .isInstanceOf(CorruptObjectException.class);
    byte[] version = index.clone();
    version[7] = 3;
    assertThatThrownBy(() -> PackIndex.of(MappedFile.of(version, 20), 20))
        .isInstanceOf(CorruptObjectException.class);
  }

  @Test
  void basesInOtherPacks() throws Exception {
    byte[] made = "a good blob, changed\n".getBytes(StandardCharsets.UTF_8);
    byte[] change = delta(GOOD.length, made.length, copy(0, 11), literal(", changed\n"));
    String id = CollectingSink.blobId(made, 40);
    for (boolean baseFirst : new boolean[] {true, false}) {
      PackBuilder thin = new PackBuilder().refDelta(id, GOOD_ID, change);
      CollectingSink sink = baseFirst ? scan(withGood(), thin) : scan(thin, withGood());
      assertThat(sink.blobs).containsOnlyKeys(GOOD_ID, id).containsEntry(id, id);
      assertThat(sink.problems).isEmpty();
    }
    CollectingSink missing = scan(new PackBuilder().refDelta(id, GOOD_ID, change));
    assertThat(missing.blobs).isEmpty();
    assertThat(missing.problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.detail()).contains(id));
  }

  @Test
  void aDamagedCopyIsReplacedByASoundOne() throws Exception {
    PackBuilder damaged = new PackBuilder().whole(GOOD_ID, EntryHeader.BLOB, 99, GOOD);
    for (CollectingSink sink : List.of(scan(damaged, withGood()), scan(withGood(), damaged))) {
      assertThat(sink.blobs).containsOnlyKeys(GOOD_ID).containsEntry(GOOD_ID, GOOD_ID);
      assertThat(sink.problems).isEmpty();
    }
    // A sound entry of other bytes is no replacement.
    PackBuilder other = new PackBuilder().whole(GOOD_ID, EntryHeader.TREE, 4, new byte[4]);
    other.refDelta(A, GOOD_ID, delta(4, 4, copy(0, 4)));
    CollectingSink sink = scan(damaged, other);
    assertThat(sink.blobs).isEmpty();
    assertThat(sink.problems)
        .singleElement()
        .satisfies(p -> assertThat(p.detail()).contains(GOOD_ID));
  }

  @Test
  void aSecondCopyIsPushedOnce() throws Exception {
    assertThat(scan(withGood(), withGood(), withGood()).blobs).containsOnlyKeys(GOOD_ID);
  }

  @Test
  void longChainsAndBroadFamilies() throws Exception {
    PackBuilder builder = new PackBuilder();
    StringBuilder text = new StringBuilder("start\n");
    builder.blob(bytes(text));
    long previous = 12;
    int expected = 1;
    for (int i = 0; i < 6000; i++) {
      String line = "line " + i + "\n";
      int before = text.length();
      byte[] delta = delta(before, before + line.length(), copy(0, before), literal(line));
      text.append(line);
      long at = builder.end();
      builder.ofsDelta(CollectingSink.blobId(bytes(text), 40), previous, delta);
      expected++;
      if (i % 3 == 0) { // a side branch
        String side = "side " + i + "\n";
        byte[] sideDelta = delta(text.length(), 6 + side.length(), copy(0, 6), literal(side));
        builder.ofsDelta(CollectingSink.blobId(bytes("start\n" + side), 40), at, sideDelta);
        expected++;
      }
      previous = at;
    }
    for (CollectingSink.Forks forks : CollectingSink.Forks.values()) {
      CollectingSink sink = scan(forks, 12, builder);
      assertThat(sink.blobs).hasSize(expected).allSatisfy((id, is) -> assertThat(is).isEqualTo(id));
      assertThat(sink.problems).isEmpty();
    }
  }

  private static byte[] bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Large side branches are handed over, blobs above 4 MB left to the big walker. */
  @Test
  void largeFamilies() throws Exception {
    PackBuilder builder = new PackBuilder();
    byte[] root = new byte[3 << 20];
    new Random(5).nextBytes(root);
    Arrays.fill(root, 1000, root.length, (byte) 'x');
    builder.blob(root);
    int expected = 1;
    for (int branch = 0; branch < 6; branch++) {
      byte[] version = root.clone();
      long base = 12;
      for (int i = 0; i < 5; i++) {
        version[branch] = (byte) i;
        version[branch + 10]++;
        long at = builder.end();
        builder.ofsDelta(CollectingSink.blobId(version, 40), base, changed(version, branch + 11));
        base = at;
        expected++;
      }
    }
    byte[] larger = Arrays.copyOf(root, 5 << 20);
    long at = builder.end();
    builder.ofsDelta(CollectingSink.blobId(larger, 40), 12, growing(root.length, larger.length));
    builder.ofsDelta(GOOD_ID, at, delta(larger.length, GOOD.length, literal("a good blob\n")));
    for (CollectingSink.Forks forks : CollectingSink.Forks.values()) {
      CollectingSink sink = scan(forks, 16, builder);
      assertThat(sink.blobs)
          .hasSize(expected + 2)
          .allSatisfy((id, is) -> assertThat(is).isEqualTo(id));
      assertThat(sink.problems).isEmpty();
    }
  }

  /** The first {@code count} bytes as literals, the rest copied. */
  private static byte[] changed(byte[] version, int count) {
    return delta(
        version.length,
        version.length,
        literal(new String(version, 0, count, StandardCharsets.ISO_8859_1)),
        copy(count, version.length - count));
  }

  /** All of the base, then zero bytes. */
  private static byte[] growing(int base, int result) {
    List<byte[]> instructions = new ArrayList<>();
    instructions.add(copy(0, base));
    String zeros = "\0".repeat(127);
    int left = result - base;
    for (; left >= 127; left -= 127) {
      instructions.add(literal(zeros));
    }
    if (left > 0) {
      instructions.add(literal("\0".repeat(left)));
    }
    return delta(base, result, instructions.toArray(byte[][]::new));
  }

  /** Above 32 MB nothing is kept on the heap as a whole. */
  @Test
  void hugeBlobs() throws Exception {
    PackBuilder builder = new PackBuilder();
    byte[] alone = new byte[35 << 20];
    alone[7] = 7;
    builder.blob(alone);
    byte[] root = new byte[34 << 20];
    root[1] = 1;
    long at = builder.end();
    builder.blob(root);
    byte[] next = root.clone();
    next[0] = 5;
    byte[] delta =
        delta(
            root.length,
            next.length,
            literal("\5"),
            copy(1, 0xffffff),
            copy(0x1000000, 0xffffff),
            copy(0x1ffffff, root.length - 0x1ffffff));
    long second = builder.end();
    builder.ofsDelta(CollectingSink.blobId(next, 40), at, delta);
    builder.ofsDelta(
        CollectingSink.blobId(new byte[] {5, 1}, 40), second, delta(next.length, 2, copy(0, 2)));
    builder.ofsDelta(A, second, delta(next.length, 2, copy(next.length, 2)));
    builder.ofsDelta(B, second, delta(next.length, 1L << 31, copy(0, 2)));
    CollectingSink sink = scan(builder);
    assertThat(sink.blobs).hasSize(4).allSatisfy((id, is) -> assertThat(is).isEqualTo(id));
    assertThat(sink.problems)
        .extracting(Problem::kind)
        .containsExactlyInAnyOrder(Problem.Kind.CORRUPT, Problem.Kind.TOO_LARGE);
  }

  @Test
  void manyProblemsAreCounted() throws Exception {
    PackBuilder builder = withGood();
    for (int i = 0; i < 500; i++) {
      builder.whole(String.format("%040x", 1 + i), EntryHeader.BLOB, 99, GOOD);
    }
    CollectingSink sink = scan(builder);
    assertThat(sink.blobs).containsOnlyKeys(GOOD_ID);
    assertThat(sink.problems).hasSize(21);
    assertThat(sink.problems).anySatisfy(p -> assertThat(p.detail()).contains("480 more objects"));
  }
}
