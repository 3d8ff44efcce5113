package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files from elsewhere, approved by their digests: in assay.lock, and from outside of it. */
class ApprovedDigestsTest {
  @TempDir private Path folder;
  private Path lock;
  private Path app;

  @BeforeEach
  void makeAnApplication() throws IOException {
    lock = folder.resolve("assay.lock");
    app = Files.createDirectories(folder.resolve("app"));
    Files.createDirectories(app.resolve("lib"));
    Files.createDirectories(app.resolve("gradle/wrapper"));
    Files.createDirectories(app.resolve("models"));
    Files.write(app.resolve("lib/one-1.0.jar"), jar("org.acme", "one", "1.0", "body"));
    Files.write(app.resolve("gradle/wrapper/gradle-wrapper.jar"), jar("", "", "", "wrapper"));
    Files.write(app.resolve("models/small.onnx"), new byte[] {8, 7, 0, 1, 2, 3});
    Files.writeString(app.resolve("main.js"), "run()\n");
  }

  private static byte[] jar(String group, String artifact, String version, String body)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n");
      if (!artifact.isEmpty()) {
        put(
            zip,
            "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
            "groupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version + "\n");
      }
      put(zip, "a.txt", body);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private Command.Run run(Object... args) {
    return run(new Command(), args);
  }

  private Command.Run run(Command command, Object... args) {
    List<String> all = new ArrayList<>(List.of("lock", "--file", lock.toString()));
    for (Object each : args) {
      all.add(each.toString());
    }
    return command.run(all.toArray(new String[0]));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void approvesWhatComesFromElsewhereAndNothingElse() throws Exception {
    Command.Run approved =
        run(
            new Command().with(Map.of("SOURCE_DATE_EPOCH", "1774915200")),
            "--approve",
            "Ada Lovelace",
            app);
    assertThat(approved.code()).isZero();
    assertThat(Files.readString(lock))
        .isEqualTo(
            "format\t1\n"
                + line("gradle/wrapper/gradle-wrapper.jar", "gradle/wrapper/gradle-wrapper.jar")
                + line("models/small.onnx", "models/small.onnx")
                + line("pkg:maven/org.acme/one@1.0", "lib/one-1.0.jar"));
    Command.Run checked = run("--check", app);
    assertThat(checked.out()).doesNotContain("checksum-", "contents-");
    assertThat(checked.code()).isZero();
    assertThat(run("--approve", "Grace", app).out()).contains("nothing changed");
  }

  private String line(String what, String file) throws Exception {
    return "digest\t"
        + what
        + "\tsha256:"
        + sha256(Files.readAllBytes(app.resolve(file)))
        + "\tAda Lovelace\t2026-03-31\n";
  }

  @Test
  void tellsWhatChangedAndWhatIsNewWithWhoApprovedWhat() throws IOException {
    run("--approve", "Ada", app);
    Files.write(app.resolve("models/small.onnx"), new byte[] {8, 7, 0, 1, 2, 4});
    Files.write(app.resolve("lib/one-1.0.jar"), jar("org.acme", "one", "1.0", "bodY"));
    Files.write(app.resolve("lib/one-1.1.jar"), jar("org.acme", "one", "1.1", "new"));
    Files.write(app.resolve("tool"), new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0});
    Command.Run checked = run("--check", "-o", "json", app);
    assertThat(checked.code()).isEqualTo(1);
    assertThat(rules(checked.out()))
        .containsExactlyInAnyOrder(
            "checksum-not-as-approved models/small.onnx",
            "checksum-not-as-approved lib/one-1.0.jar",
            "checksum-not-approved lib/one-1.1.jar",
            "checksum-not-approved tool");
    assertThat(checked.out()).contains("by Ada", "pkg:maven/org.acme/one@1.0 as ");
  }

  private static List<String> rules(String json) {
    List<String> rules = new ArrayList<>();
    java.util.regex.Matcher each =
        java.util.regex.Pattern.compile(
                "\"ruleId\": ?\"([^\"]+)\".*?\"path\": ?\"(?:[^\"]*app/)?([^\"]+)\"",
                java.util.regex.Pattern.DOTALL)
            .matcher(json);
    while (each.find()) {
      rules.add(each.group(1) + " " + each.group(2));
    }
    return rules;
  }

  @Test
  void takesDigestsFromAVaultAndThenNoneOfTheRepository() throws Exception {
    run("--approve", "Mallory", app);
    String sums =
        sha256(Files.readAllBytes(app.resolve("lib/one-1.0.jar")))
            + "  lib/one-1.0.jar\n"
            + sha256(Files.readAllBytes(app.resolve("models/small.onnx")))
            + " *models/small.onnx\n";
    Path file = folder.resolve("sums.txt");
    Files.writeString(file, sums);
    for (Command.Run each :
        List.of(
            run("--check", "--digests", file, app),
            run(new Command().reading(sums), "--check", "--digests", "-", app),
            run(
                new Command().with(Map.of("APPROVED", sums)),
                "--check",
                "--digests",
                "env:APPROVED",
                app))) {
      assertThat(each.code()).isEqualTo(1);
      assertThat(each.out().replaceAll("\\s+", " "))
          .contains("checksum-not-approved", "gradle-wrapper.jar", "not against those of the lock")
          .doesNotContain("checksum-not-as-approved", "small.onnx");
    }
    assertThat(run("--check", "--digests", "env:NOT_THERE", app).err()).contains("is not set");
    assertThat(run("--check", "--digests", "-", "-").code()).isEqualTo(2);
    assertThat(run("--digests", file, app).err()).contains("--check");
    Files.writeString(file, sums + "what is this\n");
    Command.Run bad = run("--check", "--digests", file, app);
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains(":3:").doesNotContain("what is this");
  }

  @Test
  void worksWithoutALockWhereAVaultHasTheDigests() throws Exception {
    Path file = folder.resolve("sums.txt");
    Files.writeString(file, "# nothing is approved\n");
    Command.Run checked = run("--check", "--digests", file, app);
    assertThat(checked.code()).isEqualTo(1);
    assertThat(rules(run("--check", "--digests", file, "-o", "json", app).out())).hasSize(3);
  }

  @Test
  void letsWhatIsBuiltBeWhateverItIs() throws Exception {
    Files.writeString(
        lock,
        """
        format\t1
        digest\tlib/*.jar\tany\tAda\t2026-03-31\t# our own modules
        digest\t**/*.onnx\tany\tAda\t2026-03-31
        """);
    assertThat(rules(run("--check", "-o", "json", app).out()))
        .containsExactly("checksum-not-approved gradle/wrapper/gradle-wrapper.jar");
    assertThat(run("--approve", "Ada", app).code()).isZero();
    assertThat(Files.readString(lock))
        .contains("\t# our own modules\n", "digest\tgradle/wrapper/")
        .doesNotContain("pkg:maven");
  }

  @Test
  void knowsModulesInsideAnArtifactAndTheArtifactItselfOnlyIfItIsNamed() throws Exception {
    Path fat = folder.resolve("fat-1.0.jar");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("BOOT-INF/lib/one-1.0.jar"));
      zip.write(Files.readAllBytes(app.resolve("lib/one-1.0.jar")));
      zip.putNextEntry(new ZipEntry("a.txt"));
      zip.write(1);
    }
    Files.write(fat, bytes.toByteArray());
    run("--approve", "Ada", app);
    assertThat(run("--check", fat).code()).isZero();
    Path tool = folder.resolve("tool");
    Files.write(tool, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0});
    assertThat(run("--check", tool).code()).isZero();
    Files.writeString(
        lock, "format\t1\ndigest\ttool\tsha256:" + "0".repeat(64) + "\tA\t2026-01-01\n");
    assertThat(run("--check", tool).out()).contains("checksum-not-as-approved");
  }

  @Test
  void refusesRecordsThatAreNone() throws IOException {
    String digest = "sha256:" + "0".repeat(64);
    for (String each :
        List.of(
            "digest\tx\t" + digest + "\tAda",
            "digest\tx\tmd5:1\tAda\t2026-01-01",
            "digest\tx\t" + digest + "\t \t2026-01-01",
            "digest\tx\t" + digest + "\tAda\tyesterday",
            "digest\t\t" + digest + "\tAda\t2026-01-01")) {
      Files.writeString(lock, "format\t1\n" + each + "\n");
      Command.Run checked = run("--check", app);
      assertThat(checked.code()).as(each).isEqualTo(2);
      assertThat(checked.err()).contains("assay.lock:2: ");
    }
    assertThat(run("--approve", "a\tb", app).code()).isEqualTo(2);
    assertThat(run("--approve", "Ada", "--check", app).code()).isEqualTo(2);
  }
}
