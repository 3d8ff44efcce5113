package dev.assay.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.rules.load.RuleSource;
import dev.assay.rules.load.RuleTexts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulePackTest {
  private final List<RuleSource> sources = sources();

  private static List<RuleSource> sources() {
    List<RuleSource> sources = new ArrayList<>();
    String token =
        RuleTexts.TOKEN
            .replace("secret: 1", "secret: 1\nchecksum: crc32-base62-6\nstructure: jwt")
            .replace("A token of Acme.", "\u00dcber \u2026 \ud83d\udd11")
            .replace(
                "stopwords: [Example]",
                "commits: [" + "ab".repeat(20) + "]\n    paths: ['*.md']\n    all: true");
    sources.addAll(RuleTexts.read("acme-token.yml", token));
    sources.addAll(RuleTexts.read("acme-key.yml", RuleTexts.ASSIGN));
    sources.addAll(RuleTexts.read("secret-file-acme.yml", RuleTexts.PATH));
    String ships =
        RuleTexts.PATH
            .replace("id: secret-file-acme", "id: unwanted-file-acme\nin: [npm, go-module]")
            .replace("include: ['**/acme.{key,pass}']", "folders: ['.acme']")
            .replace("content: '(?m)^key='\n", "");
    sources.addAll(RuleTexts.read("unwanted-file-acme.yml", ships));
    String slow = RuleTexts.TOKEN.replace("anchor: acme_", "slow: true");
    sources.addAll(RuleTexts.read("b.yml", slow.replace("id: acme-token", "id: b")));
    sources.addAll(
        RuleTexts.read(
            "licence-acme.yml",
            """
            id: licence-acme
            name: terms of Acme
            kind: licence
            severity: low
            look: metadata
            values: ['acme *', 'terms of acme']
            in: [npm, wheel]
            """));
    return sources;
  }

  private byte[] pack() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RulePack.write(sources.stream().map(RuleSource::rule).toList(), out);
    return out.toByteArray();
  }

  @Test
  void readsWhatItWrote() throws IOException {
    assertThat(RulePack.load(pack(), Map::of).rules())
        .extracting(Rule::id)
        .containsExactly(
            "acme-key",
            "acme-token",
            "b",
            "licence-acme",
            "secret-file-acme",
            "unwanted-file-acme");
    assertThat(RulePack.load(pack(), Map::of).rules())
        .containsExactlyInAnyOrderElementsOf(sources.stream().map(RuleSource::rule).toList());
  }

  @Test
  void findsRulesByIdAndKeepsTheIndex() throws IOException {
    RuleSet packed = RulePack.load(pack(), Map::of);
    RuleSet built = new RuleSet(sources.stream().map(RuleSource::rule).toList(), Map::of);
    assertThat(packed.index()).isEqualTo(built.index());
    for (Rule rule : built.rules()) {
      assertThat(packed.rule(rule.id())).isEqualTo(rule);
      assertThat(built.rule(rule.id())).isSameAs(rule);
    }
    assertThat(packed.index().licences()).containsExactly(3);
    assertThat(packed.index().paths()).containsExactly(4);
    assertThat(packed.index().shipped()).containsExactly(5);
    assertThat(packed.rule("acme")).isNull();
    assertThat(packed.rule("zz")).isNull();
  }

  @Test
  void refusesEveryChangedByte() throws IOException {
    byte[] pack = pack();
    for (int i = 0; i < pack.length; i++) {
      byte[] damaged = pack.clone();
      damaged[i] ^= 1;
      if (i < 5 || i > 7) { // nothing stands between format and checksum
        assertThatThrownBy(() -> RulePack.load(damaged, Map::of))
            .isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void readsTheTextsThatItWrote() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RulePack.writeTexts(sources.stream().map(RuleSource::info).toList(), out);
    assertThat(RulePack.readTexts(out.toByteArray()).values())
        .containsExactlyInAnyOrderElementsOf(sources.stream().map(RuleSource::info).toList());
  }

  @Test
  void writesTheSameBytesWhateverTheOrder() throws IOException {
    byte[] first = pack();
    Collections.reverse(sources);
    assertThat(pack()).isEqualTo(first);
  }

  @Test
  void refusesWhatIsNoPackOrOfAnotherVersion() throws IOException {
    byte[] pack = pack();
    byte[] texts = pack.clone();
    texts[3] = 'T';
    byte[] later = pack.clone();
    later[4]++;
    assertThatThrownBy(() -> RulePack.load(new byte[0], Map::of))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not a rule pack");
    assertThatThrownBy(() -> RulePack.load(texts, Map::of)).hasMessageContaining("not a rule pack");
    assertThatThrownBy(() -> RulePack.load(later, Map::of))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has format 5, this version of Assay reads 4");
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] pack = pack();
    for (int length = 0; length < pack.length; length++) {
      byte[] cut = Arrays.copyOf(pack, length);
      assertThatThrownBy(() -> RulePack.load(cut, Map::of))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
