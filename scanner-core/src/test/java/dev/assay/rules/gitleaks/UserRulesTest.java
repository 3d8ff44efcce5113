package dev.assay.rules.gitleaks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Confidence;
import dev.assay.model.Severity;
import dev.assay.model.UsageException;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files in the TOML format are read whole, and what is wrong in them is told at its place. */
class UserRulesTest {
  @TempDir Path folder;

  private static final RuleSet BASE =
      new RuleSet(
          List.of(
              new Rule(
                  "own-token",
                  Severity.CRITICAL,
                  Confidence.HIGH,
                  true,
                  new Shape.Token("own_[a-z]{8}", List.of(), List.of(), 0, 64, true),
                  null,
                  Rule.PathScope.ANY,
                  "",
                  "",
                  1.0,
                  Set.of(),
                  List.of())),
          Map::of);

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private UserRules.Laid laid(String text) throws IOException {
    return UserRules.over(BASE, List.of(file("a.toml", text)), null);
  }

  private static Rule rule(UserRules.Laid laid, String id) {
    return laid.rules().rules().stream().filter(rule -> rule.id().equals(id)).findFirst().get();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "[[rules]]|id = 'a'|regex = 3; 3:1: regex must be a text",
        "[[rules]]|id = 'a'|regex = 'a(b'; 3:1: the regex of rule a is not a pattern that can be"
            + " used: the group has no end (at character 2",
        "[[rules]]|id = 'a'|regex = '(?=a)b'; nor are they by Go",
        "[[rules]]|id = 'a'|regex = 'abc'|keywords = 'abc'; 4:1: keywords must be an array",
        "[[rules]]|id = 'a'|regex = 'abc'|keywords = ['abc',3]; keywords must hold texts alone, not a number",
        "[[rules]]|id = 'a'|regex = 'abc'|secretGroup = 1; but its regex has 0 groups",
        "[[rules]]|id = 'a'|regex = 'abc'|entropy = 'x'; 4:1: entropy must be a number",
        "[[rules]]|regex = 'abc'; 1:1: this rule has no id",
        "[[rules]]|id = 'a'|regex = 'abc'|[[rules]]|id = 'a'|regex = 'abc'; 4:1: rule a stands twice",
        "[[rules]]|id = 'a'|regex = 'abc'|[[rules.allowlists]]|paths = ['(']; 5:10: '('",
        "[[rules]]|id = 'a'|regex = 'abc'|[[rules.allowlists]]|condition = 'XOR'|paths = ['a'];"
            + " 5:1: condition is 'XOR'; write AND or OR",
        "[[rules]]|id = 'a'|regex = 'abc'|[[rules.allowlists]]; 4:1: this allowlist allows nothing",
        "[[rules]]|id = 'a'|regex = 'abc'|[[rules.required]]|id = 'b'; requires 'b'",
        "[extend]|useDefault = true|path = 'b.toml'; 3:1: useDefault and path exclude",
        "rules = 3; 1:1: rules must be an array of tables",
        "[[rules]|id = 3; 1:8: is not valid TOML here",
      })
  void tellsWhatIsWrongAtItsPlace(String lines, String expected) {
    String wanted = expected.matches("\\d+:.*") ? "a.toml:" + expected : expected;
    assertThatThrownBy(() -> laid(lines.replace('|', '\n')))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(wanted);
  }

  @Test
  void warnsOfWhatHasNoEffect() throws IOException {
    UserRules.Laid laid =
        laid(
            """
            minVersion = "v9.0.0"
            titel = "x"
            [extend]
            useDefault = true
            disabledRules = ["own-tokn"]
            [[rules]]
            id = "generic-api-key"
            [[rules.allowlists]]
            commits = ["abc"]
            [[allowlists]]
            targetRules = ["own-tokken"]
            paths = ['''x''']
            """);
    assertThat(String.join("\n", laid.notices()))
        .contains("a.toml:1:1: minVersion asks for gitleaks v9.0.0")
        .contains("a.toml:2:1: the key 'titel' is unknown and has no effect; did you mean 'title'?")
        .contains(
            "disabledRules names 'own-tokn', and there is no such rule; did you mean 'own-token'")
        .contains("rule generic-api-key has neither regex nor path")
        .contains("'abc' is not a full commit id")
        .contains("targetRules names 'own-tokken'")
        .contains("[extend] useDefault means Assay's own rules");
    assertThat(laid.rules().rules()).hasSize(1);
  }

  @Test
  void extendsAndDisablesRules() throws IOException {
    file(
        "base.toml",
        """
        [[rules]]
        id = "a"
        regex = '''abc-[0-9]{4}'''
        keywords = ["abc"]
        entropy = 1.5
        [[rules]]
        id = "b"
        regex = '''xyz-[0-9]{4}'''
        """);
    UserRules.Laid laid =
        laid(
            """
            [extend]
            path = "base.toml"
            disabledRules = ["b"]
            [[rules]]
            id = "a"
            entropy = 2.5
            [[rules.allowlists]]
            stopwords = ["1234"]
            [[rules]]
            id = "own-token"
            [[rules.allowlists]]
            paths = ['''^docs/''']
            """);
    assertThat(laid.rules().rules()).extracting(Rule::id).containsExactly("a", "own-token");
    assertThat(rule(laid, "a").minEntropy()).isEqualTo(Math.nextUp(2.5));
    assertThat(rule(laid, "a").allow()).hasSize(1);
    assertThat(rule(laid, "own-token").shape()).isInstanceOf(Shape.Token.class);
    assertThat(rule(laid, "own-token").allow()).hasSize(1);
    assertThat(laid.loosened()).contains("adds exceptions to the rule own-token");
  }

  @Test
  void staysWithinWhatIsScanned() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("in"));
    Files.writeString(inner.resolve("a.toml"), "[extend]\npath = '../b.toml'\n");
    file("b.toml", "title = 'x'");
    assertThatThrownBy(() -> UserRules.over(BASE, List.of(inner.resolve("a.toml")), inner))
        .hasMessageContaining("a.toml:2:1: extend.path '../b.toml' leads out of what is scanned");
  }

  @Test
  void refusesWhatNoHonestFileHolds() throws IOException {
    assertThatThrownBy(() -> laid("a = " + "[".repeat(100_000)))
        .hasMessageContaining("a.toml:1:1: nests brackets deeper than 64");
    assertThatThrownBy(() -> laid("#".repeat(2 << 20))).hasMessageContaining("larger than 1 MB");
    assertThatThrownBy(() -> laid("[[rules]]\nid='a'\n".repeat(10_001)))
        .hasMessageContaining("there are 10001 rules; at most 10000 are read");
    String nested = "[[rules]]\nid='a'\nregex='''" + "(".repeat(5000) + "a" + ")".repeat(5000);
    assertThatThrownBy(() -> laid(nested + "'''")).hasMessageContaining("nested deeper than 200");
  }
}
