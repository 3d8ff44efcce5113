package dev.assay.unpack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ByteSlice;
import dev.assay.model.SourceMapFacts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WasmUnpackerTest {

  private static void number(ByteArrayOutputStream out, int value) {
    int left = value;
    while (left >= 0x80) {
      out.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write(left);
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(out, bytes.length);
    out.writeBytes(bytes);
  }

  /** A module with a type section, a large custom one, and one of {@code name}. */
  static byte[] module(String name, String address) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0});
    for (String[] custom : new String[][] {{"producers", "x".repeat(70_000)}, {name, address}}) {
      ByteArrayOutputStream section = new ByteArrayOutputStream();
      text(section, custom[0]);
      text(section, custom[1]);
      out.write(0);
      number(out, section.size());
      out.writeBytes(section.toByteArray());
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sourceMappingURL", "external_debug_info"})
  void tellsWhereTheMapIs(String name) {
    Walk walk = Walk.of("a.wasm", module(name, "https://maps.acme.internal/a.wasm.map"));
    assertThat(walk.problems).isEmpty();
    assertThat(walk.observations).hasSize(1);
    SourceMapFacts facts = (SourceMapFacts) walk.observations.get(0);
    assertThat(facts.form()).isEqualTo(SourceMapFacts.Form.LINK);
    assertThat(facts.hosts()).containsExactly("maps.acme.internal");
    assertThat(facts.place().path()).isEqualTo("a.wasm");
    assertThat(facts.region()).isNull();
  }

  @Test
  void saysNothingOfWhatLiesBesideIt() {
    assertThat(Walk.of("a.wasm", module("sourceMappingURL", "a.wasm.map")).observations).isEmpty();
    assertThat(Walk.of("a.wasm", module("name", "https://maps.acme.internal/")).observations)
        .isEmpty();
  }

  @Test
  void holdsAgainstWhatBreaksOff() {
    byte[] whole = module("sourceMappingURL", "file:///Users/jane/a.wasm.map");
    for (int length = 8;
        length < whole.length;
        length += length > 100 && length < 70_000 ? 997 : 1) {
      Walk walk = Walk.of("a.wasm", Arrays.copyOf(whole, length));
      assertThat(walk.problems).isEmpty();
      assertThat(walk.observations).isEmpty();
    }
    SourceMapFacts facts = (SourceMapFacts) Walk.of("a.wasm", whole).observations.get(0);
    assertThat(facts.users()).containsExactly("jane");
    assertThat(facts.absolutePaths()).containsExactly("file:///Users/jane/a.wasm.map");
    byte[] other = {0, 'a', 's', 'm', 2, 0, 0, 0};
    assertThat(new WasmUnpacker().recognises(new ByteSlice(other, 0, other.length))).isFalse();
  }
}
