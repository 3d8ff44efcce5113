package dev.assay.source.packages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of this machine that answers as it is told, and as a proxy to whatever is asked. */
final class FakeWeb implements AutoCloseable {

  /** Writes an answer. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** {@code path authorization} of each request; of one to a proxy the whole address. */
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  final List<String> proxyAuthorizations = Collections.synchronizedList(new ArrayList<>());

  FakeWeb() {
    this(plain());
  }

  private static HttpServer plain() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FakeWeb(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(workers);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String address = exchange.getRequestURI().toString();
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      asked.add(address + " " + shown);
      proxyAuthorizations.add(
          String.valueOf(exchange.getRequestHeaders().getFirst("Proxy-Authorization")));
      answers.getOrDefault(address, each -> each.sendResponseHeaders(404, -1)).to(exchange);
    }
  }

  /** {@code http://127.0.0.1:port}. */
  String address() {
    return "http://127.0.0.1:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  FakeWeb text(String path, String text) {
    return on(
        path,
        exchange -> {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }

  FakeWeb redirect(String path, String to) {
    return on(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          exchange.sendResponseHeaders(302, -1);
        });
  }

  /** Answers with an endless body, a stretch every so many milliseconds. */
  FakeWeb endless(String path, int status, int pause) {
    return on(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, 0);
          byte[] some = new byte[8192];
          try (OutputStream out = exchange.getResponseBody()) {
            while (!Thread.interrupted()) {
              out.write(some);
              out.flush();
              Thread.sleep(pause);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  FakeWeb on(String path, Answer answer) {
    answers.put(path, answer);
    return this;
  }

  @Override
  public void close() {
    workers.shutdownNow();
    server.stop(0);
  }
}
