package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.config.ScanConfig;
import dev.assay.model.Confidence;
import dev.assay.model.Finding;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
import dev.assay.model.Severity;
import dev.assay.rules.Rule;
import dev.assay.rules.RuleSet;
import dev.assay.unpack.ImageFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedFilesScanTest {
  private static final String MANIFEST = "{\"name\": \"acme\", \"version\": \"1.0.0\"}";

  @TempDir Path folder;

  private static Rule rule(
      String id, Severity severity, String in, List<String> folders, List<String> include) {
    return new Rule(
        id,
        severity,
        Confidence.MEDIUM,
        true,
        new Rule.Shape.PathOnly(null, in.isEmpty() ? List.of() : List.of(in), folders),
        null,
        new Rule.PathScope(include, List.of("**/kept/**")),
        "",
        "",
        0,
        Set.of(),
        List.of());
  }

  private static final RuleSet RULES =
      new RuleSet(
          List.of(
              rule("git-folder", Severity.HIGH, "artifact", List.of(".git"), List.of()),
              rule("ci", Severity.INFO, "artifact", List.of(".ci"), List.of("**/.ci.yml")),
              rule("logs", Severity.LOW, "artifact", List.of(), List.of("**/*.log")),
              rule("modules", Severity.LOW, "npm", List.of("node_modules"), List.of()),
              rule("keys", Severity.HIGH, "", List.of(), List.of("**/*.key")),
              rule("any-key", Severity.LOW, "artifact", List.of(), List.of("**/*.key"))),
          Map::of);

  /** {@code severity rule place}, and what the evidence says of several files. */
  private static List<String> told(ScanResult result) {
    List<String> told = new ArrayList<>();
    for (Finding finding : result.findings()) {
      if (finding.ruleId().startsWith("source-map-") || ofLicence(finding)) {
        continue;
      }
      StringBuilder line = new StringBuilder(finding.severity().label());
      line.append(' ').append(finding.ruleId()).append(' ');
      line.append(finding.location().provenance().path());
      for (String sentence : finding.evidence()) {
        if (sentence.contains(" lies in it") || sentence.contains(" lie in it")) {
          line.append(" (").append(sentence).append(')');
        } else if (sentence.contains(" more in the same package")) {
          line.append(" (").append(sentence).append(')');
        }
      }
      told.add(line.toString());
    }
    assertThat(result.problems()).isEmpty();
    return told;
  }

  /** Whether it is about the licence, which the packages of these tests have none of. */
  private static boolean ofLicence(Finding finding) {
    return finding.ruleId().startsWith("licence-");
  }

  private static List<Finding> findings(ScanResult result) {
    return result.findings().stream().filter(finding -> !ofLicence(finding)).toList();
  }

  private ScanResult scan(Path target, int threads) {
    ScanConfig config = Scans.config(threads);
    return new Scanner(Host.NONE)
        .scan(List.of(new ScanTarget.Tree(target.toString())), config, RULES, Progress.NONE);
  }

  private static byte[] tgz(String... paths) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (String path : paths) {
        byte[] text = text(path).getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name(path));
        entry.setSize(text.length);
        tar.putArchiveEntry(entry);
        tar.write(text);
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private static String name(String path) {
    int equals = path.indexOf('=');
    return equals < 0 ? path : path.substring(0, equals);
  }

  private static String text(String path) {
    int equals = path.indexOf('=');
    return equals < 0 ? "x" : path.substring(equals + 1);
  }

  private void write(String... paths) throws IOException {
    for (String path : paths) {
      Path file = folder.resolve(name(path));
      Files.createDirectories(file.getParent());
      Files.writeString(file, text(path));
    }
  }

  @Test
  void tellsAFolderOnceHoweverManyFilesItHas() throws IOException {
    List<String> paths = new ArrayList<>(List.of("package/package.json=" + MANIFEST));
    for (int i = 0; i < 3000; i++) {
      paths.add("package/.git/objects/" + i % 256 + "/" + i);
      paths.add("package/node_modules/m" + i + "/index.js");
    }
    Path file = folder.resolve("acme-1.0.0.tgz");
    Files.write(file, tgz(paths.toArray(new String[0])));
    for (int threads : new int[] {1, 4}) {
      assertThat(told(scan(file, threads)))
          .containsExactly(
              "high git-folder acme-1.0.0.tgz!/package/.git (3,000 files lie in it)",
              "low modules acme-1.0.0.tgz!/package/node_modules (3,000 files lie in it)");
    }
  }

  @Test
  void knowsTheFolderAgainInTheNextRelease() throws IOException {
    Files.write(folder.resolve("acme-1.0.0.tgz"), tgz("package/.git/HEAD"));
    Files.write(folder.resolve("acme-1.1.0.tgz"), tgz("package/.git/HEAD", "package/.git/x"));
    assertThat(findings(scan(folder, 1)))
        .hasSize(2)
        .extracting(Finding::fingerprint)
        .containsOnly(findings(scan(folder.resolve("acme-1.0.0.tgz"), 1)).get(0).fingerprint());
  }

  @Test
  void tellsFilesOfOneKindOncePerPackage() throws IOException {
    Path file = folder.resolve("a.tgz");
    Files.write(
        file,
        tgz(
            "package/package.json=" + MANIFEST,
            "package/lib/deep/a.log",
            "package/z.log",
            "package/lib/c.log",
            "package/lib/d.log",
            "package/lib/e.log",
            "package/kept/f.log",
            "package/.ci/x.log",
            "package/.ci.yml",
            "package/.ci/a.yml"));
    assertThat(told(scan(file, 2)))
        .containsExactly(
            "info ci a.tgz!/package/.ci (2 files lie in it)",
            "info ci a.tgz!/package/.ci.yml",
            "low logs a.tgz!/package/z.log (so are 5 more in the same package:"
                + " package/.ci/x.log, package/lib/c.log, package/lib/d.log, …)");
  }

  @Test
  void leavesOutWhatLiesInAFolderThatIsAsGrave() throws IOException {
    Path file = folder.resolve("a.tgz");
    Files.write(file, tgz("package/.git/x.log", "package/.git/.ci/a", "package/.git/b.key"));
    assertThat(told(scan(file, 1)))
        .containsExactly(
            "high git-folder a.tgz!/package/.git (3 files lie in it)",
            "high keys a.tgz!/package/.git/b.key");
  }

  @Test
  void saysNothingOfWhatOtherRulesTell() throws IOException {
    Path file = folder.resolve("a.tgz");
    Files.write(file, tgz("package/a.key"));
    assertThat(told(scan(file, 1))).containsExactly("high keys a.tgz!/package/a.key");
  }

  @Test
  void takesModulesThatAPackageSaysItBrings() throws IOException {
    String bundles = MANIFEST.replace("}", ", \"bundleDependencies\": [\"a\"]}");
    Files.write(
        folder.resolve("a.tgz"),
        tgz("package/package.json=" + bundles, "package/node_modules/a/index.js"));
    Files.write(
        folder.resolve("b.tgz"),
        tgz(
            "package/package.json=" + MANIFEST.replace("}", ", \"bundledDependencies\": []}"),
            "package/node_modules/a/index.js"));
    Files.write(folder.resolve("no-package.tgz"), tgz("app/node_modules/a/index.js"));
    assertThat(told(scan(folder, 1)))
        .containsExactly("low modules b.tgz!/package/node_modules (1 file lies in it)");
  }

  /** Every image of an application has them: a user of it installs nothing. */
  @Test
  void takesModulesOfAnApplicationInAnImage() throws IOException {
    Path file = folder.resolve("image.tar");
    ImageFixture image = new ImageFixture();
    image.layer(
        "COPY . /app",
        "app/package.json",
        MANIFEST,
        "app/node_modules/a/index.js",
        "x",
        "app/a.log",
        "x");
    Files.write(file, image.docker("app:1").tar());
    assertThat(told(scan(file, 1))).containsExactly("low logs image.tar!/layer 1!/app/a.log");
  }

  @Test
  void saysNothingLowOfInstalledPackages() throws IOException {
    Path file = folder.resolve("image.tgz");
    Files.write(
        file,
        tgz(
            "usr/lib/node_modules/npm/package.json=" + MANIFEST,
            "usr/lib/node_modules/npm/.ci/a.yml",
            "usr/lib/node_modules/npm/a.log",
            "usr/lib/python3/dist-packages/x/.git/HEAD"));
    assertThat(told(scan(file, 1)))
        .containsExactly(
            "medium git-folder image.tgz!/usr/lib/python3/dist-packages/x/.git (1 file lies in"
                + " it)");
  }

  @Test
  void takesSourcesOfAMapForNoFiles() throws IOException {
    String map =
        "{\"version\":3,\"sources\":[\"node_modules/a/index.js\"],"
            + "\"sourcesContent\":[\"x\"],\"mappings\":\"\"}";
    Path file = folder.resolve("a.tgz");
    Files.write(file, tgz("package/package.json=" + MANIFEST, "package/a.js.map=" + map));
    assertThat(told(scan(file, 1))).isEmpty();
  }

  @Test
  void looksAtAFolderThatWasAPackage() throws IOException {
    write("a/package.json=" + MANIFEST, "a/.ci/a.yml", "a/x.log", "other/x.log");
    assertThat(told(scan(folder, 1)))
        .containsExactly("info ci a/.ci (1 file lies in it)", "low logs a/x.log");
    assertThat(told(scan(folder.resolve("a"), 1)))
        .containsExactly("info ci .ci (1 file lies in it)", "low logs x.log");
    assertThat(told(scan(folder.resolve("a/x.log"), 1))).isEmpty();
  }

  @Test
  void saysNothingOfAWorkTree() throws IOException, GitAPIException {
    Git.init().setDirectory(folder.toFile()).call().close();
    write("package.json=" + MANIFEST, ".ci/a.yml", "x.log", "node_modules/a/index.js");
    assertThat(told(scan(folder, 1))).isEmpty();
    Files.write(folder.resolve("a.tgz"), tgz("package/x.log"));
    assertThat(told(scan(folder, 1))).containsExactly("low logs a.tgz!/package/x.log");
  }

  @Test
  void saysNothingOfAHistory() throws IOException, GitAPIException {
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      write("package.json=" + MANIFEST, ".ci/a.yml", "x.log");
      Files.write(folder.resolve("a.tgz"), tgz("package/x.log", "package/.git/HEAD"));
      git.add().addFilepattern(".").call();
      git.commit().setMessage("first").setSign(false).call();
    }
    ScanConfig config = Scans.config(1);
    ScanResult result =
        new Scanner(Host.NONE)
            .scan(
                List.of(new ScanTarget.GitHistory(folder.toString(), false)),
                config,
                RULES,
                Progress.NONE);
    assertThat(told(result)).isEmpty();
  }

  private static String elf(String text) {
    return "\u007fELF\u0002\u0001\u0001\0\0\0\0\0\0\0\0\0\u0003\0>\0\0" + text + "\0";
  }

  @Test
  void tellsPathsOfTheBuildMachineOncePerPackageAndName() throws IOException {
    String path = "/home/alice/src/app/main.c";
    String script = "var a=\"/Users/bob.smith/app/a.js\";" + "x=1;".repeat(200);
    Files.write(
        folder.resolve("a.tgz"),
        tgz(
            "package/package.json=" + MANIFEST,
            "package/lib/b.so=" + elf(path),
            "package/lib/a.so=" + elf("/home/runner/work/x\0" + path),
            "package/dist/a.min.js=" + script,
            "package/docs/readme.txt=" + path,
            "package/src/a.js=// see " + path + "\n",
            "package/node_modules/m/a.so=" + elf("/home/carol/src/m.c")));
    write("app=" + elf(path), "text=" + path, "ci=" + elf("/home/runner/work/app/main.c"));
    List<String> messages = new ArrayList<>();
    for (int threads : new int[] {1, 3}) {
      messages.clear();
      for (Finding finding : findings(scan(folder, threads))) {
        if (finding.ruleId().equals("local-path")) {
          String place = finding.location().provenance().path();
          String message = finding.message().replaceAll(".*\\((.*)\\)", "$1");
          messages.add(place + " " + message + " " + finding.evidence());
        }
      }
      assertThat(messages)
          .containsExactly(
              "a.tgz!/package/dist/a.min.js user bob.smith"
                  + " [it holds /Users/bob.smith/app/a.js]",
              "a.tgz!/package/lib/a.so user alice [it holds "
                  + path
                  + ", so is 1 more in the same"
                  + " package: package/lib/b.so]",
              "app user alice [it holds " + path + "]");
    }
  }

  @Test
  void takesWholeJars() throws IOException {
    Path file = folder.resolve("a.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : List.of("META-INF/MANIFEST.MF", ".git/config", "x.log", "com/a/y.log")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write('\n');
      }
    }
    assertThat(told(scan(file, 2)))
        .containsExactly(
            "high git-folder a.jar!/.git (1 file lies in it)",
            "low logs a.jar!/x.log (so is 1 more in the same package: com/a/y.log)");
  }

  @Test
  void namesTheFileInAGemAndNotTheArchiveThatHoldsIt() throws IOException {
    byte[] data = ImageFixture.tar(Map.of("lib/conf/a.key", "x".getBytes(StandardCharsets.UTF_8)));
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(data);
    }
    ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(metadata)) {
      gzip.write(
          "--- !ruby/object:Gem::Specification\nname: acme\nversion: !ruby/object:Gem::Version\n  version: '1.0'\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    Path file = folder.resolve("acme-1.0.gem");
    Files.write(
        file,
        ImageFixture.tar(
            Map.of("metadata.gz", metadata.toByteArray(), "data.tar.gz", zipped.toByteArray())));
    RuleSet rules =
        new RuleSet(
            List.of(rule("secret-file-key", Severity.HIGH, "", List.of(), List.of("**/*.key"))),
            Map::of);
    ScanResult result =
        new Scanner(Host.NONE)
            .scan(
                List.of(new ScanTarget.Tree(file.toString())),
                Scans.config(1),
                rules,
                Progress.NONE);
    assertThat(result.problems()).isEmpty();
    assertThat(findings(result)).hasSize(1);
    assertThat(findings(result).get(0).fixes())
        .singleElement()
        .satisfies(fix -> assertThat(fix.description()).contains("f == 'lib/conf/a.key'"));
  }
}
