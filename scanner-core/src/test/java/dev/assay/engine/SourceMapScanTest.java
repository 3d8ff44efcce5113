package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.detect.Correlator;
import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.model.Content;
import dev.assay.model.Inventory;
import dev.assay.model.Problem;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.model.SourceMapFacts;
import dev.assay.unpack.Packers;
import dev.assay.unpack.Unpackers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Source maps as files, small ones and ones larger than a window, beside and in archives. */
class SourceMapScanTest {
  /** One source of this many lines makes a map that is larger than a window. */
  private static final int MANY = 500_000;

  @TempDir private Path folder;

  private final List<SourceMapFacts> facts = new ArrayList<>();
  private final Map<String, Long> raw = new ConcurrentHashMap<>();

  /** Counts the bytes that files have as they are. */
  private final class RawBytes implements Detector {
    @Override
    public boolean raw() {
      return true;
    }

    @Override
    public boolean needsWholeBytes() {
      return true;
    }

    @Override
    public Worker worker() {
      return (content, out) -> begin(content);
    }

    private Pass begin(Content content) {
      return new Pass() {
        @Override
        public void window(Window window) {
          raw.merge(
              content.provenance().path(), (long) window.ownEnd() - window.ownBegin(), Long::sum);
        }

        @Override
        public void end() {}
      };
    }
  }

  private ScanResult scan(int threads) {
    facts.clear();
    raw.clear();
    Correlator gather =
        new Correlator() {
          @Override
          public void correlate(Inventory inventory, Output out) {
            facts.addAll(inventory.sourceMaps());
          }
        };
    return new Scanner(
            Host.NONE,
            (rules, fingerprints, of, targets) ->
                new Parts(
                    List.of(new TokenDetector(fingerprints), new RawBytes()),
                    Unpackers.all(),
                    List.of(gather)))
        .scan(
            List.of(new ScanTarget.Tree(folder.toString())),
            Scans.config(threads),
            Scans.NO_RULES,
            Progress.NONE);
  }

  private void write(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (name.endsWith(".tgz")) {
      bytes = Packers.all().get("npm.tgz").pack("x.js.map", bytes);
    }
    Files.write(folder.resolve(name), bytes);
  }

  private static String map(int lines, String end) {
    return "{\"version\":3,\"sources\":[\"webpack://ns/./src/big.ts\",\"src/a.ts?k="
        + TokenDetector.token(1)
        + "\",\"src/b.ts\"],\"sourcesContent\":[\""
        + "a line;\\n".repeat(lines)
        + "\",\"\\n\\nkey = "
        + TokenDetector.token(2)
        + "\",\"last "
        + TokenDetector.token(3)
        + end;
  }

  private static final String END = "\"],\"names\":[],\"mappings\":\"AAAA\"}";

  @ParameterizedTest
  @ValueSource(ints = {3, MANY})
  void findsSecretsAtTheirSourceAndInNames(int lines) throws IOException {
    write("x.js.map", map(lines, END));
    write("a.tgz", map(lines, END));
    ScanResult result = scan(2);
    assertThat(result.problems()).isEmpty();
    assertThat(Scans.places(result))
        .containsExactlyInAnyOrder(
            "x.js.map!/[fields]:1:65",
            "x.js.map!/src/a.ts:3:7",
            "x.js.map!/src/b.ts:1:6",
            "a.tgz!/package/x.js.map!/[fields]:1:65",
            "a.tgz!/package/x.js.map!/src/a.ts:3:7",
            "a.tgz!/package/x.js.map!/src/b.ts:1:6");
    assertThat(facts).hasSize(2);
    assertThat(facts).extracting(SourceMapFacts::lines).containsOnly(lines + 3L + 1L);
    long size = Files.size(folder.resolve("x.js.map"));
    assertThat(raw).containsEntry("x.js.map", size);
    assertThat(raw).containsEntry("a.tgz!/package/x.js.map", size);
  }

  /** What was read counts, and the bytes are scanned as they are too. */
  @ParameterizedTest
  @ValueSource(ints = {3, MANY})
  void scansTheBytesOfWhatBreaksOff(int lines) throws IOException {
    write("x.js.map", map(lines, ""));
    write("a.tgz", map(lines, ""));
    ScanResult result = scan(1);
    assertThat(result.problems())
        .extracting(Problem::kind, Problem::path)
        .containsExactlyInAnyOrder(
            tuple(Problem.Kind.TRUNCATED, "x.js.map"),
            tuple(Problem.Kind.TRUNCATED, "a.tgz!/package/x.js.map"));
    for (String path : List.of("x.js.map", "a.tgz!/package/x.js.map")) {
      assertThat(Scans.places(result)).contains(path + "!/src/a.ts:3:7", path + ":1:65");
      assertThat(Scans.places(result).stream().filter(each -> each.startsWith(path + ":1:")))
          .hasSize(3);
    }
    assertThat(facts).extracting(SourceMapFacts::complete).containsOnly(false);
    assertThat(facts).extracting(SourceMapFacts::embedded).containsOnly(2L);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, MANY})
  void scansWhatOnlyLooksLikeAMapAsItIs(int lines) throws IOException {
    String json =
        "{\"version\":3,\"sources\":[\"a\"],\"rows\":[1"
            + ",{\"a\":\"b\"}".repeat(lines)
            + ",\""
            + TokenDetector.token(4)
            + "\"]}";
    write("x.json", json);
    write("a.tgz", json);
    ScanResult result = scan(1);
    assertThat(result.problems()).isEmpty();
    String place = ":1:" + (json.indexOf("tok_") + 1);
    assertThat(Scans.places(result))
        .containsExactlyInAnyOrder("x.json" + place, "a.tgz!/package/x.js.map" + place);
    assertThat(facts).isEmpty();
  }

  @Test
  void isTheSameWithMoreThreads() throws IOException {
    for (int i = 0; i < 30; i++) {
      write("x" + i + (i % 3 == 0 ? ".tgz" : ".map"), map(i * 100, i % 7 == 0 ? "" : END));
    }
    ScanResult one = scan(1);
    List<SourceMapFacts> ofOne = List.copyOf(facts);
    ScanResult two = scan(2);
    assertThat(Scans.places(two)).isEqualTo(Scans.places(one));
    assertThat(two.problems()).isEqualTo(one.problems()).isNotEmpty();
    assertThat(facts).isEqualTo(ofOne).hasSize(30);
  }
}
