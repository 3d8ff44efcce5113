package dev.assay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Budget;
import dev.assay.model.Confidence;
import dev.assay.model.ScanTarget;
import dev.assay.model.Severity;
import dev.assay.model.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  private static final ScanConfig DEFAULTS = ScanConfig.defaults();

  @TempDir private Path folder;

  private ScanConfig load(String text) throws IOException {
    Files.writeString(folder.resolve(ConfigFile.NAME), text);
    return ConfigFile.load(DEFAULTS, List.of(new ScanTarget.Tree(folder.toString())), null);
  }

  private void assertFault(String text, String... messages) {
    assertThatThrownBy(() -> load(text))
        .isInstanceOf(UsageException.class)
        .hasMessage(String.join("\n", messages));
  }

  @Test
  void readsEveryKey() throws IOException {
    ScanConfig config =
        load(
            """
            fail-on: low
            min-confidence: low
            rules: [my-rules, more/a.yml]
            only: 'aws-*'
            skip: [aws-x]
            exclude: ['gen/**']
            budget:
              max-depth: 3
              max-entries: 1000
              max-bytes: 2GiB
              max-ratio: 50
              timeout: 90s
            decode-depth: 2
            fingerprint-salt: "pepper"
            allow-incomplete: true
            """);

    assertThat(config)
        .isEqualTo(
            new ScanConfig(
                Severity.LOW,
                Confidence.LOW,
                new Budget(3, 1000, 2L << 30, 50, Duration.ofSeconds(90)),
                2,
                true,
                DEFAULTS.threads(),
                false,
                List.of(
                    folder.toAbsolutePath().resolve("my-rules"),
                    folder.toAbsolutePath().resolve("more/a.yml")),
                List.of("aws-*"),
                List.of("aws-x"),
                List.of("gen/**"),
                false,
                "pepper",
                List.of(
                    "The scanned .assay.yml loosens this scan: it looks through 2 layers of encoding"
                        + " only",
                    "The scanned .assay.yml loosens this scan: it lets incomplete scans pass",
                    "The scanned .assay.yml loosens this scan: it runs only the rules aws-*",
                    "The scanned .assay.yml loosens this scan: it skips the rules aws-x",
                    "The scanned .assay.yml loosens this scan: it leaves out gen/**")));
  }

  @Test
  void readsWhichLicencesAreTaken() throws IOException {
    String one = "AB".repeat(32);
    String two = "cd".repeat(32);
    Files.writeString(folder.resolve("known.sha256"), "# ours\n\n" + two + "  lib/x.jar\n");
    LicencePolicy policy =
        load("""
                licences:
                  allow: [mit, 'Apache-2.0 OR (EPL-2.0 AND BSD-3-Clause)', LicenseRef-acme]
                  deny: ['AGPL-*', GPL-3.0+]
                  review: 'GPL-2.0-only WITH Classpath-exception-2.0'
                  proprietary: [%s, known.sha256]
                """
                .formatted(one))
            .materials()
            .licences();
    assertThat(policy.allow())
        .containsExactly("MIT", "Apache-2.0 OR (BSD-3-Clause AND EPL-2.0)", "LicenseRef-acme");
    assertThat(policy.deny()).containsExactly("AGPL-*", "GPL-3.0-or-later");
    assertThat(policy.review()).containsExactly("GPL-2.0-only WITH Classpath-exception-2.0");
    assertThat(policy.proprietary()).containsExactly("ab".repeat(32), two);
  }

  @Test
  void tellsWhatIsWrongWithLicences() throws IOException {
    Files.writeString(folder.resolve("bad.sha256"), "x\n");
    assertFault(
        """
        licences:
          allow: [MTI, 'MIT OR']
          denied: [MIT]
          proprietary: [abc, bad.sha256, ../x]
        """,
        ".assay.yml:2:11: 'MTI' is not in SPDX's list of licences and would match nothing; see"
            + " https://spdx.org/licenses/, or write LicenseRef-… for one of your own",
        ".assay.yml:2:16: 'MIT OR' is no licence expression of SPDX; write one such as Apache-2.0,"
            + " 'GPL-2.0-only WITH Classpath-exception-2.0', LicenseRef-acme or 'GPL-*'",
        ".assay.yml:3:3: 'denied' is not a key here; write one of allow, deny, proprietary, review",
        ".assay.yml:4:17: 'abc' is neither the SHA-256 of a file (64 hexadecimal digits) nor a file"
            + " of such beside this configuration",
        ".assay.yml:4:22: 'bad.sha256', line 1: doesn't begin with the SHA-256 of a file",
        ".assay.yml:4:34: '../x' leads out of the folder of this configuration; name it with"
            + " --config");
  }

  @Test
  void saysWhatThresholdsItLoosens() throws IOException {
    assertThat(load("fail-on: never\nmin-confidence: high\n").notices())
        .containsExactly(
            "The scanned .assay.yml loosens this scan: it never fails",
            "The scanned .assay.yml loosens this scan: it reports only what is of high confidence");
    assertThat(load("fail-on: low\nmin-confidence: low\n").notices()).isEmpty();
  }

  @Test
  void trustsWhatTheUserNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.yml"), "fail-on: never\nrules: ../other\n");

    ScanConfig config = ConfigFile.load(DEFAULTS, List.of(), file);

    assertThat(config.failOn()).isNull();
    assertThat(config.notices()).isEmpty();
    assertThat(config.rulePaths())
        .containsExactly(folder.toAbsolutePath().resolve("../other").normalize());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n\n", "\uFEFF# x"})
  void takesAnEmptyFileForNothingSaid(String text) throws IOException {
    assertThat(load(text)).isEqualTo(DEFAULTS);
  }

  @Test
  void namesEachFaultWithItsPlace() {
    assertFault(
        "fail-on: medum\nbudget:\n  max-bytes: many\n  timeout: 10\n  max-dept: 3\n",
        ".assay.yml:1:10: 'fail-on' is 'medum'; did you mean 'medium'?",
        ".assay.yml:3:14: 'max-bytes' is 'many': expected a size such as 500MB or 16GiB",
        ".assay.yml:4:12: 'timeout' is '10': expected a time such as 500ms, 10s or 5m",
        ".assay.yml:5:3: 'max-dept' is not a key here; did you mean 'max-depth'?");
    assertFault(
        "exlude: [a]\n", ".assay.yml:1:1: 'exlude' is not a key here; did you mean 'exclude'?");
    assertFault(
        "rules: ['../../etc']\n",
        ".assay.yml:1:9: '../../etc' leads out of the folder of this configuration, which may only"
            + " name rules of its own; use --rules or --config for others");
    assertFault("[a]\n", ".assay.yml:1:1: must be a mapping (key: value), not a list");
    assertThatThrownBy(() -> load("fail-on: [\n"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(".assay.yml:2:1: is not valid YAML here");
    assertThatThrownBy(() -> load("exclude: ['a[']\n"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(".assay.yml:1:11: ");
  }

  @Test
  void looksAtTheRootOfTheWorkTree() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("a/b"));
    Path file = Files.writeString(folder.resolve(ConfigFile.NAME), "fail-on: low\n");
    Files.writeString(deep.resolve(ConfigFile.NAME), "fail-on: high\n");
    Path archive = Files.writeString(deep.resolve("x.tgz"), "");

    assertThat(ConfigFile.find(new ScanTarget.Tree(deep.toString())))
        .isEqualTo(deep.resolve(ConfigFile.NAME));
    assertThat(ConfigFile.find(new ScanTarget.Tree(archive.toString()))).isNull();
    Files.createDirectory(folder.resolve(".git"));
    assertThat(ConfigFile.find(new ScanTarget.Tree(deep.toString()))).isEqualTo(file);
    assertThat(ConfigFile.find(new ScanTarget.Tree(archive.toString()))).isEqualTo(file);
    assertThat(ConfigFile.find(new ScanTarget.GitStaged(deep.toString()))).isEqualTo(file);
    assertThat(ConfigFile.find(new ScanTarget.StandardInput())).isNull();
  }

  @Test
  void refusesToChooseBetweenSeveral() throws IOException {
    for (String name : List.of("a", "b")) {
      Path each = Files.createDirectory(folder.resolve(name));
      Files.writeString(each.resolve(ConfigFile.NAME), "fail-on: low\n");
    }
    List<ScanTarget> targets =
        List.of(
            new ScanTarget.Tree(folder.resolve("a").toString()),
            new ScanTarget.Tree(folder.resolve("b").toString()));

    assertThatThrownBy(() -> ConfigFile.load(DEFAULTS, targets, null))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--config");
    assertThatThrownBy(() -> ConfigFile.load(DEFAULTS, targets, folder.resolve("missing.yml")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("missing.yml");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "500, 500",
    "1k, 1000",
    "2KB, 2000",
    "3 MiB, 3145728",
    "16GiB, 17179869184",
    "1TB, 1000000000000",
  })
  void readsSizes(String text, long expected) {
    assertThat(Amounts.bytes(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "1x", "1i", "1.5GB", "9999999999999TiB", "GB"})
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> Amounts.bytes(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"1ms, 1", "2s, 2000", "3m, 180000", "3 min, 180000", "1h, 3600000"})
  void readsTimes(String text, long millis) {
    assertThat(Amounts.duration(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0s", "5", "s", "1d", "-1s"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> Amounts.duration(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
