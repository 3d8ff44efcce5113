package dev.assay.source.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.Content;
import dev.assay.model.Problem;
import dev.assay.model.UsageException;
import dev.assay.source.Reopener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages from caches. */
class PackageSourceTest {
  private static final String REGISTRY = "https://registry.npmjs.org/";

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void makeHome() {
    home = new Home(folder);
  }

  private Pushed scan(String purl) throws IOException {
    return Pushed.of(new PackageSource(purl, false, 1 << 20, home.surroundings()));
  }

  private void assertNotThere(String purl, String... words) {
    assertThatThrownBy(() -> scan(purl))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void npmTarballIsFoundAndCompared() throws IOException {
    home.npm(REGISTRY + "express/-/express-4.21.2.tgz", "the tarball");
    home.npm(REGISTRY + "express/-/express-4.21.1.tgz", "another");
    Pushed pushed = scan("pkg:npm/express@4.21.2");
    assertThat(pushed.texts)
        .hasSize(1)
        .containsEntry("pkg:npm/express@4.21.2/express-4.21.2.tgz", "the tarball");
    assertThat(pushed.problems).isEmpty();
    assertThat(pushed.notices)
        .containsExactly(
            "pkg:npm/express@4.21.2/express-4.21.2.tgz: from npm's cache (fetched from"
                + " registry.npmjs.org); its SHA-512 is that of the index of npm's cache");
  }

  @Test
  void scopesAreWrittenEitherWay() throws IOException {
    home.npm(REGISTRY + "@acme/tool/-/tool-1.0.0-rc.1.tgz", "scoped");
    for (String purl : new String[] {"pkg:npm/@acme/tool@", "pkg:npm/%40acme/tool@"}) {
      assertThat(scan(purl + "1.0.0-rc.1").texts)
          .containsEntry("pkg:npm/@acme/tool@1.0.0-rc.1/tool-1.0.0-rc.1.tgz", "scoped");
    }
    assertNotThere("pkg:npm/tool@1.0.0-rc.1", "not in the local caches");
  }

  @Test
  void otherRegistriesCountToo() throws IOException {
    home.npm("https://npm.acme.example/repo/@acme%2ftool/-/tool-1.0.0.tgz", "one");
    home.npm("https://npm.pkg.github.com/download/@acme/lib/2.0.0/0a1b2c", "two");
    home.npm("https://npm.acme.example/repo/@acme/odd/-/@acme/odd-3.0.0.tgz", "three");
    assertThat(scan("pkg:npm/@acme/tool@1.0.0").texts).containsValue("one");
    assertThat(scan("pkg:npm/@acme/lib@2.0.0").texts).containsValue("two");
    assertThat(scan("pkg:npm/@acme/odd@3.0.0").texts).containsValue("three");
  }

  @Test
  void configuredRegistryWinsAndDifferingOthersAreAllScanned() throws IOException {
    home.npm("https://a.example/x/-/x-1.0.0.tgz", "of a");
    home.npm("https://b.example/x/-/x-1.0.0.tgz", "of b");
    assertThat(scan("pkg:npm/x@1.0.0").texts)
        .containsEntry("pkg:npm/x@1.0.0/a.example-x-1.0.0.tgz", "of a")
        .containsEntry("pkg:npm/x@1.0.0/b.example-x-1.0.0.tgz", "of b");
    home.file(".npmrc", "registry = https://b.example");
    assertThat(scan("pkg:npm/x@1.0.0").texts)
        .hasSize(1)
        .containsEntry("pkg:npm/x@1.0.0/x-1.0.0.tgz", "of b");
  }

  @Test
  void changedContentIsCorruptAndScanned() throws IOException {
    Path content = home.npm(REGISTRY + "x/-/x-1.0.0.tgz", "as published");
    Files.writeString(content, "as changed");
    Pushed pushed = scan("pkg:npm/x@1.0.0");
    assertThat(pushed.texts).containsValue("as changed");
    assertThat(pushed.problems).hasSize(1);
    Problem problem = pushed.problems.get(0);
    assertThat(problem.kind()).isEqualTo(Problem.Kind.CORRUPT);
    assertThat(problem.path()).isEqualTo("pkg:npm/x@1.0.0/x-1.0.0.tgz");
    assertThat(problem.detail()).startsWith("critical: this is not the file that was published");
  }

  @Test
  void lastWholeLineOfTheIndexCounts() throws IOException {
    String address = REGISTRY + "x/-/x-1.0.0.tgz";
    home.npm(address, "first");
    home.npm(address, "second");
    home.npmLine(address, "0000\t{\"key\":\"x\",\"integrity\":\"sha512-AAAA\"} 1.0.0");
    assertThat(scan("pkg:npm/x@1.0.0").texts).containsValue("second");
    home.npmIndex(address, null);
    assertNotThere("pkg:npm/x@1.0.0", "not in the local caches", ".npm");
  }

  @Test
  void npmCacheStandsWhereSettingsSay() throws IOException {
    home.npm(REGISTRY + "x/-/x-1.0.0.tgz", "moved");
    Files.move(folder.resolve(".npm"), folder.resolve("elsewhere"));
    assertNotThere("pkg:npm/x@1.0.0", "_cacache");
    home.file("work/.npmrc", "; the team's\ncache=${HOUSE}/elsewhere\n");
    home.with("HOUSE", folder.toString());
    assertThat(scan("pkg:npm/x@1.0.0").texts).containsValue("moved");
    home.with("npm_config_cache", folder.resolve("nowhere").toString());
    assertNotThere("pkg:npm/x@1.0.0", "nowhere");
  }

  private static final String JUNIT = ".m2/repository/org/acme/lib/1.0/lib-1.0";

  @Test
  void mavenJarComesWithItsPom() throws IOException {
    home.file(JUNIT + ".jar", "jar");
    home.file(JUNIT + ".jar.sha1", Home.hex("SHA-1", "jar".getBytes(StandardCharsets.UTF_8)));
    home.file(JUNIT + ".pom", "<project/>");
    home.file(JUNIT + "-sources.jar", "sources");
    Pushed pushed = scan("pkg:maven/org.acme/lib@1.0");
    assertThat(pushed.texts)
        .containsEntry("pkg:maven/org.acme/lib@1.0/lib-1.0.jar", "jar")
        .containsEntry("pkg:maven/org.acme/lib@1.0/lib-1.0.pom", "<project/>")
        .hasSize(2);
    assertThat(pushed.problems).isEmpty();
    assertThat(pushed.notices)
        .anyMatch(each -> each.contains("its SHA-1 is that of the file lib-1.0.jar.sha1 beside it"))
        .anyMatch(each -> each.contains("nobody says what its digest is"));
    assertThat(scan("pkg:maven/org.acme/lib@1.0?classifier=sources").texts)
        .containsEntry("pkg:maven/org.acme/lib@1.0/lib-1.0-sources.jar", "sources");
    assertNotThere("pkg:maven/org.acme/lib@1.0?type=war", "no lib-1.0.war");
  }

  @Test
  void mavenDigestThatIsWrongIsCorrupt() throws IOException {
    home.file(JUNIT + ".jar", "jar");
    home.file(JUNIT + ".jar.sha1", Home.hex("SHA-1", "raj".getBytes(StandardCharsets.UTF_8)));
    home.file(JUNIT + ".jar.sha256", "<html>not found</html>");
    Pushed pushed = scan("pkg:maven/org.acme/lib@1.0");
    assertThat(pushed.texts).containsValue("jar");
    assertThat(pushed.problems)
        .extracting(Problem::detail)
        .hasSize(2)
        .anyMatch(each -> each.contains("SHA-1") && each.contains("lib-1.0.jar.sha1"))
        .anyMatch(each -> each.contains("lib-1.0.jar.sha256 beside it holds no digest"));
  }

  @Test
  void mavenPackagingTellsTheFile() throws IOException {
    home.file(JUNIT + ".pom", "<project><packaging>pom</packaging></project>");
    assertThat(scan("pkg:maven/org.acme/lib@1.0").texts).hasSize(1);
    home.file(JUNIT + ".pom", "<project><packaging>war</packaging></project>");
    assertNotThere("pkg:maven/org.acme/lib@1.0", "holds the POM, and no lib-1.0.war");
    home.file(JUNIT + ".war", "war");
    assertThat(scan("pkg:maven/org.acme/lib@1.0").texts).containsValue("war").hasSize(2);
    home.file(JUNIT + ".pom", "<project><packaging>hpi</packaging></project>");
    home.file(JUNIT + ".jar", "jar");
    assertThat(scan("pkg:maven/org.acme/lib@1.0").texts).containsValue("jar").hasSize(2);
  }

  @Test
  void mavenSaysWhatABuildPutThere() throws IOException {
    home.file(JUNIT + ".jar", "jar");
    home.file(".m2/repository/org/acme/lib/1.0/_remote.repositories", "#x\nlib-1.0.jar>=\n");
    assertThat(scan("pkg:maven/org.acme/lib@1.0").notices.get(0))
        .contains("installed there by a build");
  }

  @Test
  void mavenRepositoryStandsWhereSettingsSay() throws IOException {
    home.file("other/org/acme/lib/1.0/lib-1.0.jar", "jar");
    home.file(
        ".m2/settings.xml",
        "<settings xmlns=\"http://maven.apache.org/SETTINGS/1.0.0\">"
            + "<localRepository>${user.home}/other</localRepository></settings>");
    assertThat(scan("pkg:maven/org.acme/lib@1.0").texts).containsValue("jar");
  }

  @Test
  void gradleFolderIsTheDigest() throws IOException {
    String digest = Home.hex("SHA-1", "jar".getBytes(StandardCharsets.UTF_8));
    String version = ".gradle/caches/modules-2/files-2.1/org.acme/lib/1.0/";
    home.file(version + digest.replaceFirst("^0+", "") + "/lib-1.0.jar", "jar");
    home.file(version + "1234567890123456789012345678901234567890/lib-1.0.pom", "<project/>");
    Pushed pushed = scan("pkg:maven/org.acme/lib@1.0");
    assertThat(pushed.texts).hasSize(2).containsValue("jar");
    assertThat(pushed.problems)
        .extracting(Problem::path)
        .containsExactly("pkg:maven/org.acme/lib@1.0/lib-1.0.pom");
  }

  @Test
  void cargoIndexTellsTheDigest() throws IOException {
    String registry = "index.crates.io-1949cf8c6b5b557f";
    home.file(".cargo/registry/cache/" + registry + "/serde-1.0.0.crate", "crate");
    String right = Home.hex("SHA-256", "crate".getBytes(StandardCharsets.UTF_8));
    String index = ".cargo/registry/index/" + registry + "/.cache/se/rd/serde";
    String record = "\0{\"name\":\"serde\",\"vers\":\"%s\",\"deps\":[{}],\"cksum\":\"%s\"}\0";
    home.file(index, "\3v" + record.formatted("1.0.0", right));
    assertThat(scan("pkg:cargo/serde@1.0.0").notices.get(0)).contains("its SHA-256 is that of");
    home.file(index, "\3v" + record.formatted("1.0.0", "0".repeat(64)));
    assertThat(scan("pkg:cargo/serde@1.0.0").problems).hasSize(1);
    home.file(index, "\3v" + record.formatted("1.0.0-rc1", "0".repeat(64)));
    assertThat(scan("pkg:cargo/serde@1.0.0").problems).isEmpty();
  }

  @Test
  void goHashIsCompared() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : new String[] {"b.go", "a.go"}) {
        zip.putNextEntry(new ZipEntry("Acme.example/Mod@v1.0.0/" + name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    String lines = "";
    for (String name : new String[] {"a.go", "b.go"}) {
      String hex = Home.hex("SHA-256", name.getBytes(StandardCharsets.UTF_8));
      lines += hex + "  Acme.example/Mod@v1.0.0/" + name + "\n";
    }
    String hash =
        Base64.getEncoder()
            .encodeToString(
                java.util.HexFormat.of()
                    .parseHex(Home.hex("SHA-256", lines.getBytes(StandardCharsets.UTF_8))));
    String versions = "go/pkg/mod/cache/download/!acme.example/!mod/@v/";
    home.file(versions + "v1.0.0.zip", bytes.toByteArray());
    home.file(versions + "v1.0.0.ziphash", "h1:" + hash);
    Pushed pushed = scan("pkg:golang/Acme.example/Mod@v1.0.0");
    assertThat(pushed.problems).isEmpty();
    assertThat(pushed.notices.get(0)).contains("its h1 is that of");
    home.file(versions + "v1.0.0.ziphash", "h1:" + "A".repeat(43) + "=");
    assertThat(scan("pkg:golang/Acme.example/Mod@v1.0.0").problems).hasSize(1);
    home.file(versions + "v1.0.0.zip", "no zip");
    assertThat(scan("pkg:golang/Acme.example/Mod@v1.0.0").problems).hasSize(1);
  }

  @Test
  void wheelsThatPipBuiltAreFoundByName() throws IOException {
    home.file(".cache/pip/wheels/0a/1b/2c/Foo_Bar-1.0-py3-none-any.whl", "wheel");
    assertThat(scan("pkg:pypi/foo.bar@1.0").texts)
        .containsEntry("pkg:pypi/foo.bar@1.0/Foo_Bar-1.0-py3-none-any.whl", "wheel");
    assertNotThere("pkg:pypi/foo@1.0", "pip's cache of wheels");
  }

  @Test
  void filesCanBeReadAgain() throws IOException {
    home.npm(REGISTRY + "x/-/x-1.0.0.tgz", "again");
    try (PackageSource source =
        new PackageSource("pkg:npm/x@1.0.0", false, 1 << 20, home.surroundings())) {
      source.push(new Pushed());
      Reopener reopener = source.reopener();
      Content content = reopener.reopen("pkg:npm/x@1.0.0/x-1.0.0.tgz");
      assertThat(content.open()).hasContent("again");
      assertThat(reopener.reopen("pkg:npm/x@1.0.0/other")).isNull();
    }
  }
}
