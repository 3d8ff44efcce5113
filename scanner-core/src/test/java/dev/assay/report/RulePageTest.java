package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.RuleInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulePageTest {

  @Test
  void escapesWhatMarkdownWouldTakeForMarks() {
    RuleInfo rule =
        new RuleInfo(
            "x-y",
            "A <b> name",
            Samples.TOKEN.severity(),
            Samples.TOKEN.confidence(),
            "Found in `a<b>` and <c> or *d* or [e].",
            "risk",
            "revoke",
            List.of("https://x.example/a", "https://x.example/revoking-keys"));

    assertThat(RulePage.markdown(rule))
        .startsWith("# A \\<b> name\n")
        .contains("Found in `a<b>` and \\<c> or \\*d\\* or \\[e].")
        .contains("See <https://x.example/revoking-keys>.")
        .contains("## Where it counts\n\n- Everywhere.\n")
        .doesNotContain("## Examples");
  }

  @Test
  void fencesExamplesThatHoldAFence() {
    RuleInfo rule =
        Samples.FILE.with(
            new RuleInfo.Details(List.of(), List.of(), List.of("```\ncode\n```", "plain")));

    assertThat(RulePage.markdown(rule))
        .contains("~~~~~text\n```\ncode\n```\n~~~~~\n\n```text\nplain\n```\n");
  }
}
