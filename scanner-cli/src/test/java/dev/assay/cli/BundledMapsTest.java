package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What real bundlers make: the outputs of {@code benchmarks/bundlers} as they were written, with a
 * secret put in where the placeholder stands, also inside base64. And the bundlers themselves,
 * where they are installed.
 */
class BundledMapsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLACEHOLDER = "@@SECRET@@";
  private static final Pattern INLINE = Pattern.compile("(;base64,)([A-Za-z0-9+/=]{40,})");
  private static final Pattern RECOVERS =
      Pattern.compile("recovers ([\\d,]+) files?, ([\\d,]+) lines?");
  private static final Path BASE = Path.of(System.getProperty("basedir", "."));
  private static final Path OUTPUTS = BASE.resolve("src/test/resources/dev/assay/bundlers");
  private static final Path SCRIPTS = BASE.resolve("../benchmarks/bundlers");

  @TempDir Path temp;

  /** A line of {@code expected.tsv}; {@code source} is {@code -} where the map holds no texts. */
  private record Row(String name, String source, int line, int files, int lines) {}

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(OUTPUTS.resolve("expected.tsv"))) {
      String[] field = line.split("\t", -1);
      if (!field[0].equals("name")) {
        rows.add(
            new Row(
                field[0],
                field[1],
                Integer.parseInt(field[2]),
                Integer.parseInt(field[3]),
                Integer.parseInt(field[4])));
      }
    }
    return rows;
  }

  @TestFactory
  List<DynamicTest> secretIsAtItsOriginalFileAndLine() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Row row : rows()) {
      tests.add(DynamicTest.dynamicTest(row.name(), () -> check(row)));
    }
    assertThat(tests).hasSizeGreaterThan(30);
    return tests;
  }

  private void check(Row row) throws IOException {
    String token = Command.token(row.name());
    Path output = temp.resolve(row.name());
    copy(OUTPUTS.resolve(row.name()), output, token);
    Command.Run run =
        new Command().run("scan", output.toString(), "-o", "json", "--min-confidence", "low");
    assertThat(run.out()).doesNotContain(token);
    JsonNode report = JSON.readTree(run.out());
    assertThat(report.get("problems")).isEmpty();
    List<String> places = new ArrayList<>();
    long files = 0;
    long lines = 0;
    for (JsonNode finding : report.get("findings")) {
      String rule = finding.get("ruleId").asText();
      if (rule.startsWith("github-")) {
        place(finding.get("location"), places);
        finding.get("places").forEach(place -> place(place, places));
      } else if (rule.equals("source-map-sources")) {
        assertThat(finding.get("severity").asText()).isEqualTo("critical");
        assertThat(finding.get("fixes")).isNotEmpty();
        Matcher figures = RECOVERS.matcher(finding.get("message").asText());
        assertThat(figures.find()).as(finding.get("message").asText()).isTrue();
        files += Long.parseLong(figures.group(1));
        lines += Long.parseLong(figures.group(2));
      }
    }
    assertThat(files).isEqualTo(row.files());
    assertThat(lines).isEqualTo(row.lines());
    if (row.source().equals("-")) {
      assertThat(places).isEmpty();
    } else {
      String suffix = row.source().substring("src/".length()) + ":" + row.line();
      assertThat(places).anySatisfy(place -> assertThat(place).endsWith(suffix));
    }
  }

  /** {@code file:line} of a place inside of a file; a webpack development build adds {@code ?…}. */
  private static void place(JsonNode place, List<String> places) {
    JsonNode nesting = place.get("nesting");
    if (!nesting.isEmpty()) {
      String file = nesting.get(nesting.size() - 1).asText().replaceFirst("\\?\\w+$", "");
      places.add(file + ":" + place.get("line").asInt());
    }
  }

  private static void copy(Path from, Path to, String token) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        Path target = to.resolve(from.relativize(each).toString());
        Files.createDirectories(target.getParent());
        String text = Files.readString(each).replace(PLACEHOLDER, token);
        Files.writeString(
            target,
            INLINE
                .matcher(text)
                .replaceAll(found -> found.group(1) + planted(found.group(2), token)));
      }
    }
  }

  private static String planted(String base64, String token) {
    String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    return Base64.getEncoder()
        .encodeToString(text.replace(PLACEHOLDER, token).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bundlersThemselvesMakeWhatIsUnderstood() throws Exception {
    assumeTrue(
        Files.isDirectory(SCRIPTS.resolve("node_modules")),
        "the bundlers aren't installed: npm install in benchmarks/bundlers");
    assumeTrue(runs("node", "--version"), "there is no node");
    List<String> command =
        List.of(
            "node",
            "check.mjs",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.assay.cli.Main");
    Path log = temp.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .directory(SCRIPTS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void nothingTokenShapedIsCommitted() {
    Command.Run run =
        new Command().run("scan", OUTPUTS.toString(), "--only", "github-*", "--no-ignore");
    assertThat(run.code()).as(run.out()).isZero();
  }
}
