package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command, from arguments to reports and exit code. */
class MainTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FORMATS = List.of("console", "json", "jsonl", "sarif");

  private final String token = Command.token("main");
  @TempDir Path folder;
  private String tree;

  @BeforeEach
  void plant() throws IOException {
    Path src = Files.createDirectories(folder.resolve("tree/src"));
    tree = folder.resolve("tree").toString();
    Files.writeString(src.resolve("ä b.txt"), "# é 😀\r\ntoken = " + token + "\r\n");
    Files.writeString(src.resolve("clean.txt"), "nothing here\n");
  }

  @Test
  void findingMeansExitCodeOneAndIsInEveryFormat() {
    for (String format : FORMATS) {
      Command.Run run = new Command().run("scan", "-o", format, tree);
      assertThat(run.code()).as(run.err()).isEqualTo(1);
      assertThat(run.out()).contains("github-personal-access-token").doesNotContain(token);
      assertThat(run.err()).contains("1 finding of severity medium or higher, ");
    }
  }

  @Test
  void cleanAndCompleteMeansZero() throws IOException {
    Files.delete(folder.resolve("tree/src/ä b.txt"));
    Command.Run run = new Command().run("scan", tree);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("1 file").contains("none");
    assertThat(new Command().run("scan", "-q", tree)).isEqualTo(new Command.Run(0, "", ""));
  }

  @Test
  void configurationIsReadAndWhatItLoosensIsSaid() throws IOException {
    Path own = Files.writeString(folder.resolve("tree/.assay.yml"), "fail-on: never\n");
    Command.Run loosened = new Command().run("scan", tree);
    assertThat(loosened.code()).as(loosened.err()).isZero();
    assertThat(loosened.out()).contains("loosens this scan: it never fails");
    assertThat(new Command().run("scan", "--fail-on", "low", tree).code()).isEqualTo(1);

    Path other = Files.writeString(folder.resolve("other.yml"), "fail-on: low\n");
    assertThat(new Command().run("scan", "--config", other.toString(), tree).code()).isEqualTo(1);

    Files.writeString(own, "fail-on: medium\nexlude: [x]\n");
    Command.Run wrong = new Command().run("scan", tree);
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .contains(".assay.yml:2:1: 'exlude' is not a key here; did you mean 'exclude'?");
  }

  @Test
  void thresholdDecidesTheExitCodeNotTheReport() {
    for (String level : List.of("never", "critical")) {
      Command.Run run = new Command().run("scan", "--fail-on", level, tree);
      assertThat(run.out()).contains("1 critical");
      assertThat(run.code()).isEqualTo(level.equals("never") ? 0 : 1);
    }
  }

  @Test
  void regionIsTheSecretsOwn() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("tree/src/ä b.txt"));
    JsonNode json = JSON.readTree(new Command().run("scan", "-o", "json", tree).out());
    JsonNode place = json.at("/findings/0/location");
    assertThat(place.get("path").asText()).isEqualTo("src/ä b.txt");
    assertThat(slice(bytes, place)).isEqualTo(token);
    assertThat(place.get("line").asInt()).isEqualTo(2);
    assertThat(place.get("column").asInt()).isEqualTo(9);
    assertThat(place.get("endColumn").asInt()).isEqualTo(9 + token.length());

    JsonNode sarif = JSON.readTree(new Command().run("scan", "-o", "sarif", tree).out());
    JsonNode physical = sarif.at("/runs/0/results/0/locations/0/physicalLocation");
    assertThat(physical.at("/artifactLocation/uri").asText()).isEqualTo("src/%C3%A4%20b.txt");
    assertThat(slice(bytes, physical.get("region"))).isEqualTo(token);
    assertThat(physical.at("/region/startLine").asInt()).isEqualTo(2);
    assertThat(physical.at("/region/endColumn").asInt()).isEqualTo(9 + token.length());
  }

  private static String slice(byte[] bytes, JsonNode region) {
    int from = region.get("byteOffset").asInt();
    int to = from + region.get("byteLength").asInt();
    return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.UTF_8);
  }

  @Test
  void sameTreeGivesSameBytesWhateverTheThreads() throws IOException {
    for (int i = 0; i < 40; i++) {
      Files.writeString(folder.resolve("tree/f" + i), "key: " + Command.token("t" + i % 7) + "\n");
    }
    for (String format : FORMATS) {
      String one = new Command().run("scan", "--threads", "1", "-o", format, tree).out();
      String four = new Command().run("scan", "--threads", "4", "-o", format, tree).out();
      assertThat(four).isEqualTo(one).contains("f39");
    }
  }

  @Test
  void entryOfAnArchiveIsNamedWithItsWayIn() throws IOException {
    byte[] inner = zip("conf/x.properties", ("a=1\nkey=" + token).getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("tree/app.jar"), zip("lib/inner.jar", inner));
    Files.delete(folder.resolve("tree/src/ä b.txt"));
    JsonNode report = JSON.readTree(new Command().run("scan", "-o", "json", tree).out());
    JsonNode place = report.at("/findings/0/location");
    assertThat(place.get("path").asText()).isEqualTo("app.jar");
    assertThat(place.get("nesting")).hasToString("[\"lib/inner.jar\",\"conf/x.properties\"]");
    assertThat(place.get("byteOffset").asInt()).isEqualTo(8);
    assertThat(new Command().run("scan", tree).out())
        .contains("  app.jar!/lib/inner.jar!/conf/x.properties:2:5");
    JsonNode sarif = JSON.readTree(new Command().run("scan", "-o", "sarif", tree).out());
    JsonNode location = sarif.at("/runs/0/results/0/locations/0");
    assertThat(location.at("/physicalLocation/artifactLocation/uri").asText()).isEqualTo("app.jar");
    assertThat(location.at("/logicalLocations/0/name").asText())
        .isEqualTo("lib/inner.jar!/conf/x.properties");
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void whatWasNotScannedMeansThree() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("nothing to see here".repeat(100).getBytes(StandardCharsets.UTF_8));
    }
    Path broken = folder.resolve("broken.gz");
    Files.write(broken, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12));
    Command.Run run = new Command().run("scan", broken.toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("Not scanned").contains("broken.gz").contains("incomplete");
    assertThat(run.err()).contains("incomplete, 1 thing was not scanned");
    Command.Run allowed = new Command().run("scan", "--allow-incomplete", broken.toString());
    assertThat(allowed.code()).isZero();
    assertThat(allowed.out()).isEqualTo(run.out());
    Files.copy(broken, folder.resolve("tree/broken.gz"));
    assertThat(new Command().run("scan", tree).code()).isEqualTo(1);
  }

  @Test
  void standardInputIsScanned() {
    Command.Run run = new Command().reading("x\nkey " + token).run("scan", "-");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("  -:2:5");
  }

  @Test
  void secretIsShownOnlyToWhoSaysSo() {
    Command.Run refused = new Command().run("scan", "--show-secrets", tree);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("add '--yes'");
    assertThat(new Command().run("scan", "--show-secrets", "--yes", tree).out()).contains(token);
    assertThat(new Command().onTerminal().run("scan", "--show-secrets", tree).out())
        .contains(token);
    String file = folder.resolve("out.json").toString();
    assertThat(new Command().onTerminal().run("scan", "--show-secrets", "-o", "json=" + file, tree))
        .extracting(Command.Run::code)
        .isEqualTo(2);
    assertThat(new Command().run("scan", "--show-secrets", "--yes", "-o", "sarif", tree).out())
        .doesNotContain(token);
  }

  @Test
  void severalReportsAtOnce() throws IOException {
    Path json = folder.resolve("a.json");
    Path sarif = folder.resolve("a.sarif");
    Command.Run run =
        new Command()
            .run("scan", "-o", "json=" + json, "-o", "sarif=" + sarif, "-o", "console", tree);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("CRITICAL");
    assertThat(JSON.readTree(json.toFile()).at("/tool/name").asText()).isEqualTo("assay");
    assertThat(JSON.readTree(sarif.toFile()).at("/version").asText()).isEqualTo("2.1.0");
  }

  @Test
  void wrongInputMeansTwoAndOneSentence() {
    assertUsage("There is no file or folder 'no/such'. Check the path.", "scan", "no/such");
    assertUsage(
        "'docker save alpine:3.20 -o alpine.tar && assay scan alpine.tar'", "scan", "alpine:3.20");
    String image = "ghcr.io/acme/app:1.0@sha256:" + "0a".repeat(32);
    assertUsage("'docker save " + image + " -o app.tar && assay scan app.tar'", "scan", image);
    assertUsage("clone or download it", "scan", "https://example.com/x.git");
    assertUsage("can't be named yet, only pkg:npm/", "scan", "pkg:gem/x@1");
    assertUsage("lacks a version", "scan", "pkg:npm/x");
    assertUsage("'--online' is for packages that are named", "scan", "--online", tree);
    assertUsage("'--online' and '--offline'", "scan", "--online", "--offline", "pkg:npm/x@1");
    assertUsage("is not in the local caches", "scan", tree, "pkg:npm/%40acme/no-such@0.0.0-none");
    assertUsage("Packages are scanned with 'assay scan pkg:npm/x@1'", "git", "pkg:npm/x@1");
    assertUsage("'--quiet' and '--verbose' exclude each other", "scan", "-q", "-v", tree);
    assertUsage("'--staged' and '--range' exclude", "git", "--staged", "--range", "a..b", tree);
    assertUsage("names no rule", "scan", "--only", "no-such-rule", tree);
    assertUsage("there is no folder", "scan", "-o", "json=" + folder + "/no/x.json", tree);
    assertUsage("doesn't exist", "scan", "--rules", folder + "/no.yml", tree);
    assertUsage("needs the name of a folder", "scan", "--extract-sources", "", tree);
    assertUsage("name of a shell: bash, zsh or fish", "completion");
  }

  private static void assertUsage(String message, String... args) {
    Command.Run run = new Command().run(args);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("assay: ").contains(message).doesNotContain("\tat ");
  }

  @Test
  void brokenRuleFileIsNamedWithLineAndColumn() throws IOException {
    Path rule = Files.writeString(folder.resolve("acme.yml"), "id: acme\nseverity: dreadful\n");
    Command.Run run = new Command().run("scan", "--rules", rule.toString(), tree);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(rule + ":2:11");
  }

  @Test
  void helpIsNoFault() {
    Command.Run run = new Command().run("scan", "--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Examples:");
    assertThat(run.err()).isEmpty();
    assertThat(new Command().run().code()).isEqualTo(2);
  }
}
