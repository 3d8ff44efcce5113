package dev.assay.ecosystem.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Fix;
import dev.assay.model.PackageFacts;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RemediesTest {

  private static PackageIdentity identity(PackageKind kind, String... included) {
    return identity(
        kind,
        new PackageFacts(
            List.of(),
            PackageFacts.Visibility.UNSAID,
            "",
            "",
            "",
            List.of(),
            List.of(included),
            List.of()));
  }

  private static PackageIdentity identity(PackageKind kind, PackageFacts facts) {
    Provenance archive = new Provenance.File("a.pkg");
    return new PackageIdentity(
        kind,
        PackageIdentity.Basis.MANIFEST,
        "",
        "acme",
        "1.0",
        "pkg:generic/acme@1.0",
        new Provenance.Entry(archive, "manifest"),
        "a.pkg!/",
        List.of(),
        facts);
  }

  private static RepositoryFiles files(String... namesAndTexts) {
    Map<String, TextFile> files = new HashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.put(namesAndTexts[i], new TextFile("sub/" + namesAndTexts[i], namesAndTexts[i + 1]));
    }
    return new RepositoryFiles(files);
  }

  private static List<String> texts(List<Fix> fixes) {
    return fixes.stream().map(Fix::description).toList();
  }

  /** {@code text} after {@code change}, by its bytes; its lines and columns have to agree. */
  static String applied(String text, Fix.@Nullable Change change) {
    assertThat(change).isNotNull();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Region region = change.deleted();
    int from = (int) region.byteOffset();
    int to = from + (int) region.byteLength();
    assertThat(offset(text, region.line(), region.column()))
        .isEqualTo(new String(bytes, 0, from, StandardCharsets.UTF_8).length());
    assertThat(offset(text, region.endLine(), region.endColumn()))
        .isEqualTo(new String(bytes, 0, to, StandardCharsets.UTF_8).length());
    return new String(bytes, 0, from, StandardCharsets.UTF_8)
        + change.inserted()
        + new String(Arrays.copyOfRange(bytes, to, bytes.length), StandardCharsets.UTF_8);
  }

  private static int offset(String text, int line, int column) {
    int at = 0;
    for (int i = 1; i < line; i++) {
      at = text.indexOf('\n', at) + 1;
    }
    return at + column - 1;
  }

  @Test
  void entryThatNamesTheFileGoes() {
    String manifest = "{\"files\": [\"cli.js\", \"cli.js.map\", \"é\"], \"name\": \"acme\"}";
    List<Fix> fixes =
        Remedies.sourceMap(
            identity(PackageKind.NPM, "cli.js", "cli.js.map"),
            "cli.js.map",
            false,
            true,
            MapShape.UNKNOWN,
            files("package.json", manifest));
    assertThat(fixes.get(0).description()).startsWith("Take \"cli.js.map\" out of `files`");
    assertThat(applied(manifest, fixes.get(0).change()))
        .isEqualTo("{\"files\": [\"cli.js\", \"é\"], \"name\": \"acme\"}");
  }

  @Test
  void lastEntryGoesWithItsComma() {
    String manifest = "{\n  \"é\": 1,\r\n  \"files\": [\n    \"a\",\n    \"b.env\"\n  ]\n}\n";
    Fix fix =
        Remedies.keepOut(
                identity(PackageKind.NPM, "a", "b.env"),
                "b.env",
                true,
                files("package.json", manifest))
            .get(0);
    assertThat(applied(manifest, fix.change()))
        .isEqualTo("{\n  \"é\": 1,\r\n  \"files\": [\n    \"a\"\n  ]\n}\n");
    String alone = "{\"files\":[\"b.env\"]}";
    Fix only =
        Remedies.keepOut(
                identity(PackageKind.NPM, "b.env"), "b.env", true, files("package.json", alone))
            .get(0);
    assertThat(applied(alone, only.change())).isEqualTo("{\"files\":[]}");
  }

  @Test
  void entryThatLetsItInGetsAnException() {
    String manifest = "{\n  \"files\": [\n    \"dist\",\n    \"README.md\"\n  ]\n}\n";
    List<Fix> fixes =
        Remedies.sourceMap(
            identity(PackageKind.NPM, "dist", "README.md"),
            "dist/a.js.map",
            false,
            true,
            new MapShape(List.of("src/a.ts"), "webpack", 3),
            files("package.json", manifest));
    assertThat(texts(fixes))
        .containsExactly(
            "Add \"!**/*.map\" at the end of `files` in package.json, where \"dist\" lets it in.",
            "Make no map: with webpack or rspack, set `devtool: false` for production; with"
                + " 'hidden-source-map' keep the map for your error tracker and don't ship it, with"
                + " 'nosources-source-map' it holds no sources.");
    assertThat(applied(manifest, fixes.get(0).change()))
        .isEqualTo(
            "{\n  \"files\": [\n    \"dist\",\n    \"README.md\",\n    \"!**/*.map\"\n  ]\n}\n");
    assertThat(fixes.get(0).change()).extracting(Fix.Change::file).isEqualTo("sub/package.json");
  }

  @Test
  void namesArePutInAsTheyAreQuoted() {
    String manifest = "{\"files\":[\"dist\"]}";
    Fix fix =
        Remedies.keepOut(
                identity(PackageKind.NPM, "dist"),
                "dist/a\"[b]\n.key",
                true,
                files("package.json", manifest))
            .get(0);
    assertThat(applied(manifest, fix.change()))
        .isEqualTo("{\"files\":[\"dist\", \"!dist/a??b??.key\"]}");
  }

  @Test
  void withoutFilesTheIgnoreFileGetsALine() {
    String ignore = "*.log";
    List<Fix> fixes =
        Remedies.keepOut(
            identity(PackageKind.NPM), "keys/a.pem", true, files(".npmignore", ignore));
    assertThat(applied(ignore, fixes.get(0).change())).isEqualTo("*.log\n/keys/a.pem\n");
    assertThat(texts(fixes).get(1)).contains("has no `files`");
    // To make one where there is a .gitignore would let in what that leaves out.
    assertThat(
            texts(
                Remedies.keepOut(
                    identity(PackageKind.NPM), ".env", true, files(".gitignore", "dist\n"))))
        .element(1)
        .isEqualTo(
            "Add the line `/.env` to .npmignore beside package.json, with all lines of .gitignore"
                + " before it: npm reads only one of the two.");
  }

  @Test
  void sourcesOfAPythonPackageGoTogether() {
    RepositoryFiles setuptools = files("pyproject.toml", "requires = [\"setuptools\"]");
    assertThat(
            texts(
                Remedies.keepOutLike(
                    identity(PackageKind.SDIST), "acme/web/a.ts", true, setuptools)))
        .containsExactly(
            "With setuptools: add the line `recursive-exclude acme *.ts` at the end of"
                + " MANIFEST.in.");
    assertThat(
            texts(
                Remedies.keepOutLike(
                    identity(PackageKind.WHEEL), "acme/web/a.ts", true, setuptools)))
        .containsExactly(
            "With setuptools: below [tool.setuptools.exclude-package-data] in pyproject.toml add"
                + " \"*\" = [\"*.ts\"], and take out what names it in package-data.");
  }

  @Test
  void sourcesInPlainSightGoTogether() {
    PackageIdentity npm = identity(PackageKind.NPM, "dist", "src");
    assertThat(texts(Remedies.keepOutLike(npm, "src/a/b.ts", true, RepositoryFiles.NONE)))
        .containsExactly(
            "Add \"!src/**/*.ts\" at the end of `files` in package.json, where \"src\" lets it in.");
    assertThat(texts(Remedies.keepOutLike(npm, "acme-sources", true, RepositoryFiles.NONE)))
        .containsExactly("Add \"!acme-sources\" at the end of `files` in package.json.");
  }

  @Test
  void bundledDependencyIsTakenOutAsAWhole() {
    assertThat(
            texts(
                Remedies.keepOut(
                    identity(PackageKind.NPM, "dist"),
                    "node_modules/x/.npmrc",
                    true,
                    RepositoryFiles.NONE)))
        .singleElement()
        .asString()
        .contains("names: take `x` out of it");
  }

  @Test
  void mapOfADependencyIsNoMatterOfTheOwnBundler() {
    for (boolean inline : new boolean[] {false, true}) {
      assertThat(
              texts(
                  Remedies.sourceMap(
                      identity(PackageKind.NPM),
                      "node_modules/@acme/x/dist/a.js.map",
                      inline,
                      true,
                      MapShape.UNKNOWN,
                      RepositoryFiles.NONE)))
          .singleElement()
          .asString()
          .contains("take `@acme/x` out of it");
      assertThat(
              texts(
                  Remedies.sourceMap(
                      identity(PackageKind.NPM),
                      "node_modules/x/a.js.map",
                      inline,
                      false,
                      MapShape.UNKNOWN,
                      files("package.json", "{\"devDependencies\":{\"vite\":\"8\"}}"))))
          .singleElement()
          .asString()
          .startsWith("npm packs nothing of node_modules");
    }
  }

  @Test
  void applicationThatNpmNeverPublishesGetsNoLinesForNpm() {
    PackageIdentity app =
        identity(
            PackageKind.NPM,
            new PackageFacts(
                List.of(),
                PackageFacts.Visibility.PRIVATE,
                "private: true",
                "",
                "",
                List.of(),
                List.of(),
                List.of()));
    RepositoryFiles files = files("package.json", "{\"private\":true}", ".gitignore", "dist\n");
    assertThat(texts(Remedies.keepOut(app, ".env", false, files)))
        .singleElement()
        .asString()
        .startsWith("npm publishes no package with `private: true`");
    assertThat(
            texts(Remedies.sourceMap(app, "dist/a.js.map", false, false, MapShape.UNKNOWN, files)))
        .hasSizeGreaterThan(1)
        .noneMatch(text -> text.contains(".npmignore"))
        .anyMatch(text -> text.startsWith("Make no map"));
    assertThat(texts(Remedies.keepOut(app, ".env", true, files)))
        .as("what was packed has to be packed anew")
        .anyMatch(text -> text.contains(".npmignore"));
  }

  @Test
  void sdistsHaveAManifestTemplate() {
    String manifest = "include *.md\r\n";
    Fix fix =
        Remedies.keepOut(
                identity(PackageKind.SDIST), "src/my key.pem", true, files("MANIFEST.in", manifest))
            .get(0);
    assertThat(applied(manifest, fix.change()))
        .isEqualTo("include *.md\r\nexclude src/my?key.pem\r\n");
    assertThat(
            texts(
                Remedies.sourceMap(
                    identity(PackageKind.SDIST),
                    "acme/static/a.js.map",
                    false,
                    true,
                    MapShape.UNKNOWN,
                    RepositoryFiles.NONE)))
        .contains("With setuptools: add the line `global-exclude *.map` at the end of MANIFEST.in.")
        .contains(
            "With hatch: add \"**/*.map\" to `exclude` below [tool.hatch.build.targets.sdist] in"
                + " pyproject.toml.");
  }

  @Test
  void backendThatTheRepositoryNamesIsTheOneThatIsTold() {
    List<String> texts =
        texts(
            Remedies.keepOut(
                identity(PackageKind.WHEEL),
                "acme/.env",
                true,
                files("pyproject.toml", "[build-system]\nrequires = [\"hatchling\"]\n")));
    assertThat(texts)
        .containsExactly(
            "With hatch: add \"/acme/.env\" to `exclude` below [tool.hatch.build.targets.wheel] in"
                + " pyproject.toml.");
    assertThat(
            texts(
                Remedies.keepOut(
                    identity(PackageKind.WHEEL), "acme/.env", true, RepositoryFiles.NONE)))
        .element(0)
        .asString()
        .contains("\"acme\" = [\".env\"]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[package]\\nname = \"acme\"\\n|[package]\\nexclude = [\"/a.pem\"]\\nname = \"acme\"\\n",
        "[package]\\nexclude = [\"x\"]\\n|[package]\\nexclude = [\"/a.pem\", \"x\"]\\n",
        "[package] # c\\nexclude=[]\\n|[package] # c\\nexclude=[\"/a.pem\"]\\n",
        "[package]\\nexclude = [\\n  \"x\",\\n]\\n|[package]\\nexclude = [\"/a.pem\", \\n  \"x\",\\n]\\n",
        "[package]\\n[x]\\nexclude = []\\n|[package]\\nexclude = [\"/a.pem\"]\\n[x]\\nexclude = []\\n",
      })
  void cratesHaveAList(String before, String after) {
    String manifest = before.replace("\\n", "\n");
    Fix fix =
        Remedies.keepOut(identity(PackageKind.CRATE), "a.pem", true, files("Cargo.toml", manifest))
            .get(0);
    assertThat(applied(manifest, fix.change())).isEqualTo(after.replace("\\n", "\n"));
  }

  @Test
  void jarsSayItForEachToolThatMakesThem() {
    assertThat(
            texts(
                Remedies.keepOut(
                    identity(PackageKind.MAVEN),
                    "BOOT-INF/classes/app.jks",
                    true,
                    RepositoryFiles.NONE)))
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains("<excludes><exclude>app.jks</exclude></excludes>")
                    .contains("maven-jar-plugin"))
        .anySatisfy(
            text ->
                assertThat(text)
                    .contains("<exclude>BOOT-INF/classes/app.jks</exclude>")
                    .contains("maven-shade-plugin"))
        .anySatisfy(text -> assertThat(text).contains("tasks.jar { exclude(\"app.jks\") }"));
  }

  private static List<String> web(String path) {
    return texts(
        Remedies.keepOut(
            at("app.war!/", identity(PackageKind.JAR)), path, true, RepositoryFiles.NONE));
  }

  private static PackageIdentity at(String root, PackageIdentity identity) {
    return new PackageIdentity(
        identity.kind(),
        identity.basis(),
        identity.namespace(),
        identity.name(),
        identity.version(),
        identity.purl(),
        identity.manifest(),
        root,
        identity.covers(),
        identity.facts());
  }

  @Test
  void warsAreKnownByTheirNameWhereverTheFileLies() {
    assertThat(web("static/a & b,$c.env"))
        .hasSize(2)
        .anyMatch(
            text -> text.contains("<packagingExcludes>static/a ? b??c.env</packagingExcludes>"))
        .anyMatch(text -> text.contains("tasks.war { exclude(\"static/a ? b??c.env\") }"));
  }

  @Test
  void whatGradleAddsToAWarIsLeftOutWhereItComesFrom() {
    assertThat(web("WEB-INF/classes/conf/.env"))
        .contains("With Gradle: tasks.processResources { exclude(\"conf/.env\") }.");
    assertThat(web("WEB-INF/lib/x.jar"))
        .anyMatch(
            text ->
                text.contains(
                    "tasks.war { rootSpec.exclude(\"**/x.jar\") }, and the same for bootWar"))
        .anyMatch(text -> text.contains("In a war of Spring Boot also put <excludes><exclude>"));
    assertThat(web("WEB-INF/x.env"))
        .anyMatch(text -> text.contains("tasks.war { exclude(\"WEB-INF/x.env\") }"));
  }

  @Test
  void libraryOfASpringBootJarIsADependency() {
    assertThat(
            texts(
                Remedies.keepOut(
                    identity(PackageKind.MAVEN),
                    "BOOT-INF/lib/x-1.0.jar",
                    true,
                    RepositoryFiles.NONE)))
        .noneMatch(text -> text.contains("maven-jar-plugin"))
        .anyMatch(text -> text.contains("take a release of `x-1.0.jar` without that file"));
  }

  private static String single(PackageKind kind, String path) {
    return texts(Remedies.keepOut(identity(kind), path, true, RepositoryFiles.NONE)).get(0);
  }

  private static String mapIn(PackageKind kind) {
    return texts(
            Remedies.sourceMap(
                identity(kind),
                "a/b/c.js.map",
                false,
                true,
                MapShape.UNKNOWN,
                RepositoryFiles.NONE))
        .get(0);
  }

  @Test
  void chartsKnowNoTwoStars() {
    assertThat(mapIn(PackageKind.HELM)).isEqualTo("Add the line `*.map` to .helmignore.");
    // Without the slash it would fit files of that name in every folder.
    assertThat(single(PackageKind.HELM, "prod.env"))
        .isEqualTo("Add the line `/prod.env` to .helmignore.");
  }

  @Test
  void gemsTakeNamesAsTheyAreOrAsPatterns() {
    assertThat(single(PackageKind.GEM, "lib/a.env")).contains("{ |f| f == 'lib/a.env' }");
    assertThat(single(PackageKind.GEM, "lib/a'b.env")).contains("fnmatch?('lib/a?b.env', f,");
    assertThat(mapIn(PackageKind.GEM)).contains("fnmatch?('**/*.map', f,");
  }

  @Test
  void foldersOfANugetPackageAreNotThoseOfItsProject() {
    assertThat(single(PackageKind.NUGET, "content/a&b.env"))
        .contains("exclude=\"**/a?b.env\"")
        .contains("<None Update=\"**/a?b.env\" Pack=\"false\" />");
  }

  @Test
  void moduleOfItsOwnIsNoWayOutBesideGoMod() {
    assertThat(single(PackageKind.GO_MODULE, "x/y/.env")).contains("go.mod of its own into `x/y`");
    assertThat(single(PackageKind.GO_MODULE, ".env")).doesNotContain("of its own");
  }

  @Test
  void condaPackagesHoldTheirRecipe() {
    assertThat(single(PackageKind.CONDA, "share/a b/$x.env"))
        .contains("`rm -f \"$PREFIX\"/share/a?b/?x.env`");
    assertThat(single(PackageKind.CONDA, "site-packages/acme/.env"))
        .contains("`rm -f \"$SP_DIR\"/acme/.env`");
    assertThat(single(PackageKind.CONDA, "info/recipe/a.env"))
        .contains("move `a.env` out of it")
        .doesNotContain("$PREFIX");
    assertThat(mapIn(PackageKind.CONDA)).contains("find \"$PREFIX\" -name '*.map' -delete");
  }

  @Test
  void systemPackagesAreBuiltByShells() {
    assertThat(single(PackageKind.DEB, "usr/a b;c/.env"))
        .contains("execute_before_dh_md5sums:")
        .contains("`rm -f debian/acme/usr/a?b?c/.env`");
    assertThat(mapIn(PackageKind.DEB)).contains("find debian/acme -name '*.map' -delete");
    assertThat(single(PackageKind.RPM, "usr/a %b/.env"))
        .contains("`%exclude /usr/a??b/.env`")
        .contains("`rm -f %{buildroot}/usr/a??b/.env`");
    assertThat(mapIn(PackageKind.RPM)).contains("find %{buildroot} -name '*.map' -delete");
  }

  @Test
  void extensionsAndImagesHaveAnIgnoreFile() {
    assertThat(
            texts(
                Remedies.keepOut(
                    identity(PackageKind.VSIX), "extension/.env", true, RepositoryFiles.NONE)))
        .containsExactly("Add the line `.env` to .vscodeignore.");
    String ignore = "dist\n";
    Fix fix =
        Remedies.keepOut(
                identity(PackageKind.IMAGE), "app/.env", true, files(".dockerignore", ignore))
            .get(0);
    assertThat(fix.description()).contains("If a RUN made it");
    assertThat(applied(ignore, fix.change())).isEqualTo("dist\n**/.env\n");
  }

  @ParameterizedTest
  @EnumSource(PackageKind.class)
  void everyKindSaysSomethingAndNamesTheFile(PackageKind kind) {
    List<Fix> fixes =
        Remedies.keepOut(identity(kind), "dir/secret.key", true, RepositoryFiles.NONE);
    assertThat(fixes).isNotEmpty();
    assertThat(texts(fixes)).anySatisfy(text -> assertThat(text).contains("secret.key"));
    assertThat(texts(fixes)).allSatisfy(text -> assertThat(text).hasSizeBetween(20, 400));
    String longName = "x".repeat(10_000);
    assertThat(texts(Remedies.keepOut(identity(kind), longName, true, RepositoryFiles.NONE)))
        .allSatisfy(text -> assertThat(text).hasSizeLessThan(1_000));
  }

  @Test
  void outsideOfPackagesItIsSaidInGeneral() {
    assertThat(texts(Remedies.keepOut(null, "a/.env", true, RepositoryFiles.NONE)))
        .containsExactly("Leave `a/.env` out where the archive is made.");
    assertThat(texts(Remedies.keepOut(null, "a/.env", false, RepositoryFiles.NONE)))
        .singleElement()
        .asString()
        .contains("git rm --cached");
  }

  @ParameterizedTest
  @CsvSource({
    "dist/app.js.map, webpack:a.ts, 5, webpack",
    "chunk.js.map, turbopack:a.ts, 5, Next.js",
    "main.jsbundle.map, a.js, 5, Metro (React Native",
    "index.d.ts.map, ../src/a.ts, 1, tsc",
    "a.css.map, ../a.scss, 2, sass",
    "a.css.map, ../a.css, 2, postcss",
    "dist/assets/index-a1b2c3d4.js.map, ../../src/main.ts, 9, vite",
    "a.min.js.map, a.js, 1, terser",
    "a.js.map, ../src/a.ts, 1, tsc",
    "cli.js.map, src/a.ts, 1900, esbuild",
  })
  void mapsTellWhoMadeThem(String path, String source, long sources, String maker) {
    List<Fix> fixes =
        Remedies.sourceMap(
            identity(PackageKind.NPM),
            path,
            true,
            true,
            new MapShape(
                List.of(source.substring(source.indexOf(':') + 1)),
                source.substring(0, Math.max(0, source.indexOf(':'))),
                sources),
            RepositoryFiles.NONE);
    assertThat(fixes.get(0).description()).contains("with " + maker);
    assertThat(fixes).hasSizeLessThanOrEqualTo(2);
    // It can't be left out without the script that it is in.
    assertThat(texts(fixes)).noneMatch(text -> text.contains(".npmignore"));
  }

  @ParameterizedTest
  @CsvSource({
    "tsup, '', `options.sourcesContent = false` in `esbuildOptions`",
    "react-scripts, '', `GENERATE_SOURCEMAP=false`",
    "next, webpack, `productionBrowserSourceMaps: false`",
    "@rspack/core, '', with webpack or rspack",
    "uglify-js, '', with terser or uglify-js",
    "sass-embedded, '', `--no-source-map`",
    "react-native, '', `--sourcemap-output`",
  })
  void whatWrapsABundlerHasASettingOfItsOwn(String name, String scheme, String setting) {
    assertThat(
            texts(
                Remedies.sourceMap(
                    null,
                    "dist/app.js.map",
                    true,
                    true,
                    new MapShape(List.of("a.js"), scheme, 2),
                    files("package.json", "{\"devDependencies\":{\"" + name + "\":\"*\"}}"))))
        .singleElement()
        .asString()
        .contains(setting);
  }

  @Test
  void settingsAreSuchAsTheirToolsTakeTogether() {
    // tsc refuses inlineSources where neither form of a map is made.
    assertThat(
            texts(
                Remedies.sourceMap(
                    null, "a.d.ts.map", true, true, MapShape.UNKNOWN, RepositoryFiles.NONE)))
        .singleElement()
        .asString()
        .contains("`declarationMap` and `inlineSources` to false");
    assertThat(
            texts(
                Remedies.sourceMap(
                    null,
                    "dist/app.js.map",
                    true,
                    true,
                    MapShape.UNKNOWN,
                    files("package.json", "{\"devDependencies\":{\"metro\":\"*\"}}"))))
        .singleElement()
        .asString()
        .contains("build without `--source-map` (`metro build`)");
  }

  @Test
  void patternsOfManyStarsAreNotTried() {
    assertThat(Patterns.covering(List.of("*a".repeat(90)), "a".repeat(400))).isNull();
    assertThat(Patterns.covering(List.of("x", "./dist/**/*.js"), "dist/a/b.js"))
        .isEqualTo("./dist/**/*.js");
    assertThat(Patterns.covering(List.of("lib/*"), "lib/a/b.js")).isEqualTo("lib/*");
    assertThat(Patterns.covering(List.of("lib/*.js"), "lib/a/b.js")).isNull();
  }
}
