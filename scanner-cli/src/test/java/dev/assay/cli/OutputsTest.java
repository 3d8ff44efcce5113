package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cli.hook.Terminal;
import dev.assay.model.Coverage;
import dev.assay.model.ScanResult;
import dev.assay.model.UsageException;
import dev.assay.report.ReportOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputsTest {

  private static final ReportOptions OPTIONS = ReportOptions.plain("1");
  private static final ScanResult RESULT =
      new ScanResult(
          List.of("."), null, List.of(), List.of(), List.of(), new Coverage(Map.of()), Map.of());

  @TempDir Path folder;

  @Test
  void checkLeavesNoTrace() throws IOException {
    Outputs.check(specs("json=" + folder.resolve("a.json"), "sarif"));
    assertThat(names()).isEmpty();
  }

  @Test
  void everyReportGoesWhereItWasSent() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Path file = folder.resolve("a.json");
    Outputs outputs = Outputs.check(specs("json=" + file, "console"));
    outputs.write(RESULT, OPTIONS, terminal(out));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Findings");
    assertThat(file).content().startsWith("{").endsWith("}\n");
    assertThat(names()).containsExactly("a.json");
  }

  @Test
  void noSpecStandsForTheConsole() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Outputs.check(List.of()).write(RESULT, OPTIONS, terminal(out));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Findings");
  }

  @Test
  void whatCannotBeWrittenIsSaidBeforehand() {
    assertRefused("there is no folder", "json=" + folder.resolve("no/such/a.json"));
    assertRefused("it is a folder", "json=" + folder);
    assertRefused("Only one report can go to standard output", "json", "sarif");
    String file = folder.resolve("x").toString();
    assertRefused("can't go to one file", "json=" + file, "sarif=" + folder + "/./x");
  }

  private static void assertRefused(String why, String... specs) {
    assertThatThrownBy(() -> Outputs.check(specs(specs)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(why);
  }

  @Test
  void brokenOffReportLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "old");
    ReportFile target = ReportFile.check(file.toString());
    assertThatThrownBy(
            () ->
                target.write(
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("no space left");
                    }))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no space left");
    assertThat(file).hasContent("old");
    assertThat(names()).containsExactly("a.json");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linkPermissionsAndDevicesStayWhatTheyAre() throws IOException {
    Path file = Files.writeString(folder.resolve("real.json"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);
    Outputs.check(specs("json=" + link)).write(RESULT, OPTIONS, terminal(nowhere()));
    assertThat(link).isSymbolicLink();
    assertThat(file).content().startsWith("{");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw----");

    Outputs.check(specs("json=/dev/null")).write(RESULT, OPTIONS, terminal(nowhere()));
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }

  @Test
  void closedPipeIsNoFaultButAFullDiskIs() {
    Outputs outputs = Outputs.check(specs("json"));
    outputs.write(RESULT, OPTIONS, terminal(failing("Broken pipe")));
    assertThatThrownBy(() -> outputs.write(RESULT, OPTIONS, terminal(failing("No space left"))))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("No space left");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static List<OutputSpec> specs(String... texts) {
    return Stream.of(texts).map(OutputSpec::parse).toList();
  }

  private static OutputStream nowhere() {
    return OutputStream.nullOutputStream();
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  private static Terminal terminal(OutputStream out) {
    return new Terminal(
        InputStream.nullInputStream(),
        out,
        new PrintStream(nowhere(), false, StandardCharsets.UTF_8),
        false,
        false,
        Map.of());
  }
}
