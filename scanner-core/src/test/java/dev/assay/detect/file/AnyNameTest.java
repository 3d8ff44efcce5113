package dev.assay.detect.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.BytesContent;
import dev.assay.model.Confidence;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.Severity;
import dev.assay.model.ShippedFile;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyNameTest {
  private static final String START = "(?<![\\x00-\\xff])";
  private static final String DATABASE = START + "(?:SQLite format 3|\\x00\\x01\\x00\\x00Jet)";
  private static final String LONG = "SQLite format 3 and what else a text of some length says";

  private static Rule rule(String content, List<String> include, List<String> exclude) {
    return new Rule(
        "found",
        Severity.HIGH,
        Confidence.MEDIUM,
        true,
        new Rule.Shape.PathOnly(content, List.of(Rule.Shape.PathOnly.ARTIFACT), List.of()),
        null,
        new Rule.PathScope(include, exclude),
        "",
        "",
        0,
        Set.of(),
        List.of());
  }

  private static Rule rule(String content) {
    return rule(content, List.of("**"), List.of());
  }

  private static boolean concerns(String content, byte[] head) {
    return !new AnyName(List.of(rule(content))).concerning(head, 0, head.length).isEmpty();
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** How often a file that holds {@code bytes} is told. */
  private static int told(String content, byte[] bytes) {
    List<Observation> said = new ArrayList<>();
    Detector.Observer observer =
        new Detector.Observer() {
          @Override
          public void observe(Observation observation) {
            said.add(observation);
          }

          @Override
          public void problem(Problem.Kind kind, String detail) {
            throw new AssertionError(detail);
          }
        };
    RuleSet rules = new RuleSet(List.of(rule(content)), Map::of);
    Detector.Pass pass =
        new FileDetector(rules, true)
            .worker()
            .begin(new BytesContent(new Provenance.File("a/any.txt"), bytes), observer);
    Window window =
        new Window(
            bytes,
            0,
            0,
            bytes.length,
            bytes.length,
            0,
            true,
            true,
            (from, to) -> new Region(1, 1, 1, 1, 0, 0));
    pass.window(window);
    pass.end();
    assertThat(said).allMatch(ShippedFile.class::isInstance);
    return said.size();
  }

  @Test
  void passesOverWhatBeginsOtherwise() {
    assertThat(concerns(DATABASE, latin("SQ"))).isTrue();
    assertThat(concerns(DATABASE, latin("S"))).isTrue();
    assertThat(concerns(DATABASE, latin("\u0000\u0001"))).isTrue();
    assertThat(concerns(DATABASE, latin("package a;"))).isFalse();
    assertThat(concerns(DATABASE, latin("\n\n"))).isFalse();
    assertThat(concerns(DATABASE, latin("\u00e9t\u00e9"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S",
        START + "S|x",
        START + "[^a]",
        START + "(?:)",
        START + "\\xd0\\x9f",
        "(?m)^S",
      })
  void passesOverNothingThatMayBeFound(String regex) {
    assertThat(concerns(regex, latin("package"))).isTrue();
  }

  @Test
  void anEmptyFileIsHeldAgainstThePattern() {
    assertThat(told(DATABASE, new byte[0])).isZero();
    assertThat(told(START + "(?![\\x00-\\xff])", new byte[0])).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void findsItHoweverItIsWritten(String charset) {
    Charset encoding = Charset.forName(charset);
    assertThat(told(DATABASE, ("\uFEFF" + LONG).getBytes(encoding))).isOne();
    assertThat(told(DATABASE, ("\uFEFFx" + LONG).getBytes(encoding))).isZero();
    if (!charset.startsWith("UTF-32")) { // which is not known without a mark
      assertThat(told(DATABASE, LONG.getBytes(encoding))).isOne();
      assertThat(told(DATABASE, ("x" + LONG).getBytes(encoding))).isZero();
    }
    // A first character that is no ASCII, and neither of whose bytes says what it is.
    String russian = "\u041f" + LONG;
    assertThat(told(START + "\\xd0\\x9fSQL", russian.getBytes(encoding)))
        .isEqualTo(charset.startsWith("UTF-32") ? 0 : 1);
  }

  @Test
  void isForFilesOfAnyNameOnly() {
    assertThat(AnyName.takes(rule(DATABASE))).isTrue();
    assertThat(AnyName.takes(rule(DATABASE, List.of("**/*.db"), List.of()))).isFalse();
    assertThat(AnyName.takes(rule(DATABASE, List.of("**"), List.of("test/**")))).isFalse();
  }
}
