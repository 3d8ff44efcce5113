package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Confidence;
import dev.assay.model.RuleInfo;
import dev.assay.model.Severity;
import dev.assay.model.UsageException;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RuleChoiceTest {
  private static final RuleSet RULES = rules("aws-id", "aws-secret", "npm-token");

  private static RuleSet rules(String... ids) {
    List<Rule> rules = new ArrayList<>();
    Map<String, RuleInfo> texts = new TreeMap<>();
    for (String id : ids) {
      rules.add(
          new Rule(
              id,
              Severity.HIGH,
              Confidence.HIGH,
              true,
              new Rule.Shape.PathOnly(null),
              null,
              Rule.PathScope.ANY,
              "",
              "",
              0,
              Set.of(),
              List.of()));
      texts.put(id, new RuleInfo(id, id, Severity.HIGH, Confidence.HIGH, "f", "r", "r", List.of()));
    }
    return new RuleSet(rules, () -> texts);
  }

  private static List<String> chosen(List<String> only, List<String> skip) {
    RuleChoice choice = RuleChoice.of(RULES, List.of("checksum-mismatch"), only, skip);
    List<String> ids = choice.rules().rules().stream().map(Rule::id).toList();
    assertThat(choice.rules().info().keySet()).containsExactlyElementsOf(ids);
    List<String> all = new ArrayList<>(ids);
    if (choice.holds("checksum-mismatch")) {
      all.add("checksum-mismatch");
    }
    return all;
  }

  @Test
  void takesWhatIsNamedAndNotSkipped() {
    assertThat(chosen(List.of(), List.of())).hasSize(4);
    assertThat(chosen(List.of("aws-*"), List.of())).containsExactly("aws-id", "aws-secret");
    assertThat(chosen(List.of("aws-*"), List.of("*-id"))).containsExactly("aws-secret");
    assertThat(chosen(List.of(), List.of("checksum-*")))
        .containsExactly("aws-id", "aws-secret", "npm-token");
    assertThat(chosen(List.of("checksum-mismatch"), List.of()))
        .containsExactly("checksum-mismatch");
  }

  @Test
  void refusesWhatNamesNothing() {
    assertThatThrownBy(() -> chosen(List.of("awz-*"), List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessage("--only awz-* names no rule; see 'assay rules list' for their ids");
    assertThatThrownBy(() -> chosen(List.of(), List.of("x")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--skip x names no rule");
    assertThatThrownBy(() -> chosen(List.of("aws-id"), List.of("aws-*")))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--only and --skip leave no rule");
  }
}
