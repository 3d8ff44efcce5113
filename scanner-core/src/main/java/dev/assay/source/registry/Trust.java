package dev.assay.source.registry;

import dev.assay.model.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The authorities whose certificates count: Java's own, and what the user's settings add. There is
 * no setting that makes a certificate count for nothing.
 *
 * @param context null for Java's own
 */
record Trust(@Nullable SSLContext context) {
  private static final int LARGEST = 16 << 20;

  /** Java's own. */
  static final Trust DEFAULT = new Trust(null);

  /**
   * @param only a PEM file with the authorities that count instead of Java's; null for Java's
   * @param more one with further ones; null for none
   * @throws UsageException if one can't be read
   */
  static Trust of(@Nullable Path only, @Nullable Path more) {
    if (only == null && more == null) {
      return DEFAULT;
    }
    try {
      List<Certificate> all = new ArrayList<>(only == null ? defaults() : read(only));
      if (more != null) {
        all.addAll(read(more));
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < all.size(); i++) {
        store.setCertificateEntry("authority-" + i, all.get(i));
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(store), null);
      return new Trust(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new UsageException(
          "Can't read the certificates in " + (only == null ? more : only) + ": " + e, e);
    }
  }

  private static List<Certificate> read(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST);
      return List.copyOf(
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new java.io.ByteArrayInputStream(bytes)));
    }
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static List<X509Certificate> defaults() throws GeneralSecurityException {
    List<X509Certificate> all = new ArrayList<>();
    for (TrustManager each : managers(null)) {
      if (each instanceof X509TrustManager known) {
        all.addAll(List.of(known.getAcceptedIssuers()));
      }
    }
    return all;
  }
}
