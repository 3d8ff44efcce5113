package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.config.ScanConfig;
import dev.assay.detect.Correlator;
import dev.assay.detect.Detector;
import dev.assay.detect.secret.SecretDetector;
import dev.assay.model.Budget;
import dev.assay.model.Inventory;
import dev.assay.model.Problem;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.model.SourceMapFacts;
import dev.assay.rules.example.Placeholders;
import dev.assay.rules.load.RuleTexts;
import dev.assay.unpack.Packers;
import dev.assay.unpack.Unpackers;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Source maps that a text holds as an address: decoded while the text goes by, and told once. */
class InlineMapScanTest {
  @TempDir private Path folder;
  private final List<SourceMapFacts> facts = new ArrayList<>();

  private ScanResult scan(String name, byte[] bytes) throws IOException {
    return scan(name, bytes, Scans.config(1));
  }

  private ScanResult scan(String name, byte[] bytes, ScanConfig config) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    return scan(file, config);
  }

  private ScanResult scan(Path path, ScanConfig config) {
    facts.clear();
    Correlator gather =
        new Correlator() {
          @Override
          public void correlate(Inventory inventory, Output out) {
            facts.addAll(inventory.sourceMaps());
          }
        };
    return new Scanner(
            Host.NONE,
            (rules, fingerprints, of, targets) -> {
              List<Detector> detectors = new ArrayList<>();
              detectors.add(new SecretDetector(rules, fingerprints, 3, null));
              return new Parts(detectors, Unpackers.all(), List.of(gather));
            })
        .scan(
            List.of(new ScanTarget.Tree(path.toString())), config, RuleTexts.set(), Progress.NONE);
  }

  private static String token(int number) {
    return Placeholders.expand("acs_<<base62:30>><<crc32>>", "map " + number);
  }

  private static String map(int... tokens) {
    StringBuilder names = new StringBuilder();
    StringBuilder texts = new StringBuilder();
    for (int token : tokens) {
      names.append(names.length() == 0 ? "" : ",").append("\"src/a").append(token).append(".ts\"");
      texts
          .append(texts.length() == 0 ? "" : ",")
          .append("\"first\\n  key = '")
          .append(token(token))
          .append("' // ünï 100%\\n\"");
    }
    return "{\"version\":3,\"sources\":["
        + names
        + "],\"sourcesContent\":["
        + texts
        + "],\"mappings\":\"AAAA\"}";
  }

  private static String base64(String map) {
    return Base64.getEncoder().encodeToString(map.getBytes(StandardCharsets.UTF_8));
  }

  private static String url64(String map) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(map.getBytes(StandardCharsets.UTF_8));
  }

  /** As {@code encodeURIComponent} does. */
  private static String percent(String map) {
    return URLEncoder.encode(map, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%27", "'")
        .replace("%28", "(")
        .replace("%29", ")");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * {@code B} is base 64, {@code U} that of addresses, {@code P} percent-encoded, {@code J} raw.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x=1\n//# sourceMappingURL=data:application/json;base64,B\n",
        "x=1\n//# sourceMappingURL=data:application/json;base64,B",
        "x=1\r\n//@ sourceMappingURL=data:application/json;charset=utf-8;base64,B\r\n",
        "x=1//# sourceMappingURL=data:application/json;charset=utf-8;base64,U",
        "a{}/*# sourceMappingURL=data:application/json;charset=utf-8;base64,B */\nb{}",
        "a{}/*@ sourceMappingURL=data:application/json;base64,B*/",
        "a{}/*# sourceMappingURL=data:application/json;charset=utf-8,P */",
        "a{}/*# sourceMappingURL=data:application/json,P*/",
        "//# sourceMappingURL=data:application/json;charset=utf-8,P\nx",
        "//# sourceMappingURL=data:application/json,J\nx",
        "eval(\"x\\n//# sourceMappingURL=data:application/json;charset=utf-8;base64,B\\n//# sourceURL=webpack-internal:///./a.js\\n\");",
        "eval('x //# sourceMappingURL=data:application/json;charset=utf-8;base64,B');",
        "\"x //# sourceMappingURL=data:application/json,P\" + y",
        "<script>x\n//# sourceMappingURL=data:application/json;base64,B</script>",
        "<style>a{}/*# sourceMappingURL=data:application/json;base64,B */</style>",
        "{\"code\":\"x//# sourceMappingURL=data:application\\/json;base64,B\"}",
        "//# SourceMappingURL=data:text/plain;base64,B",
        "// sourceMappingURL=DATA:application/json;BASE64,B",
      })
  void findsItInEveryForm(String form) throws IOException {
    String before = form.substring(0, form.toLowerCase(Locale.ROOT).indexOf("data:"));
    String map = map(1);
    String text =
        form.replace(",B", "," + base64(map))
            .replace(",U", "," + url64(map))
            .replace(",P", "," + percent(map))
            .replace(",J", "," + map);
    ScanResult result = scan("x.js", utf8(text));
    assertThat(Scans.places(result)).containsExactly("x.js!/[source map]!/src/a1.ts:2:10");
    assertThat(result.problems()).isEmpty();
    assertThat(facts).hasSize(1);
    SourceMapFacts one = facts.get(0);
    assertThat(one.form()).isEqualTo(SourceMapFacts.Form.INLINE);
    assertThat(one.complete()).isTrue();
    assertThat(one.embedded()).isEqualTo(1);
    assertThat(one.lines()).isEqualTo(2);
    assertThat(one.heldBy()).isNotNull();
    assertThat(one.heldBy().path()).isEqualTo("x.js");
    int comment =
        Math.max(
            Math.max(before.lastIndexOf("//"), before.lastIndexOf("/*")),
            before.contains("#") || before.contains("@") ? -1 : before.indexOf("ource") - 1);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int start = Math.max(before.lastIndexOf('\n'), -1) + 1;
    assertThat(one.region()).isNotNull();
    assertThat(one.region().line()).isEqualTo(line);
    assertThat(one.region().column()).isEqualTo(comment - start + 1);
    assertThat(one.region().byteOffset()).isEqualTo(comment);
    assertThat(one.region().endLine()).isEqualTo(line);
    assertThat(text.substring(0, (int) (comment + one.region().byteLength())))
        .matches("(?s).*([A-Za-z0-9_=-]|%7D|\\})");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//# sourceMappingURL=x.js.map",
        "\"//# sourceMappingURL=data:application/json;base64,\" + btoa(x)",
        "`//# sourceMappingURL=data:application/json;base64,${x}`",
        "'//# sourceMappingURL=data:application/json,' + encodeURIComponent(x)",
        "/sourceMappingURL=data:(.*?);base64,([\\w+/=]+)/",
        "//# sourceMappingURL=data:application/json;base64,aGVsbG8gd29ybGQgaGVsbG8=",
        "//# sourceMappingURL=data:",
        "//# sourceMappingURL=",
        "ourceMappingURL=data:application/json,{",
      })
  void leavesAlone(String text) throws IOException {
    ScanResult result = scan("x.js", utf8(text));
    assertThat(result.problems()).isEmpty();
    assertThat(facts).isEmpty();
    assertThat(result.coverage().toString()).doesNotContain("ENTRIES=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x//# sourceMappingURL=https://maps.acme.internal/x.js.map\n",
        "x//@ sourceMappingURL=https://maps.acme.internal:8443/x.js.map",
        "x/*# sourceMappingURL=http://maps.acme.internal/x.css.map?token=1 */",
        "x/*# sourceMappingURL=http://maps.acme.internal/x.css.map*/",
        "eval(\"x//# sourceMappingURL=https://maps.acme.internal/x.js.map\\n\")",
      })
  void tellsLinksToHosts(String text) throws IOException {
    ScanResult result = scan("x.js", utf8(text));
    assertThat(result.problems()).isEmpty();
    assertThat(facts).hasSize(1);
    SourceMapFacts link = facts.get(0);
    assertThat(link.form()).isEqualTo(SourceMapFacts.Form.LINK);
    assertThat(link.place().path()).isEqualTo("x.js");
    assertThat(link.hosts()).containsExactly("maps.acme.internal");
    assertThat(link.region().column()).isEqualTo(text.indexOf("x/") + 2);
    assertThat(link.sources()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x();\n// SourceMap: https://maps.acme.internal/x.js.map\n",
        "x();\n//# X-SourceMap: https://maps.acme.internal/x.js.map",
        "a{}\n/* SourceMap: http://maps.acme.internal/x.css.map */\n",
      })
  void tellsLinksInTheWordsOfAHeader(String text) throws IOException {
    ScanResult result = scan("x.js", utf8(text));
    assertThat(result.problems()).isEmpty();
    assertThat(facts).hasSize(1);
    assertThat(facts.get(0).form()).isEqualTo(SourceMapFacts.Form.LINK);
    assertThat(facts.get(0).hosts()).containsExactly("maps.acme.internal");
    assertThat(facts.get(0).region().line()).isEqualTo(2);
    assertThat(facts.get(0).region().column()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 'SourceMap: https://maps.acme.internal/x.js.map'",
        "// SourceMap: ../x.js.map",
        "// SourceMap:",
        "SourceMap: https://maps.acme.internal/x.js.map",
        "//# sourceMappingURL=../maps/x.js.map",
        "//# sourceMappingURL=/maps/x.js.map",
        "//# sourceMappingURL=https://cdn.jsdelivr.net/sm/abc.map",
        "//# sourceMappingURL=http://localhost:8080/x.js.map",
        "//# sourceMappingURL=http://example.com/x.js.map",
        "`//# sourceMappingURL=https://${host}/x.js.map`",
        "`//# sourceMappingURL=https://maps.acme.internal/${name}.map`",
        "x.sourceMappingURL=https://maps.acme.internal/x.js.map",
      })
  void saysNothingOfOtherLinks(String text) throws IOException {
    scan("x.js", utf8(text));
    assertThat(facts).isEmpty();
  }

  @Test
  void tellsSomeOfManyLinks() throws IOException {
    scan("x.js", utf8("//# sourceMappingURL=https://maps.acme.internal/x.map\n".repeat(5_000)));
    assertThat(facts).hasSize(20);
  }

  /** As webpack's eval devtools write them: one for each module. */
  @Test
  void findsHundredsInOneScript() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      text.append("eval(\"x\\n//# sourceMappingURL=data:application/json;base64,")
          .append(base64(map(i)))
          .append("\\n//# sourceURL=webpack-internal:///./a.js\");\n");
    }
    ScanResult result = scan("x.js", utf8(text.toString()));
    assertThat(facts).hasSize(300);
    assertThat(Scans.places(result))
        .hasSize(300)
        .contains("x.js!/[source map]!/src/a0.ts:2:10")
        .contains("x.js!/[source map 300]!/src/a299.ts:2:10");
    assertThat(facts).extracting(each -> each.region().line()).contains(1, 300);
  }

  /** Every place of the comment around the edges of the windows, of a file and of an archive. */
  @Test
  void findsItAcrossTheEdgesOfWindows() throws IOException {
    String map = map(1);
    for (String form : List.of("base64," + base64(map), "charset=utf-8," + percent(map))) {
      String comment = "/*# sourceMappingURL=data:application/json;" + form + " */";
      for (int edge : List.of(4 << 20, (4 << 20) + (1 << 16), (4 << 20) + (2 << 16), 8 << 20)) {
        for (int back = -2; back < comment.length() + 2; back += 23) {
          byte[] text = new byte[edge - back + comment.length() + 100_000];
          Arrays.fill(text, (byte) 'x');
          byte[] bytes = utf8(comment);
          System.arraycopy(bytes, 0, text, edge - back, bytes.length);
          ScanResult result = scan("x.js", text);
          assertThat(Scans.places(result))
              .as("%s %d %d", form.substring(0, 4), edge, back)
              .containsExactly("x.js!/[source map]!/src/a1.ts:2:10");
          assertThat(facts.get(0).region().column()).isEqualTo(edge - back + 1);
        }
      }
    }
  }

  @Test
  void takesALargeOneOfWhatCanBeReadOnce() throws IOException {
    String map =
        "{\"version\":3,\"sources\":[\"src/big.ts\",\"src/a.ts\"],\"sourcesContent\":[\""
            + "const a = 'text';\\n".repeat(700_000)
            + "\",\"k = "
            + token(3)
            + "\"],\"mappings\":\"AAAA\"}";
    String text =
        "x = 1;\n".repeat(900_000)
            + "//# sourceMappingURL=data:application/json;base64,"
            + base64(map)
            + "\n";
    ScanResult result = scan("a.tgz", Packers.all().get("npm.tgz").pack("cli.mjs", utf8(text)));
    assertThat(result.problems()).isEmpty();
    assertThat(Scans.places(result))
        .containsExactly("a.tgz!/package/cli.mjs!/[source map]!/src/a.ts:1:5");
    assertThat(facts.get(0).lines()).isEqualTo(700_001);
    assertThat(facts.get(0).region().line()).isEqualTo(900_001);
    assertThat(facts.get(0).region().endLine()).isEqualTo(900_001);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE"})
  void readsWideText(String charset) throws IOException {
    String text =
        "\uFEFFx = 'ünï';\n//# sourceMappingURL=data:application/json;base64,"
            + base64(map(1))
            + "\nend\n".repeat(50);
    ScanResult result = scan("x.js", text.getBytes(Charset.forName(charset)));
    assertThat(Scans.places(result)).containsExactly("x.js!/[source map]!/src/a1.ts:2:10");
    assertThat(facts).hasSize(1);
    assertThat(facts.get(0).region().line()).isEqualTo(2);
    int width = charset.startsWith("UTF-16") ? 2 : 4;
    assertThat(facts.get(0).region().byteOffset()).isEqualTo(width * 12L);
  }

  @Test
  void tellsWhatIsCutOff() throws IOException {
    String whole = base64(map(1, 2));
    String text =
        "//# sourceMappingURL=data:application/json;base64,"
            + whole.substring(0, whole.length() - 30);
    ScanResult result = scan("x.js", utf8(text));
    assertThat(result.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.TRUNCATED);
    assertThat(result.problems()).extracting(Problem::path).containsExactly("x.js!/[source map]");
    assertThat(Scans.places(result)).contains("x.js!/[source map]!/src/a1.ts:2:10");
    assertThat(facts.get(0).complete()).isFalse();
  }

  /** A script in a map in a script in a map … */
  @Test
  void endsWithTheDepth() throws IOException {
    String script = "key = " + token(1);
    for (int i = 0; i < 20; i++) {
      String map =
          "{\"version\":3,\"sources\":[\"a.js\"],\"sourcesContent\":[\""
              + script.replace("\n", "\\n")
              + "\"],\"mappings\":\"\"}";
      script = "x\n//# sourceMappingURL=data:application/json;base64," + base64(map);
    }
    ScanResult result = scan("x.js", utf8(script));
    assertThat(result.problems()).extracting(Problem::kind).containsExactly(Problem.Kind.TOO_DEEP);
    assertThat(facts).hasSize(8);
  }

  @Test
  void endsWithTheEntries() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      text.append("//# sourceMappingURL=data:application/json;base64,")
          .append(base64(map(i)))
          .append('\n');
    }
    ScanResult result =
        scan(
            "x.js",
            utf8(text.toString()),
            Scans.config(1, new Budget(16, 3, 1 << 20, 200, null), false, List.of()));
    assertThat(result.problems()).extracting(Problem::kind).contains(Problem.Kind.TOO_MANY_ENTRIES);
  }

  @Test
  void isTheSameWithMoreThreads() throws IOException {
    for (int i = 0; i < 40; i++) {
      Files.writeString(
          folder.resolve("x" + i + ".js"),
          "x//# sourceMappingURL=data:application/json;base64," + base64(map(i, i + 1)) + "\n");
    }
    ScanResult one = scan(folder, Scans.config(1));
    List<SourceMapFacts> ofOne = List.copyOf(facts);
    ScanResult two = scan(folder, Scans.config(2));
    assertThat(Scans.places(two)).isEqualTo(Scans.places(one)).hasSize(80);
    assertThat(facts).isEqualTo(ofOne).hasSize(40);
  }
}
