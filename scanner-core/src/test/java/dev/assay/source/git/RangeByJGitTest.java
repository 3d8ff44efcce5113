package dev.assay.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RangeByJGitTest extends RangeCases {

  @Override
  Map<String, String> way() {
    return Map.of(GitCommand.VARIABLE, "none");
  }

  @Test
  void whatOnlyGitCanReadIsAProblem() {
    GitFixture git = fixture("--object-format=sha256");
    git.write("f", "a\n").commit("one");
    Seen seen = Seen.range(git, "HEAD");
    assertThat(seen.items).isEmpty();
    assertThat(seen.problems).extracting(Problem::kind).containsExactly(Problem.Kind.UNSUPPORTED);
  }

  @Test
  void nothingIsWrittenAnywhere() throws Exception {
    GitFixture git = fixture();
    git.write("f", "a\n").commit("one");
    String before = listing(git);
    assertThat(Seen.range(git, "HEAD").added()).containsExactly("f: [a]");
    assertThat(Seen.staged(git).items).isEmpty();
    assertThat(listing(git)).isEqualTo(before);
  }

  private static String listing(GitFixture git) throws Exception {
    StringBuilder all = new StringBuilder();
    try (var paths = Files.walk(git.directory().getParent())) {
      for (var path : paths.sorted().toList()) {
        all.append(path).append(' ').append(Files.getLastModifiedTime(path)).append('\n');
      }
    }
    return all.toString();
  }
}
