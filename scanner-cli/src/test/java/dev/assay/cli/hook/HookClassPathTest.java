package dev.assay.cli.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.Command;
import dev.assay.engine.Scanner;
import dev.assay.rules.pack.BuiltInRules;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hook runs on our own classes alone, since each library costs start-up time: here there is
 * nothing else, so that whatever loads one fails.
 */
class HookClassPathTest {

  /** Classes of ours that a clean commit loads at most; each costs some of its hundred ms. */
  private static final long MOST_CLASSES = 320;

  @TempDir Path folder;

  @Test
  void cleanCommitAndFindingNeedNoLibrary() throws Exception {
    run("git", "init", "-q");
    Files.writeString(folder.resolve("a.properties"), "a = 1\n");
    Files.writeString(folder.resolve("Plain.java"), plainProgram());
    run("git", "add", ".");
    List<String> clean = hook(0);
    Files.writeString(folder.resolve("b.txt"), "key = " + Command.token("classpath") + "\n");
    run("git", "add", ".");
    List<String> found = hook(1);
    assertThat(String.join("\n", found)).contains("b.txt:1:7");
    assertThat(clean).anyMatch(line -> line.contains("nothing found"));
    assertThat(clean.stream().filter(line -> line.contains("source: file:")).count())
        .isBetween(50L, MOST_CLASSES);
    assertThat(clean)
        .as("a lambda costs a start 0.2 ms, a comparator made of some 2 ms: write classes instead")
        .noneMatch(line -> line.contains("dev.assay.") && line.contains("$$Lambda"));
  }

  /** What makes matchers, scorers and decoders look twice, and is nothing. */
  private static String plainProgram() {
    String words =
        Base64.getEncoder().encodeToString("nothing but a few plain words".getBytes(UTF_8));
    return """
        class Plain {
          private static final String PASSWORD = System.getenv("PASSWORD");
          private static final String QUOTED = "say \\u0022%%41\\x41 twice" + "Joined";
          private static final String WORDS = "%s";
          // https://example.org/path?token=${TOKEN}&amp;key=&#65;
        }
        """
        .formatted(words);
  }

  private List<String> hook(int expectedCode) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xlog:class+load:stderr",
            "-cp",
            String.join(
                File.pathSeparator,
                place(HookMain.class),
                place(Scanner.class),
                place(BuiltInRules.class)),
            HookMain.class.getName(),
            "git",
            "--staged");
    return run(expectedCode, command);
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(String... command) throws IOException, InterruptedException {
    run(0, List.of(command));
  }

  private List<String> run(int expectedCode, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("assay", ".log");
    Process process =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int code = process.waitFor();
    List<String> lines = new ArrayList<>();
    try (var reader = Files.newBufferedReader(log, UTF_8)) {
      reader.lines().forEach(lines::add);
    }
    Files.delete(log);
    assertThat(code).as(String.join("\n", lines)).isEqualTo(expectedCode);
    return lines;
  }
}
