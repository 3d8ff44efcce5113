package dev.assay.detect.component;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ecosystem.ManifestReader;
import dev.assay.ecosystem.ManifestReaders;
import dev.assay.ecosystem.PackageAssembly;
import dev.assay.model.BillOfMaterials;
import dev.assay.model.ByteSlice;
import dev.assay.model.Component;
import dev.assay.model.Component.Presence;
import dev.assay.model.Dependency;
import dev.assay.model.DependencyScope;
import dev.assay.model.FileDigest;
import dev.assay.model.Gap;
import dev.assay.model.Inventory;
import dev.assay.model.LicenceText;
import dev.assay.model.LockedPackage;
import dev.assay.model.LockedPackage.Need;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BillMakerTest {
  private final List<PackageIdentity> observed = new ArrayList<>();
  private final List<LockedPackage> locked = new ArrayList<>();
  private final List<LicenceText> licences = new ArrayList<>();
  private final List<FileDigest> digests = new ArrayList<>();

  /** Of a folder; null for one file. */
  private String folder = "";

  private static Provenance place(String path) {
    Provenance place = null;
    for (String part : path.split(Provenance.NESTING, -1)) {
      place = place == null ? new Provenance.File(part) : new Provenance.Entry(place, part);
    }
    return place;
  }

  private void file(String path, String... lines) throws IOException {
    Provenance place = place(path);
    ManifestReader reader = ManifestReaders.of(place);
    assertThat(reader).as(path).isNotNull();
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    reader.read(new ByteSlice(bytes, 0, bytes.length), place, observed::add);
  }

  private void npm(String folder, String name, String rest) throws IOException {
    file(
        folder + "package.json",
        "{\"name\": \"" + name + "\", \"version\": \"1.0.0\"" + rest + "}");
  }

  private void pom(String path, String artifact, String version, String... rest)
      throws IOException {
    file(
        path,
        "<project><groupId>g</groupId><artifactId>" + artifact + "</artifactId>",
        "<version>" + version + "</version>" + String.join("", rest) + "</project>");
  }

  private static String needs(String... artifacts) {
    StringBuilder text = new StringBuilder("<dependencies>");
    for (String each : artifacts) {
      String[] parts = each.split(":", -1);
      text.append("<dependency><groupId>g</groupId><artifactId>").append(parts[0]);
      text.append("</artifactId>");
      if (parts.length > 1) {
        text.append("<version>").append(parts[1]).append("</version>");
      }
      if (parts.length > 2) {
        text.append("<scope>").append(parts[2]).append("</scope>");
      }
      text.append("</dependency>");
    }
    return text.append("</dependencies>").toString();
  }

  private void python(String folder, String name, String... requires) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.addAll(List.of("Metadata-Version: 2.1", "Name: " + name, "Version: 1.0"));
    for (String each : requires) {
      lines.add("Requires-Dist: " + each);
    }
    file(folder + name + "-1.0.dist-info/METADATA", lines.toArray(new String[0]));
  }

  private void lock(String path, String key, String name, Need... requires) {
    locked.add(
        new LockedPackage(
            place(path),
            null,
            key,
            PackageKind.NPM,
            "",
            name,
            name.isEmpty() ? "" : "1.0.0",
            name.isEmpty() ? "" : "pkg:npm/" + name + "@1.0.0",
            "",
            DependencyScope.RUNTIME,
            name.isEmpty() ? "" : "https://r.example/" + name,
            name.isEmpty() ? Map.of() : Map.of("SHA-512", "ab"),
            List.of(requires)));
  }

  private static Need need(String key) {
    return new Need(key, DependencyScope.RUNTIME);
  }

  private Inventory inventory() {
    return new Inventory(
        List.of(),
        digests,
        PackageAssembly.of(observed).packages(),
        List.of(),
        List.of(),
        List.of(),
        Set.of(),
        folder,
        null,
        List.of(),
        locked,
        licences,
        List.of(),
        List.of());
  }

  /** The same whatever the order in which manifests were seen. */
  private BillOfMaterials bill() {
    BillOfMaterials first = once();
    Random random = new Random(1);
    for (int i = 0; i < 5; i++) {
      Collections.shuffle(observed, random);
      assertThat(once()).isEqualTo(first);
    }
    return first;
  }

  private BillOfMaterials once() {
    BillMaker maker = new BillMaker(true);
    maker.add(inventory());
    return maker.bill("scanned");
  }

  private static List<String> edges(BillOfMaterials bill) {
    List<String> lines = new ArrayList<>();
    for (Dependency each : bill.dependencies()) {
      lines.add(
          each.from().replaceFirst("^pkg:[a-z]+/", "")
              + " -> "
              + each.to().replaceFirst("^pkg:[a-z]+/", "")
              + " "
              + (each.kind() == Dependency.Kind.HOLDS
                  ? "holds"
                  : each.scope().name().toLowerCase(Locale.ROOT)));
    }
    return lines;
  }

  private static Component component(BillOfMaterials bill, String ref) {
    return bill.components().stream().filter(each -> each.ref().equals(ref)).findFirst().get();
  }

  private static List<String> gaps(BillOfMaterials bill, String ref, Gap.Aspect aspect) {
    return bill.gaps().stream()
        .filter(each -> each.ref().equals(ref) && each.aspect() == aspect)
        .map(Gap::reason)
        .toList();
  }

  @Test
  void npmPackagesAreFoundAsNodeFindsThem() throws IOException {
    npm(
        "",
        "app",
        ", \"dependencies\": {\"a\": \"^1\", \"x\": \"npm:b@^1\"},"
            + " \"devDependencies\": {\"d\": \"1\"}");
    npm("node_modules/a/", "a", ", \"dependencies\": {\"c\": \"^1\"}");
    npm("node_modules/a/node_modules/c/", "c", ", \"version\": \"2.0.0\"");
    npm(
        "node_modules/x/",
        "b",
        ", \"dependencies\": {\"c\": \"^1\"}, \"devDependencies\": {\"a\": \"^1\"},"
            + " \"optionalDependencies\": {\"nowhere\": \"1\"}");
    npm("node_modules/c/", "c", ", \"peerDependencies\": {\"a\": \"*\"}");
    npm("node_modules/d/", "d", ", \"dependencies\": {\"missing\": \"1\"}");
    npm("node_modules/extra/", "extra", "");
    BillOfMaterials bill = bill();
    assertThat(bill.subject().ref()).isEqualTo("pkg:npm/app@1.0.0");
    assertThat(edges(bill))
        .containsExactly(
            "a@1.0.0 -> c@2.0.0 runtime",
            "app@1.0.0 -> a@1.0.0 runtime",
            "app@1.0.0 -> b@1.0.0 runtime",
            "app@1.0.0 -> d@1.0.0 development",
            "app@1.0.0 -> extra@1.0.0 holds",
            "b@1.0.0 -> c@1.0.0 runtime",
            "c@1.0.0 -> a@1.0.0 provided");
    assertThat(component(bill, "pkg:npm/c@1.0.0").scope()).isEqualTo(DependencyScope.RUNTIME);
    assertThat(component(bill, "pkg:npm/d@1.0.0").scope()).isEqualTo(DependencyScope.DEVELOPMENT);
    assertThat(component(bill, "pkg:npm/extra@1.0.0").scope()).isEqualTo(DependencyScope.UNSAID);
    assertThat(gaps(bill, "pkg:npm/d@1.0.0", Gap.Aspect.DEPENDENCIES))
        .containsExactly("missing, which it needs, isn't here");
    assertThat(gaps(bill, "pkg:npm/a@1.0.0", Gap.Aspect.DEPENDENCIES)).isEmpty();
  }

  @Test
  void onePackageAtSeveralPlacesIsOneComponent() throws IOException {
    npm("", "app", ", \"dependencies\": {\"a\": \"1\", \"b\": \"1\"}");
    npm("node_modules/a/", "a", ", \"dependencies\": {\"c\": \"1\"}, \"license\": \"MIT\"");
    npm("node_modules/a/node_modules/c/", "c", "");
    npm("node_modules/b/", "b", ", \"dependencies\": {\"c\": \"1\"}");
    npm("node_modules/b/node_modules/c/", "c", "");
    licences.add(
        new LicenceText(
            place("node_modules/a/LICENSE"), null, LicenceText.Kind.TEXT, "MIT", 1000, List.of()));
    BillOfMaterials bill = bill();
    Component c = component(bill, "pkg:npm/c@1.0.0");
    assertThat(c.seen().stream().map(Provenance::path))
        .containsExactly(
            "node_modules/a/node_modules/c/package.json",
            "node_modules/b/node_modules/c/package.json");
    Component a = component(bill, "pkg:npm/a@1.0.0");
    assertThat(a.found()).containsExactly("MIT");
    assertThat(a.declared()).isEqualTo("MIT");
    assertThat(bill.components()).hasSize(3);
  }

  @Test
  void linkedNpmPackagesAreFoundByTheirNames() throws IOException {
    npm("", "root", ", \"dependencies\": {\"@s/one\": \"1\", \"a\": \"1\"}");
    npm("packages/one/", "@s/one", ", \"dependencies\": {\"two\": \"1\"}");
    npm("packages/two/", "two", "");
    npm("node_modules/.pnpm/a@1.0.0/node_modules/a/", "a", ", \"dependencies\": {\"b\": \"1\"}");
    npm("node_modules/.pnpm/b@1.0.0/node_modules/b/", "b", "");
    assertThat(edges(bill()))
        .containsExactly(
            "%40s/one@1.0.0 -> two@1.0.0 runtime",
            "a@1.0.0 -> b@1.0.0 runtime",
            "root@1.0.0 -> %40s/one@1.0.0 runtime",
            "root@1.0.0 -> a@1.0.0 runtime");
  }

  @Test
  void whatAPackedPackageAsksForIsDeclaredAlone() throws IOException {
    folder = null;
    npm(
        "a-1.0.0.tgz!/package/",
        "a",
        ", \"dependencies\": {\"b\": \"^2\", \"c\": \"3.4.5\", \"bundled\": \"1\"},"
            + " \"devDependencies\": {\"d\": \"1\"}");
    npm("a-1.0.0.tgz!/package/node_modules/bundled/", "bundled", "");
    digests.add(new FileDigest(place("a-1.0.0.tgz"), Map.of("SHA-256", "cd")));
    BillOfMaterials bill = bill();
    assertThat(bill.subject().ref()).isEqualTo("pkg:npm/a@1.0.0");
    assertThat(bill.subject().files())
        .containsExactly(new Component.Archive(place("a-1.0.0.tgz"), -1, Map.of("SHA-256", "cd")));
    assertThat(bill.components().stream().map(each -> each.ref() + " " + each.presences()))
        .containsExactly(
            "pkg:npm/b [DECLARED]",
            "pkg:npm/bundled@1.0.0 [SHIPPED]",
            "pkg:npm/c@3.4.5 [DECLARED]");
    assertThat(gaps(bill, "pkg:npm/b", Gap.Aspect.VERSION))
        .containsExactly("it is asked for as ^2, and nothing here settles it");
    assertThat(component(bill, "pkg:npm/bundled@1.0.0").files()).isEmpty();
  }

  @Test
  void lockfilesSettleWhatIsNotHere() throws IOException {
    npm("", "app", ", \"dependencies\": {\"a\": \"^1\"}");
    lock("package-lock.json", "", "", need("node_modules/a"));
    lock("package-lock.json", "node_modules/a", "a", need("node_modules/b"), need("gone"));
    lock("package-lock.json", "node_modules/b", "b", need("node_modules/a"));
    BillOfMaterials bill = bill();
    assertThat(edges(bill))
        .containsExactly(
            "a@1.0.0 -> b@1.0.0 runtime",
            "app@1.0.0 -> a@1.0.0 runtime",
            "b@1.0.0 -> a@1.0.0 runtime");
    Component a = component(bill, "pkg:npm/a@1.0.0");
    assertThat(a.presences()).containsExactly(Presence.LOCKED);
    assertThat(a.digests()).containsEntry("SHA-512", "ab");
    assertThat(a.source()).isEqualTo("https://r.example/a");
    assertThat(gaps(bill, a.ref(), Gap.Aspect.DEPENDENCIES))
        .containsExactly("an entry that it names is not in package-lock.json");
    assertThat(gaps(bill, a.ref(), Gap.Aspect.CONTENTS)).containsExactly("its files aren't here");
  }

  @Test
  void aLockfileWithoutItsProjectIsNeededByWhatWasScanned() {
    lock("yarn.lock", "a@^1", "a", need("b@^1"));
    lock("yarn.lock", "b@^1", "b");
    assertThat(edges(bill()))
        .containsExactly("file:scanned -> a@1.0.0 runtime", "a@1.0.0 -> b@1.0.0 runtime");
  }

  /** Some lockfiles don't say what projects of a workspace are called, or in which version. */
  @Test
  void projectsOfAWorkspaceAreWhatTheirManifestsSay() throws IOException {
    npm("", "root", "");
    npm("packages/w/", "w", "");
    lock("pnpm-lock.yaml", "", "", need("link:packages/w"));
    locked.add(
        new LockedPackage(
            place("pnpm-lock.yaml"),
            null,
            "link:packages/w",
            PackageKind.NPM,
            "",
            "",
            "",
            "",
            "packages/w/",
            DependencyScope.RUNTIME,
            "",
            Map.of(),
            List.of(need("a@1")),
            LockedPackage.Origin.LOCAL,
            false));
    lock("pnpm-lock.yaml", "a@1", "a");
    assertThat(edges(bill()))
        .containsExactly("root@1.0.0 -> w@1.0.0 runtime", "w@1.0.0 -> a@1.0.0 runtime");
  }

  @Test
  void artifactsAreFoundByGroupAndArtifact() throws IOException {
    folder = null;
    String lib = "app-1.jar!/BOOT-INF/lib/";
    file("app-1.jar!/META-INF/MANIFEST.MF", "Main-Class: M");
    pom("app-1.jar!/META-INF/maven/g/app/pom.xml", "app", "1", needs("a", "t:1:test", "p:1"));
    pom(lib + "a-1.jar!/META-INF/maven/g/a/pom.xml", "a", "1", needs("b:1", "junit:4:test"));
    pom(lib + "b-2.jar!/META-INF/maven/g/b/pom.xml", "b", "2");
    pom(lib + "junit-4.jar!/META-INF/maven/g/junit/pom.xml", "junit", "4");
    file(lib + "plain-3.jar!/META-INF/MANIFEST.MF", "A: b");
    BillOfMaterials bill = bill();
    assertThat(bill.subject().ref()).isEqualTo("pkg:maven/g/app@1");
    assertThat(edges(bill))
        .containsExactly(
            "g/a@1 -> g/b@2 runtime",
            "g/app@1 -> plain@3 holds",
            "g/app@1 -> g/a@1 runtime",
            "g/app@1 -> g/junit@4 holds",
            "g/app@1 -> g/p@1 runtime");
    assertThat(gaps(bill, "pkg:generic/plain@3", Gap.Aspect.DEPENDENCIES))
        .containsExactly("it has no POM in it");
    assertThat(component(bill, "pkg:maven/g/b@2").files().get(0).place().path())
        .isEqualTo("app-1.jar!/BOOT-INF/lib/b-2.jar");
  }

  @Test
  void aJarHoldsWhatWasPutIntoIt() throws IOException {
    folder = "lib/";
    pom("lib/x-1.jar!/META-INF/maven/g/x/pom.xml", "x", "1", needs("part:1"));
    pom("lib/x-1.jar!/META-INF/maven/g/part/pom.xml", "part", "1", needs("deeper:1"));
    pom("lib/x-1.jar!/META-INF/maven/g/deeper/pom.xml", "deeper", "1");
    pom("lib/x-1.jar!/META-INF/maven/g/stray/pom.xml", "stray", "1");
    pom("lib/y-1.jar!/META-INF/maven/g/y/pom.xml", "y", "1", needs("deeper:7"));
    BillOfMaterials bill = bill();
    assertThat(edges(bill))
        .containsExactly(
            "file:scanned -> g/x@1 holds",
            "file:scanned -> g/y@1 holds",
            "g/part@1 -> g/deeper@1 runtime",
            "g/x@1 -> g/part@1 runtime",
            "g/x@1 -> g/stray@1 holds");
    assertThat(component(bill, "pkg:maven/g/part@1").scope()).isEqualTo(DependencyScope.RUNTIME);
    assertThat(component(bill, "pkg:maven/g/part@1").files()).isEmpty();
    assertThat(gaps(bill, "pkg:maven/g/y@1", Gap.Aspect.DEPENDENCIES))
        .containsExactly("g:deeper, which it needs, isn't here");
  }

  @Test
  void parentsAddWhatTheyState() throws IOException {
    String parent =
        "<parent><groupId>g</groupId><artifactId>%s</artifactId><version>1</version></parent>";
    pom("pom.xml", "top", "1", needs("everywhere:1"));
    pom("m/pom.xml", "m", "1", String.format(Locale.ROOT, parent, "top"), needs("own"));
    pom("n/pom.xml", "n", "1", String.format(Locale.ROOT, parent, "elsewhere"), needs("own"));
    BillOfMaterials bill = bill();
    assertThat(edges(bill))
        .containsExactly(
            "g/m@1 -> g/everywhere@1 runtime",
            "g/m@1 -> g/own unsaid",
            "g/n@1 -> g/own unsaid",
            "g/top@1 -> g/everywhere@1 runtime",
            "g/top@1 -> g/m@1 holds",
            "g/top@1 -> g/n@1 holds");
    assertThat(gaps(bill, "pkg:maven/g/m@1", Gap.Aspect.DEPENDENCIES)).isEmpty();
    assertThat(gaps(bill, "pkg:maven/g/n@1", Gap.Aspect.DEPENDENCIES))
        .containsExactly("its parent POM g:elsewhere:1 isn't here, which may add some");
  }

  @Test
  void severalVersionsOnOneClassPathAreAGap() throws IOException {
    pom("lib/a-1.jar!/META-INF/maven/g/a/pom.xml", "a", "1", needs("b:3"));
    pom("lib/c-1.jar!/META-INF/maven/g/c/pom.xml", "c", "1", needs("b:2"));
    pom("lib/b-1.jar!/META-INF/maven/g/b/pom.xml", "b", "1");
    pom("lib/b-2.jar!/META-INF/maven/g/b/pom.xml", "b", "2");
    BillOfMaterials bill = bill();
    assertThat(edges(bill))
        .contains("g/c@1 -> g/b@2 runtime")
        .noneMatch(line -> line.startsWith("g/a@1 ->"));
    assertThat(gaps(bill, "pkg:maven/g/a@1", Gap.Aspect.DEPENDENCIES))
        .containsExactly("there are several versions here of g:b, which it needs");
  }

  @Test
  void distributionsAreFoundByMarkersAndExtras() throws IOException {
    String site = "venv/lib/python3.11/site-packages/";
    python(
        site,
        "app",
        "Some_Lib[fast] (>=1)",
        "old; python_version < \"3.8\"",
        "win; sys_platform == 'win32' and extra == 'x'",
        "winner ; sys_platform == 'win32'",
        "mac; sys_platform == 'darwin'",
        "unix; sys_platform != 'win32' and python_version >= '3.9'",
        "tests; extra == 'test'",
        "away");
    python(site, "some.lib", "speed; extra == 'fast'", "slow; extra == 'slow'");
    for (String each : List.of("old", "win", "winner", "mac", "unix", "tests", "speed", "slow")) {
      python(site, each);
    }
    BillOfMaterials bill = bill();
    assertThat(edges(bill).stream().filter(line -> !line.endsWith(" holds")))
        .containsExactly(
            "app@1.0 -> mac@1.0 runtime",
            "app@1.0 -> some-lib@1.0 runtime",
            "app@1.0 -> unix@1.0 runtime",
            "some-lib@1.0 -> speed@1.0 runtime");
    assertThat(gaps(bill, "pkg:pypi/app@1.0", Gap.Aspect.DEPENDENCIES))
        .containsExactly("away, which it needs, isn't here");
  }

  @Test
  void severalTargetsAreOneBill() throws IOException {
    BillMaker maker = new BillMaker(false);
    npm("", "one", ", \"dependencies\": {\"a\": \"1\"}");
    npm("node_modules/a/", "a", "");
    maker.add(inventory());
    observed.clear();
    npm("", "two", "");
    npm("node_modules/a/", "a", "");
    maker.add(inventory());
    BillOfMaterials bill = maker.bill("one, two");
    assertThat(bill.subject().ref()).isEqualTo("file:one, two");
    assertThat(edges(bill))
        .containsExactly(
            "file:one, two -> one@1.0.0 holds",
            "file:one, two -> two@1.0.0 holds",
            "one@1.0.0 -> a@1.0.0 runtime");
    assertThat(bill.gaps()).noneMatch(gap -> gap.aspect() == Gap.Aspect.DIGEST);
  }

  @Test
  void whatCouldNotBeScannedIsAGap() {
    BillMaker maker = new BillMaker(true);
    maker.add(inventory());
    maker.incomplete("time was up");
    assertThat(gaps(maker.bill("x"), "file:x", Gap.Aspect.CONTENTS)).containsExactly("time was up");
  }

  @Test
  @Timeout(60)
  void aHundredThousandEntriesInARingEnd() {
    int count = 100_000;
    for (int i = 0; i < count; i++) {
      lock("package-lock.json", "k" + i, "n" + i, need("k" + (i + 1) % count), need("k0"));
    }
    lock("package-lock.json", "", "", need("k7"));
    BillOfMaterials bill = once();
    assertThat(bill.components()).hasSize(count);
    assertThat(bill.dependencies())
        .hasSize(2 * count - 1); // the last one names one twice; k0 itself
    assertThat(bill.components().get(1).scope()).isEqualTo(DependencyScope.RUNTIME);
  }

  @Test
  @Timeout(60)
  void moreThanFitAreAGap() {
    for (int i = 0; i < Drafts.MOST + 10; i++) {
      lock("package-lock.json", "k" + i, "n" + i);
    }
    BillOfMaterials bill = once();
    assertThat(bill.components()).hasSize(Drafts.MOST);
    assertThat(gaps(bill, "file:scanned", Gap.Aspect.CONTENTS)).hasSize(1);
  }

  @Test
  @Timeout(60)
  void deepNestingEnds() throws IOException {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < 270; i++) {
      path.append("node_modules/a/");
      npm(path.toString(), "a", ", \"dependencies\": {\"a\": \"1\", \"z\": \"1\"}");
    }
    npm("node_modules/z/", "z", "");
    BillOfMaterials bill = once();
    assertThat(bill.components()).hasSize(2);
    assertThat(edges(bill)).contains("a@1.0.0 -> z@1.0.0 runtime");
  }
}
