package dev.assay.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {

  private static String added(String from, String to) {
    BitSet added = LineDiff.added(longs(from), longs(to));
    StringBuilder text = new StringBuilder();
    added.stream().forEach(i -> text.append(to.charAt(i)).append(i));
    return text.toString();
  }

  private static long[] longs(String text) {
    return text.chars().asLongStream().toArray();
  }

  @Test
  void smallOnes() {
    assertThat(added("", "")).isEmpty();
    assertThat(added("", "ab")).isEqualTo("a0b1");
    assertThat(added("ab", "")).isEmpty();
    assertThat(added("abc", "abc")).isEmpty();
    assertThat(added("abc", "axbc")).isEqualTo("x1");
    assertThat(added("abc", "xabcy")).isEqualTo("x0y4");
    assertThat(added("abcd", "ad")).isEmpty();
    assertThat(added("abcabba", "cbabac")).hasSize(4); // two insertions of five edits
    assertThat(added("ab", "ba")).hasSize(2);
    assertThat(added("aa", "aaa")).hasSize(2);
  }

  @Test
  void asFewAsALongestCommonSubsequenceLeaves() {
    Random random = new Random(7);
    for (int round = 0; round < 3000; round++) {
      int letters = 1 + random.nextInt(6);
      long[] from = random.longs(random.nextInt(30), 0, letters).toArray();
      long[] to = random.longs(random.nextInt(30), 0, letters).toArray();
      BitSet added = LineDiff.added(from, to);
      assertThat(added.cardinality()).isEqualTo(to.length - common(from, to));
      long[] kept =
          LongStream.range(0, to.length)
              .filter(i -> !added.get((int) i))
              .map(i -> to[(int) i])
              .toArray();
      assertThat(common(from, kept)).isEqualTo(kept.length);
    }
  }

  private static int common(long[] a, long[] b) {
    int[][] best = new int[a.length + 1][b.length + 1];
    for (int i = 1; i <= a.length; i++) {
      for (int j = 1; j <= b.length; j++) {
        best[i][j] =
            a[i - 1] == b[j - 1]
                ? best[i - 1][j - 1] + 1
                : Math.max(best[i - 1][j], best[i][j - 1]);
      }
    }
    return best[a.length][b.length];
  }

  @Test
  void farApartTextsAreComparedByCount() {
    Random random = new Random(3);
    long[] from = random.longs(20_000, 0, 5_000).toArray();
    long[] to = from.clone();
    for (int i = to.length - 1; i > 0; i--) { // shuffled
      int j = random.nextInt(i + 1);
      long swap = to[i];
      to[i] = to[j];
      to[j] = swap;
    }
    assertThat(LineDiff.added(from, to).isEmpty()).isTrue();
    long[] more = Arrays.copyOf(to, to.length + 2);
    more[to.length] = 4_999;
    more[to.length + 1] = 10_000;
    assertThat(LineDiff.added(from, more).cardinality()).isEqualTo(2);
  }

  private static long[] hashes(byte[] bytes) throws IOException {
    return LineHashes.of(new ByteArrayInputStream(bytes));
  }

  private static long[] hashes(String text) throws IOException {
    return hashes(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void linesEndAtLfCrlfAndCr() throws IOException {
    assertThat(hashes("")).isEmpty();
    assertThat(hashes("a")).hasSize(1);
    assertThat(hashes("\n")).hasSize(1);
    assertThat(hashes("a\n\n\nb")).hasSize(4);
    assertThat(hashes("a\r\n\r\rb\n")).isEqualTo(hashes("a\n\n\nb"));
    assertThat(hashes("a\n\rb")).isEqualTo(hashes("a\n\nb"));
    assertThat(hashes("\ufeffa\nb")).isEqualTo(hashes("a\nb"));
  }

  @Test
  void anyEncodingAndAnyLengthOfPieces() throws IOException {
    StringBuilder text = new StringBuilder("start of the text\r\n");
    Random random = new Random(11);
    for (int i = 0; i < 30_000; i++) {
      text.append("word ".repeat(random.nextInt(6)));
      text.append(random.nextInt(9) == 0 ? "größer 漢字 😀" : "plain");
      text.append(random.nextBoolean() ? "\r\n" : random.nextBoolean() ? "\n" : "\r");
    }
    long[] expected = hashes(text.toString());
    assertThat(expected).hasSizeGreaterThan(29_000);
    for (Charset charset :
        new Charset[] {
          StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, Charset.forName("UTF-32LE")
        }) {
      assertThat(hashes(("\ufeff" + text).getBytes(charset)))
          .as(charset.name())
          .isEqualTo(expected);
    }
    assertThat(hashes(text.toString().getBytes(StandardCharsets.UTF_16LE))).isEqualTo(expected);
  }

  @Test
  void tooManyLinesHaveNoHashes() throws IOException {
    byte[] ends = new byte[LineHashes.MAX_LINES + 1];
    Arrays.fill(ends, (byte) '\n');
    assertThat(hashes(ends)).isNull();
    assertThat(hashes(Arrays.copyOf(ends, 1000))).hasSize(1000);
  }
}
