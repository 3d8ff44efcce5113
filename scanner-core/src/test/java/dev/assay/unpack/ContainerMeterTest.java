package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Budget;
import dev.assay.model.BytesContent;
import dev.assay.model.Content;
import dev.assay.model.Provenance;
import java.io.IOException;
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
}
