package dev.assay.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StagedByJGitTest extends StagedCases {

  @Override
  Map<String, String> way() {
    return Map.of(GitCommand.VARIABLE, "none");
  }

  @Test
  void whatOnlyGitCanReadIsAProblem() {
    GitFixture git = fixture("--object-format=sha256");
    git.write("f", "a\n").add();
    assertUnsupported(git, "SHA-256");
  }

  @Test
  void aSplitIndexIsAProblem() {
    GitFixture git = fixture();
    git.write("f", "a\n").commit("one");
    git.git("update-index", "--split-index");
    git.write("f", "a\nb\n").add();
    assertUnsupported(git, "split");
  }

  private static void assertUnsupported(GitFixture git, String why) {
    Seen seen = Seen.staged(git);
    assertThat(seen.items).isEmpty();
    assertThat(seen.problems).hasSize(1);
    assertThat(seen.problems.get(0).kind()).isEqualTo(Problem.Kind.UNSUPPORTED);
    assertThat(seen.problems.get(0).detail()).contains(why).contains("Install git");
  }
}
