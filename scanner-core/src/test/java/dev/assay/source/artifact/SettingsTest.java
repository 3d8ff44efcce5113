package dev.assay.source.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.model.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** npm's and Maven's settings. */
class SettingsTest {
  private static final String REGISTRY = "https://npm.acme.example/repo/";

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeFolders() throws IOException {
    write("work/package.json", "{}");
    Files.createDirectories(folder.resolve("work/src"));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Surroundings surroundings() {
    return new Surroundings(environment, folder, folder.resolve("work/src"), false);
  }

  private NpmSettings npm() {
    return NpmSettings.read(surroundings());
  }

  private @Nullable String authorization(String address) {
    Credentials found = npm().credentials(URI.create(address), URI.create(REGISTRY));
    return found == null ? null : found.authorization();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void nearerSettingsWin() throws IOException {
    assertThat(npm().registry("").toString()).isEqualTo("https://registry.npmjs.org/");
    write("prefix/etc/npmrc", "registry=https://global.example\nproxy=null");
    environment.put("PREFIX", folder.resolve("prefix").toString());
    assertThat(npm().registry("").toString()).isEqualTo("https://global.example/");
    assertThat(npm().get("proxy")).isNull();
    write(".npmrc", "registry = \"https://user.example/\" \n");
    assertThat(npm().registry("").toString()).isEqualTo("https://user.example/");
    write("work/.npmrc", "registry=https://project.example ; ours\n@acme:registry=" + REGISTRY);
    assertThat(npm().registry("").toString()).isEqualTo("https://project.example/");
    assertThat(npm().registry("@acme").toString()).isEqualTo(REGISTRY);
    assertThat(npm().registry("@other").toString()).isEqualTo("https://project.example/");
    environment.put("NPM_CONFIG_REGISTRY", "https://variable.example");
    assertThat(npm().registry("").toString()).isEqualTo("https://variable.example/");
  }

  @Test
  void credentialsAreForTheirHostAndPath() throws IOException {
    write(
        ".npmrc",
        "//npm.acme.example/repo/:_authToken=${TOKEN}\n"
            + "//basic.example/:_auth="
            + base64("u:p")
            + "\n//named.example:8443/:username=u\n//named.example:8443/:_password="
            + base64("p:w"));
    environment.put("TOKEN", "t");
    assertThat(authorization(REGISTRY + "x")).isEqualTo("Bearer t");
    assertThat(authorization("https://npm.acme.example/other/x.tgz")).isEqualTo("Bearer t");
    assertThat(authorization("https://npm.acme.example:444/repo/x")).isNull();
    assertThat(authorization("http://npm.acme.example/other/x")).isNull();
    assertThat(authorization("https://npm.acme.example.evil.example/repo/x")).isNull();
    assertThat(authorization("https://basic.example/a/b")).isEqualTo("Basic " + base64("u:p"));
    assertThat(authorization("https://named.example:8443/")).isEqualTo("Basic " + base64("u:p:w"));
    environment.remove("TOKEN");
    assertThatThrownBy(() -> authorization(REGISTRY + "x"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("wants the variable TOKEN");
  }

  @Test
  void messagesHoldNoSecret() throws IOException {
    write(".npmrc", "registry=https://user:hidden@npm.example/\n");
    assertThatThrownBy(() -> npm().registry(""))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining("hidden");
    write(".npmrc", "//npm.acme.example/:username=u\n//npm.acme.example/:_password=hidden!\n");
    assertThatThrownBy(() -> authorization(REGISTRY))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining("hidden");
    write(".npmrc", "//npm.acme.example/:_authToken=hidden\\u000a\u0007\n");
    assertThatThrownBy(() -> authorization(REGISTRY))
        .isInstanceOf(UsageException.class)
        .hasMessageNotContaining("hidden");
    assertThat(Credentials.basic("u", "hidden")).hasToString("credentials");
  }

  private MavenSettings maven(String inside) throws IOException {
    write(".m2/settings.xml", "<settings>" + inside + "</settings>");
    return MavenSettings.read(surroundings());
  }

  @ParameterizedTest
  @CsvSource({
    "*, central, true",
    "'*,!central', central, false",
    "'!central,*', central, false",
    "external:*, central, true",
    "external:*, local, false",
    "external:http:*, central, false",
    "external:http:*, plain, true",
    "'a,central', central, true",
    "a, central, false"
  })
  void mirrorPatterns(String pattern, String id, boolean matches) {
    String address =
        switch (id) {
          case "local" -> "http://localhost:8081/";
          case "plain" -> "http://plain.example/";
          default -> "https://repo.example/";
        };
    MavenSettings.Repository repository = new MavenSettings.Repository(id, URI.create(address));
    assertThat(MirrorPattern.matches(pattern, repository)).isEqualTo(matches);
  }

  @Test
  void repositoriesOfActiveProfilesThenCentralThroughMirrors() throws IOException {
    String profile =
        "<profiles><profile><id>p</id><repositories><repository><id>ours</id>"
            + "<url>https://ours.example/maven</url></repository></repositories></profile></profiles>";
    assertThat(maven(profile).repositories()).containsExactly(MavenSettings.CENTRAL);
    String active = profile + "<activeProfiles><activeProfile>p</activeProfile></activeProfiles>";
    assertThat(maven(active).repositories())
        .extracting(MavenSettings.Repository::id)
        .containsExactly("ours", "central");
    String mirror =
        "<mirrors><mirror><id>m</id><mirrorOf>%s</mirrorOf><url>https://m.example</url>%s</mirror>"
            + "</mirrors>";
    assertThat(maven(active + mirror.formatted("*", "")).repositories())
        .containsExactly(new MavenSettings.Repository("m", URI.create("https://m.example/")));
    assertThat(maven(active + mirror.formatted("*,!ours", "")).repositories())
        .extracting(MavenSettings.Repository::id)
        .containsExactly("ours", "m");
    assertThatThrownBy(
            () -> maven(mirror.formatted("central", "<blocked>true</blocked>")).repositories())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("blocks the repository 'central'");
  }

  @Test
  void passwordsOfServers() throws IOException {
    String server =
        "<servers><server><id>m</id><username>u</username><password>%s</password></server></servers>";
    environment.put("PW", "w");
    assertThat(maven(server.formatted("p")).credentials("m"))
        .isEqualTo(Credentials.basic("u", "p"));
    assertThat(maven(server.formatted("${env.PW}")).credentials("m"))
        .isEqualTo(Credentials.basic("u", "w"));
    assertThat(maven(server.formatted("p")).credentials("other")).isNull();
    assertThatThrownBy(() -> maven(server.formatted("{hidden=}")).credentials("m"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is encrypted")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> maven(server.formatted("${env.NONE}")).credentials("m"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("a variable that is not set");
  }

  @Test
  void proxies() throws IOException {
    String proxy =
        "<proxies><proxy><protocol>%s</protocol><host>p.example</host><port>3128</port>"
            + "<nonProxyHosts>localhost|*.acme.example</nonProxyHosts></proxy></proxies>";
    MavenSettings.Proxy found = maven(proxy.formatted("http")).proxy("https");
    assertThat(found.host()).isEqualTo("p.example");
    assertThat(found.without()).containsExactly("localhost", "*.acme.example");
    assertThat(maven(proxy.formatted("https")).proxy("http")).isNull();
    assertThat(maven("").proxy("https")).isNull();
  }

  @Test
  void settingsNameNoOtherFile() throws IOException {
    write("secret.txt", "hidden");
    write(
        ".m2/settings.xml",
        "<!DOCTYPE s [<!ENTITY e SYSTEM \"%s\">]><settings><localRepository>&e;</localRepository></settings>"
            .formatted(folder.resolve("secret.txt").toUri()));
    assertThatThrownBy(() -> MavenSettings.read(surroundings()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("not well-formed XML, or has a DTD")
        .hasMessageNotContaining("hidden");
    write(".m2/settings.xml", "<settings>");
    assertThatThrownBy(() -> MavenSettings.read(surroundings()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("settings.xml:1");
    write(".m2/settings.xml", "<a>".repeat(5000));
    assertThatThrownBy(() -> MavenSettings.read(surroundings())).isInstanceOf(UsageException.class);
  }
}
