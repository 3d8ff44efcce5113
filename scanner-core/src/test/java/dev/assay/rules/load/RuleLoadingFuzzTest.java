package dev.assay.rules.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.assay.rules.Rule;
import dev.assay.rules.RulePack;
import dev.assay.rules.yaml.YamlFaults;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a rule file: either faults with places, or rules that a pack keeps whole. Ordinary
 * builds run the seeds; {@code JAZZER_FUZZ=1} looks for more.
 */
class RuleLoadingFuzzTest {

  static Stream<byte[]> seeds() {
    String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c, *c]\n";
    String table =
        """
        template:
          kind: token
        rows:
          - id: acme-token
            doc: {found: x}
        """;
    return Stream.of(
            RuleTexts.TOKEN,
            RuleTexts.ASSIGN,
            RuleTexts.PATH,
            RuleTexts.TOKEN.replace(
                "acme_[A-Za-z0-9]{20}", "acme_(?:(a+)+|(?i:b{1,9}?)*+)\\\\b[^x]"),
            RuleTexts.TOKEN.replace("<<base62:20>>", "<<base64-of:<<pem:PRIVATE KEY>>>>"),
            table,
            bomb,
            "[".repeat(100),
            "a: !!binary |\n  x\n? {b: c}\n: d\n--- e\n",
            "\uFEFF# only a comment\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void readsOrTellsWhatIsWrong(byte[] data) throws IOException {
    check("acme-token.yml", data);
    check(RuleFileReader.TABLE, data);
  }

  private static void check(String name, byte[] data) throws IOException {
    YamlFaults faults = new YamlFaults();
    List<RuleSource> sources = RuleFileReader.read(name, data, faults);
    assertThat(sources.isEmpty() && faults.size() == 0 && !name.equals(RuleFileReader.TABLE))
        .as("neither a rule nor a fault")
        .isFalse();
    for (YamlFaults.Fault fault : faults.sorted()) {
      assertThat(fault.toString()).startsWith(name + ":");
      assertThat(fault.what()).isNotBlank();
    }
    for (RuleSource source : sources) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      RulePack.write(List.of(source.rule()), out);
      List<Rule> read = RulePack.load(out.toByteArray(), Map::of).rules();
      assertThat(read).containsExactly(source.rule());
      source.match().forEach(example -> assertThat(example.bytes()).isEqualTo(example.bytes()));
    }
  }
}
