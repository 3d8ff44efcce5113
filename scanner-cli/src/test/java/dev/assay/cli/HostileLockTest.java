package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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
}
