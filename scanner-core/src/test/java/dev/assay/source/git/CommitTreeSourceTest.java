package dev.assay.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.CommitTree;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A commit's files come whole and as git has them, by the git command and by JGit alike. */
class CommitTreeSourceTest {

  @TempDir Path temp;

  /** What a source pushes: {@code path mode text}, sorted. */
  private static final class Files implements ContentSink {
    final List<String> files = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();
    final List<String> notices = new ArrayList<>();
    private final ArrayDeque<Task> tasks = new ArrayDeque<>();
    @Nullable CommitTree tree;
    long most;

    static Files of(GitFixture git, String revision) {
      return of(git, git.directory(), revision, 1_000_000);
    }

    static Files of(GitFixture git, Path path, String revision, long mostEntries) {
      Files files = new Files();
      try (CommitTreeSource source =
          new CommitTreeSource(path.toString(), revision, mostEntries, git.environment())) {
        source.push(files);
        for (Task task = files.tasks.poll(); task != null; task = files.tasks.poll()) {
          task.run();
        }
        files.tree = source.tree();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      files.files.sort(null);
      return files;
    }

    CommitTree tree() {
      return Objects.requireNonNull(tree);
    }

    @Override
    public void accept(Content content) {
      try (InputStream in = content.open()) {
        byte[] all = in.readNBytes(1 << 10);
        most = Math.max(most, content.size());
        in.transferTo(java.io.OutputStream.nullOutputStream());
        files.add(
            content.provenance().path()
                + " "
                + content.mode()
                + " "
                + new String(all, StandardCharsets.UTF_8).lines().findFirst().orElse(""));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      assertThat(content.lines()).isNull();
    }

    @Override
    public void problem(Problem problem) {
      problems.add(problem);
    }

    @Override
    public void notice(String notice) {
      notices.add(notice);
    }

    @Override
    public void count(Coverage.Unit what, long amount) {}

    @Override
    public void fork(Task task) {
      tasks.add(task);
    }
  }

  private GitFixture fixture(String backend, String... options) {
    GitFixture git = new GitFixture(temp.resolve("repo"), options);
    use(git, backend);
    return git;
  }

  private static void use(GitFixture git, String backend) {
    if (backend.equals("jgit")) {
      git.environment().put(GitCommand.VARIABLE, "none");
    } else {
      git.environment().remove(GitCommand.VARIABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "jgit"})
  void filesModesLinksAndPointers(String backend) {
    GitFixture git = fixture(backend);
    git.write("a/b/plain.txt", "text\n").write("run.sh", "#!/bin/sh\n").write("empty", "");
    git.write("\u00e9/\u65e5.txt", "unicode\n");
    git.write(
        "big.bin",
        "version https://git-lfs.github.com/spec/v1\noid sha256:"
            + "ab".repeat(32)
            + "\nsize 12345\n");
    git.write("nearly", "version https://git-lfs.github.com/spec/v1\noid sha256:12\n");
    git.add();
    git.git("update-index", "--chmod=+x", "run.sh");
    String target = git.blob("a/b/plain.txt".getBytes(StandardCharsets.UTF_8));
    git.git("update-index", "--add", "--cacheinfo", "120000," + target + ",link");
    git.git("update-index", "--add", "--cacheinfo", "160000," + "12".repeat(20) + ",sub/module");
    git.git("commit", "-q", "-m", "one");
    String commit = git.id("HEAD");
    git.git("tag", "-a", "-m", "release", "v1");
    git.write("a/b/plain.txt", "later\n").commit("two");
    Files files = Files.of(git, "v1");
    assertThat(files.files)
        .containsExactly(
            "a/b/plain.txt PLAIN text",
            "big.bin PLAIN version https://git-lfs.github.com/spec/v1",
            "empty PLAIN ",
            "link UNSAID a/b/plain.txt",
            "nearly PLAIN version https://git-lfs.github.com/spec/v1",
            "run.sh EXECUTABLE #!/bin/sh",
            "\u00e9/\u65e5.txt PLAIN unicode");
    assertThat(files.problems).isEmpty();
    assertThat(files.notices)
        .containsExactly("1 submodule of the commit were not followed, the first at sub/module");
    assertThat(files.tree().commit().id()).isEqualTo(commit);
    assertThat(files.tree().links()).containsOnly(java.util.Map.entry("link", "a/b/plain.txt"));
    assertThat(files.tree().pointers())
        .containsOnly(
            java.util.Map.entry("big.bin", new CommitTree.Pointer("ab".repeat(32), 12345)));
    assertThat(files.tree().submodules()).containsExactly("sub/module");
    assertThat(Files.of(git, "v1^{}").files).isEqualTo(files.files);
    assertThat(Files.of(git, commit.substring(0, 10)).files).isEqualTo(files.files);
    assertThat(Files.of(git, "HEAD~1").files).isEqualTo(files.files);
    assertThat(Files.of(git, "main").files).contains("a/b/plain.txt PLAIN later");
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "jgit"})
  void bareRepositoriesAndFoldersOfWorkTrees(String backend) {
    GitFixture git = fixture(backend);
    git.write("a/f", "1\n").commit("one");
    git.git("clone", "-q", "--bare", ".", "../bare.git");
    git.git("gc", "-q");
    assertThat(Files.of(git, temp.resolve("bare.git"), "HEAD", 99).files)
        .containsExactly("a/f PLAIN 1");
    assertThat(Files.of(git, git.directory().resolve("a"), "HEAD", 99).files)
        .containsExactly("a/f PLAIN 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "jgit"})
  void whatNamesNoCommitIsRefused(String backend) {
    GitFixture git = fixture(backend);
    git.write("f", "1\n").commit("one");
    for (String wrong :
        new String[] {
          "v9",
          "",
          "-v",
          "--all",
          "HEAD:f",
          "HEAD..HEAD",
          "HEAD^{tree}",
          "\0",
          ":/none",
          "a b",
          "..",
          "HEAD^{/none}",
          "refs/heads/*",
          "HEAD~99",
          "HEAD^9",
          "\n",
          "@{u}",
          "12345",
          "0".repeat(40),
          "ab".repeat(20),
          "HEAD^{commit",
          "^HEAD",
          "!",
          "a..b",
          "\u00e9",
          "HEAD^{nothing}",
          "v1\\",
          "x".repeat(5_000)
        }) {
      assertThatThrownBy(() -> Files.of(git, wrong))
          .as(wrong)
          .isInstanceOf(UsageException.class)
          .satisfies(
              e -> assertThat(e.getMessage()).containsAnyOf("spelling", "Name a tag", "zeros"));
    }
    assertThatThrownBy(() -> Files.of(git, temp, "HEAD", 9)).isInstanceOf(UsageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "jgit"})
  void nothingOfTheRepositoryRunsOrDecides(String backend) throws Exception {
    GitFixture git = fixture(backend);
    git.write(".gitattributes", "* -diff export-ignore\n");
    git.write("f", "1\n").write("Same", "a\n").commit("one");
    git.git(
        "update-index",
        "--add",
        "--cacheinfo",
        "100644," + git.blob("b\n".getBytes(StandardCharsets.UTF_8)) + ",same");
    git.git("commit", "-q", "-m", "two");
    git.git("reset", "-q", "--hard");
    Hostile hostile = new Hostile(git);
    git.git("config", "submodule.x.update", "!touch ../marks/submodule");
    assertThat(Files.of(git, "HEAD").files).contains("f PLAIN 1", "Same PLAIN a", "same PLAIN b");
    hostile.assertNothingRan();
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "jgit"})
  void shallowClonesAreWholeInTheirCommits(String backend) {
    GitFixture origin = new GitFixture(temp.resolve("origin"));
    origin.write("f", "1\n").commit("one");
    String first = origin.id("HEAD");
    origin.write("g", "2\n").commit("two");
    origin.git("clone", "-q", "--depth=1", "file://" + origin.directory(), "../shallow");
    GitFixture git = GitFixture.existing(temp.resolve("shallow"));
    use(git, backend);
    Files files = Files.of(git, "HEAD");
    assertThat(files.files).containsExactly("f PLAIN 1", "g PLAIN 2");
    assertThat(files.problems).isEmpty();
    assertThatThrownBy(() -> Files.of(git, first)).hasMessageContaining("--unshallow");
  }

  @Test
  void partialClonesAreNotFilled() {
    GitFixture origin = new GitFixture(temp.resolve("origin"));
    origin.write("f", "1\n").write("d/g", "2\n").commit("one");
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
      Files files = Files.of(git, "HEAD");
      assertThat(files.files).isEmpty();
      assertThat(files.problems)
          .hasSize(filter.equals("tree:0") ? 1 : 2)
          .allSatisfy(
              problem -> {
                assertThat(problem.kind()).isEqualTo(Problem.Kind.OBJECT_MISSING);
                assertThat(problem.detail()).contains("partial clone").contains("refetch");
              });
      assertThat(git.git("count-objects", "-v")).isEqualTo(before);
      use(git, "jgit");
      assertThat(Files.of(git, "HEAD").problems)
          .extracting(Problem::kind)
          .containsExactly(Problem.Kind.UNSUPPORTED);
    }
  }

  @Test
  void sha256ByGitAndElseAProblem() {
    GitFixture git = fixture("git", "--object-format=sha256");
    git.write("d/f", "1\n").commit("one");
    assertThat(Files.of(git, "HEAD").files).containsExactly("d/f PLAIN 1");
    use(git, "jgit");
    assertThat(Files.of(git, "HEAD").problems)
        .extracting(Problem::kind)
        .containsExactly(Problem.Kind.UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "jgit"})
  void largeBlobsAreStreamed(String backend) {
    GitFixture git = fixture(backend);
    byte[] large = new byte[BlobContent.IN_MEMORY + 1];
    new Random(1).nextBytes(large);
    large[0] = '\n';
    git.write("large", large).write("small", "1\n").commit("one");
    Files files = Files.of(git, "HEAD");
    assertThat(files.files).hasSize(2).contains("small PLAIN 1");
    assertThat(files.most).isEqualTo(large.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "jgit"})
  void bombsOfTreesEnd(String backend) throws Exception {
    GitFixture git = fixture(backend);
    String blob = git.blob("x\n".getBytes(StandardCharsets.UTF_8));
    String below = tree(git, 10, "100644", blob);
    for (int level = 0; level < 9; level++) {
      below = tree(git, 10, "40000", below);
    }
    String commit = git.git("commit-tree", "-m", "bomb", below);
    Files files = Files.of(git, git.directory(), commit, 5_000);
    assertThat(files.problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.TOO_LARGE);
              assertThat(problem.detail()).contains("5,000").contains("--max-entries");
            });
    String deep = tree(git, 1, "100644", blob);
    for (int level = 0; level < 1_010; level++) {
      deep = tree(git, 1, "40000", deep);
    }
    commit = git.git("commit-tree", "-m", "deep", deep);
    assertThat(Files.of(git, commit).problems)
        .extracting(Problem::kind)
        .containsExactly(Problem.Kind.TOO_DEEP);
  }

  @ParameterizedTest
  @ValueSource(strings = {"git", "jgit"})
  void malformedAndMissingTreesAreProblems(String backend) throws Exception {
    GitFixture git = fixture(backend);
    String blob = git.blob("x\n".getBytes(StandardCharsets.UTF_8));
    String broken =
        git.gitWith(
            "100644 cut".getBytes(StandardCharsets.UTF_8),
            "hash-object",
            "-w",
            "-t",
            "tree",
            "--literally",
            "--stdin");
    byte[] entries =
        join(
            entry("100644", "../../escape", blob),
            entry("40000", "broken", broken),
            entry("40000", "gone", "12".repeat(20)),
            entry("100644", "twice", blob),
            entry("100644", "twice", blob));
    String root = git.gitWith(entries, "hash-object", "-w", "-t", "tree", "--literally", "--stdin");
    String commit =
        git.gitWith(
            ("tree " + root + "\nauthor A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n\nm\n")
                .getBytes(StandardCharsets.UTF_8),
            "hash-object",
            "-w",
            "-t",
            "commit",
            "--stdin");
    Files files = Files.of(git, commit);
    assertThat(files.files)
        .containsExactly("../../escape PLAIN x", "twice PLAIN x", "twice PLAIN x");
    assertThat(files.problems)
        .extracting(problem -> problem.kind() + " " + problem.path())
        .containsExactlyInAnyOrder("CORRUPT broken/", "OBJECT_MISSING gone/");
  }

  private static String tree(GitFixture git, int count, String mode, String id) throws IOException {
    byte[][] entries = new byte[count][];
    for (int i = 0; i < count; i++) {
      entries[i] = entry(mode, "e" + i, id);
    }
    return loose(git, "tree", join(entries));
  }

  /** Writes an object as git would, without a process for each. */
  private static String loose(GitFixture git, String type, byte[] bytes) throws IOException {
    byte[] all = join((type + " " + bytes.length + "\0").getBytes(StandardCharsets.UTF_8), bytes);
    String id;
    try {
      id = java.util.HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(all));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(all);
    }
    git.write(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2), packed.toByteArray());
    return id;
  }

  private static byte[] entry(String mode, String name, String id) throws IOException {
    return join(
        (mode + " " + name + "\0").getBytes(StandardCharsets.UTF_8),
        java.util.HexFormat.of().parseHex(id));
  }

  private static byte[] join(byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }
}
