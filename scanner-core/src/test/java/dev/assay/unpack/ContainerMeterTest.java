package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Budget;
import dev.assay.model.BytesContent;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContainerMeterTest {

  private static Unpacking unpacking(Content content, Walk walk) {
    return new Unpacking(content, walk.meter, null, walk);
  }

  @Test
  void addsUpTheMemoryOfDecodersInOneAnother() throws IOException {
    Content[] inner = new Content[1];
    Walk walk =
        new Walk(Budget.DEFAULT) {
          @Override
          public void accept(Content content) {
            inner[0] = content;
          }
        };
    Unpacking outer = unpacking(new BytesContent(new Provenance.File("a"), new byte[0]), walk);
    outer.takeMemory(64 << 20);
    outer.push("b", new byte[0]);
    assertThat(inner[0].heldMemory()).isEqualTo(64 << 20);
    Unpacking within = unpacking(inner[0], walk);
    within.takeMemory(32 << 20);
    assertThatThrownBy(() -> within.takeMemory(1))
        .hasMessageContaining("beside 100,663,296")
        .hasMessageContaining("unpack it and scan");
    for (long most : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> outer.takeMemory(most)).isInstanceOf(IOException.class);
    }
  }

  /** More than two wait, however many threads there are; whoever is inside of one does not. */
  @Test
  void letsTwoChainsHoldMuchAtATime() throws Exception {
    Walk walk = new Walk(Budget.DEFAULT);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Content outer = new BytesContent(new Provenance.File("a" + i), new byte[0]);
      Thread thread =
          new Thread(
              () -> {
                try {
                  Unpacking chain = unpacking(outer, walk);
                  chain.takeMemory(10 << 20);
                  chain.takeMemory(30 << 20);
                  chain.takeMemory(30 << 20);
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  Thread.sleep(20);
                  now.decrementAndGet();
                  chain.giveMemory(60 << 20);
                  chain.finish();
                } catch (IOException | InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most.get()).isBetween(1, 2);
  }
}
