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
}
