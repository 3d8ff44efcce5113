package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.config.Comparison;
import dev.assay.config.LicencePolicy;
import dev.assay.config.Materials;
import dev.assay.config.ScanConfig;
import dev.assay.model.Confidence;
import dev.assay.model.Finding;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.model.Severity;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Look;
import dev.assay.rules.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Licences of packages and files through whole scans. */
class LicenceScanTest {
  private static final String OPEN =
      "{\"name\": \"acme\", \"version\": \"1.0.0\", \"license\": \"MIT\"}";

  private static final String HEADER =
      "/*\n * Copyright Acme.\n * Proprietary and\n * CONFIDENTIAL.\n */\nvar x = 1;\n";

  @TempDir Path folder;

  private static Rule rule(String id, Look look, List<String> values, List<String> also) {
    return new Rule(
        id,
        Severity.HIGH,
        Confidence.HIGH,
        true,
        new Rule.Shape.Licence(look, values, also, List.of()),
        null,
        new Rule.PathScope(List.of(), List.of("**/kept/**")),
        "",
        "",
        0,
        Set.of(),
        List.of());
  }

  private static final RuleSet RULES =
      new RuleSet(
          List.of(
              rule("licence-declared", Look.METADATA, List.of("commercial"), List.of()),
              rule(
                  "licence-header",
                  Look.HEADER,
                  List.of("proprietary and confidential"),
                  List.of()),
              rule(
                  "licence-title",
                  Look.TITLE,
                  List.of("end user license agreement"),
                  List.of("reverse engineer"))),
          Map::of);

  private Path zip(String name, String... files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < files.length; i += 2) {
        zip.putNextEntry(new ZipEntry(files[i]));
        zip.write(files[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return Files.write(folder.resolve(name), out.toByteArray());
  }

  private List<String> told(Path target, ScanConfig config) {
    ScanResult result =
        new Scanner(Host.NONE)
            .scan(List.of(new ScanTarget.Tree(target.toString())), config, RULES, Progress.NONE);
    assertThat(result.problems()).isEmpty();
    List<String> told = new ArrayList<>();
    for (Finding finding : result.findings()) {
      String path = finding.location().provenance().path();
      var region = finding.location().region();
      told.add(
          finding.severity().label()
              + " "
              + finding.ruleId()
              + " "
              + path.substring(path.indexOf("!/") + 2)
              + (region == null ? "" : ":" + region.line() + ":" + region.column()));
    }
    return told;
  }

  @Test
  void tellsTheHeaderOfAProprietaryFileInAnOpenPackage() throws IOException {
    Path zip =
        zip(
            "a.zip",
            "package.json",
            OPEN,
            "lib/x.js",
            HEADER,
            "lib/kept/x.js",
            HEADER,
            "b.js",
            "var b;");
    assertThat(told(zip, Scans.config(1)))
        .containsExactly("high licence-proprietary-in-open-source lib/x.js:3:4");
  }

  @Test
  void takesTheHeaderOfAClosedPackageForWhatItIs() throws IOException {
    Path zip =
        zip("a.zip", "package.json", "{\"name\": \"acme\", \"private\": true}", "x.js", HEADER);
    assertThat(told(zip, Scans.config(2))).containsExactly("info licence-header x.js:3:4");
  }

  @Test
  void tellsWordsInWhateverEncoding() throws IOException {
    Path zip = zip("a.zip", "x.js", HEADER);
    Files.write(
        folder.resolve("wide.zip"),
        Files.readAllBytes(zip("b.zip", "x.js", HEADER.replace("Acme", "\u00c4cme \u2026"))));
    assertThat(told(zip, Scans.config(1))).containsExactly("high licence-header x.js:3:4");
    assertThat(told(folder.resolve("wide.zip"), Scans.config(1)))
        .containsExactly("high licence-header x.js:3:4");
  }

  @Test
  void tellsAnEulaAndWhatIsDeclared() throws IOException {
    Path zip =
        zip(
            "a.zip",
            "package.json",
            OPEN.replace("MIT", "Commercial"),
            "EULA.txt",
            "END-USER LICENSE\nAGREEMENT\n\nYou may not reverse-engineer it.\n");
    assertThat(told(zip, Scans.config(1)))
        .containsExactlyInAnyOrder(
            "high licence-declared package.json", "info licence-title EULA.txt:1:1");
  }

  @Test
  void holdsWhatItFindsToThePolicy() throws IOException {
    ScanConfig config =
        Scans.config(1)
            .with(
                new Materials(
                    false,
                    new LicencePolicy(
                        List.of("Apache-2.0"), List.of("GPL-3.0-only"), List.of(), List.of())));
    Path zip =
        zip("a.zip", "package.json", OPEN, "a.c", "// SPDX-License-Identifier: GPL-3.0-only\n");
    assertThat(told(zip, config))
        .containsExactlyInAnyOrder(
            "high licence-denied a.c:1:4", "medium licence-not-allowed package.json");
  }

  @Test
  void tellsFilesThatAreListed() throws IOException, NoSuchAlgorithmException {
    Path zip = zip("a.zip", "a.bin", "secret sauce", "b.bin", "other");
    String inner =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest("secret sauce".getBytes(StandardCharsets.UTF_8)));
    String outer =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(zip)));
    ScanConfig config =
        Scans.config(1)
            .with(
                new Materials(
                    false,
                    new LicencePolicy(List.of(), List.of(), List.of(), List.of(inner, outer))));
    assertThat(told(zip, config))
        .hasSize(2)
        .contains("high licence-known-file a.bin")
        .anyMatch(line -> line.startsWith("high licence-known-file") && line.endsWith(".zip"));
  }

  @Test
  void comparesWithTheReleaseBefore() throws IOException {
    Path old = zip("old.zip", "package.json", OPEN);
    Path now = zip("now.zip", "package.json", OPEN.replace("MIT", "BUSL-1.1"));
    ScanConfig config =
        Scans.config(1)
            .with(
                new Comparison(
                    new ScanTarget.Tree(old.toString()), null, null, List.of(), null, null, null));
    assertThat(told(now, config)).contains("high licence-changed package.json");
  }
}
