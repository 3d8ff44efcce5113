package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Budget;
import dev.assay.model.ByteSlice;
import dev.assay.model.BytesContent;
import dev.assay.model.Content;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every unpacker must do; a new format's test extends it, says how to make a container, and
 * adds what only that format has.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // whatever hangs, fails
abstract class UnpackerContract {

  /** An entry to pack. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Item(String name, byte[] bytes) {
    static Item of(String name, String text) {
      return new Item(name, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @TempDir Path temp;
  private String usualTemp;

  /** The unpacker under test. */
  abstract Unpacker unpacker();

  /** A usual name for such a file, such as {@code a.zip}. */
  abstract String fileName();

  /** A container of {@code items}, made by somebody else's code where there is some. */
  abstract byte[] pack(List<Item> items) throws IOException;

  /** How {@code item} is called by the unpacker when it stands in {@link #fileName}. */
  String shownName(Item item) {
    return item.name();
  }

  /** Most entries that such a container can have. */
  int capacity() {
    return Integer.MAX_VALUE;
  }

  /** Whether it can be told that entries are missing where it was cut off between two of them. */
  boolean tellsItsEnd() {
    return true;
  }

  /** What it gathers from a container beside its entries. */
  int views() {
    return 0;
  }

  /** A container that unpacks to {@code size} zeros; empty if the format doesn't compress. */
  abstract Optional<byte[]> bomb(long size) throws IOException;

  @BeforeEach
  void ownTemporaryFolder() {
    usualTemp = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", temp.toString());
  }

  @AfterEach
  void leavesNothingBehind() {
    System.setProperty("java.io.tmpdir", usualTemp);
    assertThat(temp).isEmptyDirectory();
  }

  private List<Item> items() {
    List<Item> items = new ArrayList<>();
    items.add(Item.of("first.txt", "planted one\n"));
    if (capacity() > 1) {
      items.add(Item.of("folder/second.properties", "planted=two\n".repeat(5)));
      items.add(Item.of("folder/empty", ""));
      items.add(Item.of("ünï/third", "planted three"));
    }
    return items;
  }

  private String path(Item item) {
    return fileName() + "!/" + shownName(item);
  }

  private Walk walk(byte[] container) {
    return Walk.of(fileName(), container);
  }

  @Test
  void givesEveryPlantedByte() throws IOException {
    List<Item> items = items();
    Walk walk = walk(pack(items));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.notices).isEmpty();
    for (Item item : items) {
      assertThat(walk.contents.get(path(item))).as(item.name()).isEqualTo(item.bytes());
    }
    assertThat(walk.contents).hasSize(1 + items.size() + views());
  }

  @Test
  void isTheOnlyOneToRecogniseIt() throws IOException {
    byte[] container = pack(items());
    ByteSlice head = new ByteSlice(container, 0, Math.min(container.length, Unpacker.HEAD));
    assertThat(Unpackers.all().stream().filter(u -> u.recognises(head)).map(Unpacker::format))
        .containsExactly(unpacker().format());
    for (int length = 0; length < 16; length++) {
      unpacker().recognises(new ByteSlice(container, 0, Math.min(length, container.length)));
    }
    byte[] shifted = new byte[container.length + 7];
    System.arraycopy(container, 0, shifted, 7, container.length);
    assertThat(unpacker().recognises(new ByteSlice(shifted, 7, head.length()))).isTrue();
    assertThat(unpacker().recognises(new ByteSlice(new byte[Unpacker.HEAD], 0, Unpacker.HEAD)))
        .isFalse();
  }

  @Test
  void readsAnEmptyContent() throws IOException {
    Item empty = new Item("nothing", new byte[0]);
    Walk walk = walk(pack(List.of(empty)));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.contents.get(path(empty))).isEmpty();
  }

  /** Whether it is in memory, in a file, or can be read once only. */
  @Test
  void givesTheSameHoweverItIsHeld() throws IOException {
    byte[] container = pack(items());
    Walk memory = walk(container);
    Path file = Files.write(temp.resolve("held"), container);
    for (Content held : List.of(inFile(file), once(container))) {
      Walk walk = new Walk(Budget.DEFAULT);
      unpacker().unpack(held, walk.meter, walk);
      assertThat(walk.problems).isEqualTo(memory.problems);
      assertThat(walk.notices).isEqualTo(memory.notices);
      assertThat(walk.order).isEqualTo(memory.order.subList(1, memory.order.size()));
      memory.contents.forEach(
          (path, bytes) -> {
            if (!path.equals(fileName())) {
              assertThat(walk.contents.get(path)).as(path).isEqualTo(bytes);
            }
          });
    }
    Files.delete(file);
  }

  /** Nothing that is cut off may go unsaid. */
  @Test
  void saysSoWhenItIsTruncated() throws IOException {
    List<Item> items = items();
    byte[] container = pack(items);
    int end = Math.min(container.length, 2_048);
    for (int length = 0; length < end; length++) {
      byte[] cut = Arrays.copyOf(container, length);
      if (!unpacker().recognises(new ByteSlice(cut, 0, Math.min(length, Unpacker.HEAD)))) {
        continue;
      }
      Walk walk = walk(cut);
      boolean all = true;
      for (Item item : items) {
        byte[] found = walk.contents.get(path(item));
        all &= found == null ? !tellsItsEnd() : Arrays.equals(found, item.bytes());
      }
      assertThat(all || !walk.problems.isEmpty()).as("cut to %d bytes", length).isTrue();
    }
  }

  @Test
  void neverThrowsForFlippedBytes() throws IOException {
    byte[] container = pack(items());
    Random random = new Random(17);
    for (int round = 0; round < 3_000; round++) {
      byte[] flipped = container.clone();
      int flips = 1 + random.nextInt(4);
      for (int i = 0; i < flips; i++) {
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 + random.nextInt(255));
      }
      Walk walk = walk(flipped);
      assertThat(walk.bytes).as("round %d", round).isLessThan(50L * container.length + 100_000);
      assertThat(walk.kinds()).doesNotContain(Problem.Kind.INTERNAL);
    }
  }

  @Test
  void neverThrowsForNoiseBehindItsMagic() throws IOException {
    byte[] container = pack(items());
    Random random = new Random(18);
    for (int round = 0; round < 1_000; round++) {
      byte[] noise = new byte[random.nextInt(2_000) + 4];
      random.nextBytes(noise);
      int kept = Math.min(Math.min(noise.length, container.length), 4 + random.nextInt(40));
      System.arraycopy(container, 0, noise, 0, kept);
      walk(noise);
    }
  }

  @Test
  void nestsToTheDeepestLevel() throws IOException {
    byte[] inner = "planted deep".getBytes(StandardCharsets.UTF_8);
    for (int level = 0; level < Budget.DEFAULT.maxDepth(); level++) {
      inner = pack(List.of(new Item(fileName(), inner)));
    }
    Walk walk = walk(inner);
    assertThat(walk.problems).isEmpty();
    assertThat(walk.contents.values())
        .anyMatch(bytes -> new String(bytes, StandardCharsets.UTF_8).equals("planted deep"));
    assertThat(walk(pack(List.of(new Item(fileName(), inner)))).kinds())
        .containsExactly(Problem.Kind.TOO_DEEP);
  }

  @Test
  void endsWithTheScansBytes() throws IOException {
    Optional<byte[]> bomb = bomb(10 << 20);
    if (bomb.isPresent()) {
      Walk walk =
          Walk.of(
              new BytesContent(new Provenance.File(fileName()), bomb.get()),
              new Budget(16, 1_000, 1 << 20, 1_000_000, null));
      assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
      assertThat(walk.problems.get(0).detail()).contains("1,048,576").contains("--max-bytes");
      assertThat(walk.bytes).isBetween(1L << 19, (1L << 20) + (1 << 17));
    }
  }

  @Test
  void endsWithTheRatio() throws IOException {
    Optional<byte[]> bomb = bomb(300 << 20);
    if (bomb.isPresent()) {
      Walk walk = walk(bomb.get());
      assertThat(walk.kinds()).containsExactly(Problem.Kind.RATIO);
      assertThat(walk.problems.get(0).detail()).contains("200:1").contains("--max-ratio");
      assertThat(walk.bytes).isBetween(100L << 20, 110L << 20);
      assertThat(walk(bomb(90 << 20).orElseThrow()).problems).isEmpty();
    }
  }

  @Test
  void endsWithTheScansEntries() throws IOException {
    Budget one = new Budget(16, 1, 1 << 20, 200, null);
    byte[] container = pack(items());
    Walk walk = new Walk(one);
    walk.accept(new BytesContent(new Provenance.File(fileName()), container));
    walk.accept(new BytesContent(new Provenance.File(fileName()), container));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TOO_MANY_ENTRIES);
    assertThat(walk.contents).hasSize(2);
  }

  /** A name is for people: it neither breaks a line of a report nor leads anywhere. */
  @Test
  void showsHostileNamesHarmlessly() throws IOException {
    for (String name :
        List.of(
            "../../../etc/passwd",
            "/etc/passwd",
            "C:\\Windows\\win.ini",
            "..\\..\\x",
            "line\nbreak",
            "\u001b[31mred",
            "right\u202eleft",
            "a".repeat(5_000),
            "!/x",
            "./././x",
            "nul")) {
      Walk walk = walk(pack(List.of(Item.of(name, "planted"))));
      assertThat(walk.problems).as(name).isEmpty();
      assertThat(walk.text(walk.order.get(1))).isEqualTo("planted");
      for (String shown : walk.order) {
        assertThat(shown.length()).isLessThan(EntryNames.LONGEST + 50);
        assertThat(shown.chars()).allMatch(c -> c >= ' ' && c != 0x7f && c != 0x202e);
      }
    }
    assertThat(new File(temp.toFile().getParentFile(), "x")).doesNotExist();
  }

  @Test
  void chargesWhatIsReadTwiceOnce() throws IOException {
    byte[] container = pack(List.of(new Item("twice", new byte[5_000])));
    Budget budget = new Budget(16, 10, 6_000, 200, null);
    Walk walk = new Walk(budget);
    Walk reader =
        new Walk(budget) {
          @Override
          public void accept(Content content) {
            if (content.provenance() instanceof Provenance.View) {
              return;
            }
            for (int i = 0; i < 3; i++) {
              try (InputStream in = content.open()) {
                assertThat(in.readNBytes(10_000)).hasSize(5_000);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            }
            order.add(content.provenance().path());
          }
        };
    unpacker()
        .unpack(new BytesContent(new Provenance.File(fileName()), container), walk.meter, reader);
    assertThat(reader.order).hasSize(1);
  }

  /** For tests of what single formats have. */
  static Map<String, String> texts(Walk walk) {
    Map<String, String> texts = new TreeMap<>();
    walk.contents.forEach(
        (path, bytes) -> texts.put(path, new String(bytes, StandardCharsets.UTF_8)));
    texts.remove(walk.order.get(0));
    return texts;
  }

  /** A content in a file, as a folder's source pushes it. */
  private Content inFile(Path file) {
    return new Content() {
      @Override
      public Provenance provenance() {
        return new Provenance.File(fileName());
      }

      @Override
      public long size() {
        return -1;
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }

      @Override
      public SeekableByteChannel seekable() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
      }
    };
  }

  /** A content that can be read once, from a stream that gives a few bytes at a time. */
  private Content once(byte[] bytes) {
    InputStream all = new ByteArrayInputStream(bytes);
    InputStream in =
        new InputStream() {
          @Override
          public int read() throws IOException {
            return all.read();
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            return all.read(into, offset, Math.min(length, 7));
          }
        };
    boolean[] used = new boolean[1];
    return new Content() {
      @Override
      public Provenance provenance() {
        return new Provenance.File(fileName());
      }

      @Override
      public long size() {
        return -1;
      }

      @Override
      public InputStream open() throws IOException {
        if (used[0]) {
          throw new IOException("can be read once only");
        }
        used[0] = true;
        return in;
      }
    };
  }
}
