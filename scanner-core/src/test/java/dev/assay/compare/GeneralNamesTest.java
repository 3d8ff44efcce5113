package dev.assay.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneralNamesTest {

  @ParameterizedTest
  @CsvSource({
    // versions
    "foo-1.2.3.jar, foo-*.jar",
    "foo-1.2.3-SNAPSHOT.jar, foo-*.jar",
    "foo-1.2.3-rc.1.jar, foo-*.jar",
    "foo-1.2.3rc1.tar.gz, foo-*.tar.gz",
    "guava-33.2.1-jre.jar, guava-*.jar",
    "netty-4.1.112.Final-linux-x86_64.jar, netty-*-linux-x86_64.jar",
    "requests-2.32.3.dist-info/METADATA, requests-*.dist-info/METADATA",
    "app_1.0.2_amd64.deb, app_*_amd64.deb",
    "lib/libfoo.so.1.2.3, lib/libfoo.so.*",
    "app-v2.0.js, app-*.js",
    "build-20240317.txt, build-*.txt",
    // hashes
    "index-a1b2c3d4.js, index-*.js",
    "static/js/main.3f2a1b4c.chunk.js, static/js/main.*.chunk.js",
    "chunk.5f3e9a12bc.css, chunk.*.css",
    "dep-CHZK6zbr.js, dep-*.js",
    "dep-DWzCYIjV.js, dep-*.js",
    "chunk-ABCDE2FG.js, chunk-*.js",
    "chunk-BWUZBVLX.js, chunk-*.js",
    "index-B_x1-k2A.js, index-*.js",
    "30fcd23745efe32ce681__mypyc.cpython-312-x86_64-linux-gnu.so,"
        + " *__mypyc.cpython-312-x86_64-linux-gnu.so",
    "4d5e6f7081920a1b.png, *.png",
    // neither
    "cli.js, cli.js",
    "utf8-encoder.js, utf8-encoder.js",
    "index.es2015.js, index.es2015.js",
    "x86_64/rg, x86_64/rg",
    "blib2to3/Grammar.txt, blib2to3/Grammar.txt",
    "react-dom.production.min.js, react-dom.production.min.js",
    "server.browser.js, server.browser.js",
    "Base64Codec.class, Base64Codec.class",
    "Sha256Util$1.class, Sha256Util$1.class",
    "META-INF/versions/9/module-info.class, META-INF/versions/9/module-info.class",
    "python3.11/x.py, python3.11/x.py",
    "manylinux_2_17_x86_64.so, manylinux_2_17_x86_64.so",
    "README, README",
  })
  void leavesOutWhatChanges(String path, String general) {
    assertThat(GeneralNames.of(path, "")).isEqualTo(general);
    assertThat(PathPattern.parse(general).matches(path)).isTrue();
  }

  @Test
  void knowsTheVersionOfItsPackage() {
    assertThat(GeneralNames.of("closure-compiler-v20240317.jar", "v20240317"))
        .isEqualTo("closure-compiler-*.jar");
    assertThat(GeneralNames.of("app-12-b7.zip", "12-b7")).isEqualTo("app-*.zip");
    assertThat(GeneralNames.of("app-120.zip", "12")).isEqualTo("app-120.zip");
  }

  @Test
  void meansWhateverIsInAName() {
    for (String hostile :
        new String[] {
          "*", "**/*", "a\\b-1.2.3", "\uE000-1.2.3", "*-1.2.3*.js", "a\n-1.2.3\t", "/"
        }) {
      String general = GeneralNames.of(hostile, "");
      assertThat(PathPattern.parse(general).matches(hostile)).as(hostile).isTrue();
    }
  }

  @Test
  void takesWhatIsBesideAHashForOne() {
    assertThat(GeneralNames.lastAsHash("dist/dep-Ctugieod.js")).isEqualTo("dist/dep-*.js");
    assertThat(GeneralNames.lastAsHash("dist/index.js")).isNull();
  }
}
