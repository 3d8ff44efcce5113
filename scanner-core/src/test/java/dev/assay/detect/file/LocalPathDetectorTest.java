package dev.assay.detect.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.BytesContent;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.ShippedFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathDetectorTest {
  private static final String CLASS = "\u00ca\u00fe\u00ba\u00be\0\0\0=";
  private static final String ELF = "\u007fELF\2\1\1\0";

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The users told of {@code bytes}, read in two windows that meet at {@code cut}. */
  private static List<String> users(byte[] bytes, int cut) {
    List<String> users = new ArrayList<>();
    Detector.Observer observer =
        new Detector.Observer() {
          @Override
          public void observe(Observation observation) {
            users.add(((ShippedFile) observation).candidate().subject());
          }

          @Override
          public void problem(Problem.Kind kind, String detail) {
            throw new AssertionError(detail);
          }
        };
    Provenance jar = new Provenance.File("a.jar");
    Detector.Pass pass =
        new LocalPathDetector()
            .worker()
            .begin(new BytesContent(new Provenance.Entry(jar, "a/any.bin"), bytes), observer);
    Window.Locator nowhere = (from, to) -> new Region(1, 1, 1, 1, 0, 0);
    pass.window(new Window(bytes, 0, 0, cut, bytes.length, 0, true, false, nowhere));
    pass.window(new Window(bytes, 0, cut, bytes.length, bytes.length, 0, false, true, nowhere));
    pass.end();
    return users;
  }

  /** Classes are searched in steps, the rest byte by byte: both find the same at each offset. */
  @ParameterizedTest
  @ValueSource(strings = {CLASS, ELF})
  void findsAPathAtEachOffsetAndAcrossWindows(String magic) {
    for (String path :
        List.of("/Users/alice/src/a", "/home/alice/src/a", "C:\\Users\\alice\\src\\a")) {
      for (int before = 1; before <= 9; before++) {
        String padding = "~(homeUser/".repeat(2).substring(0, before) + "(";
        byte[] bytes = latin(magic + padding + path + "(");
        for (int cut = 0; cut <= bytes.length; cut++) {
          assertThat(users(bytes, cut))
              .as("%s behind %d, cut at %d", path, before, cut)
              .containsExactly("user alice");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {CLASS, ELF})
  void tellsEachNameOnceAndNotTooMany(String magic) {
    StringBuilder text = new StringBuilder(magic);
    for (int i = 0; i < 30; i++) {
      text.append("(/home/person").append((char) ('a' + i % 26)).append("/src/x(");
    }
    assertThat(users(latin(text.toString()), 50)).hasSize(8).doesNotHaveDuplicates();
  }
}
