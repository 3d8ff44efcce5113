package dev.assay.source.registry;

import dev.assay.model.ContentException;
import dev.assay.model.Problem;
import dev.assay.model.UsageException;
import dev.assay.source.artifact.Credentials;
import dev.assay.source.artifact.WebAddress;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Asks registries. Follows redirects, to another host without credentials and never from HTTPS to
 * HTTP; every answer is bounded in size and time. What was fetched is gone when this is closed. For
 * one thread.
 */
final class Web implements Closeable {
  private static final int MOST_REDIRECTS = 5;
  private static final String AGENT = "assay";

  private final HttpClient client;
  private final ProxyRules proxies;
  private final Limits limits;
  private final List<Spool> spools = new ArrayList<>();
  private long fetched;

  Web(ProxyRules proxies, Trust trust, Limits limits) {
    this.proxies = proxies;
    this.limits = limits;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connecting())
            .proxy(proxies.selector());
    if (trust.context() != null) {
      builder.sslContext(trust.context());
    }
    client = builder.build();
  }

  /**
   * What is at {@code address}; null if nothing is (404, 410).
   *
   * @param credentials for this address and others of its host; null for none
   * @param most bytes that it may have
   * @throws IOException if it can't be fetched; a {@link ContentException} with the reason
   * @throws UsageException if the registry or a proxy wants other credentials
   */
  @Nullable Spool get(URI address, @Nullable Credentials credentials, String accept, long most)
      throws IOException {
    URI at = address;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      Credentials shown = WebAddress.sameOrigin(at, address) ? credentials : null;
      HttpResponse<Spool> response = send(at, shown, accept, most);
      int status = response.statusCode();
      if (status == 200) {
        fetched += response.body().size();
        return response.body();
      }
      if (status == 404 || status == 410) {
        return null;
      }
      if (status < 300 || status > 308 || status == 304) {
        throw refused(at, status, shown != null);
      }
      at = next(at, response.headers().firstValue("Location").orElse(""));
    }
    throw failed(address, "it is redirected more than " + MOST_REDIRECTS + " times");
  }

  private static URI next(URI from, String location) throws IOException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw failed(from, "it is redirected to what is no address");
    }
    String scheme = WebAddress.scheme(to);
    if (to.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw failed(from, "it is redirected to what is no address");
    }
    if (scheme.equals("http") && WebAddress.scheme(from).equals("https")) {
      throw failed(from, "it is redirected from HTTPS to HTTP, which anybody could change");
    }
    return to;
  }

  private static RuntimeException refused(URI at, int status, boolean shown) throws IOException {
    if (status == 401 || status == 403) {
      return new UsageException(
          place(at)
              + " answers "
              + status
              + (shown
                  ? ": the credentials in the package manager's settings are not enough."
                  : ": the package manager's settings have no credentials for this address."));
    }
    if (status == 407) {
      return new UsageException(
          "The proxy on the way to "
              + place(at)
              + " answers 407: it wants a user and a password, or others.");
    }
    throw failed(at, "the registry answers " + status);
  }

  private HttpResponse<Spool> send(
      URI at, @Nullable Credentials credentials, String accept, long most) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at)
            // With HTTP/2 a connection in the clear would begin with an upgrade, which proxies and
            // old registries stumble over.
            .version(
                WebAddress.scheme(at).equals("https")
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .header("User-Agent", AGENT)
            .header("Accept", accept);
    if (credentials != null) {
      request.header("Authorization", credentials.authorization());
    }
    Credentials toProxy = proxies.credentials(at);
    if (toProxy != null) {
      request.header("Proxy-Authorization", toProxy.authorization());
    }
    Spool spool = new Spool();
    spools.add(spool);
    AtomicLong last = new AtomicLong(System.nanoTime());
    long limit = Math.max(0, Math.min(most, limits.bytes() - fetched));
    CompletableFuture<HttpResponse<Spool>> answer =
        client.sendAsync(
            request.build(),
            info ->
                new Receiver(
                    spool, info.statusCode() == 200, limit, () -> last.set(System.nanoTime())));
    return await(at, answer, last);
  }

  private HttpResponse<Spool> await(
      URI at, CompletableFuture<HttpResponse<Spool>> answer, AtomicLong last) throws IOException {
    long started = System.nanoTime();
    while (true) {
      try {
        return answer.get(50, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        long now = System.nanoTime();
        boolean late = now - last.get() > limits.waiting().toNanos();
        if (late || now - started > limits.whole().toNanos() || limits.stopped().getAsBoolean()) {
          answer.cancel(true);
          throw new ContentException(
              Problem.Kind.TIMEOUT,
              "fetching "
                  + place(at)
                  + (late
                      ? " failed: nothing came for " + limits.waiting().toSeconds() + " s"
                      : " took too long"));
        }
      } catch (InterruptedException e) {
        answer.cancel(true);
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while fetching " + place(at));
      } catch (ExecutionException e) {
        throw fault(at, e.getCause() == null ? e : e.getCause());
      }
    }
  }

  /** The fault by its kind: its text may hold anything. */
  private static IOException fault(URI at, Throwable cause) {
    if (cause instanceof ContentException named) {
      return named;
    }
    String kind = cause.getClass().getSimpleName();
    return failed(
        at,
        cause instanceof SSLException
            ? "no secure connection ("
                + kind
                + "); if the registry has a certificate of your own authority, name its file as"
                + " npm's cafile or in NODE_EXTRA_CA_CERTS, or make a trust store for Java"
            : kind);
  }

  private static ContentException failed(URI at, String why) {
    return new ContentException(
        Problem.Kind.UNREADABLE, "fetching " + place(at) + " failed: " + why);
  }

  /** An address for messages, without its query, which may hold a signature that opens a store. */
  static String place(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
  }

  @Override
  public void close() throws IOException {
    for (Spool each : spools) {
      each.close();
    }
  }
}
