package dev.assay.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.assay.cli.CommandConfigs;
import dev.assay.rules.example.Placeholders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanMojoTest {

  private final String token = Placeholders.expand("ghp_<<base62:30>><<crc32>>", "mojo");
  private final Lines log = new Lines();
  @TempDir private Path folder;
  private Path source;

  /** Keeps what is logged. */
  private static final class Lines extends SystemStreamLog {
    final List<String> lines = new ArrayList<>();

    @Override
    public void info(CharSequence content) {
      lines.add(content.toString());
    }
  }

  @BeforeEach
  void plant() throws IOException {
    source = Files.writeString(folder.resolve("a.txt"), "token = " + token + "\n");
  }

  private ScanMojo mojo() {
    ScanMojo mojo = new ScanMojo();
    mojo.setLog(log);
    mojo.paths = List.of(folder.toFile());
    mojo.version = "1";
    return mojo;
  }

  @Test
  void failsTheBuildForAFindingAndNamesItsPlace() {
    assertThatExceptionOfType(MojoFailureException.class).isThrownBy(() -> mojo().execute());
    assertThat(log.lines)
        .anyMatch(line -> line.contains("a.txt:1:9"))
        .noneMatch(line -> line.contains(token));
  }

  @Test
  void passesWhereNothingIsFound() throws Exception {
    Files.writeString(source, "nothing\n");
    mojo().execute();
    assertThat(log.lines).anyMatch(line -> line.matches(".*Scanned +1 file.*"));
  }

  @Test
  void writesTheReportsThatAreAskedFor() throws Exception {
    ScanMojo mojo = mojo();
    mojo.failOn = "never";
    File sarif = folder.resolve("target/assay/scan.sarif").toFile();
    File json = folder.resolve("target/assay/scan.json").toFile();
    mojo.reports = Map.of("sarif", sarif, "json", json);
    mojo.execute();
    assertThat(sarif).content().contains("\"2.1.0\"").contains("a.txt").doesNotContain(token);
    assertThat(json).content().contains("github-personal-access-token").doesNotContain(token);
  }

  @Test
  void saysWhatIsWrongWithAParameter() {
    ScanMojo mojo = mojo();
    mojo.failOn = "hihg";
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(mojo::execute)
        .withMessage("failOn is 'hihg', not one of info, low, medium, high, critical, never.");
    mojo.failOn = null;
    mojo.decodeDepth = 4;
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(mojo::execute)
        .withMessage("decodeDepth is 4, not 0 to 3.");
    mojo.decodeDepth = null;
    mojo.paths = List.of(folder.resolve("none").toFile());
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(mojo::execute)
        .withMessageContaining("none");
    mojo.paths = List.of(folder.toFile());
    mojo.failOn = "never";
    mojo.reports = Map.of("xml", folder.resolve("x").toFile());
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(mojo::execute)
        .withMessageContaining("'xml'");
  }

  @Test
  void skips() {
    ScanMojo mojo = mojo();
    mojo.skip = true;
    assertThatNoException().isThrownBy(mojo::execute);
    assertThat(log.lines).containsExactly("Not scanned: assay.skip is set.");
  }

  @Test
  void meansTheSameAsTheCommand() {
    ScanMojo mojo = mojo();
    assertThat(mojo.config()).isEqualTo(CommandConfigs.of("scan", "."));

    mojo.failOn = "high";
    mojo.minConfidence = "low";
    mojo.allowIncomplete = true;
    mojo.noIgnore = true;
    mojo.threads = 3;
    mojo.decodeDepth = 1;
    mojo.rules = List.of(new File("x.yml"));
    mojo.only = List.of("a-*");
    mojo.skipRules = List.of("b-*", "c");
    assertThat(mojo.config())
        .isEqualTo(
            CommandConfigs.of(
                "scan",
                "--fail-on=high",
                "--min-confidence=low",
                "--allow-incomplete",
                "--no-ignore",
                "--threads=3",
                "--decode-depth=1",
                "--rules=x.yml",
                "--only=a-*",
                "--skip=b-*",
                "--skip=c"));
    mojo.failOn = "never";
    assertThat(mojo.config().failOn())
        .isEqualTo(CommandConfigs.of("scan", "--fail-on=never").failOn());
  }
}
