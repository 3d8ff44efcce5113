package dev.assay.detect.licence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.Candidate;
import dev.assay.model.Confidence;
import dev.assay.model.Inventory;
import dev.assay.model.LicenceSign;
import dev.assay.model.LicenceText;
import dev.assay.model.PackageFacts;
import dev.assay.model.PackageFacts.Visibility;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageIdentity.Basis;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Severity;
import dev.assay.model.WorkTree;
import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Look;
import dev.assay.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenceCorrelatorTest {
  private static final Provenance TGZ = new Provenance.File("app.tgz");
  private static final String APP = "app.tgz!/package/";

  private static Rule rule(String id, Look look, String... values) {
    return new Rule(
        id,
        Severity.MEDIUM,
        Confidence.HIGH,
        true,
        new Rule.Shape.Licence(look, List.of(values), List.of(), List.of()),
        null,
        Rule.PathScope.ANY,
        "",
        "",
        0,
        Set.of(),
        List.of());
  }

  private static final RuleSet RULES =
      new RuleSet(
          List.of(
              rule("licence-closed", Look.METADATA, "commercial", "acme terms"),
              rule("licence-see", Look.METADATA, "see licen*e in *"),
              rule("licence-address", Look.METADATA, "https://*")),
          Map::of);

  private final List<PackageIdentity> packages = new ArrayList<>();
  private final List<LicenceText> texts = new ArrayList<>();
  private final List<LicenceSign> signs = new ArrayList<>();
  private @Nullable WorkTree tree;
  private @Nullable String folder;
  private LicenceChoice choice = LicenceChoice.NONE;

  private static Provenance at(String path) {
    return path.startsWith("app.tgz!/")
        ? new Provenance.Entry(TGZ, path.substring(9))
        : new Provenance.File(path);
  }

  private PackageIdentity add(PackageKind kind, String root, String name, String... licences) {
    boolean hidden = name.startsWith("private-");
    PackageFacts facts =
        new PackageFacts(
            List.of(licences),
            hidden ? Visibility.PRIVATE : Visibility.UNSAID,
            hidden ? "private: true" : "",
            "",
            "",
            List.of(),
            List.of(),
            List.of());
    PackageIdentity identity =
        new PackageIdentity(
            kind,
            Basis.MANIFEST,
            "",
            name,
            "1.0.0",
            "pkg:" + kind.purlType() + "/" + name,
            at(root.endsWith("/") ? root + "package.json" : root),
            root,
            List.of(),
            facts);
    packages.add(identity);
    return identity;
  }

  private void text(String path, LicenceText.Kind kind, String expression) {
    texts.add(new LicenceText(at(path), null, kind, expression, 1000, List.of()));
  }

  private void text(String path, String expression) {
    text(path, LicenceText.Kind.TEXT, expression);
  }

  private void sign(String path) {
    signs.add(
        new LicenceSign(
            at(path),
            new Candidate(
                "licence-words",
                Severity.HIGH,
                Confidence.HIGH,
                0,
                true,
                List.of("it says so"),
                null,
                0,
                0,
                null,
                null,
                null,
                ""),
            "terms of acme"));
  }

  private Inventory inventory() {
    return new Inventory(
            List.of(), List.of(), packages, List.of(), List.of(), List.of(), Set.of(), folder, null,
            List.of(), List.of(), texts, signs, List.of())
        .in(tree);
  }

  private List<String> told() {
    return told(new LicenceCorrelator(RULES, choice));
  }

  private List<String> told(LicenceCorrelator correlator) {
    List<String> told = new ArrayList<>();
    correlator.correlate(
        inventory(),
        (place, candidate) -> {
          assertThat(candidate.subject()).isNotEmpty();
          assertThat(candidate.message()).isNotEmpty();
          told.add(candidate.severity().label() + " " + candidate.ruleId() + " " + place.path());
        });
    return told;
  }

  @Test
  void hasAText() {
    assertThat(new LicenceCorrelator(RULES, choice).rules())
        .extracting(info -> info.id())
        .containsExactlyElementsOf(dev.assay.rules.load.LicenceChecks.IDS)
        .isSorted();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "MIT, -, -",
        "MIT OR Commercial, -, -",
        "Commercial, -, medium licence-closed",
        "Acme Terms, -, medium licence-closed",
        "SEE LICENSE IN LICENSE.md, -, medium licence-see",
        "SEE LICENSE IN LICENSE.md, MIT, -",
        "SEE LICENSE IN OTHER.md, MIT, medium licence-see",
        "https://acme.test/terms, -, medium licence-address",
        "https://acme.test/terms, MIT, -",
        "BUSL-1.1, -, -"
      })
  void readsWhatIsDeclared(String licence, @Nullable String shipped, @Nullable String told) {
    add(PackageKind.NPM, APP, "app", licence);
    if (shipped != null) {
      text(APP + "LICENSE.md", shipped);
    }
    assertThat(told())
        .isEqualTo(told == null ? List.of() : List.of(told + " " + APP + "package.json"));
  }

  @Test
  void givesProprietaryInOpenSourceWeight() {
    add(PackageKind.NPM, APP, "app", "MIT");
    add(PackageKind.NPM, APP + "node_modules/grid/", "grid", "Commercial");
    sign(APP + "lib/secret.js");
    assertThat(told())
        .containsExactlyInAnyOrder(
            "high licence-proprietary-in-open-source " + APP + "node_modules/grid/package.json",
            "high licence-proprietary-in-open-source " + APP + "lib/secret.js");
  }

  @ParameterizedTest
  @CsvSource({
    "Commercial, lib/a.js, info licence-words",
    "MIT, test/a.js, info licence-words",
    "MIT, vendor/x/a.js, info licence-words",
    "MIT, THIRD-PARTY-NOTICES.txt, info licence-words",
    "Who knows, lib/a.js, high licence-words"
  })
  void weighsWordsByWhereTheyStand(String licence, String path, String told) {
    add(PackageKind.NPM, APP, "app", licence);
    sign(APP + path);
    assertThat(told()).contains(told + " " + APP + path);
  }

  @Test
  void tellsAlikeSignsOnce() {
    sign("app.tgz!/b.js");
    sign("app.tgz!/a.js");
    sign("app.tgz!/c/a.js");
    assertThat(told()).containsExactly("high licence-words app.tgz!/a.js");
  }

  @Test
  void nothingLeavesAWorkTree() {
    tree = path -> true;
    folder = "";
    sign("src/a.js");
    assertThat(told()).containsExactly("low licence-words src/a.js");
    text("LICENSE", "MIT");
    assertThat(told()).containsExactly("medium licence-proprietary-in-open-source src/a.js");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "MIT, LICENSE, MIT, -",
        "MIT, LICENSE, GPL-3.0-only, medium",
        "GPL-3.0-or-later, COPYING, GPL-3.0-only, -",
        "GPL-3.0-only, LICENSE, MIT, low",
        "MIT, LICENSE, Apache-2.0, low",
        "Apache-2.0, LICENSE, BUSL-1.1, medium",
        "MIT OR Apache-2.0, LICENSE-APACHE, Apache-2.0, -",
        "BSD, LICENSE, BSD-2-Clause, -",
        "MIT, licenses/gpl.txt, GPL-3.0-only, -",
        "MIT, THIRD_PARTY_LICENSE, GPL-3.0-only, -",
        "MIT, vendor/x/LICENSE, GPL-3.0-only, -"
      })
  void holdsDeclaredAgainstShipped(
      String declared, String file, String shipped, @Nullable String severity) {
    add(PackageKind.NPM, APP, "app", declared);
    text(APP + file, shipped);
    assertThat(told())
        .isEqualTo(
            severity == null
                ? List.of()
                : List.of(severity + " licence-declared-not-shipped " + APP + file));
  }

  @Test
  void takesOneTextThatAgreesForEnough() {
    add(PackageKind.NPM, APP, "app", "MIT");
    text(APP + "LICENSE", "MIT");
    text(APP + "LICENSE-fonts", "OFL-1.1");
    assertThat(told()).isEmpty();
  }

  @Test
  void holdsPomsAgainstTheirJars() {
    add(PackageKind.MAVEN, "lib/x-1.0.pom", "x", "Apache-2.0");
    packages.add(jar("lib/x-1.0.jar", "GPL-3.0-only"));
    add(PackageKind.MAVEN, "lib/y-1.0.pom", "y", "Apache-2.0");
    packages.add(jar("lib/y-1.0.jar", "The Apache Software License, Version 2.0"));
    add(PackageKind.MAVEN, "lib/z-1.0.pom", "z", "Acme Terms");
    packages.add(jar("lib/z-1.0.jar"));
    signs.add(
        new LicenceSign(
            new Provenance.Entry(new Provenance.File("lib/z-1.0.jar"), "META-INF/license.txt"),
            signOf(),
            "other terms of acme"));
    assertThat(told())
        .contains(
            "low licence-pom-not-jar lib/x-1.0.jar!/META-INF/MANIFEST.MF",
            "low licence-pom-not-jar lib/z-1.0.jar!/META-INF/license.txt")
        .noneMatch(line -> line.contains("y-1.0"));
  }

  private static Candidate signOf() {
    return new Candidate(
        "licence-words",
        Severity.MEDIUM,
        Confidence.HIGH,
        0,
        true,
        List.of(),
        null,
        0,
        0,
        null,
        null,
        null,
        "");
  }

  private static PackageIdentity jar(String path, String... licences) {
    Provenance jar = new Provenance.File(path);
    return new PackageIdentity(
        PackageKind.JAR,
        Basis.MANIFEST,
        "",
        path.substring(4, 5),
        "1.0",
        "",
        new Provenance.Entry(jar, "META-INF/MANIFEST.MF"),
        path + "!/",
        List.of(),
        new PackageFacts(
            List.of(licences), Visibility.UNSAID, "", "", "", List.of(), List.of(), List.of()));
  }

  @Test
  void tellsCopyleftInWhatIsClosed() {
    add(PackageKind.NPM, APP, "private-app");
    add(PackageKind.NPM, APP + "node_modules/a/", "a", "GPL-3.0-only");
    add(PackageKind.NPM, APP + "node_modules/b/", "b", "MIT OR GPL-3.0-only");
    add(PackageKind.NPM, APP + "node_modules/c/", "c", "LGPL-3.0-only");
    add(PackageKind.NPM, APP + "node_modules/d/", "d", "GPL-2.0 WITH Classpath-exception-2.0");
    text(APP + "src/e.c", LicenceText.Kind.TAG, "AGPL-3.0-only");
    text(APP + "src/f.c", LicenceText.Kind.REFERENCE, "GPL-2.0-only");
    text(APP + "licenses/g.txt", "GPL-2.0-only");
    assertThat(told())
        .containsExactlyInAnyOrder(
            "high licence-copyleft-in-proprietary " + APP + "node_modules/a/package.json",
            "high licence-copyleft-in-proprietary " + APP + "src/e.c");
  }

  @Test
  void tellsPackagesThatSayNothing() {
    add(PackageKind.NPM, APP, "app");
    assertThat(told()).containsExactly("low licence-none " + APP + "package.json");
    text(APP + "README.md", LicenceText.Kind.REFERENCE, "MIT");
    assertThat(told()).isEmpty();
  }

  @Test
  void asksNobodyWhoIsPrivate() {
    add(PackageKind.NPM, APP, "private-app");
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "MIT, MIT, -",
        "MIT, Apache-2.0, low",
        "MIT, GPL-3.0-only, medium",
        "MIT, BUSL-1.1, high",
        "Apache-2.0, Commercial, high",
        "MIT, -, medium"
      })
  void tellsWhatChanged(String was, @Nullable String is, @Nullable String severity) {
    add(PackageKind.NPM, "old.tgz!/package/", "app", was);
    Inventory old = inventory();
    packages.clear();
    if (is == null) {
      add(PackageKind.NPM, APP, "app");
    } else {
      add(PackageKind.NPM, APP, "app", is);
    }
    List<String> changed = new ArrayList<>();
    for (String line : told(new LicenceCorrelator(RULES, choice).since(old, "old.tgz"))) {
      if (line.contains("licence-changed")) {
        changed.add(line);
      }
    }
    assertThat(changed)
        .isEqualTo(
            severity == null
                ? List.of()
                : List.of(severity + " licence-changed " + APP + "package.json"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "MIT, -",
        "GPL-3.0-only, high licence-denied",
        "GPL-3.0-only OR MIT, -",
        "GPL-3.0-only AND MIT, high licence-denied",
        "AGPL-3.0-or-later, high licence-denied",
        "MPL-2.0, medium licence-review",
        "MPL-2.0 OR Apache-2.0, -",
        "ISC, medium licence-not-allowed",
        "ISC OR MIT, -",
        "LGPL-2.1-only WITH Linux-syscall-note, medium licence-not-allowed",
        "Apache-2.0 WITH LLVM-exception, -",
        "Who knows, medium licence-not-allowed"
      })
  void holdsPackagesToThePolicy(String licence, @Nullable String told) {
    choice =
        LicenceChoice.of(
            List.of("MIT", "Apache-2.0"),
            List.of("GPL-3.0-only", "AGPL-*"),
            List.of("MPL-2.0"),
            List.of());
    add(PackageKind.NPM, APP, "app", licence);
    assertThat(told())
        .isEqualTo(told == null ? List.of() : List.of(told + " " + APP + "package.json"));
  }

  @Test
  void holdsFilesToThePolicy() {
    choice = LicenceChoice.of(List.of(), List.of("GPL-2.0-only"), List.of(), List.of());
    add(PackageKind.NPM, APP, "app", "MIT");
    text(APP + "src/a.c", LicenceText.Kind.TAG, "GPL-2.0-only");
    text(APP + "src/b.c", LicenceText.Kind.TAG, "GPL-2.0-only");
    text(APP + "src/c.c", LicenceText.Kind.TAG, "GPL-2.0-only OR MIT");
    text(APP + "third-party-notices.txt", "GPL-2.0-only");
    text("loose.c", LicenceText.Kind.TAG, "GPL-2.0-only");
    assertThat(told())
        .containsExactlyInAnyOrder(
            "high licence-denied " + APP + "src/a.c",
            "medium licence-denied " + APP + "third-party-notices.txt",
            "high licence-denied loose.c");
  }
}
