package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.RuleInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleTextsTest {

  private static final List<RuleInfo> RULES = List.of(Samples.TOKEN, Samples.FILE);

  @Test
  void listAndTextsMatchTheirGoldenFiles() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RuleTexts.table(RULES, false, out);
    RuleTexts.json(RULES, out);
    for (RuleInfo rule : RULES) {
      RuleTexts.full(rule, false, out);
    }
    Golden.assertMatches("report/rules.txt", out.toByteArray());
  }

  @Test
  void coloursChangeNothingElse() throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ByteArrayOutputStream colored = new ByteArrayOutputStream();
    RuleTexts.table(RULES, false, plain);
    RuleTexts.table(RULES, true, colored);
    RuleTexts.full(Samples.TOKEN, false, plain);
    RuleTexts.full(Samples.TOKEN, true, colored);
    assertThat(text(colored)).contains("\u001b[");
    assertThat(text(colored).replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(text(plain));
  }

  private static String text(ByteArrayOutputStream out) {
    return out.toString(java.nio.charset.StandardCharsets.UTF_8);
  }
}
