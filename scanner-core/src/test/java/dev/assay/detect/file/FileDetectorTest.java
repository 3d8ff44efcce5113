package dev.assay.detect.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.BytesContent;
import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Observation;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.Severity;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileDetectorTest {
  private static Rule rule(String id, String content, List<String> include, List<String> exclude) {
    return new Rule(
        id,
        Severity.HIGH,
        Confidence.MEDIUM,
        true,
        new Rule.Shape.PathOnly(content),
        null,
        new Rule.PathScope(include, exclude),
        "",
        "",
        0,
        Set.of(),
        List.of());
  }

  private static final RuleSet RULES =
      new RuleSet(
          List.of(
              rule("by-name", null, List.of("**/.env"), List.of("**/docs/**")),
              rule("by-extension", null, List.of("*.pem", "**/*.p12"), List.of()),
              rule("by-folder", null, List.of("**/.aws/*", "**/.ssh/id_*"), List.of()),
              rule("by-braces", null, List.of("{a/b,c}/x.{k1,k2}"), List.of()),
              rule("by-start", null, List.of("prod-*"), List.of()),
              rule("by-content", "(?m)^password=", List.of("**/*.conf"), List.of()),
              rule("explodes", "(x+x+)+y", List.of("boom"), List.of())),
          Map::of);

  private static List<String> observe(String path, byte[] bytes) {
    List<String> said = new ArrayList<>();
    Detector.Observer observer =
        new Detector.Observer() {
          @Override
          public void observe(Observation observation) {
            said.add(((Candidate) observation).ruleId());
          }

          @Override
          public void problem(Problem.Kind kind, String detail) {
            said.add(kind + " " + detail);
          }
        };
    BytesContent content = new BytesContent(new Provenance.File(path), bytes);
    Detector.Pass pass = new FileDetector(RULES, false).worker().begin(content, observer);
    pass.window(
        new Window(
            bytes,
            0,
            0,
            bytes.length,
            bytes.length,
            0,
            true,
            true,
            (from, to) -> new Region(1, 1, 1, 1, 0, 0)));
    pass.end();
    return said;
  }

  private static List<String> observe(String path, String text) {
    return observe(path, text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    ".env, by-name",
    "a/b/.env, by-name",
    "docs/.env, ''",
    "a/.env.local, ''",
    "x.pem, by-extension",
    "a/x.y.pem, by-extension",
    "a/x.p12, by-extension",
    "x.pem.txt, ''",
    ".aws/config, by-folder",
    "home/.ssh/id_rsa, by-folder",
    "a/b/x.k2, by-braces",
    "c/x.k1, by-braces",
    "b/x.k1, ''",
    "etc/prod-1, by-start",
  })
  void goesByPaths(String path, String expected) {
    assertThat(observe(path, "")).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    assertThat(new FileDetector(RULES, false).concerns(path)).isEqualTo(!expected.isEmpty());
  }

  @Test
  void looksAtTheStartOfTheContent() {
    assertThat(observe("a.conf", "user=x\npassword=y\n")).containsExactly("by-content");
    assertThat(observe("a.conf", "user=x\n")).isEmpty();
    assertThat(observe("a.conf", " ".repeat(FileDetector.HEAD) + "\npassword=y\n")).isEmpty();
    assertThat(observe("a.conf", "\uFEFFpassword=y\n".getBytes(StandardCharsets.UTF_16LE)))
        .containsExactly("by-content");
    assertThat(observe("a.conf", "\uFEFFpassword=y\n")).containsExactly("by-content");
  }

  @Test
  void givesUpOnAPatternThatExplodes() {
    assertThat(observe("boom", "x".repeat(200)))
        .containsExactly(
            "STEP_LIMIT rule explodes gave up on it after too many steps; simplify its content");
  }

  @Test
  void saysNothingOfWhatHasNoPath() {
    BytesContent content =
        new BytesContent(new Provenance.Blob("b".repeat(40), "", null), new byte[0]);

    assertThat(
            new FileDetector(RULES, false)
                .worker()
                .begin(
                    content,
                    new Detector.Observer() {
                      @Override
                      public void observe(Observation observation) {
                        throw new AssertionError(observation);
                      }

                      @Override
                      public void problem(Problem.Kind kind, String detail) {
                        throw new AssertionError(detail);
                      }
                    }))
        .isSameAs(Detector.Pass.NONE);
  }
}
