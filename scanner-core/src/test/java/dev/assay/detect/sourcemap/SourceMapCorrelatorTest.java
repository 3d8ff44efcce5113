package dev.assay.detect.sourcemap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Candidate;
import dev.assay.model.Inventory;
import dev.assay.model.PackageFacts;
import dev.assay.model.PackageFacts.Visibility;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIdentity.Basis;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.Severity;
import dev.assay.model.SourceMapFacts;
import dev.assay.model.SourceMapFacts.Form;
import dev.assay.model.WorkTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceMapCorrelatorTest {
  private static final Provenance TGZ = new Provenance.File("app.tgz");

  /** What a map of one kind gives away: sources of the package, of others, hosts, paths. */
  private static SourceMapFacts facts(Provenance place, String gift) {
    boolean own = gift.equals("own");
    boolean sources = own || gift.equals("others");
    return new SourceMapFacts(
        place,
        Form.FILE,
        null,
        null,
        3,
        sources ? 2 : 0,
        sources ? 40 : 0,
        own ? 1 : 0,
        own ? 30 : 0,
        own ? List.of("src/a.ts") : List.of(),
        gift.equals("paths") ? List.of("/home/jo/app/src/a.ts") : List.of(),
        gift.equals("paths") ? List.of("jo") : List.of(),
        gift.equals("hosts") ? List.of("git.corp.example") : List.of(),
        true);
  }

  private static SourceMapFacts leak(Provenance place, long files, long lines, long own) {
    return new SourceMapFacts(
        place,
        Form.FILE,
        null,
        null,
        files,
        files,
        lines,
        own,
        lines - 7,
        List.of("src/a.ts", "src/b.ts", "src/c.ts", "src/d.ts"),
        List.of(),
        List.of(),
        List.of(),
        true);
  }

  private static PackageIdentity npm(
      String namespace, String name, String root, @Nullable String licence, boolean hidden) {
    PackageFacts facts =
        new PackageFacts(
            licence == null ? List.of() : List.of(licence),
            hidden ? Visibility.PRIVATE : Visibility.UNSAID,
            hidden ? "private: true" : "",
            "",
            "",
            List.of(),
            List.of(),
            List.of());
    return identity(PackageKind.NPM, namespace, name, root, facts);
  }

  private static PackageIdentity identity(
      PackageKind kind, String namespace, String name, String root, PackageFacts facts) {
    Provenance manifest =
        root.startsWith("app.tgz!/")
            ? new Provenance.Entry(TGZ, root.substring(9) + "package.json")
            : new Provenance.File(root + "package.json");
    return new PackageIdentity(
        kind,
        Basis.MANIFEST,
        namespace,
        name,
        "1.0.0",
        "pkg:npm/" + name,
        manifest,
        root,
        List.of(),
        facts);
  }

  private static Inventory inventory(
      List<SourceMapFacts> maps, List<PackageIdentity> packages, @Nullable WorkTree tree) {
    return new Inventory(List.of(), List.of(), packages, maps, List.of(), Set.of()).in(tree);
  }

  private static List<String> told(Inventory inventory) {
    TreeMap<String, List<Candidate>> found = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    new SourceMapCorrelator()
        .correlate(
            inventory,
            (place, candidate) -> {
              found.computeIfAbsent(place.path(), key -> new ArrayList<>()).add(candidate);
              lines.add(
                  candidate.severity().label() + " " + candidate.ruleId() + " " + place.path());
              assertThat(candidate.subject()).isNotEmpty();
              assertThat(candidate.message()).isNotEmpty();
            });
    return lines;
  }

  private static Candidate only(Inventory inventory) {
    List<Candidate> found = new ArrayList<>();
    new SourceMapCorrelator().correlate(inventory, (place, candidate) -> found.add(candidate));
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  /** The whole table: where it lies, on what terms, what it gives away, how grave that is. */
  @ParameterizedTest
  @CsvSource({
    // in what ships
    "archive, closed,  own, critical",
    "archive, closed,  others, low",
    "archive, closed,  hosts, medium",
    "archive, closed,  paths, low",
    "archive, private, own, critical",
    "archive, private, others, low",
    "archive, unsaid,  own, high",
    "archive, unsaid,  others, low",
    "archive, unsaid,  hosts, medium",
    "archive, unsaid,  paths, low",
    "archive, jar,     own, medium",
    "archive, jar,     hosts, medium",
    "archive, listed,  own, medium",
    "archive, listed,  others, low",
    "archive, listed,  hosts, medium",
    "archive, listed,  paths, low",
    "archive, open,    own, info",
    "archive, open,    others, info",
    "archive, open,    hosts, low",
    "archive, open,    paths, info",
    // a folder outside of repositories that is a package itself ships as it lies
    "package folder, closed, own, critical",
    "package folder, private, own, critical",
    "package folder, listed, own, medium",
    "package folder, unsaid, own, high",
    "package folder, open, own, info",
    "package folder, closed, others, low",
    "package folder, closed, hosts, medium",
    "package folder, closed, paths, low",
    // a folder of no package, and what a build has made in a work tree
    "plain folder, none, own, medium",
    "plain folder, none, others, info",
    "plain folder, none, hosts, low",
    "plain folder, none, paths, info",
    "build folder, closed, own, high",
    "build folder, private, own, high",
    "build folder, unsaid, own, medium",
    "build folder, listed, own, low",
    "build folder, open, own, info",
    "build folder, closed, others, info",
    "build folder, closed, hosts, low",
    "build folder, closed, paths, info",
    // what git tracks
    "tracked, closed, own, low",
    "tracked, private, own, low",
    "tracked, unsaid, own, info",
    "tracked, listed, own, info",
    "tracked, open, own, info",
    "tracked, closed, others, info",
    "tracked, closed, hosts, info",
    "tracked, closed, paths, info",
    // dependencies, packed and installed
    "dependency, closed, own, low",
    "dependency, unsaid, own, info",
    "dependency, open, own, info",
    "dependency, closed, others, info",
    "dependency, closed, hosts, info",
    "dependency, listed, own, info",
    "installed, closed, own, low",
    "installed, unsaid, own, info",
    "installed, open, own, info",
  })
  void severityIsThatOfTheTable(String setting, String terms, String gift, String severity) {
    boolean packed = setting.equals("archive") || setting.equals("dependency");
    boolean dependency = setting.equals("dependency") || setting.equals("installed");
    String root = (packed ? "app.tgz!/package/" : "") + (dependency ? "node_modules/it/" : "");
    Provenance place =
        packed
            ? new Provenance.Entry(TGZ, root.substring(9) + "dist/x.js.map")
            : new Provenance.File(root + "dist/x.js.map");
    List<PackageIdentity> packages = new ArrayList<>();
    if (dependency) {
      packages.add(npm("", "app", packed ? "app.tgz!/package/" : "", "UNLICENSED", true));
    }
    switch (terms) {
      case "closed" -> packages.add(npm("", "it", root, "SEE LICENSE IN README.md", false));
      case "private" -> packages.add(npm("", "it", root, "MIT", true));
      case "unsaid" -> packages.add(npm("", "it", root, null, false));
      case "jar" -> packages.add(identity(PackageKind.MAVEN, "g", "it", root, PackageFacts.NONE));
      case "listed" -> packages.add(npm("", "it", root, "BUSL-1.1", false));
      case "open" -> packages.add(npm("", "it", root, "MIT", false));
      default -> {}
    }
    WorkTree tree =
        switch (setting) {
          case "tracked" -> path -> true;
          case "build folder" -> path -> false;
          default -> null;
        };
    Candidate candidate = only(inventory(List.of(facts(place, gift)), packages, tree));
    assertThat(candidate.severity().label()).isEqualTo(severity);
    assertThat(candidate.ruleId())
        .isEqualTo(
            gift.equals("own") || gift.equals("others")
                ? "source-map-sources"
                : "source-map-paths");
  }

  @Test
  void saysWhatLeaksInFigures() {
    Provenance place = new Provenance.Entry(TGZ, "package/cli.js.map");
    PackageIdentity closed =
        npm("@example", "cli", "app.tgz!/package/", "SEE LICENSE IN README.md", false);
    Candidate candidate =
        only(inventory(List.of(leak(place, 1_902, 512_000, 1_884)), List.of(closed), null));
    assertThat(candidate.message())
        .isEqualTo("Source map recovers 1,902 files, 512,000 lines, 1,884 of them first-party");
    assertThat(candidate.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(candidate.evidence())
        .containsExactly(
            "511,993 lines of them are first-party",
            "first-party, such as src/a.ts, src/b.ts, src/c.ts",
            "npm package @example/cli 1.0.0 is under no known open source licence (SEE LICENSE IN"
                + " README.md)",
            "it is in what ships");
  }

  @Test
  void anInlineMapIsToldAtItsComment() {
    Provenance script = new Provenance.Entry(TGZ, "package/cli.mjs");
    Region region = new Region(9, 1, 9, 500, 1_000, 499);
    SourceMapFacts map =
        new SourceMapFacts(
            new Provenance.Entry(script, "[source map]"),
            Form.INLINE,
            script,
            region,
            1,
            1,
            1,
            1,
            1,
            List.of("a.ts"),
            List.of("/Users/jo/a.ts"),
            List.of("jo"),
            List.of(),
            false);
    List<String> places = new ArrayList<>();
    new SourceMapCorrelator()
        .correlate(
            inventory(List.of(map), List.of(), null),
            (place, candidate) ->
                places.add(
                    candidate.ruleId()
                        + " "
                        + place.path()
                        + " "
                        + candidate.region()
                        + " "
                        + candidate.message()
                        + " "
                        + candidate
                            .evidence()
                            .contains(
                                "what is broken or too large was not read to its end: there may be more")));
    assertThat(places)
        .containsExactly(
            "source-map-sources app.tgz!/package/cli.mjs "
                + region
                + " Source map recovers 1 file, 1 line, all of them first-party true",
            "source-map-paths app.tgz!/package/cli.mjs null The source map names users (jo);"
                + " absolute paths (/Users/jo/a.ts) false");
  }

  @Test
  void aLinkIsLowAndToldForWhatItNames() {
    Provenance script = new Provenance.Entry(TGZ, "package/a.js");
    Region region = new Region(2, 1, 2, 50, 10, 49);
    SourceMapFacts map =
        new SourceMapFacts(
            script,
            Form.LINK,
            script,
            region,
            0,
            0,
            0,
            0,
            0,
            List.of(),
            List.of(),
            List.of(),
            List.of("maps.corp.example"),
            true);
    Candidate candidate = only(inventory(List.of(map), List.of(), null));
    assertThat(candidate.ruleId()).isEqualTo("source-map-link");
    assertThat(candidate.severity()).isEqualTo(Severity.LOW);
    assertThat(candidate.region()).isEqualTo(region);
    assertThat(candidate.message())
        .isEqualTo("The comment names internal hosts or buckets (maps.corp.example)");
  }

  @Test
  void aMapThatTellsNothingIsNoFinding() {
    Provenance place = new Provenance.Entry(TGZ, "package/a.js.map");
    assertThat(told(inventory(List.of(facts(place, "nothing")), List.of(), null))).isEmpty();
  }

  @Test
  void nothingLeavesByAHistory() {
    Provenance blob = new Provenance.Blob("0123", "dist/a.js.map", null);
    Provenance inside = new Provenance.Entry(new Provenance.Blob("45", "x.zip", null), "a.js.map");
    assertThat(told(inventory(List.of(facts(blob, "own"), facts(inside, "own")), List.of(), null)))
        .isEmpty();
  }

  @Test
  void theInnermostPackageThatSaysALicenceDecides() {
    String root = "app.tgz!/package/";
    PackageIdentity app = npm("@acme", "app", root, "UNLICENSED", true);
    PackageIdentity silent = npm("", "part", root + "parts/part/", null, false);
    PackageIdentity open = npm("", "tool", root + "tools/tool/", "ISC", false);
    PackageIdentity foreign = npm("", "lib", root + "node_modules/lib/", "Commercial", false);
    PackageIdentity own =
        npm("@acme", "core", root + "node_modules/@acme/core/", "UNLICENSED", false);
    PackageIdentity hidden = npm("", "shared", root + "node_modules/shared/", "MIT", true);
    List<SourceMapFacts> maps = new ArrayList<>();
    for (String path :
        List.of(
            "dist/a.map",
            "node_modules/@acme/core/b.map",
            "node_modules/lib/c.map",
            "node_modules/shared/d.map",
            "node_modules/unnamed/e.map",
            "parts/part/f.map",
            "tools/tool/g.map",
            "vendor/h.map")) {
      maps.add(facts(new Provenance.Entry(TGZ, "package/" + path), "own"));
    }
    assertThat(told(inventory(maps, List.of(app, silent, open, foreign, own, hidden), null)))
        .containsExactly(
            "critical source-map-sources app.tgz!/package/dist/a.map",
            "critical source-map-sources app.tgz!/package/node_modules/@acme/core/b.map",
            "low source-map-sources app.tgz!/package/node_modules/lib/c.map",
            "low source-map-sources app.tgz!/package/node_modules/unnamed/e.map",
            "low source-map-sources app.tgz!/package/vendor/h.map",
            "critical source-map-sources app.tgz!/package/node_modules/shared/d.map",
            "critical source-map-sources app.tgz!/package/parts/part/f.map",
            "info source-map-sources app.tgz!/package/tools/tool/g.map");
  }

  @Test
  void aTrackedArchiveIsNoLeakAndAnUntrackedOneIs() {
    Provenance tracked = new Provenance.Entry(new Provenance.File("libs/a.zip"), "a.js.map");
    Provenance built = new Provenance.Entry(new Provenance.File("build/b.zip"), "a.js.map");
    PackageIdentity app = npm("", "app", "", "UNLICENSED", true);
    assertThat(
            told(
                inventory(
                    List.of(facts(built, "own"), facts(tracked, "own")),
                    List.of(app),
                    path -> path.startsWith("libs/"))))
        .containsExactly(
            "critical source-map-sources build/b.zip!/a.js.map",
            "low source-map-sources libs/a.zip!/a.js.map");
  }

  @Test
  void inAnImageAPackageMayStandInAnotherLayer() {
    Provenance image = new Provenance.File("img.tar");
    PackageIdentity app = npm("", "app", "img.tar!/layer 2!/app/", "MIT", false);
    PackageIdentity other =
        npm(
            "",
            "lib",
            "img.tar!/layer 3 of linux/amd64!/app/node_modules/lib/",
            "UNLICENSED",
            false);
    Provenance layer = new Provenance.Entry(image, "layer 4");
    assertThat(
            told(
                inventory(
                    List.of(
                        facts(new Provenance.Entry(layer, "app/dist/a.map"), "own"),
                        facts(new Provenance.Entry(layer, "srv/b.map"), "own")),
                    List.of(app, other),
                    null)))
        .containsExactly(
            "info source-map-sources img.tar!/layer 4!/app/dist/a.map",
            "high source-map-sources img.tar!/layer 4!/srv/b.map");
  }

  @Test
  void anEditorExtensionIsPublishedWhateverPrivateSays() {
    PackageFacts facts =
        new PackageFacts(
            List.of("MIT"),
            Visibility.PRIVATE,
            "private: true",
            "",
            "",
            List.of(),
            List.of(),
            List.of());
    PackageIdentity extension = identity(PackageKind.VSIX, "p", "ext", "app.tgz!/package/", facts);
    Provenance place = new Provenance.Entry(TGZ, "package/out/a.js.map");
    assertThat(only(inventory(List.of(facts(place, "own")), List.of(extension), null)).severity())
        .isEqualTo(Severity.INFO);
  }

  @Test
  void whatWeighsNothingIsToldOnceAPackage() {
    PackageIdentity open = npm("", "lib", "app.tgz!/package/", "MIT", false);
    List<SourceMapFacts> maps = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d", "e")) {
      maps.add(leak(new Provenance.Entry(TGZ, "package/" + name + ".map"), 10, 100, 9));
    }
    Candidate candidate = only(inventory(maps, List.of(open), null));
    assertThat(candidate.message())
        .isEqualTo("5 source maps recover 50 files, 500 lines, 45 of them first-party");
    assertThat(candidate.evidence())
        .contains(
            "also in app.tgz!/package/b.map, app.tgz!/package/c.map, app.tgz!/package/d.map and 1"
                + " more");
  }

  @Test
  void openDependenciesAreToldTogether() {
    List<SourceMapFacts> maps = new ArrayList<>();
    List<PackageIdentity> packages = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d", "e")) {
      packages.add(npm("", name, "node_modules/" + name + "/", "MIT", false));
      maps.add(leak(new Provenance.File("node_modules/" + name + "/x.map"), 10, 100, 9));
    }
    Candidate candidate = only(inventory(maps, packages, path -> false));
    assertThat(candidate.severity()).isEqualTo(Severity.INFO);
    assertThat(candidate.evidence())
        .contains("in npm package a 1.0.0, npm package b 1.0.0, npm package c 1.0.0 and 2 more");
  }

  @Test
  void veryManyAreToldTogether() {
    List<SourceMapFacts> maps = new ArrayList<>();
    for (int i = 0; i <= SourceMapCorrelator.MOST_SINGLE; i++) {
      maps.add(leak(new Provenance.Entry(TGZ, "package/" + i + ".map"), 10, 100, 9));
    }
    Candidate candidate = only(inventory(maps, List.of(), null));
    assertThat(candidate.severity()).isEqualTo(Severity.HIGH);
    assertThat(candidate.message())
        .isEqualTo("6 source maps recover 60 files, 600 lines, 54 of them first-party");
    assertThat(told(inventory(maps.subList(1, maps.size()), List.of(), null))).hasSize(5);
  }

  @Test
  void everyRuleHasItsText() {
    assertThat(new SourceMapCorrelator().rules())
        .isSortedAccordingTo((a, b) -> a.id().compareTo(b.id()))
        .allSatisfy(rule -> assertThat(rule.id()).startsWith("source-map-"));
  }
}
