package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.Detector;
import dev.assay.detect.Window;
import dev.assay.detect.component.PackageDetector;
import dev.assay.detect.sourcemap.SourceMapCorrelator;
import dev.assay.model.Content;
import dev.assay.model.Finding;
import dev.assay.model.Provenance;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.model.SourceMapFacts;
import dev.assay.model.SourceMapFacts.Form;
import dev.assay.unpack.Unpackers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine tells the correlator of source maps: packages, and what git tracks. */
class SourceMapScanTest {
  @TempDir Path folder;

  /** Takes each file called {@code x.figures} for a map that holds as many sources as it says. */
  private static final class FiguresDetector implements Detector {
    @Override
    public Worker worker() {
      return (content, out) ->
          content.provenance().path().endsWith(".figures") ? new Reading(content, out) : Pass.NONE;
    }

    private record Reading(Content content, Observer out) implements Pass {
      @Override
      public void window(Window window) {
        long own =
            Long.parseLong(
                new String(
                    window.bytes(),
                    window.ownBegin(),
                    window.ownEnd() - window.ownBegin(),
                    StandardCharsets.US_ASCII));
        Provenance place = content.provenance();
        out.observe(
            new SourceMapFacts(
                place,
                Form.FILE,
                null,
                null,
                own,
                own,
                own * 100,
                own,
                own * 100,
                List.of("a.ts"),
                List.of(),
                List.of(),
                List.of(),
                true));
      }

      @Override
      public void end() {}
    }
  }

  private static Scanner scanner() {
    return new Scanner(
        Host.NONE,
        (rules, fingerprints, config, targets) ->
            new Parts(
                List.of(new PackageDetector(), new FiguresDetector()),
                Unpackers.all(),
                List.of(new SourceMapCorrelator())));
  }

  private ScanResult scan(int threads, boolean all, Path... targets) {
    List<ScanTarget> named = new ArrayList<>();
    for (Path target : targets) {
      named.add(new ScanTarget.Tree(target.toString()));
    }
    return scanner()
        .scan(
            named,
            Scans.config(threads, dev.assay.model.Budget.DEFAULT, all, List.of()),
            Scans.NO_RULES,
            Progress.NONE);
  }

  private static List<String> told(ScanResult result) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : result.findings()) {
      lines.add(
          finding.severity().label()
              + " "
              + finding.location().provenance().path()
              + " "
              + finding.message());
    }
    lines.sort(null);
    return lines;
  }

  private void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private void write(String path, String text) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).isZero();
  }

  private static final String CLOSED =
      "{\"name\": \"app\", \"version\": \"1.0.0\", \"license\": \"UNLICENSED\"}";

  private static String recovers(int files) {
    return "Source map recovers "
        + files
        + " files, "
        + (files < 10 ? files + "00" : "1," + files % 10 + "00")
        + " lines, all of them first-party";
  }

  @Test
  void aPackageShipsWhateverFolderItLiesIn() throws Exception {
    write("p.zip", zip(Map.of("package.json", CLOSED, "cli.js.figures", "12")));
    assertThat(told(scan(1, false, folder)))
        .containsExactly("critical p.zip!/cli.js.figures " + recovers(12));
    write("package.json", CLOSED);
    write("x.figures", "13");
    assertThat(told(scan(1, false, folder)))
        .containsExactly(
            "critical p.zip!/cli.js.figures " + recovers(12), "critical x.figures " + recovers(13));
  }

  @Test
  void inAWorkTreeItMattersWhatGitTracks() throws Exception {
    git("init", "-q");
    write("package.json", CLOSED);
    write(".gitignore", "dist/\n");
    write("assets/lib.figures", "2");
    write("dist/app.figures", "3");
    write("new.figures", "4");
    write("packed.zip", zip(Map.of("x.figures", "5")));
    write("kept.zip", zip(Map.of("x.figures", "6")));
    git("add", "package.json", ".gitignore", "assets", "kept.zip");
    assertThat(told(scan(1, true, folder)))
        .containsExactly(
            "critical packed.zip!/x.figures " + recovers(5),
            "high dist/app.figures " + recovers(3),
            "high new.figures " + recovers(4),
            "low assets/lib.figures " + recovers(2),
            "low kept.zip!/x.figures " + recovers(6));
    // A folder of it, and a file that is named: asked about as it is.
    assertThat(told(scan(1, true, folder.resolve("dist"))))
        .as("only the folder's own manifests are seen")
        .containsExactly("medium dist/app.figures " + recovers(3));
    assertThat(told(scan(1, true, folder.resolve("kept.zip"))))
        .containsExactly("high kept.zip!/x.figures " + recovers(6));
  }

  @Test
  void saysTheSameWithManyThreads() throws Exception {
    for (int i = 0; i < 40; i++) {
      write(
          "p" + i + ".zip",
          zip(
              Map.of(
                  "package.json", i % 3 == 0 ? CLOSED : CLOSED.replace("UNLICENSED", "MIT"),
                  "a.figures", "1" + i,
                  "b.figures", "2" + i,
                  "node_modules/x/c.figures", "3" + i)));
    }
    ScanResult one = scan(1, false, folder);
    ScanResult four = scan(4, false, folder);
    assertThat(told(one)).hasSize(14 * 3 + 26 * 2);
    assertThat(four.findings()).isEqualTo(one.findings());
  }

  @Test
  void aRuleOfSourceMapsMayBeNamedWhateverIsScanned() throws Exception {
    git("init", "-q");
    var defaults = dev.assay.config.ScanConfig.defaults();
    var config =
        new dev.assay.config.ScanConfig(
            defaults.failOn(),
            defaults.minConfidence(),
            dev.assay.model.Budget.DEFAULT,
            defaults.decodeDepth(),
            false,
            1,
            false,
            List.of(),
            List.of(),
            List.of("source-map-paths"),
            List.of(),
            false,
            "");
    ScanResult result =
        new Scanner(Host.NONE)
            .scan(
                List.of(new ScanTarget.GitStaged(folder.toString())),
                config,
                Scans.NO_RULES,
                Progress.NONE);
    assertThat(result.findings()).isEmpty();
  }
}
