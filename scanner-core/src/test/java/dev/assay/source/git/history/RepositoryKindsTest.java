package dev.assay.source.git.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.source.git.GitFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of repository that git makes. */
class RepositoryKindsTest {
  @TempDir Path temp;

  private GitFixture git;

  @BeforeEach
  void init() {
    git = new GitFixture(temp.resolve("repo"));
    git.git("config", "gc.auto", "0");
  }

  private static HistoryScans complete(GitFixture git) throws IOException {
    HistoryScans scan = HistoryScans.all(git.repository());
    assertThat(scan.sink().failures).isEmpty();
    assertThat(scan.sink().problems).isEmpty();
    return scan;
  }

  private static HistoryScans unreachableToo(GitFixture git) throws IOException {
    HistoryScans scan = HistoryScans.run(git.repository(), true, CollectingSink.Forks.LATER);
    assertThat(scan.sink().failures).isEmpty();
    assertThat(scan.sink().problems).isEmpty();
    return scan;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void emptyIsCleanAndSaysSo() throws Exception {
    HistoryScans scan = complete(git);
    assertThat(scan.sink().blobs).isEmpty();
    assertThat(scan.sink().notices)
        .containsExactly("The repository has no commits that a ref reaches");
  }

  @Test
  void bareWorkTreeAndSubmodule() throws Exception {
    git.write("a", "a\n");
    String commit = git.commit("one");
    git.git("worktree", "add", "-q", "--detach", temp.resolve("tree").toString());
    GitFixture tree = GitFixture.existing(temp.resolve("tree"));
    tree.write("b", "b\n");
    tree.commit("detached, in a linked work tree");
    String blob = tree.id("HEAD:b");
    git.git("clone", "-q", "--bare", git.directory().toString(), temp.resolve("bare").toString());
    assertThat(complete(git).lines()).hasSize(2).anyMatch(line -> line.endsWith(" b " + blob));
    assertThat(complete(tree).lines()).isEqualTo(complete(git).lines());
    assertThat(complete(GitFixture.existing(temp.resolve("bare"))).lines())
        .containsExactly(commit + " a " + git.id("HEAD:a"));

    GitFixture outer = new GitFixture(temp.resolve("outer"));
    outer.git("submodule", "add", "-q", temp.resolve("bare").toString(), "inner");
    outer.commit("with a submodule");
    HistoryScans scan = complete(outer);
    assertThat(scan.lines()).hasSize(1).allMatch(line -> line.contains(" .gitmodules "));
    assertThat(scan.sink().notices)
        .containsExactly("1 submodule not followed: scan their repositories too");
    GitFixture inner = GitFixture.existing(temp.resolve("outer/inner"));
    assertThat(complete(inner).lines()).containsExactly(commit + " a " + git.id("HEAD:a"));
  }

  @Test
  void shallowClonesAreSaidToBeCut() throws Exception {
    for (int i = 0; i < 5; i++) {
      git.write("a", "version " + i + "\n");
      git.commit("commit " + i);
    }
    Path clone = temp.resolve("shallow");
    git.git("clone", "-q", "--depth=2", "file://" + git.directory(), clone.toString());
    GitFixture shallow = GitFixture.existing(clone);
    HistoryScans scan = HistoryScans.all(shallow.repository());
    assertThat(scan.sink().problems)
        .singleElement()
        .satisfies(p -> assertThat(p.kind()).isEqualTo(Problem.Kind.HISTORY_CUT));
    assertThat(scan.lines())
        .containsExactly(
            git.id("HEAD~1") + " a " + git.id("HEAD~1:a"),
            git.id("HEAD") + " a " + git.id("HEAD:a"));
  }

  @Test
  void partialClonesSayWhatIsMissing() throws Exception {
    git.write("a", "old\n").write("b", "stays\n");
    git.commit("one");
    git.write("a", "new\n");
    git.commit("two");
    git.git("config", "uploadpack.allowFilter", "true");
    for (String filter : new String[] {"blob:none", "tree:0"}) {
      Path clone = temp.resolve(filter.substring(0, 4));
      git.git(
          "clone",
          "-q",
          "--bare",
          "--filter=" + filter,
          "file://" + git.directory(),
          clone.toString());
      HistoryScans scan = HistoryScans.all(GitFixture.existing(clone).repository());
      assertThat(scan.sink().failures).isEmpty();
      assertThat(scan.sink().blobs).isEmpty();
      assertThat(scan.sink().problems)
          .hasSize(1)
          .allSatisfy(p -> assertThat(p.kind()).isEqualTo(Problem.Kind.OBJECT_MISSING));
      assertThat(scan.sink().problems.first().detail())
          .contains(filter.equals("blob:none") ? "3 blobs and 0 folders" : "0 blobs and 2 folders");
      assertThat(scan.sink().messages).hasSize(2);
    }
  }

  @Test
  void missingBlobsAreNamed() throws Exception {
    git.write("a", "gone\n").write("b", "stays\n");
    git.commit("one");
    String blob = git.id("HEAD:a");
    Files.delete(
        git.directory().resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));
    HistoryScans scan = HistoryScans.all(git.repository());
    assertThat(scan.sink().problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.OBJECT_MISSING);
              assertThat(problem.path()).isEqualTo("a");
              assertThat(problem.detail()).contains(blob);
            });
  }

  @Test
  void missingTreesAndCommitsAreNamed() throws Exception {
    git.write("dir/a", "in a folder\n");
    String first = git.commit("one");
    git.write("dir/a", "changed\n");
    git.commit("two");
    String tree = git.id("HEAD:dir");
    Path objects = git.directory().resolve(".git/objects");
    Files.delete(objects.resolve(tree.substring(0, 2)).resolve(tree.substring(2)));
    Files.delete(objects.resolve(first.substring(0, 2)).resolve(first.substring(2)));
    CollectingSink sink = HistoryScans.all(git.repository()).sink();
    assertThat(sink.blobs).hasSize(2);
    assertThat(sink.problems)
        .anySatisfy(problem -> assertThat(problem.detail()).contains(tree))
        .anySatisfy(problem -> assertThat(problem.path()).isEqualTo("commit " + first));
  }

  @Test
  void sha256() throws Exception {
    GitFixture wide = RichHistory.build(temp.resolve("wide"), "--object-format=sha256");
    HistoryScans loose = complete(wide);
    wide.git("repack", "-adfq", "--depth=30");
    HistoryScans packed = complete(wide);
    assertThat(packed.lines()).isEqualTo(loose.lines()).hasSizeGreaterThan(50);
    assertThat(packed.sink().blobs).isEqualTo(loose.sink().blobs);
    assertThat(packed.sink().blobs)
        .allSatisfy((id, is) -> assertThat(is).isEqualTo(id).hasSize(64));
  }

  @Test
  void alternates() throws Exception {
    git.write("a", "a\n");
    git.commit("one");
    git.git("repack", "-adq");
    git.write("b", "b\n");
    git.commit("two, loose");
    Path clone = temp.resolve("clone");
    git.git("clone", "-q", "--shared", git.directory().toString(), clone.toString());
    GitFixture shared = GitFixture.existing(clone);
    shared.write("c", "c\n").write("a-again", "a\n");
    shared.commit("three");
    HistoryScans scan = complete(shared);
    assertThat(scan.sink().blobs).hasSize(3);
    assertThat(scan.lines()).hasSize(4);

    Files.move(git.directory(), temp.resolve("away"));
    CollectingSink sink = HistoryScans.all(shared.repository()).sink();
    assertThat(sink.problems)
        .anySatisfy(problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.VANISHED));
  }

  @Test
  void unreachableIsSaidAndReportedWhenAskedFor() throws Exception {
    git.write("a", "a\n");
    git.commit("one");
    git.write("lost", "in a commit that only the reflog names\n");
    String lost = git.commit("lost");
    String lostBlob = git.id("HEAD:lost");
    git.git("reset", "-q", "--hard", "HEAD~1");
    String dangling = git.blob(bytes("added and never committed\n"));
    git.git("tag", "-a", "-m", "deleted", "gone");
    git.git("tag", "-d", "gone");

    HistoryScans scan = complete(git);
    assertThat(scan.sink().blobs).hasSize(3);
    assertThat(scan.lines()).hasSize(1);
    assertThat(scan.sink().messages).hasSize(1);
    assertThat(scan.sink().count(Coverage.Unit.COMMITS)).isEqualTo(1);
    assertThat(scan.sink().notices)
        .containsExactlyInAnyOrder(
            "2 blobs with hits left out: no ref reaches them (1 only reflogs do);"
                + " --include-unreachable reports them",
            "2 commits and tags are reached by no ref: messages not scanned"
                + " (--include-unreachable does)");
    for (int packed = 0; packed < 2; packed++) {
      HistoryScans all = unreachableToo(git);
      assertThat(all.lines())
          .containsExactly(
              git.id("HEAD") + " a " + git.id("HEAD:a"),
              lost + " lost " + lostBlob,
              "-  " + dangling);
      assertThat(all.sink().messages).hasSize(3);
      assertThat(all.sink().notices).isEmpty();
      git.git("repack", "-adq", "--keep-unreachable");
    }
  }

  @Test
  void replaceRefsAndGraftsChangeNothing() throws Exception {
    git.write("a", "one\n");
    String first = git.commit("one");
    git.write("a", "two\n");
    String second = git.commit("two");
    HistoryScans before = complete(git);
    git.git("replace", "--graft", second);
    HistoryScans replaced = complete(git);
    assertThat(replaced.lines()).containsAll(before.lines());
    assertThat(replaced.sink().notices)
        .containsExactly("Replace refs were not applied: the history was scanned as it is stored");

    git.git("replace", "-d", second);
    git.git("checkout", "-q", "--orphan", "other");
    git.write("a", "three\n");
    String third = git.commit("three");
    git.git("checkout", "-q", "main");
    git.git("branch", "-q", "-D", "other");
    Files.writeString(
        git.directory().resolve(".git/info/grafts"), "# comment\n" + first + " " + third + "\n");
    HistoryScans grafted = complete(git);
    assertThat(grafted.lines()).hasSize(3).anyMatch(line -> line.startsWith(third));
    assertThat(grafted.sink().notices)
        .contains("Grafts were not applied: the history was scanned as it is stored");
  }

  @Test
  void refsThatNameNothing() throws Exception {
    git.write("a", "a\n");
    String commit = git.commit("one");
    Path refs = git.directory().resolve(".git/refs/heads");
    Files.writeString(refs.resolve("broken"), "no id at all\n");
    Files.writeString(refs.resolve("empty"), "");
    Files.writeString(refs.resolve("missing"), "12".repeat(20) + "\n");
    Files.writeString(refs.resolve("symbolic"), "ref: refs/heads/not-there\n");
    Files.writeString(refs.resolve("being-written.lock"), "half");
    HistoryScans scan = HistoryScans.all(git.repository());
    assertThat(scan.lines()).containsExactly(commit + " a " + git.id("HEAD:a"));
    assertThat(scan.sink().problems)
        .extracting(Problem::path)
        .containsExactly("refs/heads/broken", "refs/heads/empty", "refs/heads/missing");
  }

  @Test
  void looseRefsWinOverPackedOnes() throws Exception {
    git.write("a", "a\n");
    git.commit("one");
    git.git("branch", "topic");
    git.git("pack-refs", "--all");
    git.write("b", "only in the packed state\n");
    git.git("checkout", "-q", "topic");
    git.commit("to be dropped");
    git.git("pack-refs", "--all");
    git.git("reset", "-q", "--hard", "main");
    assertThat(complete(git).lines()).hasSize(1);
  }

  @Test
  void onlyWhatIsAskedForIsReported() throws Exception {
    git.write("a", "one\n").write("dir/.env", "x\n").write("dir/b", "b\n");
    String first = git.commit("one");
    git.write("a", "two\n").write("dir/.env", "y\n");
    String second = git.commit("two");
    Set<String> asked = new HashSet<>();
    HistoryScans scan =
        HistoryScans.run(
            git.repository(),
            false,
            CollectingSink.Forks.IN_PARALLEL,
            Set.of(git.id(first + ":dir/b")),
            path -> {
              assertThat(asked.add(path)).as("asked twice for " + path).isTrue();
              return path.endsWith(".env");
            });
    assertThat(scan.lines())
        .containsExactly(
            first + " dir/.env " + git.id(first + ":dir/.env"),
            first + " dir/b " + git.id(first + ":dir/b"),
            second + " dir/.env " + git.id(second + ":dir/.env"));
    assertThat(scan.introductions().get(0).commit())
        .satisfies(
            commit -> {
              assertThat(commit.author()).isEqualTo("A U Thor <author@example.com>");
              assertThat(commit.epochSeconds()).isGreaterThan(1_700_000_000L);
            });
  }
}
