package dev.assay.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulePackCompilerTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  private boolean compile(Path rules, String output) throws IOException {
    try (PrintStream out = new PrintStream(messages, true, StandardCharsets.UTF_8)) {
      return RulePackCompiler.compile(rules, folder.resolve(output), out);
    }
  }

  private static byte[] resource(Path folder, String name) throws IOException {
    try (var in = Files.newInputStream(folder.resolve("dev/assay/rules").resolve(name))) {
      return in.readNBytes(1 << 24);
    }
  }

  /** The module's own folder, which is where Maven runs tests. */
  @Test
  void writesTheSameBytesEachTime() throws IOException {
    assertThat(compile(Path.of(""), "one")).as(messages.toString(StandardCharsets.UTF_8)).isTrue();
    assertThat(compile(Path.of("").toAbsolutePath(), "two")).isTrue();
    for (String name : List.of("rules.pack", "rules-text.pack")) {
      byte[] first = resource(folder.resolve("one"), name);
      assertThat(first).isEqualTo(resource(folder.resolve("two"), name));
      assertThat(first).isEqualTo(resource(Path.of("target/classes"), name));
    }
  }

  @Test
  void leavesOutFoldersThatHoldNoRules() throws IOException {
    assertThat(RulePackCompiler.families(Path.of("")))
        .extracting(Path::toString)
        .contains("github", "npm")
        .doesNotContain("src", "target");
  }

  @Test
  void listsEverythingThatIsWrongAndWritesNothing() throws IOException {
    Path family = Files.createDirectories(folder.resolve("rules/acme"));
    Files.writeString(family.resolve("broken.yml"), "id: other\n");
    Files.writeString(
        family.resolve("poor-rule.yml"),
        """
        id: poor-rule
        name: Poor
        kind: token
        severity: low
        anchor: poor_
        pattern: 'poor_[a-z]{20}'
        """);
    assertThat(compile(folder.resolve("rules"), "out")).isFalse();
    assertThat(messages.toString(StandardCharsets.UTF_8))
        .contains("broken.yml:1:5: 'id' is not the name of its file")
        .contains("broken.yml:1:1: 'kind' is missing")
        .contains("poor-rule.yml:1:1: rule poor-rule lacks doc.revoke")
        .contains("poor-rule has 0 `ignore` examples")
        .containsPattern("\\d+ faults in the rules of ");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
