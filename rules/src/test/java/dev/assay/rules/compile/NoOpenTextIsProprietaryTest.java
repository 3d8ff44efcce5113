package dev.assay.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.config.ScanConfig;
import dev.assay.engine.Host;
import dev.assay.engine.Progress;
import dev.assay.engine.Scanner;
import dev.assay.model.Confidence;
import dev.assay.model.Finding;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.rules.RuleSet;
import dev.assay.rules.load.RuleFiles;
import dev.assay.rules.load.RuleSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All texts of SPDX's list and of its exceptions through a whole scan with the built-in rules: as
 * files of licences, and as the first comment of a program.
 */
class NoOpenTextIsProprietaryTest {
  @TempDir Path folder;

  @Test
  void noListedTextIsTakenForAProprietaryOne() throws IOException {
    Map<String, String> texts = new TreeMap<>(ListedTexts.licences());
    assertThat(texts).hasSizeGreaterThanOrEqualTo(727);
    LicenceIndexCompiler compiler = new LicenceIndexCompiler();
    for (String id : compiler.exceptions()) {
      texts.put(id, compiler.fields(id).getOrDefault("licenseExceptionText", ""));
    }
    Path zip = folder.resolve("texts.zip");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        add(entries, "t/" + text.getKey() + "/LICENSE.txt", text.getValue());
        add(
            entries,
            "t/" + text.getKey() + "/a.c",
            ListedTexts.commented(text.getValue(), "/*", " * ", " */") + "\nint a;\n");
      }
    }

    assertThat(told(zip)).isEmpty();
  }

  /** What a known text covers hides nothing that stands beside it. */
  @Test
  void whatStandsBesideAListedTextIsTold() throws IOException {
    Map<String, String> texts = ListedTexts.licences();
    Path zip = folder.resolve("more.zip");
    List<String> ids = List.of("MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-only", "EPL-2.0");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (String id : ids) {
        add(
            entries,
            id + "/LICENSE.txt",
            texts.get(id) + "\n\nThe rest of this product is PROPRIETARY AND CONFIDENTIAL.\n");
      }
    }

    assertThat(told(zip)).hasSize(1).allMatch(line -> line.contains("licence-confidential-text"));
    assertThat(told(zip).get(0)).contains("so are 4 more");
  }

  private static void add(ZipOutputStream entries, String name, String text) throws IOException {
    entries.putNextEntry(new ZipEntry(name));
    entries.write(text.getBytes(StandardCharsets.UTF_8));
    entries.closeEntry();
  }

  private static List<String> told(Path zip) throws IOException {
    List<RuleSource> sources = RuleFiles.load(List.of(Path.of("licence")), Set.of());
    assertThat(sources).hasSizeGreaterThan(10);
    RuleSet rules =
        new RuleSet(
            sources.stream().map(RuleSource::rule).toList(),
            () -> {
              Map<String, dev.assay.model.RuleInfo> infos = new TreeMap<>();
              sources.forEach(source -> infos.put(source.id(), source.info()));
              return infos;
            });
    ScanConfig config = ScanConfig.defaults();
    ScanResult result =
        new Scanner(Host.NONE)
            .scan(List.of(new ScanTarget.Tree(zip.toString())), config, rules, Progress.NONE);
    assertThat(config.minConfidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(result.problems()).isEmpty();
    List<String> told = new ArrayList<>();
    for (Finding finding : result.findings()) {
      if (finding.ruleId().startsWith("licence-")) {
        told.add(
            finding.ruleId()
                + " "
                + finding.location().provenance().innerPath()
                + " "
                + finding.evidence());
      }
    }
    return told;
  }
}
