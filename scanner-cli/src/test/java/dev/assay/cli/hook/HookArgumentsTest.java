package dev.assay.cli.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.HookParity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HookArgumentsTest {

  @TempDir Path repository;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git --staged",
        "git REPO --staged",
        "git --staged REPO -q",
        "git --staged REPO --quiet --fail-on critical",
        "git --staged REPO --fail-on never --min-confidence low",
        "git --fail-on=info --staged --min-confidence=high REPO",
        "git --staged REPO -v --threads 3",
        "git --staged REPO --threads=1024 --no-progress",
        "git --staged REPO -o console --color always",
        "git --staged REPO --output=console --color=never --verbose",
        "git -o console --staged --color auto",
        "git --staged REPO --decode-depth 0",
        "git --staged --decode-depth=3 REPO",
      })
  void bothParsersGiveEqualPlans(String line) {
    for (boolean terminal : new boolean[] {false, true}) {
      String[] args = args(line);
      Plan plan = HookArguments.parse(args, terminal(terminal));
      assertThat(plan).isNotNull();
      assertThat(plan).isEqualTo(HookParity.plan(args, terminal(terminal)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "git",
        "git REPO",
        "scan --staged",
        "git --staged --range a..b",
        "git --staged -o json",
        "git --staged -o console=FILE",
        "git --staged -o",
        "git --staged --fail-on severe",
        "git --staged --fail-on",
        "git --staged --staged",
        "git --staged -q --quiet",
        "git --staged -q -v",
        "git --staged --threads 0",
        "git --staged --threads 1025",
        "git --staged --threads 99999999999",
        "git --staged --threads x",
        "git --staged --threads=",
        "git --staged --color=",
        "git --staged --decode-depth 4",
        "git --staged --decode-depth=",
        "git --staged --config x",
        "git --staged --rules x",
        "git --staged --only x",
        "git --staged --timeout 5s",
        "git --staged --show-secrets",
        "git --staged --debug",
        "git --staged --help",
        "git --staged=x",
        "git --staged REPO other",
        "git --staged -- REPO",
        "git --staged -",
        "git --staged -qv",
        "git --unknown --staged",
        "git --staged REPO/none",
      })
  void everythingElseIsLeftToTheFullParser(String line) {
    assertThat(HookArguments.parse(args(line), terminal(false))).isNull();
  }

  @Test
  void repositoryWithAConfigurationIsLeftToTheFullParser() throws IOException {
    Files.createDirectory(repository.resolve(".git"));
    Path inner = Files.createDirectories(repository.resolve("a/b"));
    String[] args = {"git", "--staged", inner.toString()};
    assertThat(HookArguments.parse(args, terminal(false))).isNotNull();
    for (String name :
        new String[] {".assay.yml", ".gitleaks.toml", ".gitleaksignore", ".secrets.baseline"}) {
      Path config = Files.createFile(repository.resolve(name));
      assertThat(HookArguments.parse(args, terminal(false))).as(name).isNull();
      Files.delete(config);
    }
    assertThat(HookArguments.parse(args, terminal(false))).isNotNull();
  }

  private String[] args(String line) {
    return line.replace("REPO", repository.toString()).split(" ", -1);
  }

  private static Terminal terminal(boolean isTerminal) {
    return new Terminal(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
        isTerminal,
        isTerminal,
        Map.of());
  }
}
