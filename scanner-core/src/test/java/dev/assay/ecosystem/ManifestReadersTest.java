package dev.assay.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.assay.model.ByteSlice;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIdentity.Basis;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReadersTest {

  /** A place as paths show it; {@code a.tgz!/x} is the entry x of a.tgz. */
  static Provenance place(String path) {
    Provenance place = null;
    for (String part : path.split(Provenance.NESTING, -1)) {
      place = place == null ? new Provenance.File(part) : new Provenance.Entry(place, part);
    }
    return place;
  }

  /** What the reader of the file at {@code path} says; nothing if there is no reader. */
  static List<PackageIdentity> read(String path, String text) throws IOException {
    List<PackageIdentity> found = new ArrayList<>();
    Provenance place = place(path);
    ManifestReader reader = ManifestReaders.of(place);
    if (reader != null) {
      byte[] bytes = ("#" + text + "#").getBytes(StandardCharsets.UTF_8);
      reader.read(new ByteSlice(bytes, 1, bytes.length - 2), place, found::add);
    }
    return found;
  }

  static PackageIdentity one(String path, String... lines) throws IOException {
    List<PackageIdentity> found = read(path, String.join("\n", lines));
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void listsEveryReaderThereIs() {
    TreeSet<String> written = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.assay.ecosystem")) {
      if (type.isAssignableTo(ManifestReader.class) && !type.isInterface()) {
        written.add(type.getName());
      }
    }
    TreeSet<String> listed = new TreeSet<>();
    ManifestReaders.all().forEach(reader -> listed.add(reader.getClass().getName()));
    assertThat(listed).isNotEmpty().isEqualTo(written);
    assertThat(ManifestReaders.all().stream().map(ManifestReader::format).toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "package.json, npm-package-json",
    "a/b/package.json, npm-package-json",
    "node_modules/a/package.json, npm-package-json",
    "node_modules/@s/a/package.json, npm-package-json",
    "node_modules/a/node_modules/b/package.json, npm-package-json",
    "node_modules/a/dist/package.json, ",
    "node_modules/@s/package.json, ",
    "a.tgz!/package/package.json, npm-package-json",
    "a.tgz!/package/test/fixture/package.json, ",
    "a.tgz!/package/node_modules/b/package.json, npm-package-json",
    "a.zip!/packages/b/package.json, npm-package-json",
    "xpackage.json, ",
    "pom.xml, maven-pom",
    "a-1.pom, maven-pom",
    "a.jar!/META-INF/maven/g/a/pom.properties, maven-pom-properties",
    "pom.properties, ",
    "a.jar!/META-INF/MANIFEST.MF, jar-manifest",
    "MANIFEST.MF, ",
    "a-1.dist-info/METADATA, python-metadata",
    "METADATA, ",
    "a-1/PKG-INFO, python-metadata",
    "a-1.dist-info/RECORD, python-record",
    "a-1-py3-none-any.whl!/a-1.dist-info/RECORD, ",
    "a-1-py3-none-any.whl!/a/_vendor/b-1.dist-info/RECORD, python-record",
    "RECORD, ",
    "a.egg-info/top_level.txt, python-top-level",
    "a.egg-info, egg-info",
  })
  void goesByNameAndPlace(String path, String format) {
    ManifestReader reader = ManifestReaders.of(place(path));
    assertThat(reader == null ? null : reader.format()).isEqualTo(format);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name':'a','version':'1.0.0'}|pkg:npm/a@1.0.0|",
        "{'name':'@s/a','version':'1.0.0','license':'MIT'}|pkg:npm/%40s/a@1.0.0|MIT",
        "{'name':'a','license':{'type':'MIT','url':'x'}}|pkg:npm/a|MIT",
        "{'name':'a','licenses':[{'type':'MIT'},{'type':'GPL'}]}|pkg:npm/a|MIT GPL",
        "{'name':'a','licenses':['MIT','BSD']}|pkg:npm/a|MIT BSD",
        "{'license':'SEE LICENSE IN x','name':'a'}|pkg:npm/a|SEE LICENSE IN x",
        "{'name':'a','version':1,'x':[[{}]]}|pkg:npm/a@1|",
        "{'name':'a','name':'b'}|pkg:npm/b|",
        "{'name':'a b'}|pkg:npm/a%20b|",
      })
  void readsNpm(String json, String purl, String licences) throws IOException {
    PackageIdentity found = one("x/package.json", json.replace('\'', '"'));
    assertThat(found.purl()).isEqualTo(purl);
    assertThat(String.join(" ", found.facts().licences()))
        .isEqualTo(licences == null ? "" : licences);
    assertThat(found.root()).isEqualTo("x/");
  }

  @Test
  void readsAllThatNpmDeclares() throws IOException {
    PackageIdentity found =
        one(
            "a.tgz!/package/package.json",
            """
            {"name": "@scope/a", "version": "2.0.0-rc.1+x", "main": "./index.js",
             "bin": {"a": "cli.js"}, "exports": {".": {"import": "./a.mjs", "types": ["./a.d.ts"]}},
             "files": ["dist", "!dist/*.map"], "author": {"name": "Who", "email": "w@example.com"},
             "repository": {"type": "git", "url": "git+https://user:pass@example.com/a.git"},
             "dependencies": {"b": "1"}, "publishConfig": {"access": "public"}}
            """);
    assertThat(found.fullName()).isEqualTo("@scope/a");
    assertThat(found.display()).isEqualTo("npm package @scope/a 2.0.0-rc.1+x");
    assertThat(found.root()).isEqualTo("a.tgz!/package/");
    assertThat(found.facts().entryPoints())
        .containsExactly(
            "main: ./index.js",
            "bin a: cli.js",
            "exports . import: ./a.mjs",
            "exports . types: ./a.d.ts");
    assertThat(found.facts().included()).containsExactly("dist");
    assertThat(found.facts().excluded()).containsExactly("dist/*.map");
    assertThat(found.facts().supplier()).isEqualTo("Who");
    assertThat(found.facts().repository()).isEqualTo("git+https://example.com/a.git");
    assertThat(found.facts().visibility().name()).isEqualTo("PUBLIC");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"private\": true', PRIVATE, private: true",
    "'\"private\": \"true\"', PRIVATE, private: true",
    "'\"private\": false', UNSAID, ''",
    "'\"license\": \"UNLICENSED\"', PRIVATE, license: UNLICENSED",
    "'\"publishConfig\": {\"access\": \"restricted\"}', PRIVATE, publishConfig.access: restricted",
    "'\"private\": true, \"publishConfig\": {\"access\": \"public\"}', PRIVATE, private: true",
  })
  void readsWhetherNpmMayPublish(String fields, String visibility, String reason)
      throws IOException {
    PackageIdentity found = one("package.json", "{\"name\": \"a\", " + fields + "}");
    assertThat(found.facts().visibility().name()).isEqualTo(visibility);
    assertThat(found.facts().visibilityReason()).isEqualTo(reason);
    assertThat(found.root()).isEmpty();
  }

  @Test
  void namesAnInstalledPackageByItsFolder() throws IOException {
    PackageIdentity found = one("node_modules/@s/a/package.json", "{\"version\": \"1\"}");
    assertThat(found.purl()).isEqualTo("pkg:npm/%40s/a@1");
    assertThat(found.basis()).isEqualTo(Basis.LAYOUT);
    assertThat(read("src/package.json", "{\"type\": \"module\"}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "package.json, '{broken'",
    "package.json, '{\"name\": \"a\", '",
    "package.json, '[]'",
    "package.json, ''",
    "pom.xml, '<project><artifactId>a</project>'",
    "pom.xml, 'no'",
    "a.jar!/META-INF/maven/g/a/pom.properties, 'groupId=\\u12'",
  })
  void refusesWhatIsBroken(String path, String text) {
    assertThatThrownBy(() -> read(path, text))
        .isInstanceOf(MalformedManifestException.class)
        .hasNoCause();
  }

  @Test
  void keepsNoEndlessName() throws IOException {
    assertThat(read("package.json", "{\"name\": \"" + "a".repeat(301) + "\"}")).isEmpty();
    assertThat(read("package.json", "{\"name\": \"a\\u0007\"}")).isEmpty();
    PackageIdentity found =
        one(
            "package.json",
            "{\"name\": \"a\", \"license\": \""
                + "x".repeat(5000)
                + "\", \"files\": ["
                + "\"f\",".repeat(1)
                + String.join(
                    ",",
                    java.util.stream.IntStream.range(0, 5000)
                        .mapToObj(i -> "\"" + i + "\"")
                        .toList())
                + "]}");
    assertThat(found.facts().licences().get(0)).hasSize(200);
    assertThat(found.facts().included()).hasSize(300);
  }

  @Test
  void readsPoms() throws IOException {
    PackageIdentity found =
        one(
            "a.jar!/META-INF/maven/g/a/pom.xml",
            """
            <?xml version="1.0"?>
            <!DOCTYPE project SYSTEM "file:///etc/passwd">
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <parent><groupId>g</groupId><artifactId>p</artifactId><version>1.${x}</version></parent>
              <artifactId>a</artifactId>
              <properties><x>2</x></properties>
              <licenses>
                <license><url>http://example.com/l</url><name>Apache-2.0</name></license>
                <license><url>http://example.com/m</url></license>
              </licenses>
              <organization><name>Org</name></organization>
              <dependencies><dependency><artifactId>b</artifactId></dependency></dependencies>
            </project>
            """);
    assertThat(found.purl()).isEqualTo("pkg:maven/g/a@1.2");
    assertThat(found.facts().licences()).containsExactly("Apache-2.0", "http://example.com/m");
    assertThat(found.facts().supplier()).isEqualTo("Org");
    assertThat(found.display()).isEqualTo("Maven artifact g:a 1.2");
  }

  @ParameterizedTest
  @CsvSource({
    "pom.xml, ''",
    "x/pom.xml, x/",
    "repo/g/a/1/a-1.pom, repo/g/a/1/",
    "x/a-1.pom, x/a-1.pom/",
    "c/files-2.1/g/a/1/0123abcd/a-1.pom, c/files-2.1/g/a/1/",
  })
  void knowsWhatAPomIsAbout(String path, String root) throws IOException {
    PackageIdentity found =
        one(
            path,
            "<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version></project>");
    assertThat(found.root()).isEqualTo(root);
  }

  @Test
  void leavesOutVersionsThatAnotherFileDecides() throws IOException {
    PackageIdentity found =
        one(
            "pom.xml",
            "<project><artifactId>a</artifactId><version>${revision}</version></project>");
    assertThat(found.version()).isEmpty();
    found =
        one(
            "pom.xml",
            "<project><artifactId>a</artifactId><version>${v}</version>",
            "<properties><v>${w}</v><w>${v}</w></properties></project>");
    assertThat(found.version()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a-1.2.jar!/META-INF/MANIFEST.MF, a, 1.2",
    "x/spring-core-6.2.2.jar!/META-INF/MANIFEST.MF, spring-core, 6.2.2",
    "app.war!/META-INF/MANIFEST.MF, app, 9",
    "closure-v20240317.jar!/META-INF/MANIFEST.MF, closure, v20240317",
    "f.war!/WEB-INF/lib/a-b-1-SNAPSHOT.jar!/META-INF/MANIFEST.MF, a-b, 1-SNAPSHOT",
  })
  void guessesJarsByTheirFileNames(String path, String name, String version) throws IOException {
    PackageIdentity found =
        one(
            path,
            "Manifest-Version: 1.0",
            "Implementation-Version: 9",
            "Main-Class: a.b.",
            " Main");
    assertThat(found.basis()).isEqualTo(Basis.FILE_NAME);
    assertThat(found.kind()).isEqualTo(PackageKind.JAR);
    assertThat(found.name()).isEqualTo(name);
    assertThat(found.version()).isEqualTo(version);
    assertThat(found.facts().entryPoints()).containsExactly("Main-Class: a.b.Main");
    assertThat(found.root()).isEqualTo(path.replace("META-INF/MANIFEST.MF", ""));
  }

  @Test
  void readsPythonMetadata() throws IOException {
    PackageIdentity found =
        one(
            "lib/site-packages/a_b-1.0.dist-info/METADATA",
            "Metadata-Version: 2.4",
            "Name: A_b",
            "Version: 1.0",
            "License-Expression: MIT",
            "Classifier: License :: OSI Approved :: MIT License",
            "Classifier: Private :: Do Not Upload",
            "Author: Who",
            "Project-URL: Source, https://example.com/a",
            "",
            "Version: 2.0");
    assertThat(found.kind()).isEqualTo(PackageKind.WHEEL);
    assertThat(found.purl()).isEqualTo("pkg:pypi/a-b@1.0");
    assertThat(found.facts().licences())
        .containsExactly("MIT", "License :: OSI Approved :: MIT License");
    assertThat(found.facts().visibilityReason()).isEqualTo("Classifier: Private :: Do Not Upload");
    assertThat(found.facts().repository()).isEqualTo("https://example.com/a");
    assertThat(read("x/PKG-INFO", "Name: a\nVersion: 1\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a-1.tar.gz!/a-1/PKG-INFO, SDIST, a-1.tar.gz!/a-1/",
    "a-1.tar.gz!/a-1/a.egg-info/PKG-INFO, EGG, a-1.tar.gz!/a-1/a.egg-info/",
    "a-1-py3.11.egg!/EGG-INFO/PKG-INFO, EGG, a-1-py3.11.egg!/",
    "lib/a-1.egg-info, EGG, lib/a-1.egg-info/",
    "a-1-py3-none-any.whl!/a-1.dist-info/METADATA, WHEEL, a-1-py3-none-any.whl!/a-1.dist-info/",
  })
  void knowsPythonKindsByPlace(String path, PackageKind kind, String root) throws IOException {
    PackageIdentity found = one(path, "Metadata-Version: 1.0", "Name: a", "Version: 1");
    assertThat(found.kind()).isEqualTo(kind);
    assertThat(found.root()).isEqualTo(root);
    assertThat(found.purl()).isEqualTo("pkg:pypi/a@1");
  }

  @Test
  void knowsInstalledFilesOfPythonByTheirRecord() throws IOException {
    PackageIdentity found =
        one(
            "lib/site-packages/a-1.dist-info/RECORD",
            "../../bin/a,sha256=x,1",
            "a/__init__.py,sha256=x,1",
            "a/b.py,,",
            "a/sub/c.py,,",
            "\"google/x y/z.py\",,",
            "google/__init__.py,,",
            "single.py,,",
            "../../../../etc/passwd,,",
            "/etc/passwd,,",
            "a-1.dist-info/RECORD,,");
    assertThat(found.basis()).isEqualTo(Basis.PART);
    assertThat(found.owned())
        .containsExactly(
            "lib/site-packages/a-1.dist-info/",
            "bin/a",
            "lib/site-packages/a/",
            "lib/site-packages/google/",
            "lib/site-packages/google/x y/",
            "lib/site-packages/single.py");
  }

  @Test
  void knowsInstalledFilesOfPythonByTheirModules() throws IOException {
    PackageIdentity found = one("sp/a-1.egg-info/top_level.txt", "a", " b_c ", "../x", "");
    assertThat(found.owned())
        .containsExactly("sp/a-1.egg-info/", "sp/a/", "sp/a.py", "sp/b_c/", "sp/b_c.py");
  }

  @Test
  void readsScriptsOfPython() throws IOException {
    PackageIdentity found =
        one(
            "sp/a-1.dist-info/entry_points.txt",
            "[console_scripts]",
            "a = a.cli:main",
            "[x]",
            "y=z");
    assertThat(found.facts().entryPoints()).containsExactly("console_scripts a: a.cli:main");
  }
}
