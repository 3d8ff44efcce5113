package dev.assay.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rules.RuleSet;
import dev.assay.rules.syntax.Explosive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The author of a TOML file is told at its lines what is wrong, slow or unanchored, and why. */
class RuleCheckerTomlTest {
  @TempDir Path folder;

  @Test
  void tellsWhatCostsAndWhatIsWrong() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.toml"),
            """
            [[rules]]
            id = "fast"
            regex = '''(?i)acmecorp[ =]{1,3}([a-z0-9]{20})'''
            keywords = ["acmecorp"]
            [[rules]]
            id = "everywhere"
            regex = '''[0-9a-f]{40}'''
            [[rules]]
            id = "gated"
            regex = '''[0-9a-f]{40}'''
            keywords = ["key"]
            [[rules]]
            id = "around"
            regex = '''[a-z]{1,200}@acme\\.test'''
            keywords = ["acme.test"]
            [[rules]]
            id = "hostile"
            regex = '''acmecorp(x+x+)+y'''
            [[rules]]
            id = "wrong"
            regex = '''a(?=b)'''
            """);
    RuleChecker.Report report = RuleChecker.check(List.of(file), new RuleSet(List.of(), Map::of));
    assertThat(report.rules()).hasSize(5);
    assertThat(report.errors()).singleElement().asString().contains("a.toml:21:1:", "nor are they");
    assertThat(report.warnings().stream().map(Object::toString))
        .noneMatch(warning -> warning.contains("rule fast"))
        .anyMatch(warning -> warning.contains("a.toml:5:1: rule everywhere is slow: no literal"))
        .anyMatch(warning -> warning.contains("a.toml:8:1: rule gated is unanchored"))
        .anyMatch(warning -> warning.contains("rule gated has the anchor or keyword 'key'"))
        .anyMatch(warning -> warning.contains("a.toml:12:1: rule around is unanchored"))
        .anyMatch(warning -> warning.contains("a.toml:16:1: rule hostile may take very long"));
  }

  @Test
  void measuresWhatExplodes() {
    assertThat(Explosive.find("(x+x+)+y", true)).hasSize(1);
    assertThat(Explosive.find("(?:[a-z]+\\.)+test", true)).isEmpty();
    assertThat(Explosive.find("[\\w.-]{0,50}?(?:key)[ =]{1,3}([a-z]{9})", true)).isEmpty();
    assertThat(Explosive.find("(?s)-----BEGIN.{1,200}?-----END", false)).isEmpty();
  }
}
