package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every single-stream compression must do, beyond {@link UnpackerContract}. */
abstract class StreamContract extends UnpackerContract {

  /** Compresses what is written to it, as one member, with a small dictionary. */
  abstract OutputStream compressor(OutputStream out) throws IOException;

  /** Most that a fault may take with it of what stands before it, bytes. */
  abstract int lostAtFault();

  @Override
  int capacity() {
    return 1;
  }

  @Override
  String shownName(Item item) {
    return "first.txt";
  }

  @Override
  byte[] pack(List<Item> items) throws IOException {
    return pack(items.get(0).bytes());
  }

  /** Zeros of one member of a bomb. */
  int bombPart() {
    return 10 << 20;
  }

  @Override
  Optional<byte[]> bomb(long size) throws IOException {
    int part = bombPart();
    byte[] packed = pack(new byte[part]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long left = size; left > 0; left -= part) {
      out.writeBytes(packed);
    }
    return Optional.of(out.toByteArray());
  }

  byte[] pack(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packed = compressor(out)) {
      packed.write(bytes);
    }
    return out.toByteArray();
  }

  byte[] pack(String text) throws IOException {
    return pack(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Text that can be packed a little. */
  static String text(int lines) {
    StringBuilder text = new StringBuilder();
    Random random = new Random(lines);
    for (int i = 0; i < lines; i++) {
      text.append(random.nextInt(1_000_000_000)).append(" line of text\n");
    }
    return text.toString();
  }

  String inside() {
    return fileName() + "!/first.txt";
  }

  Walk walk(byte[] container) {
    return Walk.of(fileName(), container);
  }

  @Test
  void readsAllMembers() throws IOException {
    Walk walk = walk(join(pack("one "), pack(""), pack("two "), pack("three")));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.notices).isEmpty();
    assertThat(texts(walk)).containsOnly(Map.entry(inside(), "one two three"));
  }

  @Test
  void leavesPaddingAlone() throws IOException {
    Walk walk = walk(join(pack("one "), new byte[8], pack("two"), new byte[70_000]));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.notices).isEmpty();
    assertThat(texts(walk)).containsOnly(Map.entry(inside(), "one two"));
  }

  @Test
  void scansWhatFollowsTheLastMember() throws IOException {
    byte[] member = pack("text");
    for (String trailing :
        List.of("planted behind", "p", "BZh", "\u001f", "planted ".repeat(9_000))) {
      Walk walk = walk(join(member, new byte[4], trailing.getBytes(StandardCharsets.UTF_8)));
      String path =
          fileName()
              + "!/[data that is not "
              + unpacker().format()
              + " at byte "
              + (member.length + 4)
              + "]";
      assertThat(walk.text(inside())).isEqualTo("text");
      assertThat(walk.text(path)).isEqualTo(trailing);
      assertThat(walk.notices)
          .containsExactly(path + ": it belongs to no entry, and was scanned as it is");
      assertThat(walk.problems).isEmpty();
    }
  }

  @Test
  void readsLongContents() throws IOException {
    String text = text(100_000);
    Walk walk = walk(pack(text));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.text(inside())).isEqualTo(text);
  }

  @Test
  void givesWhatCameBeforeAnEnd() throws IOException {
    String text = text(100_000);
    byte[] whole = pack(text);
    Walk walk = walk(Arrays.copyOf(whole, whole.length - whole.length / 5));
    assertThat(walk.kinds()).containsExactly(Problem.Kind.TRUNCATED);
    String got = walk.text(inside());
    assertThat(text).startsWith(got);
    assertThat(got.length()).isGreaterThan(text.length() / 8);
  }

  /** A fault of one member takes nothing of the members before it, and what follows is scanned. */
  @Test
  void givesWhatCameBeforeAFault() throws IOException {
    String text = text(20_000);
    byte[] good = pack(text);
    String more = text(3_000);
    byte[] next = pack(more);
    Random random = new Random(19);
    int faults = 0;
    for (int round = 0; round < 40; round++) {
      byte[] bad = next.clone();
      for (int i = 0; i < 3; i++) {
        bad[bad.length / 3 + random.nextInt(bad.length / 3)] ^= (byte) (1 + random.nextInt(255));
      }
      Walk walk = walk(join(good, bad, "planted behind".getBytes(StandardCharsets.UTF_8)));
      String got = walk.text(inside());
      assertThat(got.length()).isGreaterThanOrEqualTo(text.length() - lostAtFault());
      assertThat(got.substring(0, Math.min(text.length(), got.length())))
          .isEqualTo(text.substring(0, Math.min(text.length(), got.length())));
      if (!got.equals(text + more)) {
        faults++;
        assertThat(walk.kinds()).hasSize(1);
        assertThat(walk.kinds())
            .isSubsetOf(Problem.Kind.CORRUPT, Problem.Kind.TRUNCATED, Problem.Kind.TOO_LARGE);
        if (!walk.kinds().contains(Problem.Kind.TRUNCATED)) {
          assertThat(texts(walk).values()).anyMatch(s -> s.endsWith("planted behind"));
        }
      }
    }
    assertThat(faults).isGreaterThan(30);
  }

  /** Many tiny members cost no more than their bytes. */
  @Test
  void readsManyMembers() throws IOException {
    byte[] member = pack("x");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int count = 4_000; // bzip2 allocates some megabytes for each
    for (int i = 0; i < count; i++) {
      all.writeBytes(member);
    }
    Walk walk = walk(all.toByteArray());
    assertThat(walk.problems).isEmpty();
    assertThat(walk.contents.get(inside())).hasSize(count);
  }
}
