package dev.assay.detect.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.decode.DecodedText;
import dev.assay.detect.Window;
import dev.assay.match.MatchProgram;
import dev.assay.model.Problem;
import dev.assay.model.Region;
import dev.assay.rules.load.RuleTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What is made to be slow is decoded within bounds, and what they cut off is told. */
class HostileDecodingTest {
  private static final int OWN = 4 << 20;

  private final List<String> cuts = new ArrayList<>();
  private final DecodedPass pass =
      new DecodedPass(
          new MatchProgram(RuleTexts.set()),
          3,
          new DecodedPass.Sink() {
            @Override
            public void enter(Window window) {}

            @Override
            public void leave(Window window, DecodedLayer layer) {}

            @Override
            public void cut(Problem.Kind kind, String detail) {
              cuts.add(kind.label());
            }

            @Override
            public void match(int rule, int start, int end, int secretStart, int secretEnd) {}

            @Override
            public void gaveUp(int rule, int at) {}
          });

  /** Bytes that were decoded of {@code bytes}, which come in windows as the engine's do. */
  private long decoded(byte[] bytes) {
    pass.begin();
    for (int from = 0; from < bytes.length; from += OWN) {
      int ownEnd = Math.min(bytes.length, from + OWN);
      int begin = Math.max(0, from - Window.MARGIN);
      int end = Math.min(bytes.length, ownEnd + Window.MARGIN);
      pass.window(
          new Window(
              bytes,
              begin,
              from,
              ownEnd,
              end,
              0,
              begin == 0,
              end == bytes.length,
              (first, last) -> new Region(1, 1, 1, 1, first, last - first)));
    }
    assertThat(pass.decoded())
        .isLessThanOrEqualTo(
            (long) DecodedPass.MOST_TIMES * bytes.length
                + DecodedPass.ALWAYS
                + DecodedText.CAPACITY);
    return pass.decoded();
  }

  private static byte[] repeated(String unit, int size) {
    byte[] piece = unit.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = piece[i % piece.length];
    }
    return bytes;
  }

  @Test
  void oneLineOf50MegabytesOfDigits() {
    assertThat(decoded(repeated("A", 50_000_000))).isZero();
    assertThat(decoded(repeated("0", 50_000_000))).isLessThan(60_000_000);
    assertThat(decoded(repeated("QlqUx/9", 50_000_000))).isZero();
    assertThat(cuts).isEmpty();
  }

  @Test
  void oneLineOf50MegabytesOfBase64OfText() {
    assertThat(decoded(repeated("dGV4dCBh", 50_000_000))).isBetween(37_000_000L, 40_000_000L);
    assertThat(cuts).isEmpty();
  }

  @Test
  void base64OfBase64OfBase64() {
    byte[] bytes = "some text of no interest at all ".repeat(10).getBytes(StandardCharsets.UTF_8);
    while (bytes.length < 3_000_000) {
      bytes = Base64.getEncoder().encode(bytes);
    }

    assertThat(decoded(bytes)).isLessThan(5L * bytes.length / 2);
    assertThat(cuts).isEmpty();
  }

  @Test
  void compressedText() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] spaces = new byte[1 << 20];
    Arrays.fill(spaces, (byte) ' ');
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 200; i++) {
        out.write(spaces);
      }
    }
    byte[] bomb = Base64.getEncoder().encode(packed.toByteArray());

    assertThat(decoded(bomb)).isLessThan(30_000_000);
    assertThat(cuts).hasSize(1).containsAnyOf("ratio", "too-large");

    cuts.clear();
    byte[] many = repeated(new String(bomb, 0, 2000, StandardCharsets.US_ASCII) + ";\n", 3_000_000);
    assertThat(decoded(many)).isLessThan(30_000_000);
    assertThat(cuts).contains("too-large");
  }

  @Test
  void percentOfPercentAndEscapesOfEscapes() {
    for (String unit :
        List.of(
            "%25",
            "%2525252525252525",
            "\\u005c",
            "\\u005cu005cu005cu005c",
            "&amp;#38;",
            "\\\\\\\\x41",
            "\\x5c\\x78\\x34\\x31")) {
      assertThat(decoded(repeated(unit, 5_000_000))).as(unit).isLessThan(15_000_000);
    }
    assertThat(cuts).isEmpty();
  }

  @Test
  void everythingMixed() {
    decoded(repeated("a%41b\\x41c&#65;d", 9_000_000));

    assertThat(cuts).containsExactly("too-large");
  }

  @Test
  void encodedCharactersFarApartInOneLine() {
    for (int gap : List.of(100, 257, 300, 513, 800, 2049, 2561, 3000)) {
      byte[] bytes = repeated("%41" + "x".repeat(gap), 3_000_000);
      assertThat(decoded(bytes)).as("gap of %d", gap).isLessThan(3_300_000);
    }
    assertThat(cuts).isEmpty();
  }

  @Test
  void nothingButQuotes() {
    for (String unit :
        List.of("\"", "a\"", "a\" ", "a\" + \"b", "\"\\\n", "'a'\n" + " ".repeat(198))) {
      assertThat(decoded(repeated(unit, 5_000_000))).as(unit).isLessThan(15_000_000);
    }
  }
}
