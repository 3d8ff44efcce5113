package dev.assay.compare.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.model.ArtifactFile;
import dev.assay.model.ArtifactFile.Mode;
import dev.assay.model.Candidate;
import dev.assay.model.CommitInfo;
import dev.assay.model.CommitTree;
import dev.assay.model.Inventory;
import dev.assay.model.PackageFacts;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Reconciled;
import dev.assay.model.Severity;
import dev.assay.rules.Glob;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each file of an artifact gets one explanation, the one that a maintainer would give. */
class ReconcilerTest {

  private static final CommitInfo COMMIT = new CommitInfo("ab".repeat(20), "A <a@x>", 1);

  private final List<ArtifactFile> commit = new ArrayList<>();
  private final List<PackageIdentity> inCommit = new ArrayList<>();
  private final Map<String, String> links = new HashMap<>();
  private final Map<String, CommitTree.Pointer> pointers = new HashMap<>();
  private final List<String> submodules = new ArrayList<>();
  private final List<ArtifactFile> shipped = new ArrayList<>();
  private final List<PackageIdentity> packages = new ArrayList<>();
  private final List<String> declared = new ArrayList<>();
  private final Map<String, String> learned = new HashMap<>();
  private final Map<String, Candidate> findings = new TreeMap<>();
  private @Nullable String folder;

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static ArtifactFile file(Provenance place, String kind, String text, Mode mode) {
    return new ArtifactFile(
        place, kind, text.length(), sha256(text), sha256(text.replace("\r\n", "\n")), mode);
  }

  private void inGit(String path, String text) {
    inGit(path, text, Mode.PLAIN);
  }

  private void inGit(String path, String text, Mode mode) {
    commit.add(file(new Provenance.Blob("12".repeat(20), path, COMMIT), "text", text, mode));
  }

  private void ships(String artifact, String name, String text) {
    ships(artifact, name, "text", text, Mode.UNSAID);
  }

  private void ships(String artifact, String name, String kind, String text, Mode mode) {
    shipped.add(file(new Provenance.Entry(new Provenance.File(artifact), name), kind, text, mode));
  }

  private static PackageIdentity identity(
      PackageKind kind, String name, Provenance manifest, String root) {
    return new PackageIdentity(
        kind,
        PackageIdentity.Basis.MANIFEST,
        "",
        name,
        "1.0",
        "",
        manifest,
        root,
        List.of(),
        PackageFacts.NONE);
  }

  private void isA(PackageKind kind, String name, String artifact, String top) {
    packages.add(
        identity(
            kind,
            name,
            new Provenance.Entry(new Provenance.File(artifact), top + "manifest"),
            artifact + "!/" + top));
  }

  private @Nullable String declaredBy(String path) {
    for (String each : declared) {
      if (path.startsWith(each)) {
        return Reconciler.DECLARED + each + "**";
      }
    }
    return null;
  }

  private Reconciler reconcile() {
    Reconciler reconciler =
        new Reconciler(
            new CommitFiles(
                "v1", new CommitTree(COMMIT, links, pointers, submodules), commit, inCommit),
            this::declaredBy);
    reconciler.learn(inventory -> learned);
    reconciler.correlate(
        new Inventory(List.of(), List.of(), packages, List.of(), shipped, Set.of(), folder, null),
        (place, candidate) ->
            assertThat(findings.put(candidate.ruleId() + " " + place.path(), candidate)).isNull());
    return reconciler;
  }

  /** {@code path state ← git (because)} of all files, without the artifact. */
  private List<String> explained() {
    return explained(reconcile());
  }

  private static List<String> explained(Reconciler reconciler) {
    List<String> lines = new ArrayList<>();
    Reconciled all = Objects.requireNonNull(reconciler.reconciled(0));
    long counted = 0;
    for (long count : all.counts().values()) {
      counted += count;
    }
    assertThat(counted).isEqualTo(all.files().size());
    for (Reconciled.File each : all.files()) {
      lines.add(
          each.path().replaceFirst(".*!/", "")
              + " "
              + each.state().label()
              + (each.git().isEmpty() ? "" : " <- " + each.git())
              + (each.because().isEmpty() ? "" : " (" + each.because() + ")"));
    }
    return lines;
  }

  @Test
  void npmPackageOfAWorkspace() {
    isA(PackageKind.NPM, "b", "b.tgz", "package/");
    inCommit.add(
        identity(
            PackageKind.NPM,
            "b",
            new Provenance.Blob("1", "packages/b/package.json", COMMIT),
            "packages/b/"));
    inGit("LICENSE", "licence");
    inGit("package.json", "root");
    inGit("packages/a/package.json", "a");
    inGit("packages/a/index.js", "index a");
    inGit("packages/b/package.json", "b 0.0.0");
    inGit("packages/b/index.js", "index b");
    inGit("packages/b/util.ts", "typed");
    inGit("packages/b/bin.js", "run", Mode.PLAIN);
    ships("b.tgz", "package/LICENSE", "licence");
    ships("b.tgz", "package/package.json", "b 1.0");
    ships("b.tgz", "package/index.js", "javascript", "index b\r\n", Mode.PLAIN);
    ships("b.tgz", "package/util.js", "javascript", "compiled", Mode.PLAIN);
    ships("b.tgz", "package/bin.js", "javascript", "run", Mode.EXECUTABLE);
    ships("b.tgz", "package/dist/x.js", "javascript", "bundle", Mode.PLAIN);
    ships("b.tgz", "package/dist/x.js.map", "source-map", "map", Mode.PLAIN);
    ships("b.tgz", "package/notes.txt", "text", "mine", Mode.PLAIN);
    // Another workspace's file must not be taken for this one's.
    assertThat(explained())
        .containsExactly(
            "package/LICENSE moved <- LICENSE",
            "package/bin.js mode <- packages/b/bin.js (may be run here, and not in git)",
            "package/dist/x.js only-here",
            "package/dist/x.js.map only-here",
            "package/index.js differs <- packages/b/index.js",
            "package/notes.txt only-here",
            "package/package.json differs <- packages/b/package.json",
            "package/util.js build-output <- packages/b/util.ts (compiled from"
                + " packages/b/util.ts)");
    assertThat(findings.keySet())
        .containsExactly(
            "reconcile-differs b.tgz!/package/index.js",
            "reconcile-differs b.tgz!/package/package.json",
            "reconcile-mode b.tgz!/package/bin.js",
            "reconcile-only-here b.tgz!/package/dist/",
            "reconcile-only-here b.tgz!/package/notes.txt");
    Candidate dist = get("reconcile-only-here b.tgz!/package/dist/");
    assertThat(dist.severity()).isEqualTo(Severity.HIGH);
    assertThat(dist.subject()).isEqualTo("dist/**");
    assertThat(dist.message())
        .isEqualTo(
            "2 files (dist/**) are neither in v1 (abababababab) nor declared as made by the"
                + " build.");
    assertThat(dist.evidence().get(1)).isEqualTo("2 files, 9 bytes: 1 javascript, 1 source-map");
    assertThat(dist.evidence().get(2)).isEqualTo("such as dist/x.js.map, dist/x.js");
    assertThat(dist.fixes().get(0).description()).contains("build-outputs: ['dist/**']");
    assertThat(get("reconcile-only-here b.tgz!/package/notes.txt").severity())
        .isEqualTo(Severity.LOW);
    assertThat(get("reconcile-differs b.tgz!/package/package.json").severity())
        .isEqualTo(Severity.MEDIUM); // its fields are not known
    assertThat(get("reconcile-differs b.tgz!/package/index.js").severity())
        .isEqualTo(Severity.LOW.raised()); // javascript
  }

  private Candidate get(String finding) {
    return Objects.requireNonNull(findings.get(finding));
  }

  @Test
  void lineEndingsAloneAreTold() {
    isA(PackageKind.NPM, "a", "a.tgz", "package/");
    inGit("one.txt", "a\nb\n");
    inGit("two.txt", "c\r\nd\r\n");
    inGit("three.txt", "e\r\nf\r\n");
    ships("a.tgz", "package/one.txt", "a\r\nb\r\n");
    ships("a.tgz", "package/two.txt", "c\nd\n");
    ships("a.tgz", "package/three.txt", "e\r\nf\r\n");
    assertThat(explained())
        .containsExactly(
            "package/one.txt line-endings <- one.txt",
            "package/three.txt same <- three.txt",
            "package/two.txt line-endings <- two.txt");
    assertThat(findings.keySet()).containsExactly("reconcile-line-endings a.tgz");
    assertThat(get("reconcile-line-endings a.tgz").severity()).isEqualTo(Severity.INFO);
  }

  @Test
  void wheelOfASourceFolderAndItsDistribution() {
    isA(PackageKind.WHEEL, "x", "x-1.0.whl", "x-1.0.dist-info/");
    isA(PackageKind.SDIST, "x", "x-1.0.tar.gz", "x-1.0/");
    inGit("src/x/__init__.py", "init");
    inGit("src/x/empty.py", "");
    inGit("LICENSE.txt", "licence");
    inGit("setup.cfg", "cfg");
    inGit("docs/.nojekyll", "\n");
    ships("x-1.0.whl", "x/__init__.py", "init");
    ships("x-1.0.whl", "x/empty.py", "");
    ships("x-1.0.whl", "x/__pycache__/__init__.cpython-312.pyc", "bytecode");
    ships("x-1.0.whl", "x/native.so", "library", "elf", Mode.EXECUTABLE);
    ships("x-1.0.whl", "x-1.0.dist-info/METADATA", "metadata");
    ships("x-1.0.whl", "x-1.0.dist-info/RECORD", "record");
    ships("x-1.0.whl", "x-1.0.dist-info/licenses/LICENSE.txt", "licence");
    ships("x-1.0.whl", "x-1.0.dist-info/licenses/OTHER", "another licence");
    assertThat(explained())
        .containsExactly(
            "x-1.0.dist-info/METADATA build-output (written by the Python build: metadata of the"
                + " wheel)",
            "x-1.0.dist-info/RECORD build-output (written by the Python build: metadata of the"
                + " wheel)",
            "x-1.0.dist-info/licenses/LICENSE.txt moved <- LICENSE.txt",
            "x-1.0.dist-info/licenses/OTHER only-here",
            "x/__init__.py same <- src/x/__init__.py",
            "x/__pycache__/__init__.cpython-312.pyc build-output <- src/x/__init__.py (compiled by"
                + " Python from src/x/__init__.py)",
            "x/empty.py same <- src/x/empty.py",
            "x/native.so only-here");
    assertThat(get("reconcile-only-here x-1.0.whl!/x/native.so").severity())
        .isEqualTo(Severity.HIGH);
    inGit("src/x/_speed.c", "c");
    findings.clear();
    ships("x-1.0.whl", "x/_speed.cpython-312-x86_64-linux-gnu.so", "library", "elf", Mode.PLAIN);
    assertThat(explained())
        .contains(
            "x/_speed.cpython-312-x86_64-linux-gnu.so build-output <- src/x/_speed.c (compiled from"
                + " src/x/_speed.c)");
    shipped.clear();
    findings.clear();
    ships("x-1.0.tar.gz", "x-1.0/PKG-INFO", "metadata");
    ships("x-1.0.tar.gz", "x-1.0/setup.cfg", "cfg and more");
    ships("x-1.0.tar.gz", "x-1.0/src/x.egg-info/SOURCES.txt", "sources");
    ships("x-1.0.tar.gz", "x-1.0/src/x.egg-info/zip-safe", "\n");
    ships("x-1.0.tar.gz", "x-1.0/src/x/__init__.py", "init");
    assertThat(explained())
        .containsExactly(
            "x-1.0/PKG-INFO build-output (written by the Python build: metadata of the source"
                + " distribution)",
            "x-1.0/setup.cfg build-output <- setup.cfg (written anew by setuptools)",
            "x-1.0/src/x.egg-info/SOURCES.txt build-output (written by the Python build: metadata"
                + " of the source distribution)",
            "x-1.0/src/x.egg-info/zip-safe build-output (written by the Python build: metadata of the"
                + " source distribution)",
            "x-1.0/src/x/__init__.py same <- src/x/__init__.py");
    assertThat(findings).isEmpty();
  }

  @Test
  void jarOfOneOfSeveralModules() {
    isA(PackageKind.MAVEN, "m", "m.jar", "META-INF/maven/g/m/");
    inGit("m/src/main/java/g/A.java", "class A");
    inGit("m/src/main/java/g/Two.java", "class Two {} class Beside {}");
    inGit("m/src/test/java/g/ATest.java", "test");
    inGit("other/src/main/java/g/A.java", "another A");
    inGit("m/src/main/kotlin/Fun.kt", "kotlin");
    inGit("m/src/main/java/g/$Odd$Name.java", "class $Odd$Name");
    inGit("m/src/main/java-templates/g/Build.java", "template");
    inGit("m/src/main/resources/g/messages.properties", "hello");
    inGit("m/src/main/resources/META-INF/services/x.Y", "g.A");
    inGit("m/pom.xml", "pom");
    inGit("LICENSE", "licence");
    ships("m.jar", "META-INF/MANIFEST.MF", "manifest");
    ships("m.jar", "META-INF/LICENSE", "licence");
    ships("m.jar", "META-INF/maven/g/m/pom.xml", "pom");
    ships("m.jar", "META-INF/maven/g/m/pom.properties", "version");
    ships("m.jar", "META-INF/services/x.Y", "g.A");
    ships("m.jar", "META-INF/versions/17/g/A.class", "class", "17", Mode.UNSAID);
    ships("m.jar", "g/A.class", "class", "A", Mode.UNSAID);
    ships("m.jar", "g/A$Inner.class", "class", "A$Inner", Mode.UNSAID);
    ships("m.jar", "g/Two.class", "class", "Two", Mode.UNSAID);
    ships("m.jar", "g/Beside.class", "class", "Beside", Mode.UNSAID);
    ships("m.jar", "g/$Odd$Name$1.class", "class", "odd", Mode.UNSAID);
    ships("m.jar", "g/FunKt.class", "class", "FunKt", Mode.UNSAID);
    ships("m.jar", "g/messages.properties", "hello");
    for (int i = 0; i < 9; i++) {
      ships("m.jar", "shaded/lib/C" + i + ".class", "class", "C" + i, Mode.UNSAID);
    }
    List<String> explained = explained();
    assertThat(explained)
        .contains(
            "META-INF/LICENSE moved <- LICENSE",
            "META-INF/MANIFEST.MF build-output (written by the packer of the jar)",
            "META-INF/maven/g/m/pom.properties build-output (written by Maven)",
            "META-INF/maven/g/m/pom.xml moved <- m/pom.xml",
            "META-INF/services/x.Y same <- m/src/main/resources/META-INF/services/x.Y",
            "META-INF/versions/17/g/A.class build-output <- m/src/main/java/g/A.java (compiled from"
                + " m/src/main/java/g/A.java)",
            "g/$Odd$Name$1.class build-output <- m/src/main/java/g/$Odd$Name.java (compiled from"
                + " m/src/main/java/g/$Odd$Name.java)",
            "g/A$Inner.class build-output <- m/src/main/java/g/A.java (compiled from"
                + " m/src/main/java/g/A.java)",
            "g/A.class build-output <- m/src/main/java/g/A.java (compiled from"
                + " m/src/main/java/g/A.java)",
            "g/Beside.class build-output (compiled from a file of m/src/main/java/g/)",
            "g/FunKt.class build-output <- m/src/main/kotlin/Fun.kt (compiled from"
                + " m/src/main/kotlin/Fun.kt)",
            "g/messages.properties same <- m/src/main/resources/g/messages.properties",
            "shaded/lib/C3.class only-here");
    assertThat(findings.keySet()).containsExactly("reconcile-only-here m.jar!/shaded/");
  }

  @Test
  void crateAndGoModule() {
    isA(PackageKind.CRATE, "c", "c.crate", "c-1.0/");
    inGit("crates/c/Cargo.toml", "manifest");
    inGit("crates/c/src/lib.rs", "lib");
    ships("c.crate", "c-1.0/Cargo.toml", "normalised");
    ships("c.crate", "c-1.0/Cargo.toml.orig", "manifest");
    ships("c.crate", "c-1.0/.cargo_vcs_info.json", "commit");
    ships("c.crate", "c-1.0/src/lib.rs", "lib");
    assertThat(explained())
        .containsExactly(
            "c-1.0/.cargo_vcs_info.json build-output (written by cargo: the commit that it was"
                + " packed from)",
            "c-1.0/Cargo.toml build-output <- crates/c/Cargo.toml (normalised by cargo from"
                + " Cargo.toml.orig)",
            "c-1.0/Cargo.toml.orig same <- crates/c/Cargo.toml",
            "c-1.0/src/lib.rs same <- crates/c/src/lib.rs");
    shipped.clear();
    isA(PackageKind.GO_MODULE, "x/m", "m.zip", "x/m@v1.0.0/");
    inGit("go.mod", "module x/m");
    ships("m.zip", "x/m@v1.0.0/go.mod", "module x/m");
    assertThat(explained()).containsExactly("x/m@v1.0.0/go.mod same <- go.mod");
    assertThat(findings).isEmpty();
  }

  @Test
  void linksPointersAndNamesThatDifferInCase() {
    isA(PackageKind.SDIST, "x", "x.tar.gz", "x-1/");
    inGit("real/a.txt", "a");
    inGit("Name.txt", "upper");
    inGit("name.txt", "lower");
    inGit("big.bin", "pointer");
    inGit("other.bin", "other pointer");
    pointers.put("big.bin", new CommitTree.Pointer(sha256("the large file"), 14));
    pointers.put("other.bin", new CommitTree.Pointer(sha256("another large file"), 18));
    link("linked", "real");
    link("alias.txt", "./real/../real/a.txt");
    link("loop", "loop");
    link("kept", "real/a.txt");
    link("out", "../../etc/passwd");
    ships("x.tar.gz", "x-1/real/a.txt", "a");
    ships("x.tar.gz", "x-1/linked/a.txt", "a");
    ships("x.tar.gz", "x-1/alias.txt", "a");
    ships("x.tar.gz", "x-1/out", "../../etc/passwd");
    ships("x.tar.gz", "x-1/kept", "real/a.txt");
    ships("x.tar.gz", "x-1/loop/x", "x");
    ships("x.tar.gz", "x-1/Name.txt", "upper");
    ships("x.tar.gz", "x-1/name.txt", "changed");
    ships("x.tar.gz", "x-1/big.bin", "the large file");
    ships("x.tar.gz", "x-1/other.bin", "other pointer");
    assertThat(explained())
        .containsExactly(
            "x-1/Name.txt same <- Name.txt",
            "x-1/alias.txt same <- real/a.txt",
            "x-1/big.bin same <- big.bin (kept by Git LFS)",
            "x-1/kept same <- kept",
            "x-1/linked/a.txt same <- real/a.txt",
            "x-1/loop/x only-here",
            "x-1/name.txt differs <- name.txt",
            "x-1/other.bin same <- other.bin (it is the pointer of Git LFS, not the file that it"
                + " stands for)",
            "x-1/out same <- out",
            "x-1/real/a.txt same <- real/a.txt");
  }

  private void link(String path, String target) {
    links.put(path, target);
    inGit(path, target, Mode.UNSAID);
  }

  @Test
  void whatIsDeclaredIsExplainedUnlessGitHasIt() {
    isA(PackageKind.NPM, "a", "a.tgz", "package/");
    declared.add("dist/");
    inGit("index.js", "index");
    inGit("package.json", "package");
    inGit("dist/kept.js", "kept");
    inGit("dist/rebuilt.js", "old");
    ships("a.tgz", "package/index.js", "index");
    ships("a.tgz", "package/package.json", "package");
    ships("a.tgz", "package/dist/kept.js", "kept");
    ships("a.tgz", "package/dist/rebuilt.js", "new");
    ships("a.tgz", "package/dist/more.js", "more");
    Reconciler reconciler = reconcile();
    assertThat(explained(reconciler))
        .containsExactly(
            "package/dist/kept.js same <- dist/kept.js",
            "package/dist/more.js build-output (declared: dist/**)",
            "package/dist/rebuilt.js build-output <- dist/rebuilt.js (declared: dist/**)",
            "package/index.js same <- index.js",
            "package/package.json same <- package.json");
    assertThat(reconciler.notices())
        .containsExactly(
            "held against v1 (abababababab): 3 the same, 2 made by the build; 0 files of the commit"
                + " are not shipped",
            "made by the build as .assay.yml declares: dist/** (2)");
    assertThat(findings).isEmpty();
  }

  /** A lock of what every release has says nothing of whether it is what git has. */
  @Test
  void whatTheContentLockAllowsIsExplainedUnlessGitHasItOtherwise() {
    isA(PackageKind.NPM, "a", "a.tgz", "package/");
    inGit("index.js", "index");
    ships("a.tgz", "package/index.js", "changed");
    ships("a.tgz", "package/dist/app.js", "app");
    ships("a.tgz", "package/dist/app.js.map", "source-map", "map", Mode.PLAIN);
    learned.put("a.tgz!/package/index.js", "index.js");
    learned.put("a.tgz!/package/dist/app.js", "dist/*.js");
    Reconciler reconciler = reconcile();
    assertThat(explained(reconciler))
        .containsExactly(
            "package/dist/app.js build-output (allowed by the content lock: dist/*.js)",
            "package/dist/app.js.map only-here",
            "package/index.js differs <- index.js");
    assertThat(reconciler.notices())
        .contains("1 files count as made by the build because the content lock allows them");
  }

  /** Content of another place under the name of a file is a change, not a move. */
  @Test
  void exchangedContentIsAChange() {
    isA(PackageKind.NPM, "a", "a.tgz", "package/");
    for (String name : List.of("a.js", "b.js", "c.js")) {
      inGit(name, "text of " + name);
      ships("a.tgz", "package/" + name, "text of " + name);
    }
    inGit("index.js", "good");
    inGit("test/evil.js", "evil");
    ships("a.tgz", "package/index.js", "evil");
    assertThat(explained())
        .contains(
            "package/index.js differs <- index.js (in git its content stands at"
                + " test/evil.js)");
  }

  @Test
  void aManifestIsComparedFieldByField() {
    isA(PackageKind.NPM, "a", "a.tgz", "package/");
    inGit("index.js", "index");
    ships("a.tgz", "package/index.js", "index");
    Map<String, String> git =
        Map.of("name", "1", "version", "2", "dependencies.b", ArtifactFile.OF_WORKSPACE, "x", "3");
    Map<String, String> same = Map.of("name", "1", "version", "4", "dependencies.b", "5");
    assertThat(manifest(git, same).severity()).isEqualTo(Severity.LOW);
    assertThat(manifest(git, same).evidence())
        .contains(
            "fields that only git has: x; with other values: version; versions where git has"
                + " workspace: or catalog: (1)");
    Map<String, String> more = new HashMap<>(same);
    more.put("dependencies.evil", "6");
    assertThat(manifest(git, more).severity()).isEqualTo(Severity.MEDIUM);
    more.put("scripts.postinstall", "7");
    assertThat(manifest(git, more).severity()).isEqualTo(Severity.HIGH);
    assertThat(manifest(git, more).evidence())
        .contains(
            "fields that git doesn't have: dependencies.evil, scripts.postinstall; fields that only"
                + " git has: x; with other values: version; versions where git has workspace: or"
                + " catalog: (1)",
            "scripts.postinstall is run wherever the package is installed, and git has it"
                + " otherwise");
    assertThat(manifest(git, Map.of("name", "1", "version", "2", "dependencies.b", "5", "x", "3")))
        .satisfies(
            each ->
                assertThat(each.evidence())
                    .contains("versions where git has workspace: or catalog: (1)"));
    // What can't be compared may hide anything.
    assertThat(manifest(Map.of(), more).severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void thePackersOwnNoteOfTheCommitIsHeldAgainstIt() {
    isA(PackageKind.CRATE, "c", "c.crate", "c-1/");
    inGit("src/lib.rs", "lib");
    ships("c.crate", "c-1/src/lib.rs", "lib");
    Provenance note =
        new Provenance.Entry(new Provenance.File("c.crate"), "c-1/.cargo_vcs_info.json");
    shipped.add(with(note, "note", Map.of("git.sha1", COMMIT.id())));
    assertThat(reconcile().notices()).hasSize(1);
    shipped.remove(1);
    shipped.add(with(note, "note", Map.of("git.sha1", "cd".repeat(20))));
    assertThat(reconcile().notices().get(0))
        .isEqualTo(
            "c.crate!/c-1/.cargo_vcs_info.json says that it was packed from commit cdcdcdcdcdcd,"
                + " and is held against v1 (abababababab)");
  }

  private Candidate manifest(Map<String, String> git, Map<String, String> ships) {
    findings.clear();
    commit.removeIf(each -> each.place().path().equals("package.json"));
    shipped.removeIf(each -> each.place().path().endsWith("package.json"));
    commit.add(with(new Provenance.Blob("1", "package.json", COMMIT), "in git", git));
    shipped.add(
        with(
            new Provenance.Entry(new Provenance.File("a.tgz"), "package/package.json"),
            "shipped",
            ships));
    reconcile();
    return get("reconcile-differs a.tgz!/package/package.json");
  }

  private static ArtifactFile with(Provenance place, String text, Map<String, String> fields) {
    return new ArtifactFile(
        place, "json", text.length(), sha256(text), sha256(text), Mode.PLAIN, fields);
  }

  @Test
  void manyChangesAreOneFinding() {
    isA(PackageKind.NPM, "a", "a.tgz", "package/");
    for (int i = 0; i < 60; i++) {
      inGit("f" + i + ".js", "old " + i);
      ships("a.tgz", "package/f" + i + ".js", "javascript", "new " + i, Mode.UNSAID);
    }
    Reconciler reconciler = reconcile();
    assertThat(findings.keySet()).containsExactly("reconcile-differs a.tgz");
    assertThat(get("reconcile-differs a.tgz").evidence().get(0))
        .isEqualTo("60 of 60 files differ from v1 (abababababab)");
    assertThat(reconciler.notices().get(0)).contains("only 0 of 60 files");
  }

  @Test
  void submodulesAreNamedWhereTheyWouldExplainSomething() {
    isA(PackageKind.SDIST, "x", "x.tar.gz", "x-1/");
    submodules.add("vendor/lib");
    inGit("a.c", "a");
    ships("x.tar.gz", "x-1/a.c", "a");
    ships("x.tar.gz", "x-1/vendor/lib/b.c", "source", "b", Mode.PLAIN);
    ships("x.tar.gz", "x-1/vendor/lib/c.c", "source", "c", Mode.PLAIN);
    ships("x.tar.gz", "x-1/vendor/library.c", "source", "d", Mode.PLAIN);
    Reconciler reconciler = reconcile();
    assertThat(explained(reconciler))
        .containsExactly(
            "x-1/a.c same <- a.c",
            "x-1/vendor/lib/b.c only-here (in git a submodule stands at vendor/lib, which was not"
                + " followed)",
            "x-1/vendor/lib/c.c only-here (in git a submodule stands at vendor/lib, which was not"
                + " followed)",
            "x-1/vendor/library.c only-here");
    assertThat(reconciler.notices()).contains("1 submodule of the commit was not followed");
  }

  @Test
  void filesAllOverAFolderAreOneFinding() {
    isA(PackageKind.NPM, "a", "a.tgz", "package/");
    for (int i = 0; i < 30; i++) {
      String folder = "dist/d" + i % 10 + "/";
      inGit(folder + "x" + i + ".ts", "ts " + i);
      ships("a.tgz", "package/" + folder + "x" + i + ".js", "javascript", "js " + i, Mode.PLAIN);
      ships("a.tgz", "package/" + folder + "x" + i + ".js.map", "source-map", "m", Mode.PLAIN);
    }
    reconcile();
    assertThat(findings.keySet()).containsExactly("reconcile-only-here a.tgz!/package/dist/");
    assertThat(get("reconcile-only-here a.tgz!/package/dist/").fixes().get(0).description())
        .contains("build-outputs: ['dist/**/*.map']");
  }

  /** Whatever files are called, what is suggested takes them, and no others. */
  @Test
  void whatIsSuggestedToDeclareTakesTheFilesAndNoOthers() {
    isA(PackageKind.NPM, "a", "a.tgz", "package/");
    inGit("index.js", "index");
    inGit("lib/kept.js", "kept");
    ships("a.tgz", "package/index.js", "index");
    ships("a.tgz", "package/lib/kept.js", "kept");
    List<String> odd =
        List.of(
            "notes.txt",
            "[id].js",
            "it's{a,b}*.md",
            "back\\slash?",
            "pages/[slug]/page.js",
            "pages/[slug]/other.js");
    for (String each : odd) {
      ships("a.tgz", "package/" + each, "javascript", each, Mode.UNSAID);
    }
    for (int i = 0; i < 7; i++) {
      ships("a.tgz", "package/lib/more" + i + ".mjs", "javascript", "more " + i, Mode.UNSAID);
    }
    reconcile();
    List<String> globs = new ArrayList<>();
    for (Candidate each : findings.values()) {
      String fix = each.fixes().get(0).description();
      globs.add(fix.substring(fix.indexOf("['") + 2, fix.indexOf("']")).replace("''", "'"));
    }
    assertThat(globs).contains("/notes.txt", "pages/**", "lib/*.mjs").hasSize(6);
    List<Glob> compiled = Glob.compileAll(globs);
    for (String each : odd) {
      assertThat(Glob.any(compiled, each)).as(each).isTrue();
    }
    for (String other : List.of("index.js", "sub/notes.txt", "i.js", "lib/kept.js", "it'sa.md")) {
      assertThat(Glob.any(compiled, other)).as(other).isFalse();
    }
  }

  @Test
  void aFolderOfPackagesIsSeveralArtifacts() {
    folder = "dist/";
    isA(PackageKind.WHEEL, "x", "dist/x.whl", "x.dist-info/");
    isA(PackageKind.SDIST, "x", "dist/x.tar.gz", "x-1/");
    inGit("x/a.py", "a");
    ships("dist/x.whl", "x/a.py", "a");
    ships("dist/x.tar.gz", "x-1/x/a.py", "a");
    for (String name : List.of("x.whl", "x.tar.gz", "x.whl.asc")) {
      shipped.add(file(new Provenance.File("dist/" + name), "zip", name, Mode.UNSAID));
    }
    assertThat(explained()).containsExactly("x-1/x/a.py same <- x/a.py", "x/a.py same <- x/a.py");
  }

  @Test
  void aFolderIsOneAndArchivesInItAreFiles() {
    folder = "out/";
    inGit("src/a.txt", "a");
    inGit("src/b.txt", "b");
    shipped.add(file(new Provenance.File("out/a.txt"), "text", "a", Mode.PLAIN));
    shipped.add(file(new Provenance.File("out/b.txt"), "text", "b", Mode.PLAIN));
    shipped.add(file(new Provenance.File("out/lib.zip"), "zip", "zip", Mode.PLAIN));
    ships("out/lib.zip", "secret.txt", "inside");
    List<String> lines = explained();
    assertThat(lines)
        .containsExactly(
            "out/a.txt same <- src/a.txt",
            "out/b.txt same <- src/b.txt",
            "out/lib.zip only-here",
            "secret.txt in-archive (in out/lib.zip)");
    assertThat(findings.keySet()).containsExactly("reconcile-only-here out/lib.zip");
  }

  /** The order in which files come, and which of several would do, decides nothing. */
  @Test
  void isTheSameWhateverTheOrder() {
    isA(PackageKind.NPM, "a", "a.tgz", "package/");
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      String text = "a text that is long enough to tell, number " + random.nextInt(40);
      inGit("d" + random.nextInt(5) + "/f" + i + ".txt", text);
      ships("a.tgz", "package/d" + random.nextInt(5) + "/f" + random.nextInt(300) + "-" + i, text);
    }
    List<String> first = explained();
    for (int i = 0; i < 5; i++) {
      findings.clear();
      Collections.shuffle(commit, random);
      Collections.shuffle(shipped, random);
      assertThat(explained()).isEqualTo(first);
    }
    assertThat(first).anyMatch(line -> line.contains(" moved <- "));
  }

  /** Repositories and artifacts that are made to take time take no more than others. */
  @Test
  void whatIsMadeToTakeTimeTakesLittle() {
    isA(PackageKind.MAVEN, "m", "m.jar", "META-INF/maven/g/m/");
    for (int i = 0; i < 20_000; i++) {
      inGit("s" + i + "/p/A.java", "the same text in all of them, and long enough");
      submodules.add("sub" + i);
      inCommit.add(
          identity(
              PackageKind.MAVEN,
              "m",
              new Provenance.Blob("1", "s" + i + "/pom.xml", COMMIT),
              "s" + i + "/"));
      ships("m.jar", "p/A$" + i + ".class", "class", "c" + i, Mode.UNSAID);
      ships("m.jar", "q/p/U" + i + "$$$$$$$$$$$$$$.class", "class", "u" + i, Mode.UNSAID);
      ships("m.jar", "t/A" + i + ".java", "the same text in all of them, and long enough");
    }
    // Of this thread alone: a quadratic step would take hours, a busy machine only waits.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    assertThat(explained()).hasSize(60_000);
    assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(60_000_000_000L);
    assertThat(findings.keySet()).containsExactly("reconcile-only-here m.jar!/q/");
  }

  @Test
  void everyKindOfPathGetsAPlaceThatHoldsItsFiles() {
    for (String name : List.of("a", "./a", "d/a", "./d/e/a", "/abs/a", "../up/a")) {
      shipped.clear();
      findings.clear();
      for (int i = 0; i < 7; i++) {
        ships("x.tar", name + i, "text", name + i, Mode.UNSAID);
      }
      reconcile();
      assertThat(findings).as(name).hasSize(1);
    }
  }

  @Test
  void aCommitThatIsNotThereExplainsNothing() {
    Reconciler none = new Reconciler();
    ships("a.tgz", "package/a", "a");
    none.correlate(
        new Inventory(List.of(), List.of(), List.of(), List.of(), shipped, Set.of(), null, null),
        (place, candidate) -> {
          throw new AssertionError();
        });
    assertThat(none.reconciled(0)).isNull();
    assertThat(none.rules()).extracting("id").contains("reconcile-secret-not-in-git").hasSize(5);
  }
}
