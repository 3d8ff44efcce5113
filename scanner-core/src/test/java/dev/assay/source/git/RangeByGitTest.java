package dev.assay.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Problem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RangeByGitTest extends RangeCases {

  @Override
  Map<String, String> way() {
    return Map.of();
  }

  @Test
  void sha256() {
    GitFixture git = fixture("--object-format=sha256");
    git.write("f", "1\n").commit("one");
    git.write("f", "1\n2\n").commit("two");
    assertThat(Seen.range(git, "HEAD").added()).containsExactly("f: [1]", "f: [2]");
  }

  @Test
  void partialClonesAreNotFilled() {
    GitFixture origin = new GitFixture(temp.resolve("origin"));
    origin.write("f", "1\n").commit("one");
    origin.write("f", "1\n2\n").write("g", "3\n").commit("two");
    origin.git("config", "uploadpack.allowFilter", "true");
    for (String filter : new String[] {"blob:none", "tree:0"}) {
      String name = filter.substring(0, 4);
      origin.git(
          "clone",
          "-q",
          "--no-checkout",
          "--filter=" + filter,
          "file://" + origin.directory(),
          "../" + name);
      GitFixture git = GitFixture.existing(temp.resolve(name));
      String before = git.git("count-objects", "-v");
      Seen seen = Seen.range(git, "HEAD");
      assertThat(seen.added()).isEmpty();
      assertThat(seen.messages()).containsExactly("commit: [one]", "commit: [two]");
      // Without trees it isn't even known which blobs are missing.
      assertThat(seen.problems)
          .hasSize(filter.equals("tree:0") ? 2 : 3)
          .allSatisfy(
              problem -> {
                assertThat(problem.kind()).isEqualTo(Problem.Kind.OBJECT_MISSING);
                assertThat(problem.detail()).contains("partial clone").contains("refetch");
              });
      assertThat(git.git("count-objects", "-v")).isEqualTo(before);
    }
  }

  @Test
  void nothingOfTheConfigurationRuns() throws Exception {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    git.write("f", "1\n2\n").commit("two");
    git.git("tag", "-a", "-m", "notes", "v1");
    Hostile hostile = new Hostile(git);
    Seen seen = Seen.range(git, "--all");
    assertThat(seen.added()).containsExactly("f: [1]", "f: [2]");
    assertThat(seen.messages()).hasSize(3);
    hostile.assertNothingRan();
  }

  @Test
  void aMadeUpCommitGraphIsNotBelieved() throws Exception {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    git.write("f", "1\n2\n").commit("two");
    git.git("commit-graph", "write", "--reachable");
    git.write("f", "1\n2\n3\n").commit("three");
    assertThat(Seen.range(git, "HEAD").added()).containsExactly("f: [1]", "f: [2]", "f: [3]");
  }

  @Test
  void partialClonesThatHaveEverythingAreComplete() {
    GitFixture origin = new GitFixture(temp.resolve("origin"));
    origin.write("f", "1\n").commit("one");
    origin.git("config", "uploadpack.allowFilter", "true");
    origin.git("clone", "-q", "--filter=blob:none", "file://" + origin.directory(), "../partial");
    GitFixture git = GitFixture.existing(temp.resolve("partial"));
    git.write("f", "1\n2\n").commit("two");
    assertThat(git.repository().partialClone()).isTrue();
    Seen seen = Seen.range(git, "HEAD");
    assertThat(seen.added()).containsExactly("f: [1]", "f: [2]");
    assertThat(seen.problems).isEmpty();
    assertThat(seen.notices).isEmpty();
  }

  @Test
  void unknownExtensionsAreNoCleanScan() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    git.git("config", "core.repositoryFormatVersion", "1");
    git.git("config", "extensions.teleport", "true");
    assertThatThrownBy(() -> Seen.range(git, "HEAD")).hasMessageContaining("teleport");
    assertThatThrownBy(() -> Seen.staged(git)).hasMessageContaining("teleport");
  }
}
