package dev.assay.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.model.ArtifactFile;
import dev.assay.model.Content;
import dev.assay.model.ContentSink;
import dev.assay.model.Coverage;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temporary.toRealPath().resolve("scanned"));
  }

  /** Keeps what is pushed: texts by path. */
  private static final class Pushed implements ContentSink {
    private final Map<String, String> texts = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final Map<Coverage.Unit, Long> counts = new EnumMap<>(Coverage.Unit.class);

    @Override
    public void accept(Content content) {
      try (InputStream in = content.open()) {
        String text = new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
        String path = content.provenance().path();
        assertThat(texts.put(path, text)).as(path).isNull();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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
    public void count(Coverage.Unit what, long amount) {
      counts.merge(what, amount, Long::sum);
    }

    @Override
    public void fork(Task task) {
      try {
        task.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    long count(Coverage.Unit what) {
      return counts.getOrDefault(what, 0L);
    }
  }

  private static Pushed push(Path named, boolean noIgnore) throws IOException {
    Pushed pushed = new Pushed();
    new FolderSource(named.toString(), "", noIgnore, Map.of()).push(pushed);
    return pushed;
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private void workTree(String... tracked) throws IOException {
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      for (String path : tracked) {
        git.add().addFilepattern(path).call();
      }
    } catch (GitAPIException e) {
      throw new IOException(e);
    }
  }

  @Test
  void pushesEveryFileOnce() throws IOException {
    write("a.txt", "1");
    write("b/c d/e\nf.txt", "2");
    write(".hidden/.x", "3");
    write("empty", "");
    Files.createLink(folder.resolve("hard"), folder.resolve("a.txt"));

    Pushed pushed = push(folder, false);

    assertThat(pushed.texts)
        .isEqualTo(
            Map.of(
                "a.txt", "1", "b/c d/e\nf.txt", "2", ".hidden/.x", "3", "empty", "", "hard", "1"));
    assertThat(pushed.count(Coverage.Unit.FILES)).isEqualTo(5);
    assertThat(pushed.problems).isEmpty();
  }

  @Test
  void pushesASingleFile() throws IOException {
    write("a/b.txt", "1");

    assertThat(push(folder.resolve("a/b.txt"), false).texts).isEqualTo(Map.of("b.txt", "1"));
  }

  @Test
  void namesPathsAfterTheWorkTree() throws IOException {
    write("src/main/x.txt", "1");
    write("y.txt", "2");
    workTree();

    assertThat(push(folder.resolve("src/main"), false).texts)
        .isEqualTo(Map.of("src/main/x.txt", "1"));
    assertThat(push(folder.resolve("src/main/x.txt"), false).texts)
        .isEqualTo(Map.of("src/main/x.txt", "1"));
  }

  @Test
  void skipsTheGitFolderOfItsOwnWorkTreeOnly() throws IOException {
    write("y.txt", "2");
    workTree();
    write("vendor/.git/config", "a repository inside");

    assertThat(push(folder, false).texts)
        .isEqualTo(Map.of("y.txt", "2", "vendor/.git/config", "a repository inside"));
    assertThat(push(folder.resolve(".git"), false).texts).containsKey(".git/config");
  }

  @Test
  void walksAGitFolderThatBelongsToNoWorkTreeOfItsOwn() throws IOException {
    write("shipped/.git/config", "x");
    write("shipped/.git/HEAD", "broken");

    assertThat(push(folder, false).texts).containsKey("shipped/.git/config");
  }

  @Test
  void leavesOutWhatGitIgnores() throws IOException {
    write(".gitignore", "*.log\n/build/\n!keep.log\n");
    write("a.log", "-");
    write("keep.log", "+");
    write("build/out", "-");
    write("sub/build/out", "-");
    write("sub/.gitignore", "out\n!*.log\n");
    write("sub/b.log", "+");
    write("sub/out", "-");
    workTree();
    write(".git/info/exclude", "private\n");
    write("private", "-");

    Pushed pushed = push(folder, false);

    assertThat(pushed.texts.values()).doesNotContain("-");
    assertThat(pushed.texts).containsKeys("keep.log", "sub/b.log");
    assertThat(pushed.count(Coverage.Unit.IGNORED_FILES)).isEqualTo(5);
    assertThat(pushed.notices)
        .containsExactly(
            "1 folder left out by ignore files, each counted as one file; --no-ignore scans them");
    assertThat(push(folder, true).texts).containsKeys("a.log", "build/out", "sub/out", "private");
  }

  @Test
  void appliesIgnoreFilesOfFoldersAbove() throws IOException {
    write(".gitignore", "*.log\n");
    write("a/b/x.log", "-");
    write("a/b/y.txt", "+");
    workTree();

    assertThat(push(folder.resolve("a/b"), false).texts.keySet()).containsExactly("a/b/y.txt");
  }

  @Test
  void scansTrackedFilesThatAreIgnored() throws IOException {
    write(".env", "committed");
    write("out/deep/in/tracked", "committed");
    write("out/deep/in/other", "-");
    write("out/else/other", "-");
    workTree(".env", "out/deep/in/tracked");
    write(".gitignore", ".env\nout/\n");
    write("sub/.env", "-");

    Pushed pushed = push(folder, false);

    assertThat(pushed.texts)
        .isEqualTo(
            Map.of(
                ".env",
                "committed",
                "out/deep/in/tracked",
                "committed",
                ".gitignore",
                ".env\nout/\n"));
    assertThat(pushed.count(Coverage.Unit.IGNORED_FILES)).isEqualTo(3);
  }

  @Test
  void scansWhatIsIgnoredWhereTheIndexIsBroken() throws IOException {
    write(".gitignore", ".env\n");
    write(".env", "maybe committed");
    workTree();
    write(".git/index", "not an index");

    Pushed pushed = push(folder, false);

    assertThat(pushed.texts).containsKey(".env");
    assertThat(pushed.notices).hasSize(1);
    assertThat(pushed.notices.get(0)).contains("it can't be told which ignored files are tracked");
  }

  @Test
  void honoursOnlyItsOwnIgnoreFileOutsideOfWorkTrees() throws IOException {
    write(".gitignore", "*.txt\n");
    write(".assayignore", "fixtures/\n*.bin\n");
    write("a.txt", "+");
    write("x.bin", "-");
    write("fixtures/y", "-");

    assertThat(push(folder, false).texts.keySet())
        .containsExactly(".assayignore", ".gitignore", "a.txt");
  }

  @Test
  void letsItsOwnIgnoreFileHaveTheLastWord() throws IOException {
    write(".gitignore", "*.log\n");
    write(".assayignore", "!wanted.log\ntracked.txt\n");
    write("wanted.log", "+");
    write("tracked.txt", "-");
    workTree("tracked.txt");

    assertThat(push(folder, false).texts.keySet())
        .containsExactly(".assayignore", ".gitignore", "wanted.log");
  }

  @Test
  void scansTheTextOfLinksAndFollowsNone() throws IOException {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("x"), "-");
    write("dir/real", "+");
    Files.createSymbolicLink(folder.resolve("out"), outside);
    Files.createSymbolicLink(folder.resolve("in"), Path.of("dir/real"));
    Files.createSymbolicLink(folder.resolve("dir/loop"), Path.of(".."));
    Files.createSymbolicLink(folder.resolve("broken"), Path.of("https:u:p@host"));

    Pushed pushed = push(folder, false);

    assertThat(pushed.texts)
        .isEqualTo(
            Map.of(
                "dir/real", "+",
                "out", outside.toString(),
                "in", "dir/real",
                "dir/loop", "..",
                "broken", "https:u:p@host"));
    assertThat(pushed.count(Coverage.Unit.SKIPPED_LINKS)).isEqualTo(1);
  }

  @Test
  void followsALinkThatTheUserNamed() throws IOException {
    write("a.txt", "1");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), folder);

    assertThat(push(link, false).texts).isEqualTo(Map.of("a.txt", "1"));
  }

  @Test
  void opensNoPipe() throws Exception {
    write("a.txt", "1");
    Process process =
        new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).inheritIO().start();
    assumeThat(process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0).isTrue();

    Pushed pushed = push(folder, false);

    assertThat(pushed.texts).isEqualTo(Map.of("a.txt", "1"));
    assertThat(pushed.count(Coverage.Unit.SPECIAL_FILES)).isEqualTo(1);
    assertThatThrownBy(() -> push(folder.resolve("pipe"), false))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("neither a file nor a folder");
  }

  @Test
  void tellsWhatItCannotRead() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    write("locked/x", "-");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    try {
      assumeThat(Files.isReadable(locked)).as("this user may read everything").isFalse();

      assertThat(push(folder, false).problems)
          .containsExactly(
              new Problem(
                  Problem.Kind.UNREADABLE,
                  "locked/",
                  "it was not scanned, nor anything below it: permission denied"));
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void namesBytesThatAreNotUtf8() throws IOException {
    Path name;
    try {
      name = Path.of(URI.create(folder.toUri() + "caf%E9%20%C3%A9.txt"));
      Files.writeString(name, "1");
    } catch (IllegalArgumentException | IOException e) {
      assumeThat(e).as("this file system takes no such name").isNull();
      return;
    }

    assertThat(push(folder, false).texts).isEqualTo(Map.of("caf\\xe9 é.txt", "1"));
    assertThat(PathNames.bytesOf("a/caf\\xe9 é\\x4"))
        .isEqualTo(
            new byte[] {
              'a', '/', 'c', 'a', 'f', (byte) 0xE9, ' ', (byte) 0xC3, (byte) 0xA9, '\\', 'x', '4'
            });
  }

  @Test
  void walksTreesOfTenThousandLevels() throws IOException {
    int levels = 10_000;
    Path top = Files.createDirectory(temporary.resolve("level"));
    Files.writeString(top.resolve("leaf"), "deepest");
    Path spare = temporary.resolve("spare");
    for (int i = 1; i < levels; i++) {
      Files.createDirectory(spare);
      Files.move(top, spare.resolve("d"));
      Files.move(spare, top);
      if (i % 1000 == 0) {
        Files.writeString(top.resolve("leaf"), "from below " + i);
      }
    }
    try {
      Pushed pushed = push(top, false);

      assertThat(pushed.problems).isEmpty();
      assertThat(pushed.texts)
          .hasSize(10)
          .containsEntry("d/".repeat(levels - 1) + "leaf", "deepest");
    } finally {
      for (int i = 1; i < levels; i++) {
        Files.move(top.resolve("d"), spare);
        Files.deleteIfExists(top.resolve("leaf"));
        Files.delete(top);
        Files.move(spare, top);
      }
    }
  }

  @Test
  void reopensFilesByTheirPaths() throws IOException {
    write("a/b.txt", "1");
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("x"), "-");
    Files.createSymbolicLink(folder.resolve("link"), outside);
    FolderSource source = new FolderSource(folder.toString(), "", false, Map.of());
    var reopener = Objects.requireNonNull(source.reopener());

    assertThat(Objects.requireNonNull(reopener.reopen("a/b.txt")).size()).isEqualTo(1);
    for (String path :
        List.of(
            "a/c.txt",
            "a",
            "link/x",
            "a/../a/b.txt",
            "../outside/x",
            "a//b.txt",
            "",
            "a\0b",
            outside + "/x")) {
      assertThat(reopener.reopen(path)).as(path).isNull();
    }
  }

  @Test
  void filesSayWhetherTheyMayBeRun() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Path run = Files.writeString(folder.resolve("run.sh"), "x\n");
    Path plain = Files.writeString(folder.resolve("plain"), "x\n");
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(plain, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(new FileContent(new Provenance.File("run.sh"), run, 2).mode())
        .isEqualTo(ArtifactFile.Mode.EXECUTABLE);
    assertThat(new FileContent(new Provenance.File("plain"), plain, 2).mode())
        .isEqualTo(ArtifactFile.Mode.PLAIN);
    Files.delete(plain);
    assertThat(new FileContent(new Provenance.File("plain"), plain, 2).mode())
        .isEqualTo(ArtifactFile.Mode.UNSAID);
  }
}
