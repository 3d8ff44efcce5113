package dev.assay.report;

import dev.assay.model.BillOfMaterials;
import dev.assay.model.Component;
import dev.assay.model.Coverage;
import dev.assay.model.Dependency;
import dev.assay.model.DependencyScope;
import dev.assay.model.Gap;
import dev.assay.model.PackageKind;
import dev.assay.model.Problem;
import dev.assay.model.Provenance;
import dev.assay.model.ScanResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bills of materials for the tests of their formats: together they hold every shape there is. */
final class Bills {

  private Bills() {}

  /** Every bill, by name. */
  static Map<String, ScanResult> all() {
    Map<String, ScanResult> all = new LinkedHashMap<>();
    all.put("rich", rich());
    all.put("hostile", hostile());
    all.put("none", result(null, null, List.of()));
    return all;
  }

  /** An application with archives, edges of each scope, licences of each sort, gaps. */
  static ScanResult rich() {
    Component app =
        component(PackageKind.MAVEN, "com.acme", "app", "1.2.0", "pkg:maven/com.acme/app@1.2.0")
            .file("target/app-1.2.0.jar", "a")
            .supplier("Acme <info@example.com> (https://acme.example)")
            .declared("Apache-2.0")
            .make();
    Component lib =
        component(PackageKind.MAVEN, "org.lib", "lib", "2.0", "pkg:maven/org.lib/lib@2.0")
            .file("target/app-1.2.0.jar!/BOOT-INF/lib/lib-2.0.jar", "b")
            .declared("MIT OR Apache-2.0")
            .found("Apache-2.0", "MIT")
            .scope(DependencyScope.RUNTIME)
            .make();
    Component shaded =
        component(PackageKind.MAVEN, "org.lib", "shaded", "1", "pkg:maven/org.lib/shaded@1")
            .raw("The Acme Licence, Version 1", "see https://acme.example/licence")
            .make();
    Component locked =
        component(PackageKind.NPM, "@acme", "ui", "3.0.0", "pkg:npm/%40acme/ui@3.0.0")
            .presence(Component.Presence.LOCKED)
            .scope(DependencyScope.DEVELOPMENT)
            .source("https://registry.npmjs.org/@acme/ui/-/ui-3.0.0.tgz")
            .claim("SHA-512", "c".repeat(128))
            .raw("SEE LICENSE IN LICENSE.md")
            .make();
    Component declared =
        component(PackageKind.NPM, "", "left-pad", "", "pkg:npm/left-pad")
            .presence(Component.Presence.DECLARED)
            .scope(DependencyScope.OPTIONAL)
            .found("GPL-2.0-only WITH Classpath-exception-2.0 AND LicenseRef-acme")
            .make();
    Component peer =
        component(PackageKind.NPM, "", "peer", "1.0.0", "pkg:npm/peer@1.0.0")
            .scope(DependencyScope.PROVIDED)
            .declared("MIT")
            .found("GPL-3.0-only")
            .make();
    Component file = component(null, "", "tool.bin", "", "").file("bin/tool.bin", "d").make();
    List<Component> components = List.of(lib, shaded, locked, declared, peer, file);
    return result(
        Instant.parse("2026-03-31T10:00:00.5Z"),
        new BillOfMaterials(
            app,
            components,
            List.of(
                new Dependency(app.ref(), lib.ref(), DependencyScope.RUNTIME),
                new Dependency(app.ref(), locked.ref(), DependencyScope.DEVELOPMENT),
                new Dependency(locked.ref(), declared.ref(), DependencyScope.OPTIONAL),
                new Dependency(locked.ref(), peer.ref(), DependencyScope.PROVIDED),
                new Dependency(
                    app.ref(), file.ref(), DependencyScope.UNSAID, Dependency.Kind.HOLDS),
                new Dependency(
                    lib.ref(), shaded.ref(), DependencyScope.UNSAID, Dependency.Kind.HOLDS)),
            List.of(
                new Gap(app.ref(), Gap.Aspect.DEPENDENCIES, "its POM has a parent elsewhere"),
                new Gap(declared.ref(), Gap.Aspect.VERSION, "no lockfile settles it"),
                new Gap(file.ref(), Gap.Aspect.DEPENDENCIES, "a program doesn't say"),
                new Gap(file.ref(), Gap.Aspect.CONTENTS, "it is packed"),
                new Gap(shaded.ref(), Gap.Aspect.DIGEST, "it was unpacked"))),
        List.of(new Problem(Problem.Kind.ENCRYPTED, "lib/x.zip", "It is encrypted.")));
  }

  /** Names, versions, licences and addresses that nobody should call things by. */
  static ScanResult hostile() {
    String bad = "a\u0000b\u001b[2J\ud800<&]]>\"'\u202e\uffff\n\t{}\\";
    List<Component> components = new ArrayList<>();
    components.add(
        component(PackageKind.NPM, bad, bad, bad, "pkg:npm/" + bad)
            .supplier(bad + " <not an address> (http://[)")
            .source("https://user:pw@[::1/" + bad)
            .raw(bad, "MIT AND", "(((((", "", " ")
            .found(bad, "MIT OR", "DocumentRef-x:LicenseRef-y")
            .file(bad, "")
            .claim("SHA-256", "zz")
            .claim("CRC32", "00000000")
            .make());
    components.add(component(PackageKind.JAR, "", "\u0000", "", "urn:cdx:x/1#y").make());
    components.add(component(PackageKind.JAR, "", "\u0001", "", "urn:cdx:x/1\u0000#y").make());
    components.add(
        component(PackageKind.JAR, "", "x".repeat(100_000), "1", "pkg:generic/x").make());
    components.add(
        component(null, "", "NOASSERTION", "NONE", "")
            .raw("NOASSERTION")
            .declared("NONE")
            .supplier("NOASSERTION")
            .make());
    components.add(
        component(PackageKind.WHEEL, "", "many", "1", "pkg:pypi/many@1")
            .raw("(".repeat(3000) + "MIT" + ")".repeat(3000))
            .declared("MIT AND ".repeat(200) + "MIT")
            .supplier("https://acme.example/?q=\"><script>")
            .make());
    components.add(
        component(PackageKind.WHEEL, "", "old", "1", "pkg:pypi/old@1")
            .declared("gpl-2.0+ or lgpl-2.1+ with classpath-exception-2.0")
            .make());
    Component subject = component(null, "", bad, "", "").make();
    List<Dependency> edges = new ArrayList<>();
    for (Component from : components) {
      for (Component to : components) {
        edges.add(new Dependency(from.ref(), to.ref(), DependencyScope.UNSAID));
        edges.add(
            new Dependency(from.ref(), to.ref(), DependencyScope.UNSAID, Dependency.Kind.HOLDS));
      }
      edges.add(new Dependency(from.ref(), "pkg:npm/nowhere@1", DependencyScope.RUNTIME));
    }
    return result(
        Instant.parse("9999-12-31T23:59:59Z"),
        new BillOfMaterials(
            subject,
            components,
            edges,
            List.of(
                new Gap(components.get(0).ref(), Gap.Aspect.CONTENTS, bad),
                new Gap(subject.ref(), Gap.Aspect.DEPENDENCIES, ""),
                new Gap("pkg:npm/nowhere@1", Gap.Aspect.SUPPLIER, "x"))),
        List.of(new Problem(Problem.Kind.UNREADABLE, bad, bad)));
  }

  /** With so many components, each of which needs the next. */
  static ScanResult many(int count) {
    List<Component> components = new ArrayList<>();
    List<Dependency> edges = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      components.add(
          component(PackageKind.NPM, "", "p" + i, "1.0." + i, "pkg:npm/p" + i + "@1.0." + i)
              .file("node_modules/p" + i + ".tgz", Integer.toHexString(i % 16))
              .declared(i % 3 == 0 ? "MIT" : "Apache-2.0 OR MIT")
              .make());
      if (i > 0) {
        edges.add(
            new Dependency(
                components.get(i - 1).ref(), components.get(i).ref(), DependencyScope.RUNTIME));
      }
    }
    Component subject = component(PackageKind.NPM, "", "app", "1.0.0", "pkg:npm/app@1.0.0").make();
    return result(
        Instant.EPOCH, new BillOfMaterials(subject, components, edges, List.of()), List.of());
  }

  private static ScanResult result(
      @Nullable Instant when, @Nullable BillOfMaterials bill, List<Problem> problems) {
    return new ScanResult(
            List.of("target/app.jar"),
            when,
            List.of(),
            problems,
            List.of(),
            new Coverage(Map.of()),
            Map.of())
        .with(bill);
  }

  private static Maker component(
      @Nullable PackageKind kind, String namespace, String name, String version, String purl) {
    return new Maker(kind, namespace, name, version, purl);
  }

  /** What a component says, bit by bit. */
  private static final class Maker {
    private final @Nullable PackageKind kind;
    private final String namespace;
    private final String name;
    private final String version;
    private final String purl;
    private Component.Presence presence = Component.Presence.SHIPPED;
    private DependencyScope scope = DependencyScope.UNSAID;
    private String supplier = "";
    private String source = "";
    private List<String> raw = List.of();
    private String declared = "";
    private List<String> found = List.of();
    private final List<Component.Archive> files = new ArrayList<>();
    private final Map<String, String> claims = new TreeMap<>();

    Maker(@Nullable PackageKind kind, String namespace, String name, String version, String purl) {
      this.kind = kind;
      this.namespace = namespace;
      this.name = name;
      this.version = version;
      this.purl = purl;
    }

    Maker presence(Component.Presence other) {
      presence = other;
      return this;
    }

    Maker scope(DependencyScope other) {
      scope = other;
      return this;
    }

    Maker supplier(String other) {
      supplier = other;
      return this;
    }

    Maker source(String other) {
      source = other;
      return this;
    }

    Maker raw(String... licences) {
      raw = List.of(licences);
      return this;
    }

    Maker declared(String expression) {
      declared = expression;
      return this;
    }

    Maker found(String... expressions) {
      found = List.of(expressions);
      return this;
    }

    Maker file(String path, String digit) {
      files.add(
          new Component.Archive(
              new Provenance.File(path),
              100,
              Map.of("SHA-256", digit.repeat(64), "SHA-512", digit.repeat(128))));
      return this;
    }

    Maker claim(String algorithm, String digest) {
      claims.put(algorithm, digest);
      return this;
    }

    Component make() {
      return new Component(
          purl.isEmpty() ? "file:" + name : purl,
          kind,
          namespace,
          name,
          version,
          purl,
          Set.of(presence),
          scope,
          supplier,
          source,
          raw,
          declared,
          found,
          files,
          claims,
          List.of(new Provenance.File("target/" + name)),
          null);
    }
  }
}
