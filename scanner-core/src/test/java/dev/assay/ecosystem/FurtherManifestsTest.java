package dev.assay.ecosystem;

import static dev.assay.ecosystem.ManifestReadersTest.one;
import static dev.assay.ecosystem.ManifestReadersTest.place;
import static dev.assay.ecosystem.ManifestReadersTest.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.ByteSlice;
import dev.assay.model.PackageFacts.Visibility;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests of kinds other than npm, Maven and Python. */
class FurtherManifestsTest {

  @Test
  void readsCrates() throws IOException {
    PackageIdentity found =
        one(
            "a-1.0.0.crate!/a-1.0.0/Cargo.toml",
            "[package]",
            "name = \"a\"",
            "version = \"1.0.0\"",
            "license = \"MIT OR Apache-2.0\"",
            "license-file = 'LICENSE'",
            "authors = [\"Who <w@example.com>\"]",
            "repository = \"https://example.com/a\"",
            "include = [\"src/**\", \"/build.rs\"]",
            "exclude = [\"tests/\"]",
            "[dependencies]",
            "b = \"1\"");
    assertThat(found.purl()).isEqualTo("pkg:cargo/a@1.0.0");
    assertThat(found.root()).isEqualTo("a-1.0.0.crate!/a-1.0.0/");
    assertThat(found.facts().licences())
        .containsExactly("MIT OR Apache-2.0", "license-file: LICENSE");
    assertThat(found.facts().included()).containsExactly("src/**", "/build.rs");
    assertThat(found.facts().excluded()).containsExactly("tests/");
    assertThat(found.facts().visibility()).isEqualTo(Visibility.UNSAID);
  }

  @ParameterizedTest
  @CsvSource({
    "publish = false, PRIVATE",
    "publish = [], PRIVATE",
    "'publish = [\"own\"]', PRIVATE",
    "'publish = [\"own\", \"crates-io\"]', UNSAID",
    "publish = true, UNSAID",
  })
  void readsWhetherACrateMayBePublished(String line, Visibility visibility) throws IOException {
    PackageIdentity found =
        one("Cargo.toml", "[package]", "name = \"a\"", "version.workspace = true", line);
    assertThat(found.facts().visibility()).isEqualTo(visibility);
    assertThat(found.version()).isEmpty();
  }

  @Test
  void aWorkspaceIsNoCrate() throws IOException {
    assertThat(read("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Cargo.toml, '[package'",
    "Chart.yaml, 'a: [b'",
    "a.gem!/metadata.gz!/metadata, '{'",
    "x.nuspec, '<package>'",
    "extension.vsixmanifest, '<a'",
    "a.module, '{'",
    "a.conda!/info/index.json, '['",
  })
  void refusesWhatIsBroken(String path, String text) {
    assertThatThrownBy(() -> read(path, text)).isInstanceOf(MalformedManifestException.class);
  }

  @Test
  void refusesEndlessNesting() {
    for (String text : List.of("[".repeat(50_000), "{a: ".repeat(50_000))) {
      assertThatThrownBy(() -> read("Chart.yaml", text))
          .isInstanceOf(MalformedManifestException.class);
    }
    assertThatThrownBy(() -> read("Cargo.toml", "a = " + "[".repeat(200_000)))
        .isInstanceOf(MalformedManifestException.class);
    assertThatThrownBy(() -> read("package.json", "{\"a\":" + "[".repeat(200_000)))
        .isInstanceOf(MalformedManifestException.class);
    assertThatThrownBy(() -> read("pom.xml", "<a>".repeat(50_000)))
        .isInstanceOf(MalformedManifestException.class);
  }

  @Test
  void expandsNothing() throws IOException {
    StringBuilder yaml =
        new StringBuilder("name: a\nversion: 1\na0: &a0 [x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 40; i++) {
      yaml.append("a").append(i).append(": &a").append(i).append(" [");
      yaml.append(("*a" + (i - 1) + " , ").repeat(8)).append("x]\n");
    }
    assertThat(one("Chart.yaml", yaml.toString()).purl()).isEqualTo("pkg:generic/a@1");
    StringBuilder xml = new StringBuilder("<!DOCTYPE project [<!ENTITY e0 \"eeeeeeeeee\">");
    for (int i = 1; i < 20; i++) {
      xml.append("<!ENTITY e").append(i).append(" \"");
      xml.append(("&e" + (i - 1) + ";").repeat(10)).append("\">");
    }
    xml.append("]><project><artifactId>a</artifactId><groupId>g&e19;</groupId></project>");
    assertThat(one("pom.xml", xml.toString()).purl()).isEqualTo("pkg:maven/g/a");
  }

  @Test
  void readsGems() throws IOException {
    String text =
        """
        --- !ruby/object:Gem::Specification
        name: a
        version: !ruby/object:Gem::Version
          version: 1.2.3
        platform: java
        authors:
        - Who
        executables:
        - a
        files:
        - lib/a.rb
        homepage: https://example.com
        licenses:
        - MIT
        metadata:
          source_code_uri: https://example.com/src
        dependencies:
        - !ruby/object:Gem::Dependency
          name: b
        """;
    Provenance.Entry metadata = (Provenance.Entry) place("x/a-1.2.3.gem!/metadata.gz!/metadata");
    Provenance layer = new Provenance.Entry(metadata.container(), "metadata", true);
    List<PackageIdentity> found = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ManifestReaders.of(layer).read(new ByteSlice(bytes, 0, bytes.length), layer, found::add);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).purl()).isEqualTo("pkg:gem/a@1.2.3?platform=java");
    assertThat(found.get(0).root()).isEqualTo("x/a-1.2.3.gem!/");
    assertThat(found.get(0).facts().licences()).containsExactly("MIT");
    assertThat(found.get(0).facts().included()).containsExactly("lib/a.rb");
    assertThat(found.get(0).facts().entryPoints()).containsExactly("executable: a");
    assertThat(ManifestReaders.of(place("metadata"))).isNull();
  }

  @Test
  void readsGradleModules() throws IOException {
    String text =
        "{\"formatVersion\": \"1.1\", \"component\": {\"group\": \"g.h\", \"module\": \"a\","
            + " \"version\": \"1\", \"attributes\": {}}, \"variants\": []}";
    PackageIdentity found = one("c/files-2.1/g.h/a/1/0f/a-1.module", text);
    assertThat(found.purl()).isEqualTo("pkg:maven/g.h/a@1");
    assertThat(found.kind()).isEqualTo(PackageKind.GRADLE_MODULE);
    assertThat(found.root()).isEqualTo("c/files-2.1/g.h/a/1/");
    assertThat(one("r/g/h/a/1/a-1.module", text).root()).isEqualTo("r/g/h/a/1/");
    assertThat(read("sites/x.module", "<?php echo 1;")).isEmpty();
    assertThat(read("x.module", "{\"a\": 1}")).isEmpty();
  }

  @Test
  void readsNuGet() throws IOException {
    PackageIdentity found =
        one(
            "A.1.0.0.nupkg!/A.nuspec",
            """
            <?xml version="1.0"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
              <id>A</id><version>1.0.0</version><authors>Who</authors>
              <license type="expression">MIT</license><licenseUrl>http://x</licenseUrl>
              <repository type="git" url="https://example.com/a" />
            </metadata><files><file src="lib\\a.dll" target="lib" /></files></package>
            """);
    assertThat(found.purl()).isEqualTo("pkg:nuget/A@1.0.0");
    assertThat(found.root()).isEqualTo("A.1.0.0.nupkg!/");
    assertThat(found.facts().licences()).containsExactly("MIT");
    assertThat(found.facts().repository()).isEqualTo("https://example.com/a");
    assertThat(found.facts().included()).containsExactly("lib\\a.dll");
    assertThat(read("x.nuspec", "<package><metadata><id>$id$</id></metadata></package>")).isEmpty();
  }

  @Test
  void readsExtensions() throws IOException {
    PackageIdentity found =
        one(
            "a.vsix!/extension.vsixmanifest",
            """
            <PackageManifest Version="2.0.0"><Metadata>
              <Identity Language="en-US" Id="Ext" Version="1.0.0" Publisher="Who" TargetPlatform="linux-x64"/>
              <License>extension/LICENSE.txt</License>
            </Metadata></PackageManifest>
            """);
    assertThat(found.purl()).isEqualTo("pkg:vscode-extension/who/ext@1.0.0?platform=linux-x64");
    assertThat(found.display()).isEqualTo("VS Code extension Who/Ext 1.0.0");
    PackageIdentity source =
        one(
            "package.json",
            "{\"name\": \"ext\", \"publisher\": \"who\", \"version\": \"1\", \"engines\": {\"vscode\":"
                + " \"^1\"}}");
    assertThat(source.kind()).isEqualTo(PackageKind.VSIX);
    assertThat(source.purl()).isEqualTo("pkg:vscode-extension/who/ext@1");
  }

  @Test
  void readsDebianPackages() throws IOException {
    String text =
        """
        Package: a
        Version: 1:2.0-1
        Architecture: amd64
        Maintainer: Who <w@example.com>
        Description: x
         Version: 9
        """;
    PackageIdentity found = one("a_2.0.deb!/control.tar.xz!/control", text);
    assertThat(found.purl()).isEqualTo("pkg:deb/a@1%3A2.0-1?arch=amd64");
    assertThat(found.root()).isEqualTo("a_2.0.deb!/");
    assertThat(one("b/DEBIAN/control", text).root()).isEqualTo("b/");
    assertThat(ManifestReaders.of(place("debian/control"))).isNull();
    assertThat(ManifestReaders.of(place("control"))).isNull();
  }

  @Test
  void readsRpms() throws IOException {
    PackageIdentity found =
        one(
            "a.rpm!/[rpm header]",
            "Name: a",
            "Version: 1",
            "Release: 2.fc40",
            "Description:",
            "first",
            "",
            "License: none",
            "Vendor: Who",
            "License: GPL-2.0",
            "Architecture: noarch");
    assertThat(found.purl()).isEqualTo("pkg:rpm/a@1-2.fc40?arch=noarch");
    assertThat(found.facts().licences()).containsExactly("GPL-2.0");
    assertThat(found.root()).isEqualTo("a.rpm!/");
  }

  @Test
  void readsImages() throws IOException {
    PackageIdentity found =
        one(
            "app.tar.gz!/[image config]",
            "ENV A=b",
            "LABEL org.opencontainers.image.title=\"App\"",
            "LABEL org.opencontainers.image.version=1.2");
    assertThat(found.purl()).isEqualTo("pkg:oci/app@1.2");
    assertThat(found.root()).isEqualTo("app.tar.gz!/");
    found = one("x/app.tar!/[image config]", "ENV A=b");
    assertThat(found.display()).isEqualTo("container image app (by the name of its file)");
  }

  @Test
  void readsXmlThatIsNotInTheEncodingThatItNames() throws IOException {
    byte[] bytes =
        "<project><artifactId>a</artifactId><organization><name>J\u00f6</name></organization></project>"
            .getBytes(StandardCharsets.ISO_8859_1);
    Provenance pom = place("pom.xml");
    List<PackageIdentity> found = new ArrayList<>();
    ManifestReaders.of(pom).read(new ByteSlice(bytes, 0, bytes.length), pom, found::add);
    assertThat(found.get(0).facts().supplier()).isEqualTo("J\u00f6");
  }

  @Test
  void readsCharts() throws IOException {
    PackageIdentity found =
        one(
            "a-1.tgz!/a/Chart.yaml",
            "apiVersion: v2",
            "name: a",
            "version: 1.0.0",
            "appVersion: \"2\"",
            "dependencies:",
            "  - name: b",
            "    version: 2.0.0",
            "sources: [https://example.com/a]");
    assertThat(found.display()).isEqualTo("Helm chart a 1.0.0");
    assertThat(found.facts().repository()).isEqualTo("https://example.com/a");
    assertThat(read("Chart.yaml", "just: text")).isEmpty();
  }

  @Test
  void readsConda() throws IOException {
    String text =
        "{\"name\": \"a\", \"version\": \"1\", \"build\": \"py_0\", \"license\": \"MIT\", \"subdir\":"
            + " \"noarch\"}";
    PackageIdentity found = one("a-1-py_0.conda!/info-a-1-py_0.tar.zst!/info/index.json", text);
    assertThat(found.purl()).isEqualTo("pkg:conda/a@1?build=py_0&subdir=noarch");
    assertThat(found.root()).isEqualTo("a-1-py_0.conda!/");
    assertThat(one("a-1-py_0.tar.bz2!/info/index.json", text).root())
        .isEqualTo("a-1-py_0.tar.bz2!/");
    assertThat(read("a.zip!/info/index.json", "{\"name\": \"a\"}")).isEmpty();
    assertThat(ManifestReaders.of(place("info/index.json"))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "go.mod, 'module example.com/a/v2', pkg:golang/example.com/a/v2",
    "z.zip!/example.com/a@v1.2.3/go.mod, 'module example.com/a', pkg:golang/example.com/a@v1.2.3",
    "mod/example.com/!a@v1.0.0+incompatible/go.mod, 'module \"example.com/A\" // x',"
        + " pkg:golang/example.com/a@v1.0.0%2Bincompatible",
    "go.mod, '// x\nmodule (\n a\n)', pkg:golang/a",
  })
  void readsGoModules(String path, String text, String purl) throws IOException {
    assertThat(one(path, text).purl()).isEqualTo(purl);
  }

  @Test
  void aGoModWithoutAModuleIsNone() throws IOException {
    assertThat(read("go.mod", "go 1.20\nrequire a v1\n")).isEmpty();
    assertThat(read("go.mod", "module (\n)\n")).isEmpty();
  }

  @Test
  void readsWhichFilesASourceDistributionHas() throws IOException {
    PackageIdentity found =
        one("a-1/MANIFEST.in", "include *.txt", "# no", "recursive-exclude t *", "prune x");
    assertThat(found.facts().included()).containsExactly("include *.txt");
    assertThat(found.facts().excluded()).containsExactly("recursive-exclude t *", "prune x");
    assertThat(one("a.egg-info/SOURCES.txt", "a.py", "b.py").facts().included())
        .containsExactly("a.py", "b.py");
    assertThat(ManifestReaders.of(place("SOURCES.txt"))).isNull();
  }
}
