package dev.assay.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackageAssemblyTest {
  private static final String METADATA = "Metadata-Version: 2.1\nName: %s\nVersion: %s\n";

  private final List<PackageIdentity> observed = new ArrayList<>();

  private void file(String path, String text) throws IOException {
    List<PackageIdentity> found = ManifestReadersTest.read(path, text);
    assertThat(found).isNotEmpty();
    observed.addAll(found);
  }

  private static String properties(String artifact, String version) {
    return "groupId=g\nartifactId=" + artifact + "\nversion=" + version + "\n";
  }

  private static String pom(String artifact, String version) {
    return "<project><groupId>g</groupId><artifactId>"
        + artifact
        + "</artifactId><version>"
        + version
        + "</version><licenses><license><name>MIT</name></license></licenses></project>";
  }

  /** The same whatever the order of what was observed. */
  private List<PackageIdentity> assembled() {
    List<PackageIdentity> first = PackageAssembly.of(observed).packages();
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(observed, random);
      assertThat(PackageAssembly.of(observed).packages()).isEqualTo(first);
    }
    return first;
  }

  private List<String> lines() {
    return assembled().stream().map(each -> each.root() + " " + each.purl()).toList();
  }

  private String packageOf(String path) {
    PackageIdentity found = new PackageIndex(assembled()).of(ManifestReadersTest.place(path));
    return found == null ? null : found.purl();
  }

  @Test
  void aJarIsWhatItsPropertiesSay() throws IOException {
    file("a-1.jar!/META-INF/MANIFEST.MF", "Main-Class: M\n");
    file("a-1.jar!/META-INF/maven/g/a/pom.properties", properties("a", "1"));
    file("a-1.jar!/META-INF/maven/g/a/pom.xml", pom("a", "1"));
    assertThat(lines()).containsExactly("a-1.jar!/ pkg:maven/g/a@1");
    PackageIdentity jar = assembled().get(0);
    assertThat(jar.facts().licences()).containsExactly("MIT");
    assertThat(jar.facts().entryPoints()).containsExactly("Main-Class: M");
    assertThat(packageOf("a-1.jar!/x/Y.class")).isEqualTo("pkg:maven/g/a@1");
  }

  @Test
  void aJarIsNotWhatItWasMadeOf() throws IOException {
    file("x-cli-2.jar!/META-INF/MANIFEST.MF", "A: b\n");
    file("x-cli-2.jar!/META-INF/maven/g/guava/pom.properties", properties("guava", "31"));
    file("x-cli-2.jar!/META-INF/maven/g/x/pom.properties", properties("x", "2"));
    file("x-cli-2.jar!/META-INF/maven/g/x-cli/pom.properties", properties("x-cli", "2"));
    file("y-3.jar!/META-INF/MANIFEST.MF", "A: b\n");
    file("y-3.jar!/META-INF/maven/g/guava/pom.properties", properties("guava", "31"));
    file("app.jar!/META-INF/maven/g/z/pom.properties", properties("z", "4"));
    assertThat(lines())
        .containsExactly(
            "app.jar!/ pkg:maven/g/z@4",
            "x-cli-2.jar!/ pkg:maven/g/x-cli@2",
            "x-cli-2.jar!/META-INF/maven/g/guava/ pkg:maven/g/guava@31",
            "x-cli-2.jar!/META-INF/maven/g/x/ pkg:maven/g/x@2",
            "y-3.jar!/ pkg:generic/y@3",
            "y-3.jar!/META-INF/maven/g/guava/ pkg:maven/g/guava@31");
    assertThat(packageOf("y-3.jar!/com/google/A.class")).isEqualTo("pkg:generic/y@3");
  }

  @Test
  void theInnermostPackageHoldsAFile() throws IOException {
    file("app-1.jar!/META-INF/MANIFEST.MF", "A: b\n");
    file("app-1.jar!/META-INF/maven/g/app/pom.properties", properties("app", "1"));
    file("app-1.jar!/BOOT-INF/lib/lib-2.jar!/META-INF/MANIFEST.MF", "A: b\n");
    assertThat(packageOf("app-1.jar!/BOOT-INF/lib/lib-2.jar!/a.properties"))
        .isEqualTo("pkg:generic/lib@2");
    assertThat(packageOf("app-1.jar!/BOOT-INF/lib/lib-2.jar")).isEqualTo("pkg:maven/g/app@1");
    assertThat(packageOf("other/app-1.jar")).isNull();
  }

  @Test
  void aRepositorysPomNamesTheJarsBesideIt() throws IOException {
    file("r/g/a/1/a-1.pom", pom("a", "1"));
    file("r/g/a/1/a-1.jar!/META-INF/MANIFEST.MF", "Main-Class: M\n");
    file("r/g/a/1/a-1-sources.jar!/META-INF/MANIFEST.MF", "A: b\n");
    file("r/g/a/1/b-1.jar!/META-INF/MANIFEST.MF", "A: b\n");
    assertThat(lines())
        .containsExactly("r/g/a/1/ pkg:maven/g/a@1", "r/g/a/1/b-1.jar!/ pkg:generic/b@1");
    assertThat(packageOf("r/g/a/1/a-1.jar!/x")).isEqualTo("pkg:maven/g/a@1");
  }

  @Test
  void theLayoutNamesJarsWithoutAPom() throws IOException {
    file(".m2/repository/org/x/a/1/a-1.jar!/META-INF/MANIFEST.MF", "A: b\n");
    file("h/files-2.1/org.x/b/2/0f0f/b-2.jar!/META-INF/MANIFEST.MF", "A: b\n");
    file("h/files-2.1/org.x/c/3/0f0f/c-3.jar!/META-INF/MANIFEST.MF", "A: b\n");
    file(
        "h/files-2.1/org.x/c/3/1e1e/c-3.pom",
        "<project><groupId>org.x</groupId><artifactId>c</artifactId><version>3</version></project>");
    assertThat(lines())
        .containsExactly(
            ".m2/repository/org/x/a/1/a-1.jar!/ pkg:maven/org.x/a@1",
            "h/files-2.1/org.x/b/2/0f0f/b-2.jar!/ pkg:maven/org.x/b@2",
            "h/files-2.1/org.x/c/3/ pkg:maven/org.x/c@3");
  }

  @Test
  void aProjectsPomNamesNoJarsBelowIt() throws IOException {
    file("pom.xml", pom("a", "1"));
    file("lib/a-b-2.jar!/META-INF/MANIFEST.MF", "A: b\n");
    file("META-INF/MANIFEST.MF", "A: b\n");
    assertThat(lines()).containsExactly(" pkg:maven/g/a@1", "lib/a-b-2.jar!/ pkg:generic/a-b@2");
  }

  @Test
  void aPackageInItselfIsOne() throws IOException {
    file("a-1.tar.gz!/a-1/PKG-INFO", String.format(METADATA, "a", "1"));
    file("a-1.tar.gz!/a-1/a.egg-info/PKG-INFO", String.format(METADATA, "A", "1"));
    file("a-1.tar.gz!/a-1/a.egg-info/entry_points.txt", "[console_scripts]\na = b\n");
    assertThat(lines()).containsExactly("a-1.tar.gz!/a-1/ pkg:pypi/a@1");
    assertThat(assembled().get(0).facts().entryPoints()).containsExactly("console_scripts a: b");
  }

  @Test
  void installedPythonPackagesShareAFolder() throws IOException {
    file("sp/a-1.dist-info/METADATA", String.format(METADATA, "a", "1"));
    file("sp/a-1.dist-info/RECORD", "a/__init__.py,,\na/x.py,,\ng/__init__.py,,\ng/a/y.py,,\n");
    file("sp/a-1.dist-info/top_level.txt", "a\ng\n");
    file("sp/b-1.dist-info/METADATA", String.format(METADATA, "b", "1"));
    file("sp/b-1.dist-info/RECORD", "g/b/x.py,,\nsix.py,,\n");
    file("sp/c_d-1.egg-info/PKG-INFO", String.format(METADATA, "c-d", "1"));
    file("sp/e-1.egg-info", String.format(METADATA, "e", "1"));
    assertThat(packageOf("sp/a/deep/x.py")).isEqualTo("pkg:pypi/a@1");
    assertThat(packageOf("sp/g/a/y.py")).isEqualTo("pkg:pypi/a@1");
    assertThat(packageOf("sp/g/b/z.py")).isEqualTo("pkg:pypi/b@1");
    assertThat(packageOf("sp/six.py")).isEqualTo("pkg:pypi/b@1");
    assertThat(packageOf("sp/c_d/x.py")).isEqualTo("pkg:pypi/c-d@1");
    assertThat(packageOf("sp/e.py")).isEqualTo("pkg:pypi/e@1");
    assertThat(packageOf("sp/e-1.egg-info")).isEqualTo("pkg:pypi/e@1");
    assertThat(packageOf("sp/nobody.py")).isNull();
  }

  @Test
  void allOfAWheelIsOne() throws IOException {
    file("a-1-py3-none-any.whl!/a-1.dist-info/METADATA", String.format(METADATA, "a", "1"));
    assertThat(packageOf("a-1-py3-none-any.whl!/b/c.py")).isEqualTo("pkg:pypi/a@1");
    assertThat(packageOf("a-1-py3-none-any.whl")).isNull();
  }

  @Test
  void kindsBesideEachOtherStayTwo() throws IOException {
    file("package.json", "{\"name\": \"a\", \"version\": \"1\"}");
    file("pom.xml", pom("a", "1"));
    assertThat(lines()).containsExactly(" pkg:npm/a@1", " pkg:maven/g/a@1");
  }

  @Test
  void partsOfNothingAreNothing() throws IOException {
    file("META-INF/MANIFEST.MF", "Main-Class: M\n");
    file("sp/a-1.dist-info/RECORD", "a/x.py,,\n");
    assertThat(lines()).isEmpty();
  }
}
