package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content locks and {@code --against} with artifacts and locks that somebody made on purpose. */
class HostileLockTest {
  @TempDir private Path folder;

  private Path zip(String name, String... entries) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setComment("a comment of the archive is no file");
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write(("value of " + entry).getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  private static Command.Run run(Object... args) {
    List<String> all = new ArrayList<>();
    for (Object each : args) {
      all.add(each.toString());
    }
    return new Command().run(all.toArray(new String[0]));
  }

  @Test
  void knowsFilesWhoseNamesLookLikeNotesOfAnArchive() throws IOException {
    Path lock = folder.resolve("assay.lock");
    Path old = zip("z-1.0.0.zip", "a.js");
    Path now =
        zip("z-1.0.1.zip", "a.js", "[id].js", "[evil]/b.js", "[gzip header]", "[x at byte 1]");
    assertThat(run("lock", "--file", lock, old).code()).isZero();
    assertThat(Files.readString(lock)).doesNotContain("comment");

    for (Command.Run each :
        List.of(
            run("lock", "--check", "--file", lock, now),
            run("scan", now, "--against", old, "--only", "contents-*"))) {
      assertThat(each.code()).isEqualTo(1);
      assertThat(each.out())
          .contains("[id].js", "[evil]/b.js", "[gzip header]", "[x at byte 1]")
          .doesNotContain("comment");
    }
  }

  @Test
  void saysOfWhatIsMissingHowToGetItBack() throws IOException {
    Path lock = folder.resolve("assay.lock");
    Path old = zip("z-1.0.0.zip", "a.js", "b.txt", "lib/c.js");
    Path now = zip("z-1.0.1.zip", "a.js");
    run("lock", "--file", lock, old);

    for (Command.Run each :
        List.of(
            run("lock", "--check", "--file", lock, now),
            run("scan", now, "--against", old, "--only", "contents-*"))) {
      assertThat(each.out())
          .contains("contents-gone", "If it no longer ships", "look why the build")
          .doesNotContain("leave it out of what is packed");
    }
  }

  @Test
  void tellsATotalThatIsTooSmallAsMissing() throws IOException {
    Path lock = folder.resolve("assay.lock");
    Path artifact = zip("z-1.0.0.zip", "a.js");
    Files.writeString(
        lock,
        "format\t1\ncontent\tz-*.zip\ta.js\tjavascript\t1\t0..1kB\ntotal\tz-*.zip\t1\t1MB..2MB\n");

    assertThat(run("lock", "--check", "--file", lock, artifact).out())
        .contains("contents-gone", "why   high confidence: 1 file, 13 bytes in all")
        .doesNotContain("too much in it");
  }

  @Test
  void asksWhetherAStrangerIsTheReleaseBefore() throws IOException {
    Path page = Files.writeString(folder.resolve("z-1.0.0.zip"), "<html>Not found</html>");
    Path now = zip("z-1.0.1.zip", "a.js", "b.js");

    Command.Run run = run("scan", now, "--against", page, "--only", "contents-*");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("nothing of the one before", "is it the release before?");
  }

  @Test
  void comparesTwoSingleFilesWhateverTheyAreCalled() throws IOException {
    Path old = Files.writeString(folder.resolve("released.js"), "let a = 1;\n");
    Path now = Files.writeString(folder.resolve("built.js"), "let a = 2;\n");

    assertThat(run("scan", now, "--against", old, "--only", "contents-*").out())
        .contains("Findings     none");
  }

  @Test
  void showsNeitherSecretsNorControlCharactersOfALock() throws IOException {
    Path lock = folder.resolve("assay.lock");
    Path artifact = zip("z-1.0.0.zip", "a.js");
    String secret = "Zx9".repeat(12);
    String start = "format\t1\n";
    for (String line :
        List.of(
            secret,
            "format\t" + secret,
            "content\tz-*.zip\ta.js\tjavascript\t" + secret + "\t1",
            "total\tz-*.zip\t1\t" + secret)) {
      Files.writeString(lock, start + line + "\n");
      Command.Run run = run("lock", "--check", "--file", lock, artifact);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.out() + run.err()).contains(":2: ").doesNotContain("Zx9");
    }
    Files.writeString(lock, start + "content\tz-*.zip\t\u001b[31m.js\tjavascript\t1\t1\n");
    assertThat(run("lock", "--file", lock, artifact).out())
        .contains("- content\tz-*.zip\t?[31m.js")
        .doesNotContain("\u001b");
  }

  @Test
  void saysHowToGoOnWithALockThatCannotBeRead() throws IOException {
    Path lock = folder.resolve("assay.lock");
    Path artifact = zip("z-1.0.0.zip", "a.js");
    for (String text : List.of("", "format\t2\n")) {
      Files.writeString(lock, text);
      assertThat(run("lock", "--file", lock, artifact).err()).containsIgnoringCase("remove");
    }
    Files.writeString(lock, "format\t1\ntotal\tz-*.zip\t1.5\t1\n");
    assertThat(run("lock", "--file", lock, artifact).err()).contains("'1.5' is no number of files");
  }

  /** A folder of this name with a {@code README}, as a file or as a link that leads to it. */
  private Path release(String name, boolean link) throws IOException {
    Path release = Files.createDirectories(folder.resolve(name));
    Files.writeString(release.resolve("a.js"), "let a = 1;\n");
    Path readme = release.resolve("README");
    return link
        ? Files.createSymbolicLink(readme, Path.of("/etc/passwd")).getParent()
        : Files.writeString(readme, "read me\n").getParent();
  }

  /** The same as a tar archive, as GNU tar writes it. */
  private Path tar(String name, boolean link) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      member(out, "a.js", "let a = 1;\n", '0', "");
      member(out, "README", link ? "" : "read me\n", link ? '2' : '0', link ? "/etc/passwd" : "");
      out.write(new byte[1024]);
    }
    return file;
  }

  private static void member(OutputStream out, String name, String text, char type, String target)
      throws IOException {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, String.format(Locale.ROOT, "%011o", text.length()));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    put(header, 156, String.valueOf(type));
    put(header, 157, target);
    put(header, 257, "ustar\u000000");
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xff;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o\u0000 ", sum));
    out.write(header);
    out.write(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), text.isEmpty() ? 0 : 512));
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  @Test
  void tellsAFileThatBecameASymbolicLink() throws IOException {
    for (List<Path> each :
        List.of(
            List.of(tar("t-1.0.0.tar", false), tar("t-1.0.1.tar", true)),
            List.of(release("old", false), release("new", true)),
            List.of(tar("t-1.0.0.tar", false), release("newer", true)))) {
      Command.Run run = run("scan", each.get(1), "--against", each.get(0), "--only", "contents-*");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out().replaceAll("\\s+", " "))
          .contains("contents-kind", "a symbolic link of 11 bytes");
    }
  }

  @Test
  void tellsAnotherPackageOfTheSameFiles() throws IOException {
    List<Path> folders = new ArrayList<>();
    for (String name : List.of("acme", "acne")) {
      Path artifact = Files.createDirectories(folder.resolve(name));
      Files.writeString(
          artifact.resolve("package.json"), "{\"name\":\"" + name + "\",\"version\":\"1.0.0\"}");
      Files.writeString(artifact.resolve("a.js"), "let a = 1;\n");
      folders.add(artifact);
    }

    Command.Run run =
        run("scan", folders.get(1), "--against", folders.get(0), "--only", "contents-*");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("another artifact", "of npm package acne 1.0.0 as a whole")
        .contains("is npm package acme 1.0.0");
  }

  @Test
  void comparesWhatShipsAlsoIfGitIgnoresIt() throws Exception {
    Files.createDirectories(folder.resolve("old"));
    Path now = Files.createDirectories(folder.resolve("dist"));
    Files.writeString(folder.resolve(".gitignore"), "*.map\n");
    Files.writeString(folder.resolve("old/a.js"), "let a = 1;\n");
    Files.writeString(now.resolve("a.js"), "let a = 1;\n");
    try (Git git =
        Git.init()
            .setDirectory(folder.toFile())
            .setGitDir(folder.resolve(".git").toFile())
            .call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setSign(false)
          .setAuthor("a", "a@example.com")
          .setCommitter("a", "a@example.com")
          .setMessage("one")
          .call();
    }
    Files.writeString(now.resolve("a.js.map"), "{\"version\":3,\"sources\":[],\"mappings\":\"\"}");

    for (Command.Run run :
        List.of(
            run("scan", now, "--against", folder.resolve("old"), "--only", "contents-*"),
            run("scan", now, "--against-git", "HEAD", "--repo", folder, "--only", "reconcile-*"))) {
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out()).contains("a.js.map").doesNotContain("ignored");
    }
    assertThat(run("scan", folder, "--against", folder.resolve("old")).out())
        .contains("1 ignored file");
  }

  @Test
  void saysWhichBuildOutputsExplainNothing() throws Exception {
    Path work = Files.createDirectories(folder.resolve("work"));
    Files.writeString(work.resolve("a.js"), "let a = 1;\n");
    try (Git git = Git.init().setDirectory(work.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setSign(false)
          .setAuthor("a", "a@example.com")
          .setCommitter("a", "a@example.com")
          .setMessage("one")
          .call();
    }
    Path config = work.resolve(".assay.yml");
    Files.writeString(config, "build-outputs: [dist, './dist/**', 'dist/*.js']\n");
    Path artifact = zip("z-1.0.0.zip", "c.txt", "dist/b.js");

    Command.Run run =
        run("scan", artifact, "--against-git", "HEAD", "--repo", work, "--config", config);

    assertThat(run.out().replaceAll("\\s+", " "))
        .contains("explain no file: ./dist/**, dist (they are globs")
        .contains("declares: dist/*.js (1)");
  }

  @Test
  void allowsEachOfSeveralArtifactsOfOneName() throws IOException {
    Path lock = folder.resolve("assay.lock");
    Path one = zip("z-1.0.0.zip", "a.js", "lib/b.js");
    Path other = zip("z-1.1.0.zip", "a.js", "c.txt");

    run("lock", "--file", lock, one, other);

    assertThat(run("lock", "--check", "--file", lock, one, other).out())
        .contains("Findings     none");
    assertThat(Files.readString(lock)).contains("a.js\tjavascript\t1\t", "c.txt\ttext\t0..1\t");
  }

  @Test
  void saysThatAnEmptyFolderHoldsNothing() throws IOException {
    Path lock = folder.resolve("assay.lock");
    Path empty = Files.createDirectories(folder.resolve("dist"));
    Command.Run made = run("lock", "--file", lock, empty);
    assertThat(made.code()).isEqualTo(2);
    assertThat(made.err()).contains("There is no file in");
    assertThat(lock).doesNotExist();

    run("lock", "--file", lock, zip("dist-1.zip", "a.js"));
    Command.Run checked = run("lock", "--check", "--file", lock, empty);
    assertThat(checked.code()).isEqualTo(3);
    assertThat(checked.out()).contains("there is no file in it");
  }

  @Test
  void doesNotCountEmptyFilesAsOthersOfTheirName() throws IOException {
    Path lock = folder.resolve("assay.lock");
    Path artifact = folder.resolve("z-1.0.0.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(artifact))) {
      zip.putNextEntry(new ZipEntry("lib/x.zip"));
      ZipOutputStream inner = new ZipOutputStream(zip);
      inner.putNextEntry(new ZipEntry("picture.txt"));
      inner.write('a');
      inner.putNextEntry(new ZipEntry("Configurations/menu.xml"));
      inner.finish();
    }
    run("lock", "--file", lock, artifact);

    assertThat(run("lock", "--check", "--fail-on", "info", "--file", lock, artifact).out())
        .contains("Findings     none");
  }
}
