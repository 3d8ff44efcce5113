package dev.assay.report;

import dev.assay.model.BillOfMaterials;
import dev.assay.model.CommitInfo;
import dev.assay.model.Component;
import dev.assay.model.Confidence;
import dev.assay.model.Coverage;
import dev.assay.model.DependencyScope;
import dev.assay.model.Finding;
import dev.assay.model.Fix;
import dev.assay.model.PackageFacts;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Place;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.Region;
import dev.assay.model.RuleInfo;
import dev.assay.model.ScanResult;
import dev.assay.model.SecretValue;
import dev.assay.model.Severity;
import dev.assay.model.Suppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Scan results for the tests of reports: together they hold every shape of finding and place. */
final class Samples {

  static final RuleInfo TOKEN =
      new RuleInfo(
              "acme-access-token",
              "Acme access token",
              Severity.CRITICAL,
              Confidence.HIGH,
              "An access token of an Acme user.",
              "Whoever holds it acts as that user: reads and pushes to every private repository.",
              "Delete it under Settings → Developer settings → Tokens, then create a new one with an"
                  + " expiry date. Look through the security log for its use.",
              List.of("https://docs.acme.example/tokens", "https://docs.acme.example/security-log"))
          .with(
              new RuleInfo.Details(
                  List.of("A text with `acme_` in it.", "It holds a <digit>."),
                  List.of("Not in `**/*.lock`.", "Severity is a level lower in tests."),
                  List.of("ACME_TOKEN=acme_‹36 letters and digits›", "a.yml:\ntoken: acme_‹…›")));

  static final RuleInfo FILE =
      new RuleInfo(
          "secret-file-keystore",
          "Java keystore",
          Severity.MEDIUM,
          Confidence.MEDIUM,
          "A keystore, which holds private keys.",
          "With its password, often a default one, the keys can be used by anybody.",
          "Take it out, make new keys, and have their certificates revoked.",
          List.of());

  static final RuleInfo MAP =
      new RuleInfo(
          "source-map-with-sources",
          "Source map with sources",
          Severity.CRITICAL,
          Confidence.HIGH,
          "A source map that holds the sources.",
          "Whoever has the package has its sources.",
          "Build without source maps, or keep them out of the package.",
          List.of());

  private static final CommitInfo COMMIT =
      new CommitInfo("1a2b3c4d".repeat(5), "Jane Doe <jane@acme.example>", 1_711_868_400L);

  private Samples() {}

  /** Every sample, by name. */
  static Map<String, ScanResult> all() {
    Map<String, ScanResult> all = new TreeMap<>();
    all.put("clean", clean());
    all.put("empty", result(List.of(), List.of(), List.of(), Map.of()));
    all.put("tree", tree());
    all.put("history", history());
    all.put("hostile", hostile());
    all.put("incomplete", incomplete());
    all.put("packages", packages());
    all.put("fixes", fixes());
    return all;
  }

  static ScanResult clean() {
    return result(
        List.of(),
        List.of(),
        List.of(),
        Map.of(Coverage.Unit.FILES, 1204L, Coverage.Unit.BYTES, 41_234_567L));
  }

  /** Files, an archive in an archive, standard input; one finding is allowed. */
  static ScanResult tree() {
    Provenance jar =
        new Provenance.Entry(
            new Provenance.Entry(new Provenance.File("dist/app.tgz"), "lib/inner.jar"),
            "conf/x.properties");
    return result(
        List.of(
            finding(
                TOKEN,
                new Place(
                    new Provenance.File("src/main/app.properties"),
                    new Region(12, 16, 12, 56, 402, 40)),
                "\tgithub.token = acme**************************** (40)"),
            finding(
                TOKEN,
                new Place(jar, new Region(3, 7, 3, 47, 88, 40)),
                "token=acme**************************** (40)"),
            finding(FILE, new Place(new Provenance.File("release/server keys.jks"), null), null),
            allowed(
                finding(
                    TOKEN,
                    new Place(new Provenance.StandardInput(), new Region(1, 1, 1, 41, 0, 40)),
                    "acme**************************** (40) # assay:allow")),
            allowed(
                finding(
                    FILE, new Place(new Provenance.File("src/test/resources/t.jks"), null), null))),
        List.of(),
        List.of("The configuration leaves out 12 files: vendor/**."),
        Map.of(
            Coverage.Unit.FILES,
            1204L,
            Coverage.Unit.ENTRIES,
            17L,
            Coverage.Unit.BYTES,
            1_041_234_567L,
            Coverage.Unit.IGNORED_FILES,
            12L,
            Coverage.Unit.SKIPPED_LINKS,
            1L));
  }

  /** In packages: one that its manifest names, and a jar that its file names. */
  static ScanResult packages() {
    Provenance archive = new Provenance.File("dist/a.tgz");
    PackageIdentity npm =
        new PackageIdentity(
            PackageKind.NPM,
            PackageIdentity.Basis.MANIFEST,
            "@acme",
            "a",
            "1.2.3",
            "pkg:npm/%40acme/a@1.2.3",
            new Provenance.Entry(archive, "package/package.json"),
            "dist/a.tgz!/package/",
            List.of(),
            new PackageFacts(
                List.of("SEE LICENSE IN LICENSE.md"),
                PackageFacts.Visibility.PRIVATE,
                "private: true",
                "Acme",
                "",
                List.of("main: index.js"),
                List.of("dist"),
                List.of()));
    Provenance lib = new Provenance.File("lib/x-2.jar");
    PackageIdentity jar =
        new PackageIdentity(
            PackageKind.JAR,
            PackageIdentity.Basis.FILE_NAME,
            "",
            "x",
            "2",
            "pkg:generic/x@2",
            new Provenance.Entry(lib, "META-INF/MANIFEST.MF"),
            "lib/x-2.jar!/",
            List.of(),
            PackageFacts.NONE);
    ScanResult bare =
        result(
            List.of(
                finding(
                        TOKEN,
                        new Place(
                            new Provenance.Entry(archive, "package/index.js"),
                            new Region(12, 16, 12, 56, 402, 40)),
                        "token=acme**************************** (40)")
                    .in(npm),
                finding(
                        TOKEN,
                        new Place(
                            new Provenance.Entry(lib, "x.properties"),
                            new Region(3, 7, 3, 47, 88, 40)),
                        "token=acme**************************** (40)")
                    .in(jar)),
            List.of(),
            List.of(),
            Map.of(Coverage.Unit.FILES, 2L, Coverage.Unit.BYTES, 4_567L));
    return new ScanResult(
            bare.target(),
            bare.when(),
            bare.findings(),
            bare.problems(),
            bare.notices(),
            bare.coverage(),
            bare.rules())
        .with(bill(List.of(new Component(jar), new Component(npm))));
  }

  /** Findings that say what to change: for a person, in a file, for a file with a hostile name. */
  static ScanResult fixes() {
    Fix change =
        new Fix(
            "Add `!**/*.jks` to `files` in package.json.",
            new Fix.Change(
                "sub folder/package.json", new Region(9, 12, 9, 12, 211, 0), ", \"!**/*.jks\""));
    Fix deletion =
        new Fix(
            "Or take \"keys\" out of it.",
            new Fix.Change("sub folder/package.json", new Region(9, 3, 9, 11, 202, 8), ""));
    Fix text = new Fix("Add \u001b[31m\u202ekey\u0007s](x) {0} to .npmignore.");
    return result(
        List.of(
            file("release/a.jks").withFixes(List.of(change, deletion, text)),
            file("release/b.jks").withFixes(List.of(change, deletion, text)),
            finding(
                    TOKEN,
                    new Place(new Provenance.File("cli.js.map"), new Region(1, 2, 1, 42, 1, 40)),
                    "acme**************************** (40)")
                .withFixes(List.of(text)),
            map("dist/a.js.map").withFixes(List.of(change, text)),
            map("dist/b.js.map").withFixes(List.of(text)),
            map("dist/c.js.map")),
        List.of(),
        List.of(),
        Map.of(Coverage.Unit.FILES, 6L));
  }

  private static Finding file(String path) {
    return finding(FILE, new Place(new Provenance.File(path), null), null);
  }

  private static Finding map(String path) {
    return finding(MAP, new Place(new Provenance.File(path), null), null);
  }

  /** Blobs in commits, a message, an index entry; more places than are listed. */
  static ScanResult history() {
    List<Place> places = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      CommitInfo later =
          new CommitInfo(
              ("5e6f7a8" + i).repeat(5),
              "Wei Zhāng <wei@acme.example>",
              1_711_868_400L + i * 90_000L);
      places.add(
          new Place(
              new Provenance.Blob("beef".repeat(10), "docs/read me " + i + ".md", later),
              new Region(i, 1, i, 41, 100L * i, 40)));
    }
    Place first =
        new Place(
            new Provenance.Blob("cafe".repeat(10), "config/prod.yml", COMMIT),
            new Region(8, 14, 8, 54, 120, 40));
    Finding several = finding(TOKEN, first, "  token: acme**************************** (40)");
    return result(
        List.of(
            with(several, places, 1230),
            finding(
                TOKEN,
                new Place(
                    new Provenance.Message("commit", COMMIT.id(), COMMIT),
                    new Region(3, 5, 3, 45, 60, 40)),
                "use acme**************************** (40)"),
            finding(
                TOKEN,
                new Place(
                    new Provenance.Entry(
                        new Provenance.Blob(
                            "dead".repeat(10),
                            "lib/a.jar",
                            new CommitInfo("00".repeat(20), "nobody <>", Long.MAX_VALUE)),
                        "a.txt"),
                    new Region(1, 1, 1, 41, 0, 40)),
                "acme**************************** (40)"),
            finding(
                FILE,
                new Place(new Provenance.Blob("f00d".repeat(10), "staged.jks", null), null),
                null)),
        List.of(),
        List.of(),
        Map.of(Coverage.Unit.COMMITS, 62_938L, Coverage.Unit.BLOBS, 1L, Coverage.Unit.BYTES, 999L));
  }

  /** Names and lines that try to deceive a terminal, a URI or a JSON parser. */
  static ScanResult hostile() {
    String minified = "var a=1;".repeat(2000);
    return result(
        List.of(
            finding(
                TOKEN,
                new Place(
                    new Provenance.File("a\u001b[2J\u202egpj.\u2066x\r\n\u009b31m%41 b\\xff#?.txt"),
                    new Region(1, 2, 1, 42, 1, 40)),
                "\u001b]0;owned\u0007 acme**************************** (40)\u0000\u202e"),
            finding(
                TOKEN,
                new Place(
                    new Provenance.File("half \ud83d pair/日本語:1.js"),
                    new Region(1, 16001, 1, 16041, 16_000, 40)),
                minified + "k='acme**************************** (40)';" + minified),
            finding(
                TOKEN,
                new Place(
                    new Provenance.Blob(
                        "cafe".repeat(10),
                        "x",
                        new CommitInfo(
                            "ab".repeat(20), "Mal\u001b[31m\nlory\u200b <m@acme.example>", -1L)),
                    new Region(1, 1, 1, 41, 0, 40)),
                "鍵".repeat(80) + " acme**************************** (40) " + "鍵".repeat(80))),
        List.of(
            new Problem(Problem.Kind.UNREADABLE, "bad\u001b[1A\nname", "It can't be\u0007 read.")),
        List.of("A notice with \u001b[5mblinking\u0085 text."),
        Map.of(Coverage.Unit.FILES, 3L));
  }

  static ScanResult incomplete() {
    List<Problem> problems = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      problems.add(
          new Problem(
              Problem.Kind.UNREADABLE,
              "private/key" + i + ".pem",
              "Permission denied. Run as a user that may read it, or leave it out with .assayignore."));
    }
    problems.add(
        new Problem(Problem.Kind.CORRUPT, "lib/x.jar!/y.zip", "The entry's checksum is wrong."));
    problems.add(
        new Problem(
            Problem.Kind.RATIO,
            "bomb.gz",
            "It unpacks to more than 200 times its size. Raise --max-ratio if you trust it."));
    return result(
        List.of(), problems, List.of(), Map.of(Coverage.Unit.FILES, 7L, Coverage.Unit.BYTES, 1L));
  }

  /** As many findings as asked for, each at a place of its own. */
  static ScanResult many(int count) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      findings.add(
          finding(
              i % 2 == 0 ? TOKEN : FILE,
              new Place(new Provenance.File("f" + i), new Region(1, 1, 1, 41, 0, 40)),
              "acme**** (40)"));
    }
    return result(findings, List.of(), List.of(), Map.of(Coverage.Unit.FILES, (long) count));
  }

  /** The same with every secret revealed as {@code value}. */
  static ScanResult revealing(ScanResult result, String value) {
    List<Finding> findings = new ArrayList<>();
    for (Finding f : result.findings()) {
      SecretValue secret =
          f.secret() == null
              ? null
              : new SecretValue(f.secret().masked(), f.secret().secretId(), value);
      findings.add(
          new Finding(
              f.ruleId(),
              f.severity(),
              f.confidence(),
              f.evidence(),
              f.fingerprint(),
              f.location(),
              f.places(),
              f.morePlaces(),
              secret,
              f.excerpt(),
              f.message(),
              f.suppression(),
              f.inPackage(),
              f.fixes()));
    }
    return new ScanResult(
            result.target(),
            result.when(),
            findings,
            result.problems(),
            result.notices(),
            result.coverage(),
            result.rules())
        .with(result.bill());
  }

  private static Finding finding(RuleInfo rule, Place place, @Nullable String excerpt) {
    boolean secret = rule.equals(TOKEN);
    return new Finding(
        rule.id(),
        rule.severity(),
        rule.confidence(),
        secret
            ? List.of(
                "the checksum in its last six characters holds", "its id stands two lines above")
            : List.of(),
        (secret ? "a1" : "b2").repeat(16),
        place,
        List.of(),
        0,
        secret
            ? new SecretValue("acme**************************** (40)", "c3".repeat(16), null)
            : null,
        excerpt,
        rule.found(),
        null);
  }

  private static Finding with(Finding f, List<Place> places, int more) {
    return new Finding(
        f.ruleId(),
        f.severity(),
        f.confidence(),
        f.evidence(),
        f.fingerprint(),
        f.location(),
        places,
        more,
        f.secret(),
        f.excerpt(),
        f.message(),
        f.suppression());
  }

  private static Finding allowed(Finding f) {
    boolean inline = f.secret() != null;
    return new Finding(
        f.ruleId(),
        f.severity().lowered(1),
        Confidence.LOW,
        f.evidence(),
        f.fingerprint(),
        f.location(),
        f.places(),
        f.morePlaces(),
        f.secret(),
        f.excerpt(),
        f.message(),
        new Suppression(
            inline ? "inSource" : "external", inline ? "" : "a key made for this test alone"));
  }

  private static ScanResult result(
      List<Finding> findings,
      List<Problem> problems,
      List<String> notices,
      Map<Coverage.Unit, Long> coverage) {
    Map<String, RuleInfo> rules = new TreeMap<>();
    rules.put(TOKEN.id(), TOKEN);
    rules.put(FILE.id(), FILE);
    rules.put(MAP.id(), MAP);
    return new ScanResult(
            List.of("sample"),
            findings.isEmpty() ? null : Instant.parse("2026-03-31T10:00:00Z"),
            findings,
            problems,
            notices,
            new Coverage(coverage),
            rules)
        .with(
            bill(
                findings.isEmpty()
                    ? List.of()
                    : List.of(named("pkg:maven/dev.acme/lib@1.0", "lib", "lib/acme-1.0.jar"))));
  }

  /** Of {@code components}, which need nothing of each other. */
  static BillOfMaterials bill(List<Component> components) {
    return new BillOfMaterials(named("", "sample", "sample"), components, List.of(), List.of());
  }

  /** One of which nothing else is known. */
  static Component named(String purl, String name, String path) {
    return new Component(
        purl.isEmpty() ? "file:" + path : purl,
        null,
        "",
        name,
        "",
        purl,
        Set.of(Component.Presence.SHIPPED),
        DependencyScope.UNSAID,
        "",
        "",
        List.of(),
        "",
        List.of(),
        List.of(),
        Map.of(),
        List.of(new Provenance.File(path)),
        null);
  }
}
