package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.component.PackageDetector;
import dev.assay.detect.sourcemap.ShippedSourceDetector;
import dev.assay.detect.sourcemap.SourceMapCorrelator;
import dev.assay.model.Finding;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.unpack.Unpackers;
import dev.assay.unpack.code.ElfFile;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources beside what was built of them, and debug information, from bytes to findings. */
class ShippedSourcesTest {
  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] npm(String licence) {
    return bytes("{\"name\": \"app\", \"version\": \"1.0.0\"" + licence + "}");
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    }
    return out.toByteArray();
  }

  private ScanResult scan(int threads) {
    return new Scanner(
            Host.NONE,
            (rules, fingerprints, config, targets) ->
                new Parts(
                    List.of(new PackageDetector(), new ShippedSourceDetector()),
                    Unpackers.all(),
                    List.of(new SourceMapCorrelator())))
        .scan(
            List.of(new ScanTarget.Tree(folder.toString())),
            Scans.config(threads),
            Scans.NO_RULES,
            Progress.NONE);
  }

  private List<String> told(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
    List<String> lines = new ArrayList<>();
    for (Finding finding : scan(1).findings()) {
      lines.add(
          finding.severity().label()
              + " "
              + finding.ruleId()
              + " "
              + finding.location().provenance().path()
              + ": "
              + finding.message());
    }
    lines.sort(null);
    return lines;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "critical | , \"license\": \"UNLICENSED\"",
        "critical | , \"private\": true",
        "low      | ''",
        "low      | , \"license\": \"BUSL-1.1\"",
        "info     | , \"license\": \"MIT\"",
      })
  void typeScriptBesideScripts(String severity, String licence) throws IOException {
    assertThat(
            told(
                "app.zip",
                zip(
                    Map.of(
                        "package.json", npm(licence),
                        "dist/a.js", bytes("a()"),
                        "dist/a.d.ts", bytes("declare const a: 1;\n"),
                        "src/a.ts", bytes("const a = 1;\nexport { a };\n"),
                        "src/b.tsx", bytes("const b = 1;"),
                        "assets/film.ts", new byte[] {0x47, 0x40, 0, 0x10},
                        "i18n/de.ts", bytes("<?xml version='1.0'?><TS/>\n")))))
        .containsExactly(
            severity
                + " source-map-shipped-sources app.zip!/src/a.ts: 2 files, 3 lines, of TypeScript"
                + " sources lie beside the scripts built from them");
  }

  @Test
  void typeScriptAloneIsNoneOfIt() throws IOException {
    assertThat(
            told(
                "app.zip",
                zip(Map.of("package.json", npm(""), "src/a.ts", bytes("const a = 1;\n")))))
        .isEmpty();
  }

  @Test
  void sourcesOfJavaBesideTheirClasses() throws IOException {
    byte[] pom =
        bytes(
            "<project><groupId>g</groupId><artifactId>app</artifactId><version>1</version>"
                + "<licenses><license><name>Commercial</name></license></licenses></project>");
    byte[] type = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE};
    assertThat(
            told(
                "app-1.jar",
                zip(
                    Map.of(
                        "META-INF/MANIFEST.MF", bytes("A: b\n"),
                        "META-INF/maven/g/app/pom.xml", pom,
                        "BOOT-INF/classes/com/example/A.class", type,
                        "src/main/java/com/example/A.java", bytes("class A {}\n"),
                        "com/example/B.kt", bytes("class B\n\n"),
                        "templates/other/C.java", bytes("class C {}\n")))))
        .containsExactly(
            "critical source-map-shipped-sources app-1.jar!/com/example/B.kt: 2 files, 3 lines, of"
                + " sources lie beside the classes built from them");
  }

  @Test
  void anArchiveOfSourcesInsideARelease() throws IOException {
    byte[] sources =
        zip(
            Map.of(
                "META-INF/MANIFEST.MF", bytes("A: b\n"),
                "com/example/A.java", bytes("class A {\n}\n"),
                "com/example/B.java", bytes("class B {}")));
    assertThat(told("app-1-sources.jar", sources)).as("alone it is what it is for").isEmpty();
    assertThat(told("app.zip", zip(Map.of("lib/app-1-sources.jar", sources))))
        .containsExactly(
            "medium source-map-shipped-sources app.zip!/lib/app-1-sources.jar: 2 files, 3 lines, of"
                + " sources lie in an archive of sources inside");
  }

  @Test
  void debugInformationOfPrograms() throws IOException {
    Map<String, byte[]> programs =
        Map.of(
            "package.json", npm(", \"license\": \"UNLICENSED\""),
            "bin/stripped", ElfFile.withSection(".comment"),
            "bin/full", ElfFile.withSection(".debug_info"),
            "bin/packed", ElfFile.withSection(".zdebug_info"),
            "app.dSYM/Contents/Resources/DWARF/app", ElfFile.machSymbols(),
            "bin/app.exe", ElfFile.windows(new byte[64]),
            "old.pdb", bytes("Microsoft C/C++ MSF 7.00\r\n\u001aDS\0\0\0 and so on"),
            "protein.pdb", bytes("HEADER    HYDROLASE\n"));
    assertThat(told("app.zip", zip(programs)))
        .containsExactly(
            "low source-map-debug-info app.zip!/app.dSYM/Contents/Resources/DWARF/app: 4 files carry"
                + " debug information: names of sources and functions, types and lines");
    assertThat(told("app.zip", zip(Map.of("x.node", ElfFile.withSection(".debug_info")))))
        .as("without a licence")
        .containsExactly(
            "info source-map-debug-info app.zip!/x.node: 1 file carries debug information: names of"
                + " sources and functions, types and lines");
  }

  /** A portable PDB, as far as it is looked at; the GUID is that of embedded sources. */
  private static byte[] portable(boolean sources) {
    byte[] pdb = new byte[50_000];
    byte[] head = bytes("BSJB\1\0\1\0\0\0\0\0\14\0\0\0PDB v1.0\0\0\0\0#Pdb\0");
    System.arraycopy(head, 0, pdb, 0, head.length);
    byte[] guid = {
      0x1B,
      0x57,
      (byte) 0x8A,
      0x0E,
      0x26,
      0x69,
      0x6E,
      0x46,
      (byte) 0xB4,
      (byte) 0xAD,
      (byte) 0x8A,
      (byte) 0xB0,
      0x46,
      0x11,
      (byte) 0xF5,
      (byte) 0xFE
    };
    if (sources) {
      System.arraycopy(guid, 0, pdb, 8_190, guid.length); // across a buffer's edge
    }
    return pdb;
  }

  @Test
  void sourcesInPortablePdbs() throws IOException {
    for (boolean sources : new boolean[] {false, true}) {
      byte[] library = ElfFile.windowsWithSymbols(portable(sources));
      List<String> found =
          told(
              "app.zip",
              zip(
                  Map.of(
                      "package.json", npm(", \"license\": \"SEE LICENSE IN x\""),
                      "lib/a.pdb", portable(sources),
                      "lib/b.dll", library)));
      assertThat(found)
          .containsExactly(
              sources
                  ? "high source-map-debug-info app.zip!/lib/a.pdb: 2 files of debug information hold"
                      + " the text of sources"
                  : "low source-map-debug-info app.zip!/lib/a.pdb: 2 files carry debug information:"
                      + " names of sources and functions, types and lines");
    }
  }

  @Test
  void whatStandsInASourceMapIsToldWithIt() throws IOException {
    byte[] map =
        bytes(
            "{\"version\":3,\"sources\":[\"../src/a.ts\"],\"sourcesContent\":[\"let a = 1;\\n\"],"
                + "\"names\":[],\"mappings\":\"AAAA\"}");
    assertThat(
            told(
                "app.zip",
                zip(
                    Map.of(
                        "package.json", npm(", \"private\": true"),
                        "a.js", bytes("a()"),
                        "a.js.map", map))))
        .hasSize(1)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("critical source-map-sources app.zip!/a.js.map: ")
                    .endsWith("recovers 1 file, 1 line, all of them first-party"));
  }

  @Test
  void aFolderOfSourcesIsNoRelease() throws IOException {
    Files.write(folder.resolve("package.json"), npm(", \"private\": true"));
    Files.write(folder.resolve("a.js"), bytes("a()"));
    Files.write(folder.resolve("a.ts"), bytes("a()\n"));
    assertThat(told("b", ElfFile.withSection(".debug_info"))).isEmpty();
  }

  @Test
  void saysTheSameWithManyThreads() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.write(
          folder.resolve("p" + i + ".zip"),
          zip(
              Map.of(
                  "package.json", npm(i % 2 == 0 ? "" : ", \"private\": true"),
                  "a.js", bytes("a()"),
                  "src/a.ts", bytes("a();\n".repeat(i) + "b"),
                  "node_modules/x/y.ts", bytes("y"),
                  "bin/x", ElfFile.withSection(".debug_info"))));
    }
    ScanResult one = scan(1);
    assertThat(one.findings()).hasSize(60);
    assertThat(scan(4).findings()).isEqualTo(one.findings());
  }
}
