package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ScanResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every format. */
class ReportersTest {

  private static final ReportOptions OPTIONS = ReportOptions.plain("1.2.3");

  @Test
  void registryHoldsEveryReporterOfThePackage() throws Exception {
    List<String> classes = new ArrayList<>();
    Path folder =
        Path.of(Reporter.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("dev/assay/report");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        Class<?> type = Class.forName("dev.assay.report." + name);
        if (Reporter.class.isAssignableFrom(type) && !type.isInterface()) {
          classes.add(type.getSimpleName());
        }
      }
    }
    assertThat(Reporters.all(OPTIONS))
        .extracting(reporter -> reporter.getClass().getSimpleName())
        .containsExactlyInAnyOrderElementsOf(classes);
  }

  @Test
  void registryIsSortedAndFindsByFormat() {
    assertThat(Reporters.formats()).isSorted().doesNotHaveDuplicates().contains("console");
    for (String format : Reporters.formats()) {
      Reporter reporter = Reporters.find(format, OPTIONS);
      assertThat(reporter).isNotNull();
      assertThat(reporter.format()).isEqualTo(format);
    }
    assertThat(Reporters.find("no-such-format", OPTIONS)).isNull();
  }

  @TestFactory
  Stream<DynamicTest> everySampleMatchesItsGoldenFile() {
    return Samples.all().entrySet().stream()
        .flatMap(
            sample ->
                Reporters.all(OPTIONS).stream()
                    .map(reporter -> goldenTest(sample.getKey(), sample.getValue(), reporter)));
  }

  private static DynamicTest goldenTest(String name, ScanResult result, Reporter reporter) {
    String file = "report/" + name + "." + reporter.format();
    return DynamicTest.dynamicTest(file, () -> Golden.assertMatches(file, bytes(reporter, result)));
  }

  @Test
  void sameResultGivesSameBytes() throws IOException {
    for (Reporter reporter : Reporters.all(OPTIONS)) {
      for (String name : Samples.all().keySet()) {
        assertThat(bytes(reporter, Samples.all().get(name)))
            .as("%s of %s", reporter.format(), name)
            .isEqualTo(bytes(reporter, Samples.all().get(name)));
      }
    }
  }

  @Test
  void reportsAreWellFormedUtf8WithoutControlCharacters() throws IOException {
    for (Map.Entry<String, ScanResult> sample : Samples.all().entrySet()) {
      for (Reporter reporter : Reporters.all(OPTIONS)) {
        byte[] bytes = bytes(reporter, sample.getValue());
        String text = StandardCharsets.UTF_8.newDecoder().decode(wrap(bytes)).toString();
        assertThat(text.chars().filter(c -> c != '\n' && (c < 0x20 || (c >= 0x7f && c < 0xa0))))
            .as("control characters in %s of %s", reporter.format(), sample.getKey())
            .isEmpty();
        assertThat(text).doesNotContain("\u202e").doesNotContain("\u2066").doesNotContain("\u200b");
        assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
      }
    }
  }

  private static java.nio.ByteBuffer wrap(byte[] bytes) {
    return java.nio.ByteBuffer.wrap(bytes);
  }

  @Test
  void revealedSecretStandsOnlyWhereItWasAskedFor() throws IOException {
    String value = "value-that-" + "was-revealed";
    for (ScanResult sample : Samples.all().values()) {
      ScanResult revealing = Samples.revealing(sample, value);
      for (Reporter reporter : Reporters.all(OPTIONS)) {
        String masked = text(reporter, sample);
        String shown = text(reporter, revealing);
        assertThat(masked).doesNotContain(value);
        if (reporter.format().equals("sarif")) {
          assertThat(shown).isEqualTo(masked);
        }
      }
    }
    ScanResult tree = Samples.revealing(Samples.tree(), value);
    assertThat(text(new ConsoleReporter(OPTIONS), tree)).contains("value " + value);
    assertThat(text(new JsonReporter(OPTIONS), tree)).contains("\"value\": \"" + value + "\"");
  }

  @Test
  void streamIsFlushedAndLeftOpen() throws IOException {
    for (Reporter reporter : Reporters.all(OPTIONS)) {
      boolean[] flushed = new boolean[1];
      boolean[] closed = new boolean[1];
      OutputStream out =
          new ByteArrayOutputStream() {
            @Override
            public void flush() {
              flushed[0] = true;
            }

            @Override
            public void close() {
              closed[0] = true;
            }
          };
      reporter.write(Samples.tree(), out);
      assertThat(flushed[0]).as(reporter.format()).isTrue();
      assertThat(closed[0]).as(reporter.format()).isFalse();
    }
  }

  @Test
  void reportIsWrittenInPieces() throws IOException {
    ScanResult many = Samples.many(2000);
    for (Reporter reporter : Reporters.all(OPTIONS)) {
      int[] largest = new int[1];
      reporter.write(
          many,
          new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void write(byte[] bytes, int offset, int length) {
              largest[0] = Math.max(largest[0], length);
            }
          });
      assertThat(largest[0]).as(reporter.format()).isBetween(1, 64 << 10);
    }
  }

  static byte[] bytes(Reporter reporter, ScanResult result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reporter.write(result, out);
    return out.toByteArray();
  }

  static String text(Reporter reporter, ScanResult result) throws IOException {
    return new String(bytes(reporter, result), StandardCharsets.UTF_8);
  }
}
