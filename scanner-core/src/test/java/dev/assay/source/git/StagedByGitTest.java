package dev.assay.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StagedByGitTest extends StagedCases {

  @Override
  Map<String, String> way() {
    return Map.of();
  }

  @Test
  void sha256() {
    GitFixture git = fixture("--object-format=sha256");
    git.write("f", "a\n").add();
    assertThat(Seen.staged(git).added()).containsExactly("f: [a]");
    git.commit("one");
    git.write("f", "a\nb\n").add();
    assertThat(Seen.staged(git).added()).containsExactly("f: [b]");
  }

  @Test
  void sparseIndex() {
    GitFixture git = fixture();
    git.write("in/f", "a\n").write("out/deep/f", "a\n").write("out/deep/g", "a\n").commit("one");
    git.git("sparse-checkout", "set", "--cone", "--sparse-index", "in");
    git.write("in/f", "a\nb\n");
    git.git("add", "in/f");
    assertThat(git.repository().indexNeedsGit()).containsExactly("its index is sparse");
    assertThat(Seen.staged(git).added()).containsExactly("in/f: [b]");
  }

  @Test
  void splitIndex() {
    GitFixture git = fixture();
    git.write("f", "a\n").commit("one");
    git.git("update-index", "--split-index");
    git.write("f", "a\nb\n").add();
    assertThat(git.repository().indexNeedsGit()).containsExactly("its index is split");
    assertThat(Seen.staged(git).added()).containsExactly("f: [b]");
  }

  @Test
  void partialClone() {
    GitFixture origin = new GitFixture(temp.resolve("origin"));
    origin.write("f", "a\n").write("g", "b\n").commit("one");
    origin.git("config", "uploadpack.allowFilter", "true");
    origin.git(
        "clone",
        "-q",
        "--no-checkout",
        "--filter=blob:none",
        "file://" + origin.directory(),
        "../partial");
    GitFixture git = GitFixture.existing(temp.resolve("partial"));
    git.git("read-tree", "HEAD");
    git.write("f", "a\nnew\n");
    git.git("add", "f");
    Seen seen = Seen.staged(git);
    // The earlier version is not here and not fetched, so all lines count.
    assertThat(seen.added()).containsExactly("f: [a, new]");
    assertThat(seen.notices).hasSize(1).first().asString().contains("count as added");
    assertThat(git.git("rev-list", "--objects", "--missing=print", "HEAD")).contains("?");
  }

  @Test
  void nothingOfTheConfigurationRuns() throws Exception {
    GitFixture git = fixture();
    git.write("f", "a\n").commit("one");
    git.write("f", "a\nb\n").add();
    Hostile hostile = new Hostile(git);
    assertThat(Seen.staged(git).added()).containsExactly("f: [b]");
    hostile.assertNothingRan();
  }

  @Test
  void somebodyElsesRepositoryIsRefusedClearly() throws Exception {
    GitFixture git = fixture();
    git.write("f", "a\n").add();
    Path script = temp.resolve("git.sh");
    Files.writeString(script, "#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec git \"$@\"\n");
    script.toFile().setExecutable(true);
    git.environment().put(GitCommand.VARIABLE, script.toString());
    assertThatThrownBy(() -> Seen.staged(git))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("safe.directory");
    git.environment().put("GIT_CONFIG_COUNT", "1");
    git.environment().put("GIT_CONFIG_KEY_0", "safe.directory");
    git.environment().put("GIT_CONFIG_VALUE_0", "*");
    assertThat(Seen.staged(git).added()).containsExactly("f: [a]");
  }

  @Test
  void aGitThatFailsIsNoCleanScan() throws Exception {
    GitFixture git = fixture();
    git.write("f", "a\n").commit("one");
    git.write(".git/HEAD", "ref: refs/heads/broken\n").write(".git/refs/heads/broken", "no id\n");
    assertThatThrownBy(() -> Seen.staged(git)).hasMessageContaining("git diff-index failed");
    Path script = temp.resolve("git.sh");
    Files.writeString(script, "#!/bin/sh\necho broken >&2\nexit 3\n");
    script.toFile().setExecutable(true);
    git.environment().put(GitCommand.VARIABLE, script.toString());
    assertThatThrownBy(() -> Seen.staged(git)).hasMessageContaining("exit code 3: broken");
  }

  @Test
  void asAHookOfEveryKindOfCommit() throws Exception {
    GitFixture git = fixture();
    git.write("f", "a\n").write("g", "a\n").write("d/h", "a\n").commit("one");
    Path out = temp.resolve("out");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    git.write(
        ".git/hooks/pre-commit",
        "#!/bin/sh\nexec '%s' -cp '%s' %s >'%s' 2>&1\n"
            .formatted(
                java, System.getProperty("java.class.path"), ListStaged.class.getName(), out));
    git.directory().resolve(".git/hooks/pre-commit").toFile().setExecutable(true);

    git.write("f", "a\nstaged\n").add();
    git.write("f", "a\nstaged\nnot\n");
    git.git("commit", "-q", "-m", "index");
    assertThat(Files.readAllLines(out)).containsExactly("f: [staged]");

    git.write("g", "a\nall\n");
    Path trace = temp.resolve("trace");
    git.git(Map.of("GIT_TRACE", trace.toString()), "commit", "-q", "-a", "-m", "all");
    // Of the environment's own git settings only those that locate things reach our git.
    assertThat(Files.readAllLines(trace)).anyMatch(line -> line.contains("commit"));
    assertThat(Files.readAllLines(trace)).noneMatch(line -> line.contains("diff-index"));
    assertThat(Files.readAllLines(out)).containsExactly("f: [not]", "g: [all]");

    git.write("f", "a\nstaged\nnot\nmore\n").add();
    git.write("d/h", "a\nonly\n");
    git.git("commit", "-q", "-m", "only", "d/h");
    assertThat(Files.readAllLines(out)).containsExactly("d/h: [only]");

    git.git("-C", "d", "commit", "-q", "-m", "from a folder");
    assertThat(Files.readAllLines(out)).containsExactly("f: [more]");

    git.git("worktree", "add", "-q", "../linked");
    GitFixture linked = GitFixture.existing(temp.resolve("linked"));
    linked.write("f", "linked\n");
    linked.git("commit", "-q", "-a", "-m", "linked");
    assertThat(Files.readAllLines(out)).isEqualTo(List.of("f: [linked]"));
  }
}
