package dev.assay.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.rules.load.RuleSource;
import dev.assay.rules.load.RuleTexts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
    String slow = RuleTexts.TOKEN.replace("anchor: acme_", "slow: true");
    sources.addAll(RuleTexts.read("b.yml", slow.replace("id: acme-token", "id: b")));
    return sources;
  }

  private byte[] pack() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RulePack.write(sources.stream().map(RuleSource::rule).toList(), out);
    return out.toByteArray();
  }

  @Test
  void readsWhatItWrote() throws IOException {
    assertThat(RulePack.read(new ByteArrayInputStream(pack())))
        .extracting(Rule::id)
        .containsExactly("acme-key", "acme-token", "b", "secret-file-acme");
    assertThat(RulePack.read(new ByteArrayInputStream(pack())))
        .containsExactlyInAnyOrderElementsOf(sources.stream().map(RuleSource::rule).toList());
  }

  @Test
  void readsTheTextsThatItWrote() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RulePack.writeTexts(sources.stream().map(RuleSource::info).toList(), out);
    assertThat(RulePack.readTexts(new ByteArrayInputStream(out.toByteArray())).values())
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
    assertThatThrownBy(() -> RulePack.read(new ByteArrayInputStream(new byte[0])))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not a rule pack");
    assertThatThrownBy(() -> RulePack.read(new ByteArrayInputStream(texts)))
        .hasMessageContaining("not a rule pack");
    assertThatThrownBy(() -> RulePack.read(new ByteArrayInputStream(later)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has format 2, this version of Assay reads 1");
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] pack = pack();
    for (int length = 0; length < pack.length; length++) {
      byte[] cut = Arrays.copyOf(pack, length);
      assertThatThrownBy(() -> RulePack.read(new ByteArrayInputStream(cut)))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
