package dev.assay.detect.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.config.ScanConfig;
import dev.assay.engine.Host;
import dev.assay.engine.Progress;
import dev.assay.engine.Scanner;
import dev.assay.model.BytesContent;
import dev.assay.model.FileDigest;
import dev.assay.model.Finding;
import dev.assay.model.Place;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.model.Severity;
import dev.assay.rules.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims and files through the whole engine. */
class ChecksumScanTest {

  @TempDir private Path folder;

  private ScanResult scan() {
    return new Scanner(Host.NONE)
        .scan(
            List.of(new ScanTarget.Tree(folder.toString())),
            ScanConfig.defaults(),
            new RuleSet(List.of(), Map::of),
            Progress.NONE);
  }

  private static List<String> shown(ScanResult result) {
    return result.findings().stream()
        .map(
            finding -> {
              Place place = finding.location();
              Region region = Objects.requireNonNull(place.region());
              return place.provenance().path() + ":" + region.line() + " " + finding.ruleId();
            })
        .toList();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static String digest(byte[] bytes, String algorithm) throws IOException {
    return Objects.requireNonNull(
        FileDigest.of(new BytesContent(new Provenance.StandardInput(), bytes), Set.of(algorithm))
            .digests()
            .get(algorithm));
  }

  private static String lockfile(byte[] archive) throws IOException {
    return """
    {
      "name": "app",
      "lockfileVersion": 3,
      "packages": {
        "node_modules/dep": {
          "resolved": "file:vendored/dep-1.2.3.tgz",
          "integrity": "sha512-%s"
        }
      }
    }
    """
        .formatted(
            Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex(digest(archive, "SHA-512"))));
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return out.toByteArray();
  }

  @Test
  void comparesALockfileWithTheArchiveThatItPins() throws IOException {
    byte[] archive = gzip("package");
    Files.createDirectories(folder.resolve("vendored"));
    Files.write(folder.resolve("vendored/dep-1.2.3.tgz"), archive);
    Files.writeString(folder.resolve("package-lock.json"), lockfile(archive));
    ScanResult fine = scan();
    assertThat(fine.findings()).isEmpty();
    assertThat(fine.problems()).isEmpty();

    Files.write(folder.resolve("vendored/dep-1.2.3.tgz"), gzip("exchanged"));
    ScanResult exchanged = scan();
    assertThat(shown(exchanged)).containsExactly("package-lock.json:7 checksum-mismatch");
    Finding finding = exchanged.findings().get(0);
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.message()).isNotBlank();
    assertThat(exchanged.rules()).containsKey("checksum-mismatch");
    Region region = Objects.requireNonNull(finding.location().region());
    String text = lockfile(archive);
    int at = (int) region.byteOffset();
    assertThat(text.substring(at, at + (int) region.byteLength()))
        .startsWith("sha512-")
        .endsWith("==");
    assertThat(exchanged.problems()).isEmpty();
  }

  @Test
  void comparesAReleaseWithItsList() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "a");
    Files.writeString(folder.resolve("b.txt"), "b, later");
    Files.writeString(
        folder.resolve("SHA256SUMS"),
        "%s  a.txt\n%s *b.txt\n%s  c.txt\n"
            .formatted(
                digest(new byte[] {'a'}, "SHA-256"),
                digest(new byte[] {'b'}, "SHA-256"),
                digest(new byte[] {'c'}, "SHA-256")));
    ScanResult result = scan();
    assertThat(shown(result))
        .containsExactlyInAnyOrder(
            "SHA256SUMS:2 checksum-mismatch", "SHA256SUMS:3 checksum-listed-missing");
    assertThat(result.problems()).isEmpty();
  }

  /** The list, what it lists and the archives around them are all inside of one file. */
  @Test
  void comparesInsideOfArchives() throws IOException {
    String list =
        "%s  a.txt\n%s  lib.jar\n%s  gone\n"
            .formatted(
                digest(new byte[] {'a'}, "SHA-256"),
                digest(zip(Map.of("x", new byte[] {1})), "SHA-256"),
                digest(new byte[] {'c'}, "SHA-256"));
    byte[] release =
        zip(
            Map.of(
                "r/SHA256SUMS",
                list.getBytes(StandardCharsets.UTF_8),
                "r/a.txt",
                new byte[] {'a'},
                "r/lib.jar",
                zip(Map.of("x", new byte[] {2}))));
    Files.write(folder.resolve("outer.zip"), zip(Map.of("in/release.zip", release)));
    ScanResult result = scan();
    assertThat(shown(result))
        .containsExactlyInAnyOrder(
            "outer.zip!/in/release.zip!/r/SHA256SUMS:2 checksum-mismatch",
            "outer.zip!/in/release.zip!/r/SHA256SUMS:3 checksum-listed-missing");
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void saysWhereALockfileIsBroken() throws IOException {
    Files.writeString(folder.resolve("package-lock.json"), "{\n \"packages\": {\n");
    assertThat(scan().problems())
        .singleElement()
        .matches(
            problem ->
                problem.path().equals("package-lock.json")
                    && problem.detail().startsWith("line 3: it is not JSON"));
  }
}
