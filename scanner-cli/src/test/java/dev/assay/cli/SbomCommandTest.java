package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bills of materials, and bills held against artifacts, from arguments to exit codes. */
class SbomCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Path app;
  private Path bill;
  private byte[] liba;

  @BeforeEach
  void build() throws IOException {
    app = folder.resolve("app.jar");
    bill = folder.resolve("bill");
    liba = module("a", "1.0", "A");
    app(liba, module("b", "2.0", "B"));
  }

  private void app(byte[] a, byte[] b) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("BOOT-INF/lib/a-1.0.jar", a);
    files.put("BOOT-INF/lib/b-2.0.jar", b);
    files.put("x.txt", "x".getBytes(StandardCharsets.UTF_8));
    Files.write(app, zip(files));
  }

  private static byte[] module(String name, String version, String content) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(
        "META-INF/maven/org.acme/" + name + "/pom.properties",
        ("groupId=org.acme\nartifactId=" + name + "\nversion=" + version + "\n")
            .getBytes(StandardCharsets.UTF_8));
    files.put("content.txt", content.getBytes(StandardCharsets.UTF_8));
    return zip(files);
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setTime(315_619_200_000L);
        zip.putNextEntry(entry);
        zip.write(each.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private static String digest(String algorithm, byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
  }

  private String ids(Command.Run run) throws IOException {
    StringBuilder ids = new StringBuilder();
    for (JsonNode each : JSON.readTree(run.out()).get("findings")) {
      JsonNode line = each.get("location").get("line");
      ids.append(each.get("ruleId").asText()).append(line == null ? "" : ":" + line).append(' ');
    }
    return ids.toString().strip();
  }

  private Command.Run verify() {
    return new Command().run("sbom", "verify", "-o", "json", bill.toString(), app.toString());
  }

  private void cyclonedx(String... components) throws IOException {
    Files.writeString(
        bill,
        "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.4\",\n\"components\": [\n"
            + String.join(",\n", components)
            + "\n]}\n");
  }

  private static String component(String name, String version, String algorithm, String hex) {
    return "{\"type\":\"library\",\"group\":\"org.acme\",\"name\":\""
        + name
        + "\",\"version\":\""
        + version
        + "\",\"purl\":\"pkg:maven/org.acme/"
        + name
        + "@"
        + version
        + "?type=jar\",\"hashes\":[{\"alg\":\""
        + algorithm
        + "\",\"content\":\""
        + hex
        + "\"}]}";
  }

  @Test
  void billOfAnArtifactStandsOnStandardOutput() throws IOException {
    Command.Run run = new Command().run("sbom", app.toString());

    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("SOURCE_DATE_EPOCH").contains("--creator");
    JsonNode document = JSON.readTree(run.out());
    assertThat(document.get("specVersion").asText()).isEqualTo("1.6");
    assertThat(run.out()).contains("pkg:maven/org.acme/a@1.0").contains("pkg:maven/org.acme/b@2.0");
  }

  @Test
  void sameBytesWhateverTheThreads() {
    for (String format : List.of("cyclonedx", "cyclonedx-xml", "spdx", "spdx3")) {
      Command.Run one = new Command().run("sbom", "-o", format, "--threads=1", app.toString());
      Command.Run four = new Command().run("sbom", "-o", format, "--threads=4", app.toString());
      assertThat(four.out()).as(format).isEqualTo(one.out()).isNotEmpty();
    }
  }

  @Test
  void incompleteBillIsExit3() throws IOException {
    Files.write(app, new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0});
    assertThat(new Command().run("sbom", app.toString()).code()).isEqualTo(3);
  }

  @Test
  void ownBillsHold() throws IOException {
    for (String format : List.of("cyclonedx", "cyclonedx-xml", "spdx", "spdx3")) {
      Command.Run written =
          new Command().run("sbom", "-q", "-o", format + "=" + bill, app.toString());
      assertThat(written.code()).isZero();
      Command.Run run = verify();
      assertThat(run.code()).as(format + run.out()).isZero();
      assertThat(ids(run))
          .as(format)
          .doesNotContain("missing")
          .doesNotContain("unlisted")
          .doesNotContain("mismatch");
    }
  }

  @Test
  void digestsAreComparedWithTheBytes() throws Exception {
    byte[] b = module("b", "2.0", "B");
    for (String algorithm : List.of("SHA-1", "SHA-256", "SHA-512", "SHA3-256", "MD5")) {
      cyclonedx(
          component("a", "1.0", algorithm, digest(algorithm, liba)),
          component("b", "2.0", algorithm, digest(algorithm, b)));
      app(liba, b);
      assertThat(ids(verify())).as(algorithm).isEmpty();

      app(module("a", "1.0", "Z"), b); // one byte of what is in it
      Command.Run run = verify();
      assertThat(ids(run)).as(algorithm).isEqualTo("sbom-hash-mismatch:3");
      assertThat(run.code()).isOne();
    }
  }

  @Test
  void whatIsMissingInEitherIsTold() throws Exception {
    cyclonedx(
        component("a", "1.0", "SHA-256", digest("SHA-256", liba)),
        component("c", "3.0", "SHA-256", "0".repeat(64)));
    Command.Run run = verify();
    assertThat(ids(run)).contains("sbom-component-missing:4").contains("sbom-component-unlisted");
    assertThat(run.out()).contains("org.acme:b");
    assertThat(run.code()).isOne();
  }

  @Test
  void anotherVersionIsToldOnce() throws Exception {
    cyclonedx(
        component("a", "1.0", "SHA-256", digest("SHA-256", liba)),
        component("b", "1.9", "SHA-256", "0".repeat(64)));
    assertThat(ids(verify())).isEqualTo("sbom-version-differs:4");
  }

  @Test
  void namesOfOtherToolsAreUnderstood() throws Exception {
    Files.writeString(
        bill,
        """
        SPDXVersion: SPDX-2.2
        DataLicense: CC0-1.0
        DocumentComment: <text>two
        lines</text>
        PackageName: a
        SPDXID: SPDXRef-a
        PackageVersion: 1.0
        PackageChecksum: SHA256: %s

        PackageName: org.acme:b
        SPDXID: SPDXRef-b
        PackageVersion: 2.0
        ExternalRef: PACKAGE-MANAGER purl pkg:maven/org.acme/b@2.0
        """
            .formatted(digest("SHA-256", liba)));
    assertThat(ids(verify())).isEqualTo("sbom-component-unlisted");

    Files.writeString(
        bill,
        """
        <?xml version="1.0"?>
        <bom xmlns="http://cyclonedx.org/schema/bom/1.3"><metadata><tools><components>
        <component type="application"><name>tool</name></component></components></tools></metadata>
        <components><component type="library"><group>org.acme</group><name>a</name>
        <version>1.0</version><hashes><hash alg="SHA-1">%s</hash></hashes></component>
        <component type="library"><group>org.acme</group><name>b</name><version>2.0</version>
        </component></components></bom>
        """
            .formatted(digest("SHA-1", liba)));
    assertThat(ids(verify())).isEmpty();
  }

  @Test
  void folderOfAnInstalledPackageIsNoFile() throws Exception {
    Path tree = folder.resolve("tree");
    for (String name : List.of("acorn", "plot.js")) {
      Path home = Files.createDirectories(tree.resolve("node_modules/" + name + "/bin"));
      Files.writeString(
          home.resolveSibling("package.json"),
          "{\"name\": \"" + name + "\", \"version\": \"1.0.0\"}");
      Files.writeString(home.resolve(name), "// runs");
    }
    Files.writeString(tree.resolve("content.bin"), "content");
    Files.writeString(
        bill,
        """
        SPDXVersion: SPDX-2.3
        PackageName: acorn
        SPDXID: SPDXRef-acorn
        PackageVersion: 1.0.0
        PackageFileName: node_modules/acorn
        PackageChecksum: SHA512: %1$s

        PackageName: plot.js
        SPDXID: SPDXRef-plot
        PackageVersion: 1.0.0
        PackageFileName: ./node_modules/plot.js
        PackageChecksum: SHA512: %1$s
        """
            .formatted("0".repeat(128)));
    Command.Run run =
        new Command().run("sbom", "verify", "-o", "json", bill.toString(), tree.toString());
    assertThat(ids(run)).isEqualTo("sbom-hash-unchecked:2");

    // A file that the bill names is compared still, with the folders it is said to lie in.
    Files.writeString(
        bill,
        Files.readString(bill)
            + """

            PackageName: acorn
            SPDXID: SPDXRef-content
            PackageVersion: 1.0.0
            PackageFileName: content.bin
            PackageChecksum: SHA512: %s
            """
                .formatted("1".repeat(128)));
    run = new Command().run("sbom", "verify", "-o", "json", bill.toString(), tree.toString());
    assertThat(ids(run)).contains("sbom-hash-mismatch:14");
  }

  @Test
  void billWithoutDigestsSaysLittle() throws IOException {
    cyclonedx(
        "{\"name\":\"org.acme:a\",\"version\":\"1.0\"}",
        "{\"purl\":\"pkg:maven/org.acme/b@2.0\",\"name\":\"b\"}");
    Command.Run run = verify();
    assertThat(ids(run)).isEqualTo("sbom-without-hashes");
    assertThat(run.code()).isZero();
  }

  @Test
  void malformedBillsAreTheUsersFaultWithTheLine() throws IOException {
    Map<String, String> malformed =
        Map.of(
            "{\"bomFormat\": \"CycloneDX\",\n\"components\": [\n{\"name\" \"a\"}]}", "line 3",
            "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\">\n<components>\n</bom>", "line 3",
            "SPDXVersion: SPDX-2.3\nPackageName a\n", "line 2",
            "{\"name\": \"no-bill\"}", "no bill of materials",
            "<project/>", "no bill of materials",
            "hello", "no bill of materials",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><bom>&x;</bom>", "");
    for (Map.Entry<String, String> each : malformed.entrySet()) {
      Files.writeString(bill, each.getKey());
      Command.Run run = verify();
      assertThat(run.code()).as(each.getKey()).isEqualTo(2);
      assertThat(run.err()).as(each.getKey()).contains(each.getValue());
    }
    assertThat(new Command().run("sbom", "verify", bill.toString()).code()).isEqualTo(2);
    assertThat(new Command().run("sbom", "verify", "nothing.json", app.toString()).code())
        .isEqualTo(2);
  }
}
