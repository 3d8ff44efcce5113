package dev.assay.source.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.CommitInfo;
import dev.assay.model.Problem;
import dev.assay.model.UsageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every way to read a repository must say of a range. */
abstract class RangeCases {

  @TempDir Path temp;

  /** Git's variables for the way under test. */
  abstract Map<String, String> way();

  @BeforeEach
  void realPath() throws Exception {
    temp = temp.toRealPath();
  }

  GitFixture fixture(String... options) {
    return with(new GitFixture(temp.resolve("repo"), options));
  }

  GitFixture with(GitFixture git) {
    git.environment().putAll(way());
    return git;
  }

  @Test
  void eachCommitWithWhatItAdded() {
    GitFixture git = fixture();
    String one = git.write("f", "1\n").write("gone", "g\n").commit("first");
    String two = git.write("f", "1\n2\n").delete("gone").commit("second\n\nwith a body");
    String three = git.write("f", "1\n2\n3\n").write("d/n", "new\n").commit("third");
    Seen seen = Seen.range(git, "HEAD");
    assertThat(seen.added())
        .containsExactly("d/n: [new]", "f: [1]", "f: [2]", "f: [3]", "gone: [g]");
    assertThat(seen.items).extracting(Seen.Item::commit).containsSubsequence(one, two, three);
    assertThat(seen.messages())
        .containsExactly("commit: [first]", "commit: [second, , with a body]", "commit: [third]");
    assertThat(seen.commits.get(0).author()).isEqualTo("A U Thor <author@example.com>");
    assertThat(seen.commits.get(0).epochSeconds())
        .isEqualTo(Long.parseLong(git.git("show", "-s", "--format=%at", one)));
    assertThat(seen.problems).isEmpty();
    assertThat(Seen.range(git, one + "..HEAD").added())
        .containsExactly("d/n: [new]", "f: [2]", "f: [3]");
    assertThat(Seen.range(git, "HEAD^!").added()).containsExactly("d/n: [new]", "f: [3]");
    assertThat(Seen.range(git, "^" + two, "main").added()).containsExactly("d/n: [new]", "f: [3]");
    assertThat(Seen.range(git, "HEAD~1..").added()).containsExactly("d/n: [new]", "f: [3]");
  }

  @Test
  void whenIsTheLastCommits() throws Exception {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    RangeSource source =
        new RangeSource(git.directory().toString(), "", List.of("HEAD"), git.environment());
    Seen.of(source);
    assertThat(source.when())
        .isEqualTo(Instant.ofEpochSecond(Long.parseLong(git.git("show", "-s", "--format=%ct"))));
  }

  @Test
  void renames() {
    GitFixture git = fixture();
    git.write("a", "1\n2\n3\n4\n").commit("one");
    git.delete("a").write("dir/a", "1\n2\n3\n4\n").commit("moved");
    git.delete("dir/a").write("b", "1\n2\nedited\n3\n4\n").commit("moved and edited");
    assertThat(Seen.range(git, "HEAD~2..").added()).containsExactly("b: [edited]", "dir/a: []");
  }

  @Test
  void mergesBringWhatNoParentHas() {
    GitFixture git = fixture();
    git.write("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\n").commit("base");
    git.git("checkout", "-q", "-b", "side");
    git.write("f", "1\n2\n3\n4\n5\n6\n7\n8\n9\nside\n").write("s", "s\n").commit("side");
    git.git("checkout", "-q", "main");
    git.write("f", "main\n1\n2\n3\n4\n5\n6\n7\n8\n9\n").write("m", "m\n").commit("main");
    git.git("merge", "-q", "-m", "clean", "side");
    Seen clean = Seen.range(git, "main^!");
    assertThat(clean.added()).containsExactly("f: []");
    assertThat(clean.messages()).containsExactly("commit: [clean]");
    git.write("f", "main\n1\n2\n3\nevil\n4\n5\n6\n7\n8\n9\nside\n").write("new", "n\n").add();
    git.git("commit", "-q", "--amend", "-m", "evil");
    Seen evil = Seen.range(git, "main^!");
    assertThat(evil.added()).containsExactly("f: [evil]", "new: [n]");
    assertThat(evil.at("f").commit()).isEqualTo(git.id("main"));
    assertThat(Seen.range(git, "HEAD").added())
        .containsExactly(
            "f: [1, 2, 3, 4, 5, 6, 7, 8, 9]",
            "f: [evil]",
            "f: [main]",
            "f: [side]",
            "m: [m]",
            "new: [n]",
            "s: [s]");
  }

  @Test
  void mergesOfARenameAndAnEdit() {
    GitFixture git = fixture();
    git.write("x", "1\n2\n3\n4\n5\n6\n7\n8\n9\n").commit("base");
    git.git("checkout", "-q", "-b", "side");
    git.write("x", "1\n2\n3\n4\n5\n6\n7\n8\n9\nside\n").commit("side");
    git.git("checkout", "-q", "main");
    git.delete("x").write("y", "1\n2\n3\n4\n5\n6\n7\n8\n9\n").commit("renamed");
    git.git("merge", "-q", "-m", "merge", "side");
    assertThat(Seen.range(git, "main^!").added()).containsExactly("y: []");
  }

  @Test
  void octopus() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("base");
    for (String branch : List.of("x", "y", "z")) {
      git.git("checkout", "-q", "-b", branch, "main");
      git.write(branch, branch + "\n").commit(branch);
    }
    git.git("checkout", "-q", "main");
    git.git("merge", "-q", "--no-commit", "x", "y", "z");
    git.write("x", "x\nplanted\n").write("evil", "e\n").add();
    git.git("commit", "-q", "-m", "octopus");
    assertThat(git.git("rev-list", "--parents", "-1", "HEAD").split(" ")).hasSize(4);
    assertThat(Seen.range(git, "main^!").added()).containsExactly("evil: [e]", "x: [planted]");
  }

  @Test
  void linksModesAndSubmodules() throws Exception {
    GitFixture git = fixture();
    String one = git.write("f", "1\n").write("m", "m\n").commit("one");
    git.delete("f");
    Files.createSymbolicLink(git.directory().resolve("f"), Path.of("secret/target"));
    git.git("update-index", "--add", "--cacheinfo", "160000," + one + ",sub");
    git.git("add", "f");
    git.git("update-index", "--chmod=+x", "m");
    git.git("commit", "-q", "-m", "two");
    Seen seen = Seen.range(git, "HEAD^!");
    assertThat(seen.added()).containsExactly("f: [secret/target]");
    assertThat(seen.notices).hasSize(1).first().asString().contains("1 submodule");
  }

  @Test
  void aFileThatBecomesAFolder() {
    GitFixture git = fixture();
    git.write("a", "1\n").write("a.b", "ab\n").commit("one");
    git.delete("a").write("a/in", "2\n").write("a.b", "ab\nx\n").commit("two");
    assertThat(Seen.range(git, "HEAD^!").added()).containsExactly("a.b: [x]", "a/in: [2]");
  }

  @Test
  void anyPath() {
    GitFixture git = fixture();
    git.write("x", "y\n").commit("one");
    String id = git.blob("x\n".getBytes(StandardCharsets.UTF_8));
    byte[] info =
        ("100644 "
                + id
                + "\twith space\0"
                + "100644 "
                + id
                + "\tnew\nline\0"
                + "100644 "
                + id
                + "\tb\u00ff\0")
            .getBytes(StandardCharsets.ISO_8859_1);
    git.gitWith(info, "update-index", "-z", "--index-info");
    git.git("commit", "-q", "-m", "two");
    assertThat(Seen.range(git, "HEAD^!").added())
        .containsExactly("b\\xff: [x]", "new\nline: [x]", "with space: [x]");
  }

  @Test
  void attributesAndEncodings() {
    GitFixture git = fixture();
    git.write(".gitattributes", "* -diff\n").write("crlf", "a\r\nb\r\n");
    git.write("w", "\ufeffone\ntwo\n".getBytes(StandardCharsets.UTF_16LE)).commit("one");
    git.write("crlf", "a\r\nnew\r\nb\r\n");
    git.write("w", "\ufeffone\nwide\ntwo\n".getBytes(StandardCharsets.UTF_16LE)).commit("two");
    assertThat(Seen.range(git, "HEAD^!").added()).containsExactly("crlf: [new]", "w: [wide]");
  }

  @Test
  void messagesOfTagsThatPointIntoTheRange() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    git.git("tag", "-a", "-m", "before", "v0");
    git.write("f", "2\n").commit("two");
    git.git("tag", "-a", "-m", "release notes", "v1");
    git.git("tag", "-a", "-m", "tag of a tag", "v1-again", "v1");
    git.git("tag", "light");
    Seen seen = Seen.range(git, "HEAD^!");
    assertThat(seen.messages())
        .containsExactly("commit: [two]", "tag: [release notes]", "tag: [tag of a tag]");
    Seen.Item tag =
        seen.items.stream().filter(item -> item.path().startsWith("tag")).findFirst().orElseThrow();
    CommitInfo tagger =
        seen.commits.stream().filter(c -> c.id().equals(tag.id())).findFirst().orElseThrow();
    assertThat(tagger.author()).isEqualTo("C O Mitter <committer@example.com>");
  }

  @Test
  void odderMessages() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    String tree = git.id("HEAD^{tree}");
    String commit =
        "tree "
            + tree
            + "\nparent "
            + git.id("HEAD")
            + "\nauthor J\u00f6rg <j@example.com> 1700000001 +0100"
            + "\ncommitter J\u00f6rg <j@example.com> 1700000001 +0100\nencoding ISO-8859-1"
            + "\nmergetag object "
            + git.id("HEAD")
            + "\n type commit\n tag v9\n tagger T <t@example.com> 1 +0000\n \n inner message\n of a tag\n"
            + "\nouter\n";
    String id =
        git.gitWith(
            commit.getBytes(StandardCharsets.ISO_8859_1),
            "hash-object",
            "-t",
            "commit",
            "-w",
            "--stdin");
    Seen seen = Seen.range(git, id + "^!");
    assertThat(seen.messages())
        .containsExactly("commit: [outer]", "mergetag: [inner message, of a tag]");
    assertThat(seen.commits.get(0))
        .isEqualTo(new CommitInfo(id, "Jörg <j@example.com>", 1700000001));
  }

  @Test
  void whatComesAgainIsLookedAtOnce() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("base");
    git.git("checkout", "-q", "-b", "side");
    String first = git.write("f", "1\n2\n").commit("picked");
    git.git("checkout", "-q", "main");
    git.write("other", "o\n").commit("main");
    git.git("cherry-pick", first);
    git.git("revert", "--no-edit", "HEAD");
    git.git("revert", "--no-edit", "HEAD");
    Seen seen = Seen.range(git, "main", "side");
    // The revert brings nothing but an old version; reverting it brings what was seen.
    assertThat(seen.added()).containsExactly("f: [1]", "f: [2]", "f: []", "other: [o]");
    assertThat(seen.items)
        .filteredOn(item -> item.path().equals("f") && item.added().contains("2"))
        .extracting(Seen.Item::commit)
        .containsExactly(first);
  }

  @Test
  void severalRepositoriesAreToldApart() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    git.write("f", "2\n").add();
    String path = git.directory().toString();
    assertThat(Seen.of(new RangeSource(path, "one/", List.of("HEAD"), git.environment())).added())
        .containsExactly("one/f: [1]");
    assertThat(Seen.of(new StagedSource(path, "two/", git.environment())).added())
        .containsExactly("two/f: [2]");
  }

  @Test
  void symmetricAndNamedSets() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("base");
    git.git("checkout", "-q", "-b", "side");
    git.write("s", "s\n").commit("side");
    git.git("checkout", "-q", "main");
    git.write("m", "m\n").commit("main");
    assertThat(Seen.range(git, "main...side").added()).containsExactly("m: [m]", "s: [s]");
    assertThat(Seen.range(git, "main..side").added()).containsExactly("s: [s]");
    assertThat(Seen.range(git, "--all").added()).containsExactly("f: [1]", "m: [m]", "s: [s]");
    assertThat(Seen.range(git, "--branches", "--not", "side").added()).containsExactly("m: [m]");
  }

  @Test
  void since() {
    GitFixture git = fixture();
    for (int year = 2021; year < 2024; year++) {
      git.write("f" + year, year + "\n").add();
      git.git(
          Map.of("GIT_COMMITTER_DATE", year + "-06-01T12:00:00Z"),
          "commit",
          "-q",
          "-m",
          "c" + year);
    }
    assertThat(Seen.range(git, "--since=2022-06-01", "HEAD").added())
        .containsExactly("f2022: [2022]", "f2023: [2023]");
    assertThat(Seen.range(git, "--since=2022-06-02", "HEAD").added())
        .containsExactly("f2023: [2023]");
    assertThat(Seen.range(git, "--until=2022-06-02T00:00:00Z", "HEAD").added())
        .containsExactly("f2021: [2021]", "f2022: [2022]");
    assertThat(Seen.range(git, "--since=2030-01-01", "--all").notices).hasSize(1);
  }

  @Test
  void anEmptyRangeIsCleanButSaid() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    Seen seen = Seen.range(git, "HEAD..HEAD");
    assertThat(seen.items).isEmpty();
    assertThat(seen.problems).isEmpty();
    assertThat(seen.notices).hasSize(1).first().asString().contains("no commits in HEAD..HEAD");
  }

  @Test
  void whatNamesNothingIsRefused() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    for (String revision :
        List.of(
            "nope..HEAD",
            "HEAD..nope",
            "nope",
            "HEAD...nope",
            "1111111111111111111111111111111111111111..HEAD",
            "HEAD~5")) {
      assertThatThrownBy(() -> Seen.range(git, revision))
          .as(revision)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("'" + revision + "'")
          .hasMessageContaining("spelling");
    }
    assertThatThrownBy(() -> Seen.range(git, "0".repeat(40) + "..HEAD"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("new branch");
    assertThatThrownBy(() -> Seen.range(git))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("main..HEAD");
    for (String option : List.of("--output=x", "-n1", "--objects", "--", "--format=%B", "-")) {
      assertThatThrownBy(() -> Seen.range(git, option, "HEAD"))
          .as(option)
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("Not a revision");
    }
    assertThatThrownBy(() -> Seen.range(fixtureIn("empty"), "HEAD"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'HEAD'");
  }

  GitFixture fixtureIn(String folder) {
    return with(new GitFixture(temp.resolve(folder)));
  }

  @Test
  void shallowClones() {
    GitFixture origin = new GitFixture(temp.resolve("origin"));
    origin.write("f", "1\n").commit("one");
    origin.write("f", "1\n2\n").commit("two");
    origin.write("f", "1\n2\n3\n").commit("three");
    origin.git("clone", "-q", "--depth=2", "file://" + origin.directory(), "../shallow");
    GitFixture git = with(GitFixture.existing(temp.resolve("shallow")));
    Seen inside = Seen.range(git, "HEAD~1..HEAD");
    assertThat(inside.added()).containsExactly("f: [3]");
    assertThat(inside.problems).isEmpty();
    Seen cut = Seen.range(git, "HEAD");
    assertThat(cut.added()).containsExactly("f: [1, 2]", "f: [3]");
    assertThat(cut.problems).extracting(Problem::kind).containsExactly(Problem.Kind.HISTORY_CUT);
    assertThatThrownBy(() -> Seen.range(git, "HEAD~2..HEAD"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("shallow clone")
        .hasMessageContaining("unshallow");
  }

  @Test
  void bareRepositoriesAndLinkedWorkTrees() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    git.git("clone", "-q", "--bare", ".", "../bare");
    assertThat(Seen.range(with(GitFixture.existing(temp.resolve("bare"))), "main").added())
        .containsExactly("f: [1]");
    git.git("worktree", "add", "-q", "--detach", "../linked");
    GitFixture linked = with(GitFixture.existing(temp.resolve("linked")));
    linked.write("g", "2\n").commit("two");
    assertThat(Seen.range(linked, "HEAD^!").added()).containsExactly("g: [2]");
    assertThat(Seen.range(git, "HEAD..").notices).hasSize(1);
    assertThat(Seen.range(git, "--all").added()).containsExactly("f: [1]", "g: [2]");
  }

  @Test
  void alternates() {
    GitFixture git = new GitFixture(temp.resolve("one"));
    git.write("f", "1\n").commit("one");
    git.git("clone", "-q", "--shared", ".", "../two");
    assertThat(Seen.range(with(GitFixture.existing(temp.resolve("two"))), "HEAD").added())
        .containsExactly("f: [1]");
  }

  @Test
  void realObjectsNotReplacedOnes() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    String two = git.write("f", "1\nsecret\n").commit("two");
    git.git("checkout", "-q", "--orphan", "clean");
    String harmless = git.write("f", "harmless\n").commit("harmless");
    git.git("checkout", "-q", "main");
    git.git("replace", two, harmless);
    assertThat(Seen.range(git, two).added()).containsExactly("f: [1]", "f: [secret]");
    git.git("replace", "-d", two);
    git.write(".git/info/grafts", two + "\n");
    assertThat(Seen.range(git, two).added()).containsExactly("f: [1]", "f: [secret]");
  }

  @Test
  void brokenObjectsAreProblemsAndTheRestGoesOn() throws Exception {
    GitFixture git = fixture();
    git.write("a", "1\n").commit("one");
    String broken = git.write("b/c", "2\n").commit("two");
    git.write("b/c", "3\n").commit("three");
    git.write("d", "4\n").write("e", "5\n").commit("four");
    Path tree = StagedCases.loose(git, broken + ":b");
    Path blob = StagedCases.loose(git, "HEAD:d");
    for (Path path : List.of(tree, blob)) {
      path.toFile().setWritable(true);
      Files.write(path, new byte[] {0x78, 1, 2, 3, 4, 5, 6});
    }
    Seen seen = Seen.range(git, "HEAD");
    assertThat(seen.added()).containsExactly("a: [1]", "e: [5]");
    assertThat(seen.problems).extracting(Problem::kind).containsOnly(Problem.Kind.CORRUPT);
    assertThat(seen.problems)
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("commit " + broken, "commit " + git.id("HEAD~1"), "d");
    assertThat(seen.messages()).hasSize(4);
  }

  @Test
  void corruptPacksAreProblemsAndTheRestGoesOn() throws Exception {
    GitFixture git = fixture();
    Random random = new Random(5);
    for (int i = 0; i < 8; i++) {
      git.write("f" + i, Long.toString(random.nextLong(), 36).repeat(1 + 100 * (i % 2)) + "\n");
    }
    git.commit("one");
    git.git("gc", "-q");
    Path index;
    try (var files = Files.list(git.directory().resolve(".git/objects/pack"))) {
      index = files.filter(file -> file.toString().endsWith(".idx")).findFirst().orElseThrow();
    }
    String name = index.toString();
    Path pack = Path.of(name.substring(0, name.length() - 3) + "pack");
    pack.toFile().setWritable(true);
    byte[] bytes = Files.newInputStream(pack).readNBytes(1 << 20);
    for (String broken : List.of("f2", "f5")) {
      String id = git.id("HEAD:" + broken);
      String line =
          git.git("verify-pack", "-v", name)
              .lines()
              .filter(l -> l.startsWith(id))
              .findFirst()
              .orElseThrow();
      int offset = Integer.parseInt(line.split(" +", -1)[4]);
      bytes[offset + 5] ^= 0x55;
      bytes[offset + 6] ^= 0x55;
    }
    Files.write(pack, bytes);
    Seen seen = Seen.range(git, "HEAD");
    assertThat(seen.items)
        .extracting(Seen.Item::path)
        .filteredOn(path -> path.startsWith("f"))
        .containsExactlyInAnyOrder("f0", "f1", "f3", "f4", "f6", "f7");
    assertThat(seen.problems).extracting(Problem::path).containsExactlyInAnyOrder("f2", "f5");
    assertThat(seen.problems).extracting(Problem::kind).containsOnly(Problem.Kind.CORRUPT);
  }
}
