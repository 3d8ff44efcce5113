package dev.assay.rules.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.UsageException;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import dev.assay.rules.check.RuleChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {
  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<RuleSource> load(Path... paths) {
    return RuleFiles.load(List.of(paths), Set.of());
  }

  @Test
  void loadsFoldersAndFiles() throws IOException {
    write("a/acme-token.yml", RuleTexts.TOKEN);
    Path key = write("b/acme-key.yaml", RuleTexts.ASSIGN);
    write("a/.hidden/broken.yml", "[");
    write("a/readme.md", "[");
    assertThat(load(folder)).extracting(RuleSource::id).containsExactly("acme-key", "acme-token");
    assertThat(RuleFiles.load(List.of(key), Set.of("acme-token"))).hasSize(1);
  }

  @Test
  void tellsTheFaultsOfAllFilesAtOnce() throws IOException {
    write("acme-token.yml", RuleTexts.TOKEN.replace("kind: token", "kind: x"));
    write("acme-key.yml", RuleTexts.ASSIGN);
    write("broken.yml", "a: [");
    assertThatThrownBy(() -> load(folder, folder.resolve("nowhere")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("acme-token.yml:3:7: 'kind' is 'x'")
        .hasMessageContaining("acme-key.yml:1:1: has near.rule 'acme-token', but there is no such")
        .hasMessageContaining("broken.yml:")
        .hasMessageContaining("nowhere: doesn't exist");
  }

  @Test
  void suggestsTheRuleThatNearMayMean() throws IOException {
    Path key = write("acme-key.yml", RuleTexts.ASSIGN);
    assertThatThrownBy(() -> RuleFiles.load(List.of(key), Set.of("acme-tokens")))
        .hasMessageContaining("did you mean 'acme-tokens'?");
  }

  @Test
  void refusesAnIdThatStandsTwice() throws IOException {
    write("a/acme-token.yml", RuleTexts.TOKEN);
    write("b/acme-token.yml", RuleTexts.TOKEN);
    assertThatThrownBy(() -> load(folder))
        .hasMessageMatching(
            "(?s).*acme-token.yml:1:1: has the id acme-token of the rule at .*:1;.*");
  }

  @Test
  void refusesAFolderWithoutRules() {
    assertThatThrownBy(() -> load(folder)).hasMessageContaining("holds no .yml file");
  }

  @Test
  void refusesALinkThatGoesRound() throws IOException {
    write("a/acme-token.yml", RuleTexts.TOKEN);
    Files.createSymbolicLink(folder.resolve("a/up"), folder);
    assertThatThrownBy(() -> load(folder)).hasMessageContaining("leads back to a folder above it");
  }

  @Test
  void laysRulesOverOthers() throws IOException {
    write("acme-token.yml", RuleTexts.TOKEN.replace("severity: high", "severity: low"));
    write("acme-key.yml", RuleTexts.ASSIGN);
    RuleSource builtIn = RuleTexts.read("acme-token.yml", RuleTexts.TOKEN).get(0);
    RuleSet base = new RuleSet(List.of(builtIn.rule()), () -> Map.of("acme-token", builtIn.info()));
    RuleMerge merge = RuleMerge.of(base, load(folder));
    assertThat(merge.rules().rules())
        .extracting(Rule::id)
        .containsExactly("acme-key", "acme-token");
    assertThat(merge.rules().info().get("acme-token").severity().label()).isEqualTo("low");
    assertThat(merge.rules().info()).containsKey("acme-key");
    assertThat(merge.notices())
        .containsExactly(
            "rule acme-token of "
                + folder.resolve("acme-token.yml")
                + " replaces the built-in one");
  }

  @Test
  void loadsTheRulesOfTheCoresOwn() {
    List<RuleSource> sources = load(Path.of("src/test/resources/rules"));
    assertThat(sources).extracting(RuleSource::id).containsExactlyElementsOf(RuleTexts.IDS);
    assertThat(RuleTexts.set().rules()).hasSameSizeAs(RuleTexts.IDS);
  }

  @Test
  void checksWhatMakesRulesPoor() throws IOException {
    write("acme-token.yml", RuleTexts.TOKEN);
    write("acme-key.yml", RuleTexts.ASSIGN.replace("acme_key,", "key,"));
    write(
        "slow-one.yml",
        """
        id: slow-one
        name: Slow
        kind: token
        severity: low
        pattern: '[A-Z]{20}'
        slow: true
        """);
    write(
        "any-value.yml",
        """
        id: any-value
        name: Any
        kind: assign
        severity: low
        assign: {keywords: [value], alphabet: printable, length: 1..9}
        """);
    write("broken.yml", "x: y");
    RuleChecker.Report report = RuleChecker.check(List.of(folder), Set.of());
    assertThat(report.rules()).hasSize(4);
    assertThat(report.errors()).isNotEmpty().allMatch(f -> f.file().endsWith("broken.yml"));
    assertThat(report.warnings().stream().map(Object::toString))
        .noneMatch(f -> f.contains("acme-token.yml"))
        .anyMatch(f -> f.contains("acme-key.yml:1:1: rule acme-key lacks doc.found"))
        .anyMatch(f -> f.contains("'key', three letters"))
        .anyMatch(f -> f.contains("slow-one is slow"))
        .anyMatch(f -> f.contains("slow-one has 0 `match` examples"))
        .anyMatch(f -> f.contains("slow-one has 0 `ignore` examples"))
        .anyMatch(f -> f.contains("any-value takes any value"));
  }
}
