package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandsTest {

  private static final String RULE =
      """
      id: acme-token
      name: Acme token
      kind: token
      severity: high
      confidence: medium
      anchor: acmetok_
      pattern: '\\b(acmetok_[a-z0-9]{20})\\b'
      secret: 1
      doc:
        found: A token of Acme.
        risk: Whoever holds it acts as its user.
        revoke: Delete it in the settings.
        references: [https://acme.example/tokens]
      evidence: inferred
      match:
        - 'token: acmetok_<<lower:20>>'
        - 'acmetok_<<lower:20>>'
      ignore:
        - 'acmetok_short'
        - 'acmetok_%s'
      """;

  @TempDir Path folder;

  @Test
  void listNamesEveryRule() throws IOException {
    JsonNode list =
        new ObjectMapper().readTree(new Command().run("rules", "list", "-o", "json").out());
    assertThat(list.get("rules").size()).isGreaterThan(80);
    JsonNode rule = list.at("/rules/0");
    assertThat(rule.fieldNames())
        .toIterable()
        .containsExactly("id", "name", "severity", "confidence");
    Command.Run some = new Command().run("rules", "list", "--only", "npm-*");
    assertThat(some.code()).isZero();
    assertThat(some.out().lines()).allMatch(line -> line.startsWith("npm-")).isNotEmpty();
    assertThat(new Command().run("rules", "list", "--only", "checksum-m*").out())
        .startsWith("checksum-mismatch ");
    assertThat(new Command().run("rules", "list", "--only", "zzz*").code()).isEqualTo(2);
  }

  @Test
  void showTellsEverythingOrSuggests() {
    Command.Run run = new Command().run("rules", "show", "npm-access-token");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("risk", "https://", "npm_‹30 letters and digits›‹checksum›")
        .contains("how     A text with `npm_` in it.", "where   Everywhere.");
    assertThat(new Command().run("rules", "show", "checksum-mismatch").out())
        .contains("checksum-mismatch", "where   Everywhere.");
    Command.Run mistyped = new Command().run("rules", "show", "npm-acess-token");
    assertThat(mistyped.code()).isEqualTo(2);
    assertThat(mistyped.err()).contains("Did you mean 'npm-access-token'?");
    assertThat(new Command().run("rules", "show").code()).isEqualTo(2);
  }

  @Test
  void checkAndTestOfAGoodRuleAreClean() throws IOException {
    String file = write(RULE.formatted("<<lower:30>>"));
    Command.Run check = new Command().run("rules", "check", file);
    assertThat(check.out()).isEqualTo("1 rule checked: 0 errors, 0 warnings\n");
    assertThat(check.code()).isZero();
    Command.Run test = new Command().run("rules", "test", file);
    assertThat(test.out()).isEqualTo("4 examples of 1 rule: all as they should be\n");
    assertThat(test.code()).isZero();
  }

  @Test
  void failingExampleIsNamedWithItsLine() throws IOException {
    String file = write(RULE.formatted("<<lower:20>>"));
    Command.Run test = new Command().run("rules", "test", file);
    assertThat(test.code()).isEqualTo(1);
    assertThat(test.out())
        .startsWith(file + ":20: rule acme-token finds a secret in an `ignore` example\n")
        .endsWith("4 examples of 1 rule: 1 failed\n");
  }

  @Test
  void errorOfARuleIsNamedWithItsPlace() throws IOException {
    String file = write("id: acme-token\nkind: tokn\n");
    Command.Run check = new Command().run("rules", "check", file);
    assertThat(check.code()).isEqualTo(1);
    assertThat(check.out()).contains(file + ":2:7: ").contains("0 warnings");
  }

  @Test
  void ownRuleTakesPartInAScan() throws IOException {
    String file = write(RULE.formatted("<<lower:30>>"));
    String secret = "acmetok_" + "k3j9x7q2m5".repeat(2);
    Command.Run run =
        new Command().reading("t = " + secret + "\n").run("scan", "--rules", file, "-");
    assertThat(run.out()).contains("acme-token").doesNotContain(secret);
    assertThat(run.code()).isEqualTo(1);
  }

  private String write(String rule) throws IOException {
    return Files.writeString(folder.resolve("acme-token.yml"), rule).toString();
  }
}
