package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay scan PACKAGE --against-git REF} over a package with all that can be told of one. */
class AgainstGitTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String both = Command.token("in both");
  private final String built = Command.token("brought in by the build");
  private final String left = Command.token("not shipped");
  @TempDir Path folder;
  private Path repository;
  private Path artifact;
  private final Map<String, String> shipped = new LinkedHashMap<>();

  @BeforeEach
  void pack() throws IOException, InterruptedException {
    repository = Files.createDirectory(folder.resolve("repo"));
    artifact = folder.resolve("app-1.0.0.tgz");
    git("init", "-q", "-b", "main");
    write("package.json", "{\"name\": \"app\", \"version\": \"1.0.0\"}\n");
    write("index.js", "module.exports = 1;\n");
    write("config.js", "const key = '" + both + "';\n");
    write("scripts/release.js", "const key = '" + left + "';\n");
    write("run.sh", "#!/bin/sh\n");
    write("README.md", "# App\n\nIt works.\n");
    write(".env", "A=1\nDATABASE_PASSWORD=x\n");
    git("add", "-A");
    git("commit", "-q", "-m", "one");
    git("tag", "v1.0.0");
    write("index.js", "module.exports = 2;\n");
    git("commit", "-q", "-a", "-m", "two");
    shipped.put("package.json", "{\"name\": \"app\", \"version\": \"1.0.0\"}\n");
    shipped.put("index.js", "module.exports = 1;\n");
    shipped.put("config.js", "const key = '" + both + "';\n");
    shipped.put("run.sh", "#!/bin/sh\n");
    shipped.put("README.md", "# App\r\n\r\nIt works.\r\n");
    shipped.put("dist/app.js", "console.log('" + built + "');\n");
    shipped.put("dist/app.js.map", "{\"version\":3,\"sources\":[\"a.ts\"],\"mappings\":\"\"}");
    tgz();
  }

  private void tgz() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (Map.Entry<String, String> each : shipped.entrySet()) {
        byte[] text = each.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry("package/" + each.getKey());
        entry.setSize(text.length);
        entry.setMode(each.getKey().endsWith(".sh") ? 0100755 : 0100644);
        out.putArchiveEntry(entry);
        out.write(text);
        out.closeArchiveEntry();
      }
    }
    Files.write(artifact, bytes.toByteArray());
  }

  private void write(String path, String text) throws IOException {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    for (String setting : List.of("user.name=A", "user.email=a@x", "commit.gpgSign=false")) {
      command.addAll(List.of("-c", setting));
    }
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readNBytes(1 << 20), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private Command.Run scan(String... more) {
    List<String> arguments = new ArrayList<>(List.of("scan", artifact.toString()));
    arguments.addAll(List.of(more));
    return new Command().run(arguments.toArray(String[]::new));
  }

  private Command.Run against(String revision, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--against-git", revision, "--repo", repository.toString()));
    arguments.addAll(List.of(more));
    return scan(arguments.toArray(String[]::new));
  }

  @Test
  void everyFileIsExplained() throws IOException {
    Command.Run run = against("v1.0.0", "-o", "json");
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).doesNotContain(both).doesNotContain(built).doesNotContain(left);
    JsonNode report = JSON.readTree(run.out());
    Map<String, String> states = new TreeMap<>();
    for (JsonNode file : report.at("/reconciliation/files")) {
      states.put(
          file.get("path").asText().replaceFirst(".*!/package/", ""), file.get("state").asText());
    }
    assertThat(states)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "README.md", "line-endings",
                    "config.js", "same",
                    "dist/app.js", "only-here",
                    "dist/app.js.map", "only-here",
                    "index.js", "same",
                    "package.json", "same",
                    "run.sh", "mode")));
    assertThat(report.at("/reconciliation/counts/notShipped").asInt()).isEqualTo(2);
    assertThat(report.at("/reconciliation/counts/notShippedSecrets").asInt()).isEqualTo(1);
    assertThat(report.at("/reconciliation/mappings/0/artifact").asText()).endsWith("!/package/");
    assertThat(report.at("/reconciliation/mappings/0/git").asText()).isEmpty();
    assertThat(report.at("/scan/notices").toString())
        .contains(
            "3 the same, 1 with other line endings, 1 with another exec bit, 2 unexplained; 2 files"
                + " of the commit are not shipped")
        .contains("1 secret of the commit is not in the artifact");
  }

  @Test
  void everyFileIsListedOnRequest() {
    String verbose = against("v1.0.0", "-v").out();
    assertThat(verbose)
        .contains("  same         app-1.0.0.tgz!/package/config.js\n")
        .contains("  line-endings app-1.0.0.tgz!/package/README.md\n")
        .contains("  mode         app-1.0.0.tgz!/package/run.sh: may be run here")
        .contains("  only-here    app-1.0.0.tgz!/package/dist/app.js\n");
    assertThat(against("v1.0.0").out()).doesNotContain("  same  ");
  }

  @Test
  void secretsAreToldApartByWhereTheyAre() throws IOException {
    JsonNode report = JSON.readTree(against("v1.0.0", "-o", "json").out());
    Map<String, String> evidence = new TreeMap<>();
    for (JsonNode finding : report.get("findings")) {
      evidence.put(
          finding.get("ruleId").asText() + " " + place(finding),
          finding.get("severity").asText() + " " + finding.get("evidence"));
    }
    String token = "github-personal-access-token " + artifact.getFileName() + "!/package/";
    assertThat(evidence.get(token + "config.js")).contains("also in git: config.js:1 of v1.0.0");
    assertThat(evidence.get(token + "dist/app.js")).contains("not in git: v1.0.0");
    assertThat(evidence.get("reconcile-secret-not-in-git " + artifact.getFileName()))
        .startsWith("critical ")
        .contains("1 finding is not in v1.0.0")
        .contains("github-personal-access-token at")
        .contains("dist/app.js:1")
        .doesNotContain("config.js");
  }

  private static String place(JsonNode finding) {
    StringBuilder path = new StringBuilder(finding.at("/location/path").asText());
    finding.at("/location/nesting").forEach(each -> path.append("!/").append(each.asText()));
    return path.toString();
  }

  @Test
  void secretFilesAreToldApartToo() throws IOException {
    shipped.put(".env", "A=1\nDATABASE_PASSWORD=x\n");
    shipped.put("deploy/.env", "B=2\nDATABASE_PASSWORD=y\n");
    tgz();
    JsonNode report = JSON.readTree(against("v1.0.0", "-o", "json").out());
    Map<String, String> evidence = new TreeMap<>();
    for (JsonNode finding : report.get("findings")) {
      evidence.merge(
          place(finding).replaceFirst(".*!/package/", ""),
          finding.get("ruleId").asText() + " " + finding.get("evidence"),
          String::concat);
    }
    assertThat(evidence.get(".env")).contains("secret-file-").contains(": same");
    assertThat(evidence.get("deploy/.env")).contains("not in git: v1.0.0");
    assertThat(evidence.get(artifact.getFileName().toString())).contains("deploy/.env");
  }

  @Test
  void buildOutputsAreDeclaredInTheRepositorysConfiguration() throws IOException {
    write(".assay.yml", "build-outputs: ['dist/**']\n");
    Command.Run run = against("v1.0.0", "--only", "reconcile-*", "-o", "json");
    JsonNode report = JSON.readTree(run.out());
    assertThat(report.get("findings"))
        .extracting(each -> each.get("ruleId").asText())
        .containsExactlyInAnyOrder("reconcile-line-endings", "reconcile-mode");
    assertThat(run.code()).isZero();
    assertThat(report.at("/scan/notices").toString()).contains("dist/** (2)");
    // Declared or not, a secret that the build brings in is one.
    run = against("v1.0.0");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("reconcile-secret-not-in-git");
    write(".assay.yml", "build-outputs: ['dist/[**']\n");
    run = against("v1.0.0");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(".assay.yml:1:17: the glob 'dist/[**'");
  }

  /** What a reviewed release had may come again; what it had not is told. */
  @Test
  void buildOutputsAreLearnedFromTheContentLock() throws IOException {
    Path lock = repository.resolve("assay.lock");
    Command.Run run = new Command().run("lock", "--file", lock.toString(), artifact.toString());
    assertThat(run.code()).as(run.err()).isZero();
    shipped.put("dist/app.js", "console.log('another build');\n");
    shipped.put("index.js", "module.exports = 3;\n");
    shipped.put("dist/notes.md", "# Not for you\n");
    tgz();
    run = against("v1.0.0", "--only", "reconcile-*", "-o", "json");
    JsonNode report = JSON.readTree(run.out());
    assertThat(report.get("findings"))
        .extracting(each -> each.get("ruleId").asText() + " " + place(each))
        .contains(
            "reconcile-only-here app-1.0.0.tgz!/package/dist/notes.md",
            "reconcile-differs app-1.0.0.tgz!/package/index.js")
        .hasSize(4);
    assertThat(report.at("/scan/notices").toString())
        .contains("2 files count as made by the build because the content lock allows them");
    Files.writeString(lock, "no lock\n");
    run = against("v1.0.0");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("assay.lock:1:");
  }

  @Test
  void anotherCommitShowsAsChanges() {
    Command.Run run = against("main");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("reconcile-differs").contains("package/index.js");
    assertThat(run.out()).contains("git show ").contains(":index.js");
  }

  @Test
  void whatIsWrongIsRefusedWithARemedy() {
    Command.Run run = against("v9");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("'v9'").contains("check its spelling, or fetch it first");
    run = against("--all");
    assertThat(run.code()).isEqualTo(2);
    run = scan("--repo", folder.resolve("none").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("There is no file or folder");
    run = scan("--against-git", "v1.0.0", "--repo", folder.resolve("none").toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("There is no file or folder");
    run = scan("--against-git", "v1.0.0", "--repo", folder.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Not a git repository");
  }

  @Test
  void isTheSameWithManyThreadsAndFromABareRepository() throws IOException, InterruptedException {
    for (int i = 0; i < 300; i++) {
      write("lib/f" + i + ".js", "module.exports = " + i + ";\n");
      shipped.put("lib/f" + i + ".js", "module.exports = " + (i % 7 == 0 ? -i : i) + ";\n");
    }
    git("add", "-A");
    git("commit", "-q", "-m", "three");
    tgz();
    git("clone", "-q", "--bare", ".", "../bare.git");
    String one = against("HEAD", "-o", "json", "--threads", "1").out();
    assertThat(one).contains("\"differs\": 43");
    assertThat(against("HEAD", "-o", "json", "--threads", "4").out()).isEqualTo(one);
    repository = folder.resolve("bare.git");
    assertThat(against("HEAD", "-o", "json", "--threads", "2").out()).isEqualTo(one);
  }

  @Test
  void whatCannotBeReadOfTheCommitIsNoCleanResult() throws IOException, InterruptedException {
    Path objects = repository.resolve(".git/objects");
    git("rm", "-q", "-r", "--cached", ".");
    git("reset", "-q");
    String id = blob("index.js", "v1.0.0");
    Files.delete(objects.resolve(id.substring(0, 2)).resolve(id.substring(2)));
    Command.Run run = against("v1.0.0", "--only", "reconcile-*", "--fail-on", "never");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("v1.0.0:index.js").contains("object-missing");
  }

  private String blob(String path, String revision) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("git", "rev-parse", revision + ":" + path)
            .directory(repository.toFile())
            .start();
    String id = new String(process.getInputStream().readNBytes(100), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return id.strip();
  }

  /** Archives that some test of the repository needs broken don't make the scan incomplete. */
  @Test
  void brokenArchivesOfTheCommitAreOnlyNoted() throws IOException, InterruptedException {
    write("test/broken.zip", "PK\3\4 nothing that a zip has");
    git("add", "-A");
    git("commit", "-q", "-m", "three");
    Command.Run run = against("HEAD", "--only", "reconcile-*", "--fail-on", "never");
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out()).contains("1 contents of the commit could not be looked into");
  }
}
