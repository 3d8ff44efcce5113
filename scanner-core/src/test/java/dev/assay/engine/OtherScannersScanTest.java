package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.config.ConfigFile;
import dev.assay.config.ScanConfig;
import dev.assay.model.Finding;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.model.UsageException;
import dev.assay.rules.RuleSet;
import dev.assay.rules.gitleaks.UserRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other scanners list as known at the root of a tree is allowed, and the summary says so. */
class OtherScannersScanTest {
  @TempDir Path folder;
  private final Random random = new Random(11);
  private String[] secrets = {};

  private String secret() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      text.append("bcdfghjkmnpqrstvwxz23456789".charAt(random.nextInt(27)));
    }
    return text.toString();
  }

  @BeforeEach
  void write() throws IOException {
    secrets = new String[] {secret(), secret(), secret(), secret()};
    Files.createDirectories(folder.resolve("src"));
    Files.writeString(
        folder.resolve(".gitleaks.toml"),
        "[[rules]]\nid = \"acme\"\nregex = '''acme=([a-z0-9]{20})'''\nkeywords = [\"acme\"]\n");
    Files.writeString(folder.resolve("src/a.txt"), "acme=" + String.join("\nacme=", secrets));
  }

  private ScanResult scan(List<ScanTarget> targets) {
    ScanConfig config = ConfigFile.load(ScanConfig.defaults(), targets, null);
    RuleSet rules = UserRules.over(Scans.NO_RULES, config.rulePaths(), folder).rules();
    return new Scanner(Host.NONE).scan(targets, config, rules, Progress.NONE);
  }

  private ScanResult scan() {
    return scan(List.of(new ScanTarget.Tree(folder.toString())));
  }

  /** Line to reason, of what is allowed. */
  private static Map<Integer, String> allowed(ScanResult result) {
    Map<Integer, String> allowed = new TreeMap<>();
    for (Finding finding : result.findings()) {
      var region = finding.location().region();
      if (finding.suppression() != null && region != null) {
        allowed.put(region.line(), finding.suppression().reason());
      }
    }
    return allowed;
  }

  private static String sha1(String text) throws NoSuchAlgorithmException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void findsTheRulesAtTheRoot() throws IOException {
    assertThat(scan().findings()).hasSize(4);
    Path empty = Files.writeString(folder.resolve("src/empty.yml"), "");
    ScanConfig named =
        ConfigFile.load(
            ScanConfig.defaults(), List.of(new ScanTarget.Tree(folder.toString())), empty);
    assertThat(named.rulePaths()).isEmpty();
    assertThat(named.notices()).singleElement().asString().contains("Not used, since --config");
  }

  @Test
  void allowsWhatGitleaksignoreLists() throws IOException {
    Files.writeString(
        folder.resolve(".gitleaksignore"),
        """
        # known
        src/a.txt:acme:1
        src/a.txt:generic-api-key:2
        src/b.txt:acme:1
        %s:src/a.txt:acme:4
        nonsense
        """
            .formatted("a".repeat(40)));
    ScanResult result = scan();
    assertThat(allowed(result))
        .containsExactly(
            Map.entry(1, "listed in .gitleaksignore line 2"),
            Map.entry(
                2,
                "listed in .gitleaksignore line 3, by place alone: it names the rule"
                    + " generic-api-key"));
    assertThat(result.notices())
        .contains(
            ".gitleaksignore allows 2 places of findings",
            ".gitleaksignore lists 1 finding that this scan does not have: line 4",
            ".gitleaksignore has lines that are no fingerprint (file:rule:line) and allow nothing:"
                + " [6]")
        .anyMatch(notice -> notice.startsWith("1 of them by path and line alone"));
  }

  /** An entry that names a rule which runs is about that rule, wherever else it is found. */
  @Test
  void takesAnEntryAtItsWordIfItsRuleRuns() throws IOException {
    Files.writeString(
        folder.resolve(".gitleaks.toml"),
        "\n[[rules]]\nid = \"other\"\nregex = '''other-[0-9]{9}'''\n",
        java.nio.file.StandardOpenOption.APPEND);
    Files.writeString(folder.resolve(".gitleaksignore"), "src/a.txt:other:1\n");
    assertThat(allowed(scan())).isEmpty();
  }

  @Test
  void allowsWhatABaselineOfDetectSecretsLists() throws Exception {
    String entry = "{\"type\": \"x\", \"hashed_secret\": \"%s\", \"line_number\": 9%s}";
    Files.writeString(
        folder.resolve(".secrets.baseline"),
        """
        {"version": "1.5.0", "plugins_used": [{"name": "X", "limit": 4.5}], "results": {
          "src/a.txt": [%s, %s], "src/b.txt": [%s]}, "generated_at": "2026-01-01T00:00:00Z"}
        """
            .formatted(
                entry.formatted(sha1(secrets[2]), ", \"is_secret\": false"),
                entry.formatted(sha1(secrets[3]), ", \"is_secret\": true"),
                entry.formatted(sha1(secrets[0]), "")));
    ScanResult result = scan();
    assertThat(allowed(result)).containsExactly(Map.entry(3, "listed in .secrets.baseline"));
    assertThat(result.notices())
        .contains(
            ".secrets.baseline allows 1 place of findings",
            ".secrets.baseline lists 1 finding that this scan does not have",
            "1 entry of .secrets.baseline labelled or verified as real secrets, which allow"
                + " nothing");
  }

  @Test
  void saysWhatIsNoBaseline() throws IOException {
    Files.writeString(folder.resolve(".secrets.baseline"), "{\"results\": [1,2]}");
    assertThatThrownBy(this::scan)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(".secrets.baseline: is not a baseline of detect-secrets");
  }

  /** Only a scan of everything can tell that something is no longer there. */
  @Test
  void tellsOfStaleEntriesAfterAWholeScanOnly() throws IOException {
    Files.createDirectory(folder.resolve(".git"));
    Files.writeString(folder.resolve(".gitleaksignore"), "src/gone.txt:acme:1\n");
    assertThat(scan().notices()).anyMatch(notice -> notice.contains("does not have"));
    ScanTarget part = new ScanTarget.Tree(folder.resolve("src").toString());
    assertThat(scan(List.of(part)).notices()).noneMatch(notice -> notice.contains("not have"));
  }
}
