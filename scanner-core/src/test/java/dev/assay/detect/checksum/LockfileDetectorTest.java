package dev.assay.detect.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.ecosystem.HeldText;
import dev.assay.model.BytesContent;
import dev.assay.model.Observation;
import dev.assay.model.Pin;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LockfileDetectorTest {

  private final List<Pin> pins = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private final Detector.Observer observer =
      new Detector.Observer() {
        @Override
        public void observe(Observation observation) {
          if (observation instanceof Pin pin) pins.add(pin);
        }

        @Override
        public void problem(Problem.Kind kind, String detail) {
          problems.add(kind.label() + ": " + detail);
        }
      };

  private static byte[] list(int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      byte[] digest = new byte[32];
      Arrays.fill(digest, (byte) i);
      text.append(HexFormat.of().formatHex(digest)).append("  fïle-").append(i).append("\r\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private Detector.Pass begin(String path) {
    Provenance place = new Provenance.File(path);
    return new LockfileDetector().worker().begin(new BytesContent(place, new byte[0]), observer);
  }

  /** As the engine cuts large contents, with bytes around that are not the content's. */
  private static List<Window> windows(byte[] bytes, int own, int margin) {
    HeldText places = new HeldText();
    places.append(bytes, 0, bytes.length);
    List<Window> windows = new ArrayList<>();
    for (int at = 0; at < bytes.length || at == 0; at += own) {
      int end = Math.min(bytes.length, at + own);
      int from = Math.max(0, at - margin);
      int to = Math.min(bytes.length, end + margin);
      byte[] buffer = new byte[7 + to - from + 7];
      Arrays.fill(buffer, (byte) '!');
      System.arraycopy(bytes, from, buffer, 7, to - from);
      int base = from - 7;
      windows.add(
          new Window(
              buffer,
              7,
              at - base,
              end - base,
              to - base,
              base,
              at == 0,
              end == bytes.length,
              (a, b) -> places.region(a + base, b + base)));
    }
    return windows;
  }

  @Test
  void leavesOtherFilesAlone() {
    assertThat(begin("a/b/readme.md")).isSameAs(Detector.Pass.NONE);
    assertThat(begin("")).isSameAs(Detector.Pass.NONE);
    assertThat(begin("SHA256SUMS/x")).isSameAs(Detector.Pass.NONE);
    assertThat(begin("a/b/SHA256SUMS")).isNotSameAs(Detector.Pass.NONE);
  }

  @Test
  void readsTheSameInOneWindowAsInMany() {
    byte[] bytes = list(50);
    Detector.Pass whole = begin("a/SHA256SUMS");
    whole.window(windows(bytes, bytes.length, 0).get(0));
    whole.end();
    List<Pin> expected = List.copyOf(pins);
    assertThat(expected).hasSize(50);
    for (Pin pin : expected) {
      Region region = Objects.requireNonNull(pin.region());
      assertThat(new String(bytes, (int) region.byteOffset(), 64, StandardCharsets.UTF_8))
          .isEqualTo(pin.digest());
    }
    for (int own : new int[] {1, 63, 1_000, bytes.length - 1}) {
      pins.clear();
      Detector.Pass pass = begin("a/SHA256SUMS");
      windows(bytes, own, 100).forEach(pass::window);
      pass.end();
      assertThat(pins).as("%d bytes a window", own).isEqualTo(expected);
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void saysNothingOfAFileThatBrokeOff() {
    List<Window> windows = windows(list(50), 1_000, 0);
    Detector.Pass pass = begin("SHA256SUMS");
    windows.subList(0, windows.size() - 1).forEach(pass::window);
    pass.end();
    assertThat(pins).isEmpty();
    assertThat(problems).isEmpty();
  }

  @Test
  void refusesWhatIsTooLarge() {
    byte[] chunk = new byte[1 << 20];
    Arrays.fill(chunk, (byte) ' ');
    Detector.Pass pass = begin("SHA256SUMS");
    for (int i = 0; i < 70; i++) {
      int base = i << 20;
      pass.window(
          new Window(
              chunk,
              0,
              0,
              chunk.length,
              chunk.length,
              base,
              i == 0,
              i == 69,
              (a, b) -> new Region(1, 1, 1, 1, base + a, b - a)));
    }
    pass.end();
    assertThat(problems)
        .containsExactly(
            "too-large: it has more than 67,108,864 bytes; its checksums were not compared");
  }

  @Test
  void refusesLargeTextOfAnotherEncoding() {
    byte[] bytes = list(50);
    Window first = windows(bytes, 1_000, 0).get(0);
    Detector.Pass pass = begin("SHA256SUMS");
    pass.window(
        new Window(
            first.bytes(),
            first.begin(),
            first.ownBegin(),
            first.ownEnd(),
            first.end(),
            first.base(),
            true,
            false,
            (a, b) -> new Region(1, 1, 1, 1, 2, 2L * (b - a))));
    pass.end();
    assertThat(problems).singleElement().asString().startsWith("too-large: it is UTF-16");
  }

  @Test
  void tellsTheFirstMalformedLinesAndCountsTheRest() {
    byte[] bytes = "nonsense\n".repeat(250).getBytes(StandardCharsets.UTF_8);
    Detector.Pass pass = begin("SHA256SUMS");
    windows(bytes, bytes.length, 0).forEach(pass::window);
    pass.end();
    assertThat(problems).hasSize(LockfileDetector.PROBLEMS_TOLD + 1);
    assertThat(problems.get(0)).isEqualTo("malformed: line 1: it is no line of a checksum file");
    assertThat(problems.get(LockfileDetector.PROBLEMS_TOLD))
        .isEqualTo("malformed: 150 further lines are like that");
  }

  @Test
  void countsClaimsThatAreTooMany() {
    String line = "0".repeat(32) + "  x\n";
    byte[] bytes = line.repeat(LockfileDetector.MOST_PINS + 5).getBytes(StandardCharsets.UTF_8);
    Detector.Pass pass = begin("MD5SUMS");
    windows(bytes, bytes.length, 0).forEach(pass::window);
    pass.end();
    assertThat(pins).hasSize(LockfileDetector.MOST_PINS);
    assertThat(problems)
        .containsExactly(
            "too-large: it makes 200,005 claims, of which the first 200,000 were compared");
  }
}
