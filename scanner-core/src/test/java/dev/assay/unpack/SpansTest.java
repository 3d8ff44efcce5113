package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpansTest {

  private static List<String> gaps(Spans spans, long from, long to) throws IOException {
    List<String> gaps = new ArrayList<>();
    spans.gaps(from, to, (start, end) -> gaps.add(start + "-" + end));
    return gaps;
  }

  @Test
  void findsGapsAndOverlaps() throws IOException {
    Spans spans = new Spans();
    assertThat(gaps(spans, 0, 5)).containsExactly("0-5");
    spans.add(10, 20);
    spans.add(20, 30);
    spans.add(5, 5);
    spans.add(40, 50);
    spans.add(2, 4);
    assertThat(gaps(spans, 0, 60)).containsExactly("0-2", "4-10", "30-40", "50-60");
    assertThat(gaps(spans, 0, 45)).containsExactly("0-2", "4-10", "30-40");
    assertThat(spans.overlaps()).isZero();
    spans.add(15, 16);
    spans.add(10, 20);
    assertThat(spans.overlaps()).isEqualTo(2);
  }

  /** The same as a set of bytes would say. */
  @Test
  void agreesWithABitSet() throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      Spans spans = new Spans();
      BitSet bits = new BitSet();
      for (int i = random.nextInt(60); i > 0; i--) {
        int from = random.nextInt(300);
        int to = from + random.nextInt(20);
        spans.add(from, to);
        bits.set(from, to);
      }
      List<String> expected = new ArrayList<>();
      for (int at = bits.nextClearBit(0); at < 330; ) {
        int end = bits.nextSetBit(at);
        end = end < 0 ? 330 : Math.min(330, end);
        expected.add(at + "-" + end);
        at = bits.nextClearBit(end);
      }
      assertThat(gaps(spans, 0, 330)).isEqualTo(expected);
    }
  }
}
