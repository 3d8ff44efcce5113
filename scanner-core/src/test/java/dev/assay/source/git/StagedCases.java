package dev.assay.source.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every way to read a repository must say of what is staged. */
abstract class StagedCases {

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
  void onlyWhatIsStagedAndOnlyAddedLines() {
    GitFixture git = fixture();
    git.write("kept", "a\nb\nc\n").write("gone", "g\n").write("left", "l\n").commit("one");
    git.write("kept", "a\nnew\nb\nc\nlast").write("added", "x\ny\n").delete("gone").add();
    git.write("left", "not staged\n").write("kept", "not staged either\n");
    Seen seen = Seen.staged(git);
    assertThat(seen.added()).containsExactly("added: [x, y]", "kept: [new, last]");
    assertThat(seen.problems).isEmpty();
    assertThat(seen.notices).isEmpty();
    assertThat(seen.at("added").id()).isEqualTo(git.id(":added"));
    assertThat(seen.at("added").commit()).isEmpty();
  }

  @Test
  void nothingStaged() {
    GitFixture git = fixture();
    git.write("f", "a\n").commit("one");
    assertThat(Seen.staged(git).items).isEmpty();
  }

  @Test
  void firstCommit() {
    GitFixture git = fixture();
    assertThat(Seen.staged(git).items).isEmpty();
    git.write("f", "a\nb\n").add();
    Seen seen = Seen.staged(git);
    assertThat(seen.added()).containsExactly("f: [a, b]");
    assertThat(seen.problems).isEmpty();
  }

  @Test
  void renamesAddNothingButWhatWasEdited() {
    GitFixture git = fixture();
    git.write("old", "1\n2\n3\n4\n5\n6\n").write("moved", "m\nn\n").commit("one");
    git.delete("old").write("dir/new", "1\n2\n3\nedited\n4\n5\n6\n");
    git.delete("moved").write("dir/moved", "m\nn\n").add();
    assertThat(Seen.staged(git).added()).containsExactly("dir/moved: []", "dir/new: [edited]");
  }

  @Test
  void aCopyIsNew() {
    GitFixture git = fixture();
    git.write("f", "1\n2\n3\n").commit("one");
    git.write("g", "1\n2\n3\n").add();
    assertThat(Seen.staged(git).added()).containsExactly("g: [1, 2, 3]");
  }

  @Test
  void modesAloneAreNoContent() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    git.git("update-index", "--chmod=+x", "f");
    assertThat(Seen.staged(git).items).isEmpty();
  }

  @Test
  void linksAreTheirTargets() throws Exception {
    GitFixture git = fixture();
    git.write("f", "target\nmore\n").commit("one");
    git.delete("f");
    Files.createSymbolicLink(git.directory().resolve("f"), Path.of("to/elsewhere"));
    Files.createSymbolicLink(git.directory().resolve("g"), Path.of("nowhere"));
    git.add();
    assertThat(Seen.staged(git).added()).containsExactly("f: [to/elsewhere]", "g: [nowhere]");
  }

  @Test
  void anyPath() {
    GitFixture git = fixture();
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
    git.write("ü", "u\n");
    git.git("add", "ü");
    assertThat(Seen.staged(git).added())
        .containsExactly("b\\xff: [x]", "new\nline: [x]", "with space: [x]", "ü: [u]");
  }

  @Test
  void attributesDecideNothing() {
    GitFixture git = fixture();
    git.write(".gitattributes", "* -diff -text filter=evil\n").write("f", "a\n").commit("one");
    git.write("f", "a\nb\n").add();
    git.git("config", "filter.evil.smudge", "touch " + temp.resolve("smudged"));
    assertThat(Seen.staged(git).added()).containsExactly("f: [b]");
    assertThat(temp.resolve("smudged")).doesNotExist();
  }

  @Test
  void linesEndAtLfCrlfAndCr() {
    GitFixture git = fixture();
    git.git("config", "core.autocrlf", "false");
    git.write("crlf", "a\r\nb\r\n").write("cr", "a\rb\r").write("turned", "a\nb\n").commit("one");
    git.write("crlf", "a\r\nnew\r\nb\r\n").write("cr", "a\rnew\rb\r").write("turned", "a\r\nb\r\n");
    git.add();
    assertThat(Seen.staged(git).added()).containsExactly("cr: [new]", "crlf: [new]", "turned: []");
  }

  @Test
  void utf16() {
    GitFixture git = fixture();
    git.write("w", "\ufeffone line\r\nsecond line\r\n".getBytes(StandardCharsets.UTF_16LE));
    git.write("turned", "same text\nas before\n").commit("one");
    git.write(
        "w", "\ufeffone line\r\nnew ਊ line\r\nsecond line\r\n".getBytes(StandardCharsets.UTF_16LE));
    git.write("turned", "\ufeffsame text\nas before\n".getBytes(StandardCharsets.UTF_16LE)).add();
    assertThat(Seen.staged(git).added()).containsExactly("turned: []", "w: [new ਊ line]");
  }

  @Test
  void submodulesAreNotFollowedWhichIsSaid() {
    GitFixture inner = new GitFixture(temp.resolve("inner"));
    String pointed = inner.write("f", "x").commit("one");
    GitFixture git = fixture();
    git.write("f", "x\n").commit("one");
    git.git("update-index", "--add", "--cacheinfo", "160000," + pointed + ",sub");
    Seen seen = Seen.staged(git);
    assertThat(seen.items).isEmpty();
    assertThat(seen.notices).hasSize(1).first().asString().contains("1 submodule");
    git.git("commit", "-q", "-m", "sub");
    // A pointer that becomes a file has no earlier text.
    git.git("rm", "-q", "--cached", "sub");
    git.write("sub", "text\n").add();
    assertThat(Seen.staged(git).added()).containsExactly("sub: [text]");
  }

  @Test
  void intendedToAddIsNotStaged() {
    GitFixture git = fixture();
    git.write("f", "x\n").commit("one");
    git.write("g", "y\n");
    git.git("add", "-N", "g");
    assertThat(Seen.staged(git).items).isEmpty();
    git.add();
    assertThat(Seen.staged(git).added()).containsExactly("g: [y]");
  }

  @Test
  void anotherIndex() {
    GitFixture git = fixture();
    git.write("f", "x\n").commit("one");
    git.write("f", "x\nusual\n").add();
    Path other = git.directory().resolve(".git/other-index");
    git.write("f", "x\nother\n");
    git.git(Map.of("GIT_INDEX_FILE", other.toString()), "add", "f");
    git.environment().put("GIT_DIR", git.directory().resolve(".git").toString());
    git.environment().put("GIT_INDEX_FILE", other.toString());
    assertThat(Seen.staged(git).added()).containsExactly("f: [other]");
  }

  @Test
  void aMergeStagesWhatNeitherSideHas() {
    GitFixture git = fixture();
    git.write("both", "1\n2\n3\n4\n5\n6\n7\n8\n").commit("base");
    git.git("checkout", "-q", "-b", "side");
    git.write("both", "1\n2\n3\n4\n5\n6\n7\n8\nside\n").write("theirs", "t\n").commit("side");
    git.git("checkout", "-q", "main");
    git.write("both", "main\n1\n2\n3\n4\n5\n6\n7\n8\n").write("ours", "o\n").commit("main");
    git.git("merge", "-q", "--no-commit", "side");
    assertThat(Seen.staged(git).added()).containsExactly("both: []");
    git.write("both", "main\n1\n2\n3\nevil\n4\n5\n6\n7\n8\nside\n").write("more", "m\n").add();
    assertThat(Seen.staged(git).added()).containsExactly("both: [evil]", "more: [m]");
  }

  @Test
  void bothSidesOfConflicts() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("base");
    git.git("checkout", "-q", "-b", "side");
    String theirs = git.write("f", "1\ntheirs\n").commit("side");
    git.git("checkout", "-q", "main");
    git.write("f", "1\nours\n").commit("main");
    try {
      git.git("cherry-pick", theirs);
    } catch (AssertionError expected) {
      assertThat(expected).hasMessageContaining("could not apply");
    }
    Seen seen = Seen.staged(git);
    assertThat(seen.added()).containsExactly("f: [theirs]");
    assertThat(seen.notices).hasSize(1).first().asString().contains("1 paths are in conflict");
  }

  @Test
  void linkedWorkTree() {
    GitFixture git = fixture();
    git.write("f", "x\n").commit("one");
    git.git("worktree", "add", "-q", "../linked");
    GitFixture linked = with(GitFixture.existing(temp.resolve("linked")));
    linked.write("f", "x\nhere\n").add();
    git.write("f", "x\nthere\n").add();
    assertThat(Seen.staged(linked).added()).containsExactly("f: [here]");
    assertThat(Seen.staged(git).added()).containsExactly("f: [there]");
  }

  @Test
  void bareRepository() {
    GitFixture git = new GitFixture(temp.resolve("one"));
    git.write("f", "x\n").commit("one");
    git.git("clone", "-q", "--bare", ".", "../bare");
    assertThat(Seen.staged(with(GitFixture.existing(temp.resolve("bare")))).items).isEmpty();
  }

  @Test
  void packedBlobsToo() {
    GitFixture git = fixture();
    git.write("f", "1\n").commit("one");
    git.write("f", "2\n").commit("two");
    git.git("gc", "-q");
    git.write("f", "1\n").add(); // which has no loose object
    assertThat(Seen.staged(git).added()).containsExactly("f: [1]");
  }

  @Test
  void largeBlobs() {
    GitFixture git = fixture();
    StringBuilder text = new StringBuilder();
    while (text.length() < BlobContent.IN_MEMORY) {
      text.append("line ".repeat(1000)).append(text.length()).append('\n');
    }
    git.write("f", text.toString()).write("g", text.toString()).commit("one");
    git.write("f", text + "last\n").add();
    assertThat(Seen.staged(git).added()).containsExactly("f: [last]");
    git.git("commit", "-q", "-m", "two");
    git.git("rm", "-q", "--cached", "f", "g");
    git.git("commit", "-q", "-m", "three");
    git.git("gc", "-q", "--prune=now");
    git.git("add", "f");
    Seen packed = Seen.staged(git);
    assertThat(packed.at("f").added())
        .hasSize((int) text.chars().filter(c -> c == '\n').count() + 1);
  }

  @Test
  void missingAndCorruptBlobsAreProblemsAndTheRestGoesOn() throws Exception {
    GitFixture git = fixture();
    git.write("base", "b\n").commit("one");
    git.write("a", "alpha\n").write("b", "beta\n").write("c", "gamma\n").add();
    Path missing = loose(git, ":a");
    Files.delete(missing);
    Path corrupt = loose(git, ":b");
    corrupt.toFile().setWritable(true);
    Files.write(corrupt, new byte[] {0x78, 1, 2, 3, 4, 5, 6});
    Seen seen = Seen.staged(git);
    assertThat(seen.added()).containsExactly("c: [gamma]");
    assertThat(seen.problems)
        .extracting(Problem::path, Problem::kind)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("a", Problem.Kind.OBJECT_MISSING),
            org.assertj.core.groups.Tuple.tuple("b", Problem.Kind.CORRUPT));
  }

  @Test
  void aMissingEarlierVersionMakesAllLinesCount() throws Exception {
    GitFixture git = fixture();
    git.write("f", "a\n").commit("one");
    git.write("f", "a\nb\n").add();
    Files.delete(loose(git, "HEAD:f"));
    Seen seen = Seen.staged(git);
    assertThat(seen.added()).containsExactly("f: [a, b]");
    assertThat(seen.notices).hasSize(1).first().asString().contains("count as added");
  }

  static Path loose(GitFixture git, String revision) {
    String id = git.id(revision);
    return git.directory().resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
  }

  @Test
  void manyFiles() {
    GitFixture git = fixture();
    for (int i = 0; i < 300; i++) {
      git.write("d" + i % 7 + "/f" + i, "text " + i + "\n");
    }
    git.add();
    Seen seen = Seen.staged(git);
    assertThat(seen.items).hasSize(300);
    assertThat(List.copyOf(seen.added())).contains("d5/f299: [text 299]");
  }
}
