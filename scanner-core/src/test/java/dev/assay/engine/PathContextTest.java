package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Provenance;
import dev.assay.model.ScanTarget;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathContextTest {

  private static String kinds(String path) {
    StringBuilder kinds = new StringBuilder();
    for (String sentence : PathContext.of(new Provenance.File(path), List.of()).lowerings(false)) {
      assertThat(sentence).startsWith("severity lowered: the path (");
      kinds.append(kinds.isEmpty() ? "" : " + ");
      kinds.append(sentence.substring(sentence.lastIndexOf(" is of ") + 7));
    }
    return kinds.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/test/java/Main.java",
        "src/dockerTest/resources/application.yml",
        "module/src/testFixtures/x.yml",
        "smoke-test/x/application.properties",
        "unit_tests/a.c",
        "test/a.js",
        "app/__tests__/login.js",
        "spec/models/user.rb",
        "e2e/run.ts",
        "pkg/testdata/key.json",
        "src/mocks/handlers.ts",
        "cypress/support/commands.js",
        "MyApp.Tests/appsettings.json",
        "eng/testproxy/cert.pem",
        "output/fuzzer/fuzzer.go",
        "benchmarks/src/Keys.java",
        "src/it/settings.xml",
        "src/main/FooTest.java",
        "src/main/FooTests.cs",
        "src/main/TestFoo.java",
        "src/main/FooIT.java",
        "pkg/foo_test.go",
        "pkg/mock_client.go",
        "app/test_views.py",
        "app/conftest.py",
        "app/login.spec.ts",
        "app/login.test.tsx",
        "app/login.cy.ts",
        "app/UserSpec.groovy",
        "src/main/resources/application-test.yml",
        ".env.test",
        "tests.py",
      })
  void knowsTests(String path) {
    assertThat(kinds(path)).isEqualTo("tests");
    assertThat(
            PathContext.tests(PathContext.of(new Provenance.File(path), List.of()).lowerings(true)))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/setup.txt",
        "README",
        "README.txt",
        "README.md",
        "pkg/notes.rst",
        "examples/basic/main.tf",
        "share/man/de/man5/x.conf.5",
        "apis/examples-1.json",
        "apis/docs-2.json",
        "samples/app.py",
        "sample-app/app.py",
        "demo/settings.ini",
        "tutorial/part1/app.js",
        "cookbook/auth.py",
        "user-guide/login.html",
        "LICENSE",
        "LICENCE.txt",
        "CHANGELOG",
        "RELEASE_NOTES.txt",
        "THIRD-PARTY.txt",
        "debian/changelog.Debian",
        ".env.example",
        ".env.dist",
        "config/database.sample.yml",
        "config/settings.example.py",
        "example.env",
        "config-example.json",
        "values.yaml.template",
      })
  void knowsDocumentsAndExamples(String path) {
    assertThat(kinds(path)).isEqualTo("documents or examples");
  }

  @ParameterizedTest
  @CsvSource({
    "vendor/lib/a.go, vendored code",
    "web/node_modules/x/index.js, vendored code",
    "third_party/zlib/a.c, vendored code",
    "3rdparty/a.c, vendored code",
    "bower_components/x.js, vendored code",
    "ios/Pods/X/a.m, vendored code",
    "venv/lib/python3.11/site-packages/x.py, vendored code",
    "static/app.min.js, minified code",
    "static/app.bundle.js, minified code",
    "static/main.3f2a9c1b.js, minified code",
    "static/style.min.css, minified code",
    "node_modules/x/x.min.js, vendored code",
    "api/user.pb.go, generated code",
    "api/user_pb2.py, generated code",
    "pkg/zz_generated.deepcopy.go, generated code",
    "build/generated/Api.java, generated code",
    "Form.Designer.cs, generated code",
    "lib/user.g.dart, generated code",
    "static/app.js.map, generated code",
    "app/locale/de/app.js, translations",
    "src/i18n/texts.ts, translations",
    "po/de.po, translations",
    "src/messages_de.properties, translations",
    "src/messages.properties, translations",
    "src/app_pt_BR.properties, translations",
    "res/values/strings.xml, translations",
    "res/values-de/x.xml, translations",
    "Base.lproj/Main.txt, translations",
    "Localizable.strings, translations",
    "Texts.resx, translations",
    "config/devise.en.yml, translations",
    "public/zh-Hans.json, translations",
    "vendor/x/testdata/y.md, tests + documents or examples + vendored code",
  })
  void knowsWhatNobodyWroteHere(String path, String kinds) {
    assertThat(kinds(path)).isEqualTo(kinds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/java/Main.java",
        "contest/latest.java",
        "testify/assert.go",
        "attestation/a.go",
        "src/Protest.java",
        "speedtester/app.py",
        "config/application.yml",
        "history.js",
        "news.php",
        "changes/a.py",
        "bin/install.sh",
        "template.yaml",
        "deployment/docker-compose.yml",
        "src/minimum.js",
        "src/bundle/a.js",
        "gen.py",
        "src/strings.c",
        "src/language.java",
        "id.json",
        "db.properties",
        "foo_db.properties",
        ".env",
        "a",
        "/",
        "x/",
      })
  void takesNothingElseForThem(String path) {
    assertThat(kinds(path)).isEmpty();
  }

  @Test
  void looksOutsideOfContainersButNotAtTheirNames() {
    assertThat(kinds("src/test/resources/keys.zip!/a/key.pem")).isEqualTo("tests");
    assertThat(kinds("keys.zip!/a/test/key.pem")).isEqualTo("tests");
    assertThat(kinds("share/doc/a.tgz!/b.tar!/x.html")).isEqualTo("documents or examples");
    assertThat(kinds("target/demo.jar!/application.yml")).isEmpty();
    assertThat(kinds("tests.zip!/sample.tar!/application.yml")).isEmpty();
  }

  @Test
  void passesOverWhereTheUserKeepsThings() {
    List<String> roots =
        Sources.roots(
            List.of(
                new ScanTarget.Tree("/home/test"),
                new ScanTarget.Tree("/home/test/sub/a.conf"),
                new ScanTarget.Tree("../examples/"),
                new ScanTarget.Tree("tests"),
                new ScanTarget.StandardInput()));

    assertThat(roots).containsExactly("/home/test/sub/a.conf", "../examples", "/home/test");
    assertThat(lowerings("/home/test/a.conf", roots)).isEmpty();
    assertThat(lowerings("/home/test/sub/a.conf", roots)).isEmpty();
    assertThat(lowerings("../examples/a.conf", roots)).isEmpty();
    assertThat(lowerings("/home/test/spec/a.conf", roots)).hasSize(1);
    assertThat(lowerings("tests/a.conf", roots)).hasSize(1);
    assertThat(Sources.roots(List.of(new ScanTarget.Tree("/home/test")))).isEmpty();
  }

  private static List<String> lowerings(String path, List<String> roots) {
    return PathContext.of(new Provenance.File(path), roots).lowerings(true);
  }

  @Test
  void translationsLowerOnlyWhatHasNoFormat() {
    PathContext context = PathContext.of(new Provenance.File("res/values/strings.xml"), List.of());

    assertThat(context.lowerings(true)).isEmpty();
    assertThat(context.lowerings(false))
        .containsExactly("severity lowered: the path (strings.xml) is of translations");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web/package-lock.json",
        "yarn.lock",
        "Cargo.lock",
        "go.sum",
        "Gemfile.lock",
        "x/poetry.lock",
        "SHA256SUMS",
        "app.tar.gz.sha256",
        "gradle/verification-metadata.xml"
      })
  void knowsLockFiles(String path) {
    assertThat(LockFiles.named(path)).isTrue();
    assertThat(LockFiles.named(path + "x")).isFalse();
  }
}
