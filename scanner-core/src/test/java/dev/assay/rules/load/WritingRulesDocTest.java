package dev.assay.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.engine.RuleTester;
import dev.assay.rules.ProofNames;
import dev.assay.rules.RuleSet;
import dev.assay.rules.example.Placeholders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on writing rules says what there is, and its examples are sound. */
class WritingRulesDocTest {
  private final String page = page();

  private static String page() {
    try (InputStream in = Files.newInputStream(Path.of("../docs/writing-rules.md"))) {
      return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void namesEveryKey() {
    List<String> faults = RuleTexts.faults("x.yml", "kind: token\nid: x\nzzz: 1\n");
    assertThat(faults)
        .anySatisfy(
            fault -> {
              assertThat(fault).contains("'zzz' is not a key here; write one of ");
              String keys = fault.substring(fault.indexOf("one of ") + "one of ".length());
              for (String key : keys.split(", ", -1)) {
                assertThat(page).containsPattern("`" + key + "\\b");
              }
            });
  }

  @Test
  void namesEveryAlphabetProofAndPlaceholder() {
    assertThat(Alphabets.names()).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    assertThat(ProofNames.CHECKSUMS).allSatisfy(name -> assertThat(page).contains("`" + name));
    assertThat(ProofNames.STRUCTURES).allSatisfy(name -> assertThat(page).contains("`" + name));
    assertThat(Placeholders.forms())
        .allSatisfy(form -> assertThat(page).contains("`" + form + "`"));
  }

  @Test
  void showsSoundRules() {
    Matcher block = Pattern.compile("(?s)```yaml\n(.*?)```").matcher(page);
    int shown = 0;
    while (block.find()) {
      String text = block.group(1);
      String first = text.substring(0, text.indexOf('\n'));
      String name = first.startsWith("id: ") ? first.substring(4) + ".yml" : RuleFileReader.TABLE;
      List<RuleSource> rules = RuleTexts.read(name, text);
      assertThat(rules).allMatch(rule -> rule.undocumented().isEmpty());
      assertThat(RuleTester.test(rules, new RuleSet(List.of(), Map::of))).isEmpty();
      shown += rules.size();
    }
    assertThat(shown).isEqualTo(3);
  }
}
