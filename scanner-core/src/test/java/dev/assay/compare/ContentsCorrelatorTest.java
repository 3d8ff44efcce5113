package dev.assay.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comparisons say of single changes: severity, rule, subject. */
class ContentsCorrelatorTest {
  private static final String[] BASE = {
    "README.md markdown 900",
    "cli.js javascript 900000",
    "lib/a.js javascript 500",
    "lib/b.js javascript 500",
    "lib/empty.js empty 0",
    "package.json json 300",
    "icon.png image 4000",
  };

  private static Artifact base(String version, String... changed) {
    List<String> files = new ArrayList<>(List.of(BASE));
    for (String each : changed) {
      String path = each.startsWith("-") ? each.substring(1) : each.split(" ", 2)[0];
      files.removeIf(file -> file.startsWith(path + " "));
      if (!each.startsWith("-")) {
        files.add(each);
      }
    }
    return Items.artifact("app", version, files.toArray(new String[0]));
  }

  private static List<String> locked(String... changed) {
    List<String> told = new ArrayList<>();
    LockCheck.check(
        Items.lock(base("1.0.0")),
        base("1.1.0", changed),
        (place, candidate) ->
            told.add(
                candidate.severity().label()
                    + " "
                    + candidate.ruleId()
                    + " "
                    + candidate.subject()));
    return told;
  }

  private static List<String> against(String... changed) {
    List<String> told = new ArrayList<>();
    ArtifactCheck.check(
        base("1.0.0"),
        "old.tgz",
        base("1.1.0", changed),
        (place, candidate) ->
            told.add(
                candidate.severity().label()
                    + " "
                    + candidate.ruleId()
                    + " "
                    + candidate.subject()));
    return told;
  }

  @Test
  void saysNothingOfTheSame() {
    assertThat(locked()).isEmpty();
    assertThat(against()).isEmpty();
    assertThat(locked("cli.js javascript 1300000")).isEmpty();
    assertThat(against("cli.js javascript 1300000")).isEmpty();
  }

  @Test
  void tellsWhatIsNewByItsKind() {
    for (List<String> told :
        List.of(
            locked("cli.js.map source-map 900", "id.pem private-key 900", "lib/c.js javascript 9"),
            against(
                "cli.js.map source-map 900", "id.pem private-key 900", "lib/c.js javascript 9"))) {
      assertThat(told)
          .containsExactlyInAnyOrder(
              "high contents-new cli.js.map",
              "high contents-new id.pem",
              "low contents-new lib/c.js");
    }
    assertThat(locked("src/x.js javascript 9", "src/y.js javascript 9"))
        .containsExactly("medium contents-new src/**");
    assertThat(locked(".npmrc text 9")).containsExactly("medium contents-new .npmrc");
    assertThat(locked("lib/large.js javascript 6000000"))
        .containsExactlyInAnyOrder(
            "high contents-new lib/large.js", "high contents-total more than is allowed in app");
  }

  @Test
  void tellsOtherKinds() {
    assertThat(locked("icon.png zip 4000")).containsExactly("high contents-kind icon.png as zip");
    assertThat(against("icon.png zip 4000")).containsExactly("high contents-kind icon.png");
    assertThat(locked("lib/a.js binary 500"))
        .containsExactly("medium contents-kind lib/a.js as binary");
    assertThat(locked("lib/empty.js javascript 50"))
        .containsExactly("low contents-kind lib/empty.js as javascript");
    assertThat(locked("lib/a.js empty 0"))
        .containsExactly("medium contents-kind lib/a.js as empty");
  }

  @Test
  void tellsGrowthAndLoss() {
    assertThat(locked("cli.js javascript 1900000"))
        .containsExactlyInAnyOrder(
            "medium contents-grown cli.js", "medium contents-total more than is allowed in app");
    assertThat(against("cli.js javascript 9900000"))
        .containsExactlyInAnyOrder(
            "high contents-grown cli.js", "high contents-total more than before in app");
    assertThat(locked("README.md markdown 90000")).containsExactly("low contents-grown README.md");
    assertThat(locked("cli.js javascript 400000")).contains("low contents-shrunk cli.js");
    assertThat(locked("-icon.png")).containsExactly("low contents-gone icon.png");
    assertThat(against("-icon.png")).containsExactly("low contents-gone icon.png");
  }
}
