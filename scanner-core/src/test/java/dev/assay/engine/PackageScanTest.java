package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.detect.component.PackageDetector;
import dev.assay.model.Component;
import dev.assay.model.Finding;
import dev.assay.model.PackageIdentity;
import dev.assay.model.ScanResult;
import dev.assay.model.ScanTarget;
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
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageScanTest {
  @TempDir Path folder;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] secret(int number) {
    return bytes("a = " + TokenDetector.token(number) + "\n");
  }

  private static byte[] tgz(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
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

  private void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private ScanResult scan(int threads) {
    return Scans.scanner(Unpackers.all(), List.of(new PackageDetector()))
        .scan(
            List.of(new ScanTarget.Tree(folder.toString())),
            Scans.config(threads),
            Scans.NO_RULES,
            Progress.NONE);
  }

  /** {@code path in purl} of each finding. */
  private static List<String> owners(ScanResult result) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : result.findings()) {
      PackageIdentity in = finding.inPackage();
      lines.add(finding.location().provenance().path() + " in " + (in == null ? null : in.purl()));
    }
    return lines;
  }

  @Test
  void namesThePackageOfEachFinding() throws IOException {
    byte[] lib = zip(Map.of("META-INF/MANIFEST.MF", bytes("A: b\n"), "x.properties", secret(1)));
    write(
        "app-1.jar",
        zip(
            Map.of(
                "META-INF/MANIFEST.MF",
                bytes("Main-Class: M\n"),
                "META-INF/maven/g/app/pom.properties",
                bytes("groupId=g\nartifactId=app\nversion=1\n"),
                "BOOT-INF/classes/application.yml",
                secret(2),
                "BOOT-INF/lib/lib-2.jar",
                lib)));
    write(
        "a.tgz",
        tgz(
            Map.of(
                "package/package.json",
                bytes("{\"name\": \"@s/a\", \"version\": \"3\"}"),
                "package/cli.js",
                secret(3))));
    write(
        "w-1-py3-none-any.whl",
        zip(
            Map.of(
                "w/config.py",
                secret(4),
                "w-1.dist-info/METADATA",
                bytes("Metadata-Version: 2.1\nName: w\nVersion: 1\n"))));
    write("p/package.json", bytes("{\"name\": \"p\", \"version\": \"1\"}"));
    write("p/node_modules/q/package.json", bytes("{\"name\": \"q\", \"version\": \"2\"}"));
    write("p/node_modules/q/lib/package.json", bytes("{\"name\": \"no\"}"));
    write("p/node_modules/q/lib/x.js", secret(5));
    write("p/x.js", secret(6));
    write("x.txt", secret(7));
    ScanResult result = scan(1);
    assertThat(result.problems()).isEmpty();
    assertThat(owners(result))
        .containsExactly(
            "a.tgz!/package/cli.js in pkg:npm/%40s/a@3",
            "app-1.jar!/BOOT-INF/classes/application.yml in pkg:maven/g/app@1",
            "app-1.jar!/BOOT-INF/lib/lib-2.jar!/x.properties in pkg:generic/lib@2",
            "p/node_modules/q/lib/x.js in pkg:npm/q@2",
            "p/x.js in pkg:npm/p@1",
            "w-1-py3-none-any.whl!/w/config.py in pkg:pypi/w@1",
            "x.txt in null");
    assertThat(result.components().stream().map(Component::purl))
        .containsExactly(
            "pkg:generic/lib@2",
            "pkg:maven/g/app@1",
            "pkg:npm/%40s/a@3",
            "pkg:npm/p@1",
            "pkg:npm/q@2",
            "pkg:pypi/w@1");
    assertThat(scan(4)).isEqualTo(result);
  }

  @Test
  void namesPackagesOfSpilledFindings() {
    PackageIdentity[] all = new PackageIdentity[300];
    Packages packages = new Packages();
    List<PackageIdentity> observed = new ArrayList<>();
    FindingStore store = new FindingStore(100);
    for (int i = 0; i < all.length; i++) {
      all[i] = identity(i);
      observed.add(all[i]);
      store.add(
          new Finding(
              "r",
              dev.assay.model.Severity.HIGH,
              dev.assay.model.Confidence.HIGH,
              List.of(),
              "f" + i,
              new dev.assay.model.Place(
                  new dev.assay.model.Provenance.File(all[i].root() + "x.js"), null),
              List.of(),
              0,
              null,
              null,
              "m",
              null));
    }
    Collected out = new Collected();
    assertThat(packages.assemble(observed, out)).hasSize(all.length);
    List<Finding> told = packages.told(store.sorted(), 0, out);
    assertThat(told).hasSize(all.length);
    for (int i = 0; i < all.length; i++) {
      assertThat(told.get(i).inPackage()).isEqualTo(all[i]);
    }
    assertThat(out.notices).isEmpty();
  }

  @Test
  void aMillionPackagesFitIntoTheStore() {
    PackageStore store = new PackageStore();
    for (int i = 999_999; i >= 0; i--) {
      store.add(identity(i));
    }
    List<PackageIdentity> kept = store.drain();
    assertThat(kept.size()).isBetween(20_000, 80_000);
    assertThat(kept.get(0)).isEqualTo(identity(0));
    assertThat(store.dropped()).isEqualTo(1_000_000 - kept.size());
  }

  @Test
  void aBrokenManifestIsANoticeAndNoProblem() throws IOException {
    write("fixtures/package.json", bytes("{broken"));
    write("fixtures/x.js", secret(1));
    write("package.json", bytes("{\"name\": \"a\"}"));
    ScanResult result = scan(1);
    assertThat(result.complete()).isTrue();
    assertThat(result.notices())
        .containsExactly(
            "1 package manifest can't be read as such (fixtures/package.json); findings beside it"
                + " name no package");
    assertThat(owners(result)).containsExactly("fixtures/x.js in pkg:npm/a");
  }

  @Test
  void keepsThosePackagesThatComeFirst() {
    List<PackageIdentity> all = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      all.add(identity(i));
    }
    PackageStore forwards = new PackageStore(20_000);
    all.forEach(forwards::add);
    List<PackageIdentity> first = forwards.drain();
    assertThat(first.size()).isBetween(20, 60);
    assertThat(first).isEqualTo(all.subList(0, first.size()));
    assertThat(forwards.dropped()).isEqualTo(2000 - first.size());
    PackageStore backwards = new PackageStore(20_000);
    for (int i = all.size() - 1; i >= 0; i--) {
      backwards.add(all.get(i));
    }
    assertThat(backwards.drain()).isEqualTo(first);
    assertThat(backwards.dropped()).isEqualTo(2000 - first.size());
  }

  private static PackageIdentity identity(int number) {
    String root = String.format(java.util.Locale.ROOT, "n/%06d/", number);
    return new PackageIdentity(
        dev.assay.model.PackageKind.NPM,
        PackageIdentity.Basis.MANIFEST,
        "",
        "p" + number,
        "1",
        "pkg:npm/p" + number + "@1",
        new dev.assay.model.Provenance.File(root + "package.json"),
        root,
        List.of(),
        dev.assay.model.PackageFacts.NONE);
  }
}
