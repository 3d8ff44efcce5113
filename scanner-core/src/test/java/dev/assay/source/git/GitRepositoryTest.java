package dev.assay.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Problem;
import dev.assay.model.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {

  @TempDir Path temp;

  @BeforeEach
  void realPath() throws Exception {
    temp = temp.toRealPath();
  }

  private GitFixture fixture(String... options) {
    return new GitFixture(temp.resolve("repo"), options);
  }

  @Test
  void ordinaryRepositoryFromAnyFolderInIt() throws Exception {
    GitFixture git = fixture();
    Files.createDirectories(git.directory().resolve("a/b"));
    for (String path : new String[] {".", "a/b", ".git"}) {
      GitRepository repository =
          GitRepository.open(git.directory().resolve(path), git.environment());
      assertThat(repository.gitDir()).isEqualTo(git.directory().resolve(".git"));
      assertThat(repository.commonDir()).isEqualTo(git.directory().resolve(".git"));
      assertThat(repository.workTree()).isEqualTo(git.directory());
      assertThat(repository.indexFile()).isEqualTo(git.directory().resolve(".git/index"));
      assertThat(repository.objectDirectories())
          .containsExactly(git.directory().resolve(".git/objects"));
      assertThat(repository.objectFormat()).isEqualTo(ObjectFormat.SHA1);
      assertThat(repository.needsGit()).isEmpty();
      assertThat(repository.indexNeedsGit()).isEmpty();
      assertThat(repository.shallow()).isFalse();
      assertThat(repository.historyCut()).isNull();
      assertThat(repository.replaceRefs()).isFalse();
      assertThat(repository.grafts()).isFalse();
    }
  }

  @Test
  void whatIsNoRepositorySaysWhatToDo() throws Exception {
    Path plain = Files.createDirectories(temp.resolve("plain"));
    Path file = Files.createFile(plain.resolve("f.txt"));
    assertThatThrownBy(() -> GitRepository.open(plain, Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Not a git repository")
        .hasMessageContaining("assay scan");
    assertThatThrownBy(() -> GitRepository.open(plain.resolve("no"), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("No such file");
    assertThatThrownBy(() -> GitRepository.open(file, Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is a file");
    Files.writeString(plain.resolve(".git"), "gitdir: ../gone\n");
    assertThatThrownBy(() -> GitRepository.open(plain, Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("repair");
  }

  @Test
  void bareRepository() {
    GitFixture git = fixture("--bare");
    GitRepository repository = git.repository();
    assertThat(repository.gitDir()).isEqualTo(git.directory());
    assertThat(repository.workTree()).isNull();
  }

  @Test
  void linkedWorkTreeSharesObjectsButNotItsIndex() {
    GitFixture git = fixture();
    git.write("f", "x").commit("one");
    git.git("worktree", "add", "-q", "../linked");
    GitRepository repository = GitRepository.open(temp.resolve("linked"), git.environment());
    assertThat(repository.workTree()).isEqualTo(temp.resolve("linked"));
    assertThat(repository.gitDir()).isEqualTo(git.directory().resolve(".git/worktrees/linked"));
    assertThat(repository.commonDir()).isEqualTo(git.directory().resolve(".git"));
    assertThat(repository.indexFile()).isEqualTo(repository.gitDir().resolve("index"));
    assertThat(repository.objectDirectories())
        .containsExactly(git.directory().resolve(".git/objects"));
  }

  @Test
  void submodule() {
    GitFixture inner = new GitFixture(temp.resolve("inner"));
    inner.write("f", "x").commit("one");
    GitFixture git = fixture();
    git.git("submodule", "--quiet", "add", "../inner", "sub");
    GitRepository repository =
        GitRepository.open(git.directory().resolve("sub"), git.environment());
    assertThat(repository.gitDir()).isEqualTo(git.directory().resolve(".git/modules/sub"));
    assertThat(repository.workTree()).isEqualTo(git.directory().resolve("sub"));
  }

  @Test
  void alternatesAreFollowed() {
    GitFixture git = fixture();
    git.write("f", "x").commit("one");
    git.git("clone", "-q", "--shared", ".", "../shared");
    GitRepository repository = GitRepository.open(temp.resolve("shared"), git.environment());
    assertThat(repository.objectDirectories())
        .containsExactly(
            temp.resolve("shared/.git/objects"), git.directory().resolve(".git/objects"));
  }

  @Test
  void shallowCloneHasItsHistoryCut() {
    GitFixture git = fixture();
    git.write("f", "x").commit("one");
    String head = git.write("f", "y").commit("two");
    git.git("clone", "-q", "--depth=1", "file://" + git.directory(), "../shallow");
    GitRepository repository = GitRepository.open(temp.resolve("shallow"), git.environment());
    assertThat(repository.shallowCommits()).containsExactly(head);
    Problem problem = repository.historyCut();
    assertThat(problem).isNotNull();
    assertThat(problem.kind()).isEqualTo(Problem.Kind.HISTORY_CUT);
    assertThat(problem.detail()).contains("unshallow");
    assertThat(repository.needsGit()).isEmpty();
  }

  @Test
  void partialClone() {
    GitFixture git = fixture();
    git.write("f", "x").commit("one");
    git.git("config", "uploadpack.allowFilter", "true");
    git.git(
        "clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + git.directory(), "../p");
    GitRepository repository = GitRepository.open(temp.resolve("p"), git.environment());
    assertThat(repository.partialClone()).isTrue();
    assertThat(repository.needsGit()).containsExactly("it is a partial clone");
  }

  @Test
  void sha256() {
    GitRepository repository = fixture("--object-format=sha256").repository();
    assertThat(repository.objectFormat()).isEqualTo(ObjectFormat.SHA256);
    assertThat(repository.needsGit()).containsExactly("its objects are named by SHA-256");
  }

  @Test
  void unknownExtensionsCountInVersionOneOnly() {
    GitFixture git = fixture();
    git.git("config", "extensions.teleport", "true");
    assertThat(git.repository().unknownExtensions()).isEmpty();
    git.git("config", "core.repositoryFormatVersion", "1");
    assertThat(git.repository().unknownExtensions()).containsExactly("extensions.teleport");
    assertThat(git.repository().needsGit()).containsExactly("it uses extensions.teleport");
  }

  @Test
  void replaceRefsAndGrafts() {
    GitFixture git = fixture();
    String one = git.write("f", "x").commit("one");
    String two = git.write("f", "y").commit("two");
    assertThat(git.repository().replaceRefs()).isFalse();
    git.git("replace", two, one);
    assertThat(git.repository().replaceRefs()).isTrue();
    git.git("pack-refs", "--all");
    assertThat(git.repository().replaceRefs()).isTrue();
    assertThat(git.repository().grafts()).isFalse();
    git.write(".git/info/grafts", two + "\n");
    assertThat(git.repository().grafts()).isTrue();
  }

  @Test
  void indexesThatOnlyGitReads() {
    GitFixture git = fixture();
    for (int i = 0; i < 50; i++) {
      git.write("d" + i % 5 + "/" + ("n".repeat(i) + "/").repeat(i % 7) + "f" + i, "x" + i);
    }
    git.commit("one");
    String longPath = "l/".repeat(2500) + "f";
    git.git("update-index", "--add", "--cacheinfo", "100644," + git.id(":d0/f0") + "," + longPath);
    for (String version : new String[] {"2", "3", "4"}) {
      git.git("update-index", "--index-version=" + version, "--force-write-index");
      assertThat(git.repository().indexNeedsGit()).isEmpty();
    }
    git.git("update-index", "--split-index");
    assertThat(git.repository().indexNeedsGit()).containsExactly("its index is split");
    git.git("update-index", "--no-split-index");
    git.git("rm", "-q", "--cached", longPath);
    git.git("sparse-checkout", "set", "--cone", "--sparse-index", "d1");
    assertThat(git.repository().indexNeedsGit()).containsExactly("its index is sparse");
  }

  @Test
  void variablesCountForTheRepositoryThatTheyMeanOnly() {
    GitFixture git = fixture();
    GitFixture other = new GitFixture(temp.resolve("other"));
    Map<String, String> environment = new HashMap<>(git.environment());
    environment.put("GIT_DIR", git.directory().resolve(".git").toString());
    environment.put("GIT_INDEX_FILE", git.directory().resolve(".git/next").toString());
    GitRepository meant = GitRepository.open(git.directory(), environment);
    assertThat(meant.indexFile()).isEqualTo(git.directory().resolve(".git/next"));
    GitRepository another = GitRepository.open(other.directory(), environment);
    assertThat(another.gitDir()).isEqualTo(other.directory().resolve(".git"));
    assertThat(another.indexFile()).isEqualTo(other.directory().resolve(".git/index"));
  }

  @Test
  void malformedConfigurationNamesItsLine() {
    GitFixture git = fixture();
    git.write(".git/config", "[core]\n\tbare = false\n[broken\n");
    assertThatThrownBy(git::repository)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("line 3");
  }

  @Test
  void configurationIsReadAsGitReadsIt() {
    GitFixture git = fixture();
    git.write(
        ".git/config",
        """
        [core]\r
          bare = no ; comment\r
        \tsp = a  b   # c
        [Sub "A\\"b.C"] key = " x \\t"y\\
        z
          alone
         [old.STYLE]
        n="#;"
        """);
    GitConfig config = GitConfig.read(git.directory().resolve(".git/config"));
    assertThat(config.get("core.bare")).isEqualTo("no");
    assertThat(config.get("core.sp")).isEqualTo(git.git("config", "core.sp"));
    assertThat(config.get("sub.A\"b.C.key")).isEqualTo(" x \tyz");
    assertThat(git.git("config", "Sub.A\"b.C.key")).isEqualTo(" x \tyz");
    assertThat(config.isTrue("sub.A\"b.C.alone")).isTrue();
    assertThat(config.get("old.style.n")).isEqualTo("#;");
    assertThat(config.anyTrue("sub", "alone")).isTrue();
  }
}
