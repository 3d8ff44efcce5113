package dev.assay.source.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.assay.model.ContentException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Registries by HTTPS, with a certificate that is made for the test. */
@Timeout(60)
class SecureOnlineTest {
  private static final String X = "pkg:npm/x@1.0.0";

  @TempDir private Path folder;
  private Home home;
  private FakeWeb secure;
  private final FakeWeb plain = new FakeWeb();
  private String registry;

  @BeforeEach
  void makeServer() throws Exception {
    home = new Home(folder);
    Path store = folder.resolve("store.p12");
    keytool(
        "-genkeypair -alias a -keyalg EC -dname CN=localhost -ext san=dns:localhost -storetype PKCS12"
            + " -storepass changeit -keystore "
            + store);
    keytool(
        "-exportcert -rfc -alias a -storepass changeit -keystore "
            + store
            + " -file "
            + folder.resolve("ca.pem"));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    char[] password = "changeit".toCharArray();
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, password);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    secure = new FakeWeb(server);
    registry = "https://localhost:" + secure.port() + "/";
    home.file(".npmrc", "registry=" + registry + "\ncafile=" + folder.resolve("ca.pem"));
  }

  private static void keytool(String arguments) throws IOException, InterruptedException {
    String[] words = arguments.split(" ", -1);
    String[] command = new String[words.length + 1];
    command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    System.arraycopy(words, 0, command, 1, words.length);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as(Arrays.toString(command)).isZero();
  }

  @AfterEach
  void stop() {
    secure.close();
    plain.close();
  }

  private Pushed scan() throws IOException {
    return Pushed.of(new PackageSource(X, true, 1 << 20, home.surroundings()));
  }

  private void serve(String tarball) {
    String record =
        "{\"versions\":{\"1.0.0\":{\"dist\":{\"tarball\":\"%s\",\"integrity\":\"%s\"}}}}";
    secure.text("/x", record.formatted(tarball, Home.integrity("safe"))).text("/t.tgz", "safe");
  }

  @Test
  void ownAuthoritiesCountWhereSettingsNameThem() throws IOException {
    serve(registry + "t.tgz");
    assertThat(scan().texts).containsValue("safe");
    home.file(".npmrc", "registry=" + registry + "\nstrict-ssl=false");
    assertThatThrownBy(() -> scan())
        .isInstanceOf(ContentException.class)
        .hasMessageContaining("no secure connection");
    home.with("NODE_EXTRA_CA_CERTS", folder.resolve("ca.pem").toString());
    assertThat(scan().texts).containsValue("safe");
  }

  @Test
  void httpNeverFollowsHttps() throws IOException {
    serve(registry + "t.tgz");
    plain.text("/t.tgz", "unsafe");
    secure.redirect("/t.tgz", plain.address() + "/t.tgz");
    assertThatThrownBy(() -> scan()).hasMessageContaining("redirected from HTTPS to HTTP");
    serve(plain.address() + "/t.tgz");
    assertThatThrownBy(() -> scan()).hasMessageContaining("names a tarball by HTTP");
    assertThat(plain.asked).isEmpty();
    serve("http://localhost:" + secure.port() + "/t.tgz");
    assertThat(scan().texts).containsValue("safe");
  }
}
