package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cli.hook.HookRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay git} over a repository with one secret in its past and one staged. */
class GitCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String past = Command.token("past");
  private final String staged = Command.token("staged");
  @TempDir Path folder;
  private String repository;
  private String introduced;

  @BeforeEach
  void commit() throws IOException, InterruptedException {
    repository = folder.toString();
    git("init", "-q");
    write("a.txt", "one\n");
    git("add", ".");
    git("commit", "-q", "-m", "first");
    write("conf/b.txt", "x\nkey = " + past + "\n");
    git("add", ".");
    git("commit", "-q", "-m", "second");
    introduced = git("rev-parse", "HEAD").strip();
    git("rm", "-q", "conf/b.txt");
    git("commit", "-q", "-m", "third");
    write("c.txt", "key = " + staged + "\n");
    git("add", "c.txt");
  }

  @Test
  void historyNamesTheCommitThatIntroducedIt() throws IOException {
    Command.Run run = new Command().run("git", "-o", "json", repository);
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    JsonNode report = JSON.readTree(run.out());
    assertThat(report.at("/scan/complete").asBoolean()).isTrue();
    List<JsonNode> findings = new ArrayList<>();
    report.get("findings").forEach(findings::add);
    JsonNode place =
        findings.stream()
            .map(finding -> finding.get("location"))
            .filter(location -> location.get("path").asText().equals("conf/b.txt"))
            .findFirst()
            .orElseThrow();
    assertThat(place.get("commit").asText()).isEqualTo(introduced);
    assertThat(place.get("author").asText()).isEqualTo("Jane Doe <jane@acme.example>");
    assertThat(place.get("date").asText()).isEqualTo("2026-03-31T10:00:00Z");
    assertThat(place.get("line").asInt()).isEqualTo(2);
    assertThat(run.out()).doesNotContain(past);
    assertThat(new Command().run("git", repository).out())
        .contains("  " + introduced.substring(0, 12) + " conf/b.txt:2:7  2026-03-31 Jane Doe");
  }

  @Test
  void findsWhatWasCommittedAndStagedEncoded() throws IOException, InterruptedException {
    String committed = Command.token("encoded");
    String added = Command.token("encoded, staged");
    write("k8s/secret.yaml", "kind: ConfigMap\ndata:\n  lines: " + base64(committed) + "\n");
    git("add", "k8s");
    git("commit", "-q", "-m", "fourth");
    write("run.sh", "#!/bin/sh\n\nT=" + base64(base64("TOKEN=" + added)) + "\n");
    git("add", "run.sh");

    Command.Run history = new Command().run("git", repository);
    Command.Run index = new Command().run("git", "--staged", repository);

    assertThat(history.out())
        .contains(" k8s/secret.yaml:3:10 ")
        .contains("seen through")
        .doesNotContain(committed)
        .doesNotContain(base64(committed));
    assertThat(index.out()).contains("  run.sh:3:").contains("base64, then").doesNotContain(added);
    assertThat(new Command().run("git", "--decode-depth", "0", repository).out())
        .doesNotContain("k8s/secret.yaml");
    assertThat(new Command().run("git", "--staged", "--decode-depth=1", repository).out())
        .doesNotContain("run.sh");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void stagedSeesTheIndexAlone() {
    Command.Run run = new Command().run("git", "--staged", repository);
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).contains("  c.txt:1:7").contains("1 critical").doesNotContain(staged);
  }

  @Test
  void hookSaysTheSameAsTheWholeCommand() {
    for (String[] args :
        new String[][] {
          {"git", "--staged", repository},
          {"git", "--staged", repository, "-q"},
          {"git", "--staged", repository, "-v", "--fail-on", "never"},
          {"git", "--staged", repository, "--color", "always"},
        }) {
      Command whole = new Command();
      Command.Run expected = whole.run(args);
      Command.Run hook = new Command().run(terminal -> HookRun.run(args, terminal));
      assertThat(hook.code()).isEqualTo(expected.code());
      assertThat(hook.out()).isEqualTo(expected.out());
      assertThat(withoutTime(hook.err())).isEqualTo(withoutTime(expected.err()));
    }
  }

  private static String withoutTime(String text) {
    return text.replaceAll(", [0-9]+\\.[0-9]{2} s\n", "\n");
  }

  @Test
  void rangeSeesWhatItsCommitsAdded() {
    Command.Run both = new Command().run("git", "--range", "HEAD~2..HEAD", repository);
    assertThat(both.code()).as(both.err()).isEqualTo(1);
    assertThat(both.out()).contains(introduced.substring(0, 12) + " conf/b.txt:2:7");
    Command.Run last = new Command().run("git", "--range", "HEAD~1..HEAD", repository);
    assertThat(last.code()).as(last.out()).isZero();
    Command.Run since = new Command().run("git", "--since", "2026-01-01", repository);
    assertThat(since.out()).contains("conf/b.txt:2:7");
    assertThat(new Command().run("git", "--since", "2026-06-01", repository).code()).isZero();
  }

  @Test
  void badRepositoryOrRangeIsWrongUsage() throws IOException {
    Command.Run range = new Command().run("git", "--range", "nowhere..HEAD", repository);
    assertThat(range.code()).isEqualTo(2);
    assertThat(range.err()).contains("nowhere");
    Command.Run option = new Command().run("git", "--range", "--all", repository);
    assertThat(option.code()).isEqualTo(2);
    Path plain = Files.createTempDirectory(folder.getParent(), "plain");
    Command.Run none = new Command().run("git", plain.toString());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("Not a git repository");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String git(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
    for (String who : new String[] {"AUTHOR", "COMMITTER"}) {
      environment.put("GIT_" + who + "_NAME", "Jane Doe");
      environment.put("GIT_" + who + "_EMAIL", "jane@acme.example");
      environment.put("GIT_" + who + "_DATE", "2026-03-31T12:00:00+02:00");
    }
    Process process = builder.redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readNBytes(1 << 16), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }
}
