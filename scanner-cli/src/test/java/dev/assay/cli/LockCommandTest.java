package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content locks and {@code --against}, from arguments to reports and exit codes. */
class LockCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path lock;

  @BeforeEach
  void name() {
    lock = folder.resolve("assay.lock");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Code of about so many bytes, the same for the same seed. */
  private static byte[] code(int length, int seed) {
    StringBuilder text = new StringBuilder();
    Random random = new Random(seed);
    while (text.length() < length) {
      text.append("function f").append(random.nextInt(1 << 20)).append("(a){return a+1}\n");
    }
    return bytes(text.toString());
  }

  private static String map(int sources) {
    StringBuilder text = new StringBuilder("{\"version\":3,\"sources\":[");
    for (int i = 0; i < sources; i++) {
      text.append(i == 0 ? "" : ",").append("\"../src/f").append(i).append(".ts\"");
    }
    text.append("],\"names\":[],\"sourcesContent\":[");
    for (int i = 0; i < sources; i++) {
      text.append(i == 0 ? "" : ",").append("\"export const v").append(i);
      text.append(" = 1 // ").append("x".repeat(2_000)).append("\\n\"");
    }
    return text.append("],\"mappings\":\"AAAA\"}").toString();
  }

  /** 19 files, as a product that was to be minified has them. */
  private static Map<String, byte[]> release(String version) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(
        "package/package.json",
        bytes(
            "{\"name\":\"@acme/cli\",\"version\":\""
                + version
                + "\",\"license\":\"SEE LICENSE IN README.md\"}"));
    files.put("package/README.md", bytes("# acme\n"));
    files.put("package/LICENSE.md", bytes("all rights reserved\n"));
    files.put("package/cli.js", code(300_000, 1));
    files.put("package/sdk.mjs", code(40_000, 2));
    files.put("package/sdk.d.ts", bytes("export declare const a: number;\n"));
    files.put("package/yoga.wasm", new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    for (String system : List.of("darwin", "linux", "win32")) {
      for (String processor : List.of("arm64", "x64")) {
        byte[] program = new byte[20_000];
        System.arraycopy(bytes("\177ELF\2\1\1"), 0, program, 0, 7);
        program[16] = 2;
        program[100] = (byte) (system.hashCode() + processor.hashCode());
        files.put("package/vendor/" + processor + "-" + system + "/rg", program);
        files.put("package/vendor/" + processor + "-" + system + "/COPYING", bytes(system));
      }
    }
    return files;
  }

  private Path pack(String name, Map<String, byte[]> files) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue());
      }
    }
    return file;
  }

  private Command.Run lock(Object... args) {
    List<String> all = new ArrayList<>(List.of("lock", "--file", lock.toString()));
    for (Object each : args) {
      all.add(each.toString());
    }
    return new Command().run(all.toArray(new String[0]));
  }

  private static List<String> told(Command.Run run) throws IOException {
    List<String> told = new ArrayList<>();
    for (JsonNode finding : JSON.readTree(run.out()).get("findings")) {
      told.add(
          finding.get("severity").asText()
              + " "
              + finding.get("ruleId").asText()
              + " "
              + finding.get("location").get("path").asText());
    }
    return told;
  }

  @Test
  void locksChecksAndUpdates() throws IOException {
    Path good = pack("cli-2.1.87.zip", release("2.1.87"));
    assertThat(release("1")).hasSize(19);
    Command.Run made = lock(good);
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).contains("@acme/cli: 20 lines added, 0 lines removed");
    assertThat(made.err()).contains("merge=union");
    String text = Files.readString(lock);
    assertThat(text)
        .contains("content\t@acme/cli\tcli.js\tjavascript\t1\t")
        .doesNotContain("2.1.87");
    assertThat(lock(good).out()).contains("nothing changed");

    Path next = pack("cli-2.1.89.zip", release("2.1.89"));
    Command.Run checked = lock("--check", next);
    assertThat(checked.code()).as(checked.out()).isZero();
    assertThat(checked.out()).contains("held against " + lock);

    Map<String, byte[]> more = release("2.2.0");
    more.put("package/docs/a.md", bytes("# a\n"));
    Path wider = pack("cli-2.2.0.zip", more);
    assertThat(lock("--check", wider).code()).isEqualTo(1);
    Command.Run updated = lock(wider);
    assertThat(updated.out())
        .contains("1 line added, 0 lines removed", "+ content\t@acme/cli\tdocs/a.md\tmarkdown");
    assertThat(updated.err()).doesNotContain("merge=union");
    assertThat(lock("--check", wider).code()).isZero();
  }

  /** A map beside the bundle: the lock stops it, and so does the release before. */
  @Test
  void stopsASourceMapBesideItsBundle() throws IOException {
    Path good = pack("cli-2.1.87.zip", release("2.1.87"));
    Map<String, byte[]> leaky = release("2.1.88");
    leaky.put("package/cli.js.map", bytes(map(1_900)));
    for (int i = 0; i < 6; i++) {
      leaky.put("package/extra" + i + ".js", code(100, i));
    }
    Path bad = pack("cli-2.1.88.zip", leaky);
    assertThat(leaky).hasSize(26);
    lock(good);

    Command.Run checked = lock("--check", "-o", "json", bad);
    assertThat(checked.code()).isEqualTo(1);
    assertThat(told(checked))
        .contains("high contents-new cli-2.1.88.zip")
        .filteredOn(each -> each.contains("source-map"))
        .isEmpty();
    assertThat(checked.out())
        .contains(
            "a source map of 3.",
            "a source map can give all original sources away",
            "no line of " + lock + " allows it (it would stand behind " + lock + ":4, cli.js)");

    Command.Run against =
        new Command()
            .run(
                "scan",
                bad.toString(),
                "--against",
                good.toString(),
                "--skip",
                "source-map-*",
                "-o",
                "json");
    assertThat(against.code()).isEqualTo(1);
    assertThat(against.out()).contains("contents-new", "holds nothing like that");
  }

  /** A map at the end of the bundle, in base64. */
  @Test
  void stopsASourceMapInsideItsBundle() throws IOException {
    Map<String, byte[]> files = release("0.2.8");
    Path good = pack("cli-0.2.8.zip", files);
    String inline =
        new String(files.get("package/cli.js"), StandardCharsets.UTF_8)
            + "//# sourceMappingURL=data:application/json;base64,"
            + Base64.getEncoder().encodeToString(bytes(map(400)));
    files.put("package/cli.js", bytes(inline));
    Path bad = pack("cli-0.2.9.zip", files);
    lock(good);

    Command.Run checked = lock("--check", "-o", "json", bad);
    assertThat(checked.code()).isEqualTo(1);
    assertThat(told(checked)).anyMatch(each -> each.contains("contents-grown"));
    assertThat(checked.out()).contains("a JavaScript file of 1.4 MB", lock + ":4 allows 490 kB");

    Command.Run against =
        new Command()
            .run("scan", bad.toString(), "--against", good.toString(), "--only", "contents-*");
    assertThat(against.code()).isEqualTo(1);
    assertThat(against.out())
        .contains("a JavaScript file of 300 kB in", "a JavaScript file of 1.4 MB here");
  }

  @Test
  void everyReporterTellsIt() throws IOException {
    lock(pack("a-1.0.0.zip", Map.of("x.js", code(10, 1))));
    Path bad =
        pack("a-1.1.0.zip", Map.of("x.js", code(10, 1), "k/data.db", bytes("SQLite format 3\0")));
    for (String format : List.of("console", "json", "jsonl", "sarif")) {
      Command.Run run = lock("--check", "-o", format, bad);
      assertThat(run.code()).as(run.err()).isEqualTo(1);
      assertThat(run.out()).as(format).contains("contents-new", "k/data.db");
    }
  }

  @Test
  void oneFolderIsOneFindingHoweverMuchIsInIt() throws IOException {
    Map<String, byte[]> files = new TreeMap<>(Map.of("index.js", code(10, 1)));
    Path old = pack("a-1.0.0.zip", files);
    for (int i = 0; i < 500; i++) {
      files.put("src/deep/f" + i + (i % 2 == 0 ? ".ts" : ".css"), bytes("x" + i));
    }
    files.put("moved/index.js", code(10, 1));
    files.remove("index.js");
    Path now = pack("a-1.1.0.zip", files);
    Command.Run run =
        new Command()
            .run(
                "scan",
                now.toString(),
                "--against",
                old.toString(),
                "-o",
                "json",
                "--only",
                "contents-*");
    assertThat(told(run))
        .containsExactlyInAnyOrder(
            "medium contents-new a-1.1.0.zip",
            "medium contents-total a-1.1.0.zip",
            "info contents-renamed a-1.1.0.zip");
    assertThat(run.out())
        .contains("500 files (250 CSS files, 250 TypeScript files)", "has nothing in src/")
        .contains("index.js is now moved/index.js");
  }

  /** Whatever a release changes in the names of its files, findings keep their fingerprints. */
  @Test
  void fingerprintsOutliveVersionsAndHashes() throws IOException {
    lock(pack("a-1.0.0.zip", Map.of("index.js", code(10, 1))));
    List<String> prints = new ArrayList<>();
    for (String name : List.of("a1b2c3d4", "99887fed")) {
      Path file =
          pack(
              "a-1.1." + prints.size() + ".zip",
              Map.of("index.js", code(10, 1), "assets/x-" + name + ".js", code(10, 2)));
      JsonNode found = JSON.readTree(lock("--check", "-o", "json", file).out()).get("findings");
      assertThat(found).hasSize(1);
      prints.add(found.get(0).get("fingerprint").asText());
    }
    assertThat(prints.get(0)).isEqualTo(prints.get(1));
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Path good = pack("a-1.0.0.zip", Map.of("x.js", code(10, 1)));
    assertThat(lock("--check", good))
        .satisfies(run -> assertThat(run.code()).isEqualTo(2))
        .satisfies(run -> assertThat(run.err()).contains("There is no content lock", "assay lock"));
    Files.writeString(lock, "format\t1\ncontent\tx\n");
    for (Command.Run run : List.of(lock("--check", good), lock(good))) {
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("assay.lock:2: it has 1 fields");
    }
    Files.delete(lock);
    assertThat(lock().code()).isEqualTo(2);
    assertThat(lock(folder.resolve("nothing.tgz")).code()).isEqualTo(2);
    assertThat(lock("-o", "json", good).err()).contains("'--check'");
    assertThat(
            new Command()
                .run("scan", good.toString(), "--against", folder.resolve("no").toString())
                .code())
        .isEqualTo(2);
    Path broken =
        Files.write(folder.resolve("b.zip"), java.util.Arrays.copyOf(Files.readAllBytes(good), 60));
    Command.Run incomplete = lock(broken);
    assertThat(incomplete.code()).isEqualTo(3);
    assertThat(incomplete.err()).contains("was not written");
    assertThat(lock).doesNotExist();
  }

  @Test
  void anUnknownArtifactIsAFinding() throws IOException {
    lock(pack("a-1.0.0.zip", Map.of("x.js", code(10, 1))));
    Command.Run run = lock("--check", pack("b-1.0.0.zip", Map.of("x.js", code(10, 1))));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("nothing is locked for b-*.zip", "knows a-*.zip");
  }

  @Test
  void foldersAreArtifactsToo() throws IOException {
    Path dist = Files.createDirectories(folder.resolve("dist/lib"));
    Files.write(dist.resolve("a.js"), code(10, 1));
    assertThat(lock(folder.resolve("dist")).code()).isZero();
    assertThat(Files.readString(lock)).contains("content\tdist\tlib/a.js\tjavascript\t1\t");
    Files.writeString(dist.resolve(".npmrc"), "x\n");
    Command.Run run = lock("--check", folder.resolve("dist"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("lib/.npmrc");
  }
}
