package dev.assay.source.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import dev.assay.model.UsageException;
import dev.assay.source.artifact.PackageName;
import dev.assay.source.registry.Limits;
import dev.assay.source.registry.Registries;
import dev.assay.source.registry.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Packages from registries, all of which are servers of this test. */
@Timeout(60)
class OnlineTest {
  private static final String X = "pkg:npm/x@1.0.0";
  private static final String SECRET = "t0k3n-of-the-test";

  @TempDir private Path folder;
  private Home home;
  private final FakeWeb web = new FakeWeb();
  private final FakeWeb other = new FakeWeb();

  @BeforeEach
  void makeHome() {
    home = new Home(folder);
    home.file(
        ".npmrc",
        "registry="
            + web.address()
            + "/npm/\n//127.0.0.1:"
            + web.port()
            + "/npm/:_authToken="
            + SECRET);
    home.file(
        ".m2/settings.xml",
        "<settings><servers><server><id>m</id><username>u</username><password>"
            + SECRET
            + "</password></server></servers><mirrors><mirror><id>m</id><mirrorOf>*</mirrorOf><url>"
            + web.address()
            + "/maven</url></mirror></mirrors></settings>");
  }

  @AfterEach
  void stop() {
    web.close();
    other.close();
  }

  private Pushed scan(String purl) throws IOException {
    return Pushed.of(new PackageSource(purl, true, 1 << 20, home.surroundings()));
  }

  /** The record of x with one version. */
  private static String record(String tarball, String dist) {
    return "{\"name\":\"x\",\"dist-tags\":{\"latest\":\"1.0.0\"},\"versions\":{\"0.9.0\":{\"dist\":"
        + "{\"tarball\":\"http://wrong.example/\"}},\"1.0.0\":{\"deps\":[{}],\"dist\":{\"tarball\":\""
        + tarball
        + "\""
        + dist
        + ",\"signatures\":[{\"keyid\":\"k\"}]},\"x\":1}},\"time\":{}}";
  }

  private static String integrity(String content) {
    return ",\"integrity\":\"" + Home.integrity(content) + "\"";
  }

  private String basic() {
    return "Basic "
        + Base64.getEncoder().encodeToString(("u:" + SECRET).getBytes(StandardCharsets.UTF_8));
  }

  /** That nothing was left in the folder for temporary files is tested where those are made. */
  @Test
  void npmTarballIsFetchedWithCredentialsAndCompared() throws IOException {
    String tarball = web.address() + "/npm/x/-/x-1.0.0.tgz";
    web.text("/npm/x", record(tarball, integrity("tarball")))
        .text("/npm/x/-/x-1.0.0.tgz", "tarball");
    Pushed pushed = scan(X);
    assertThat(pushed.texts).containsEntry("pkg:npm/x@1.0.0/x-1.0.0.tgz", "tarball").hasSize(1);
    assertThat(pushed.problems).isEmpty();
    assertThat(pushed.notices.get(0)).contains("127.0.0.1; its SHA-512 is that of the registry");
    assertThat(web.asked)
        .containsExactly("/npm/x Bearer " + SECRET, "/npm/x/-/x-1.0.0.tgz Bearer " + SECRET);
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(3); // the settings and package.json
    }
  }

  @Test
  void scopeHasARegistryOfItsOwn() throws IOException {
    home.file(".npmrc", "@acme:registry=" + other.address() + "\nregistry=" + web.address());
    other
        .text("/@acme%2fx", record(other.address() + "/t.tgz", integrity("scoped")))
        .text("/t.tgz", "scoped");
    assertThat(scan("pkg:npm/@acme/x@1.0.0").texts).containsValue("scoped");
    assertThat(web.asked).isEmpty();
  }

  @Test
  void mirrorsServeTarballsOfThePublicRegistry() throws IOException {
    web.text("/npm/x", record("https://registry.npmjs.org/x/-/x-1.0.0.tgz", integrity("mirrored")))
        .text("/npm/x/-/x-1.0.0.tgz", "mirrored");
    assertThat(scan(X).texts).containsValue("mirrored");
  }

  @Test
  void wrongDigestIsCorruptAndScanned() throws IOException {
    web.text("/npm/x", record(web.address() + "/t.tgz", integrity("published")))
        .text("/t.tgz", "changed");
    Pushed pushed = scan(X);
    assertThat(pushed.texts).containsValue("changed");
    assertThat(pushed.problems).extracting(Problem::kind).containsExactly(Problem.Kind.CORRUPT);
    web.text("/npm/x", record(web.address() + "/t.tgz", ",\"shasum\":\"" + "0".repeat(40) + "\""));
    assertThat(scan(X).problems.get(0).detail()).contains("SHA-1");
    web.text("/npm/x", record(web.address() + "/t.tgz", ""));
    assertThat(scan(X).notices.get(0)).contains("nobody says what its digest is");
  }

  @Test
  void credentialsStayWithTheirHost() throws IOException {
    web.text("/npm/x", record(web.address() + "/npm/t.tgz", integrity("elsewhere")))
        .redirect("/npm/t.tgz", other.address() + "/stored?signature=abc");
    other.text("/stored?signature=abc", "elsewhere");
    assertThat(scan(X).texts).containsValue("elsewhere");
    assertThat(other.asked).containsExactly("/stored?signature=abc null");
    other.asked.clear();
    web.text("/npm/x", record(other.address() + "/direct", integrity("direct")));
    other.text("/direct", "direct");
    assertThat(scan(X).texts).containsValue("direct");
    assertThat(other.asked).containsExactly("/direct null");
  }

  @Test
  void redirectsEnd() {
    web.redirect("/npm/x", "/npm/x");
    assertThatThrownBy(() -> scan(X))
        .isInstanceOf(ContentException.class)
        .hasMessageContaining("redirected more than 5 times")
        .hasMessageNotContaining(SECRET);
    web.redirect("/npm/x", "file:///etc/passwd");
    assertThatThrownBy(() -> scan(X)).hasMessageContaining("no address");
    web.redirect("/npm/x", "::");
    assertThatThrownBy(() -> scan(X)).hasMessageContaining("no address");
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> scan(X))
        .isInstanceOf(UsageException.class)
        .hasMessage("The registry 127.0.0.1 has no package x.");
    web.text("/npm/x", record(web.address() + "/t.tgz", ""));
    assertThatThrownBy(() -> scan("pkg:npm/x@2.0.0"))
        .isInstanceOf(UsageException.class)
        .hasMessage("The registry 127.0.0.1 has no version 2.0.0 of x; the latest is 1.0.0.");
    assertThatThrownBy(() -> scan(X))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("file is not there");
    web.text("/npm/x", "<html>");
    assertThatThrownBy(() -> scan(X))
        .isInstanceOf(ContentException.class)
        .hasMessageContaining("no JSON");
  }

  @Test
  void refusalsNameTheRemedyAndNoSecret() {
    for (int status : new int[] {401, 403, 407, 500, 304}) {
      web.on("/npm/x", exchange -> exchange.sendResponseHeaders(status, -1));
      assertThatThrownBy(() -> scan(X))
          .isInstanceOf(
              status < 500 && status > 400 ? UsageException.class : ContentException.class)
          .hasMessageContaining(String.valueOf(status))
          .hasMessageNotContaining(SECRET);
    }
  }

  @Test
  void hugeAnswersAreCutOff() {
    web.text("/npm/x", record(web.address() + "/t.tgz", "")).endless("/t.tgz", 200, 0);
    assertThatThrownBy(() -> scan(X))
        .isInstanceOf(ContentException.class)
        .hasMessageContaining("raise --max-bytes")
        .extracting(e -> ((ContentException) e).kind())
        .isEqualTo(Problem.Kind.TOO_LARGE);
    web.endless("/npm/x", 404, 0);
    assertThatThrownBy(() -> scan(X)).isInstanceOf(IOException.class);
  }

  private void fetch(Duration waiting, Duration whole, BooleanSupplier stopped) throws IOException {
    Limits limits = new Limits(1 << 30, Duration.ofSeconds(5), waiting, whole, stopped);
    try (Registry registry = Registries.of(PackageName.Type.NPM, home.surroundings(), limits)) {
      registry.fetch(PackageName.parse(X));
    }
  }

  @Test
  void slowAnswersEnd() {
    Duration ever = Duration.ofMinutes(5);
    web.endless("/npm/x", 200, 600_000);
    assertThatThrownBy(() -> fetch(Duration.ofMillis(300), ever, () -> false))
        .isInstanceOf(ContentException.class)
        .hasMessageContaining("nothing came for");
    assertThatThrownBy(() -> fetch(ever, ever, () -> true)).hasMessageContaining("took too long");
    web.endless("/npm/x", 200, 20);
    assertThatThrownBy(() -> fetch(ever, Duration.ofMillis(300), () -> false))
        .hasMessageContaining("took too long");
    web.on("/npm/x", exchange -> {});
    assertThatThrownBy(() -> fetch(ever, ever, () -> false)).isInstanceOf(IOException.class);
  }

  @Test
  void largeFilesAreHeldOutsideOfTheHeap() throws IOException {
    byte[] large = new byte[9 << 20];
    web.text("/npm/x", record(web.address() + "/t.tgz", ""))
        .on(
            "/t.tgz",
            exchange -> {
              exchange.sendResponseHeaders(200, large.length);
              exchange.getResponseBody().write(large);
            });
    Limits limits = Limits.of(1 << 30, () -> false);
    try (Registry registry = Registries.of(PackageName.Type.NPM, home.surroundings(), limits)) {
      var content =
          registry
              .fetch(PackageName.parse(X))
              .get(0)
              .content()
              .apply(new dev.assay.model.Provenance.File("x"));
      assertThat(content.inMemory()).isNull();
      assertThat(content.size()).isEqualTo(large.length);
      try (var channel = content.seekable();
          var again = content.open()) {
        assertThat(channel.size()).isEqualTo(large.length);
        assertThat(again.skip(large.length - 1)).isEqualTo(large.length - 1);
        assertThat(again.read()).isZero();
        assertThat(again.read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void proxyOfTheSettingsIsAsked() throws IOException {
    home.file(
        ".npmrc",
        "registry=http://npm.acme.example/\nproxy=http://u:" + SECRET + "@127.0.0.1:" + web.port());
    web.text(
            "http://npm.acme.example/x", record("http://npm.acme.example/t", integrity("by proxy")))
        .text("http://npm.acme.example/t", "by proxy");
    assertThat(scan(X).texts).containsValue("by proxy");
    assertThat(web.proxyAuthorizations).containsOnly(basic());
    home.file(".npmrc", "registry=http://npm.acme.example/");
    home.with("HTTP_PROXY", web.address());
    assertThat(scan(X).texts).containsValue("by proxy");
    home.with("NO_PROXY", "other.example,.acme.example");
    assertThatThrownBy(() -> scan(X)).isInstanceOf(IOException.class);
    home.with("http_proxy", "socks5://127.0.0.1:1");
    assertThatThrownBy(() -> scan(X))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'socks5'");
  }

  private static final String LIB = "/maven/org/acme/lib/1.0/lib-1.0";

  @Test
  void mavenArtifactIsFetchedWithItsPom() throws IOException {
    web.text(LIB + ".pom", "<project/>")
        .text(LIB + ".jar", "jar")
        .text(LIB + ".jar.sha256", Home.hex("SHA-256", "jar".getBytes(StandardCharsets.UTF_8)))
        .text(LIB + ".jar.sha1", "not looked at")
        .text(LIB + ".pom.sha1", "0".repeat(40) + "  lib-1.0.pom\n");
    Pushed pushed = scan("pkg:maven/org.acme/lib@1.0");
    assertThat(pushed.texts)
        .hasSize(2)
        .containsEntry("pkg:maven/org.acme/lib@1.0/lib-1.0.jar", "jar");
    assertThat(pushed.notices)
        .anyMatch(each -> each.contains("its SHA-256 is that of lib-1.0.jar.sha256"));
    assertThat(pushed.problems)
        .extracting(Problem::path)
        .containsExactly("pkg:maven/org.acme/lib@1.0/lib-1.0.pom");
    assertThat(web.asked).allMatch(each -> each.endsWith(" " + basic()));
    assertThatThrownBy(() -> scan("pkg:maven/org.acme/lib@1.0?classifier=sources"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("has the POM, and no lib-1.0-sources.jar");
    assertThatThrownBy(() -> scan("pkg:maven/org.acme/lib@2.0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("in none of the repositories");
    assertThatThrownBy(() -> scan("pkg:maven/org.acme/lib@2.0-SNAPSHOT"))
        .hasMessageContaining("Snapshots are not fetched");
  }

  @Test
  void mavenDigestThatCannotBeFetchedIsAProblem() throws IOException {
    web.text(LIB + ".jar", "jar")
        .on(LIB + ".jar.sha512", exchange -> exchange.sendResponseHeaders(502, -1));
    Pushed pushed = scan("pkg:maven/org.acme/lib@1.0");
    assertThat(pushed.texts).containsValue("jar");
    assertThat(pushed.problems).extracting(Problem::kind).containsExactly(Problem.Kind.UNREADABLE);
  }

  @Test
  void goModuleComesFromItsProxyUnlessItIsPrivate() throws IOException {
    home.with("GOPROXY", web.address() + "/go,direct");
    web.text("/go/!acme.example/mod/@v/v1.0.0.zip", "no zip")
        .text(
            "/go/sumdb/sum.golang.org/lookup/!acme.example/mod@v1.0.0",
            "12\nAcme.example/mod v1.0.0 h1:" + "A".repeat(43) + "=\n");
    Pushed pushed = scan("pkg:golang/Acme.example/mod@v1.0.0");
    assertThat(pushed.texts).containsValue("no zip");
    assertThat(pushed.problems).extracting(Problem::kind).containsExactly(Problem.Kind.CORRUPT);
    home.with("GOSUMDB", "off");
    assertThat(scan("pkg:golang/Acme.example/mod@v1.0.0").problems).isEmpty();
    assertThatThrownBy(() -> scan("pkg:golang/Acme.example/other@v1.0.0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is not at 127.0.0.1");
    home.with("GOPRIVATE", "x.example,Acme.*");
    assertThatThrownBy(() -> scan("pkg:golang/Acme.example/mod@v1.0.0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("private");
  }

  @Test
  void cargoSettingsThatNameAnotherRegistryAreNotPassedOver() {
    home.file(".cargo/config.toml", "[source.crates-io]\nreplace-with = 'ours'\n");
    assertThatThrownBy(() -> scan("pkg:cargo/serde@1.0.0"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("replace crates.io");
  }

  @Test
  void nothingIsSentWithoutBeingAsked() throws IOException {
    PackageSource source = new PackageSource(X, false, 1 << 20, home.surroundings());
    assertThatThrownBy(() -> Pushed.of(source)).hasMessageContaining("--online");
    try (PackageSource online = new PackageSource(X, true, 1 << 20, home.surroundings())) {
      online.check();
    }
    assertThat(web.asked).isEmpty();
  }
}
