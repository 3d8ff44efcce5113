package dev.assay.source.registry;

import dev.assay.model.UsageException;
import dev.assay.source.artifact.Credentials;
import dev.assay.source.artifact.MavenSettings;
import dev.assay.source.artifact.NpmSettings;
import dev.assay.source.artifact.Surroundings;
import dev.assay.source.artifact.WebAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which proxy leads to an address: that of the package manager's settings, else of variables. */
final class ProxyRules {

  /**
   * @param host asked instead
   * @param credentials null for none
   */
  private record Rule(String host, int port, @Nullable Credentials credentials) {}

  private final @Nullable Rule forHttp;
  private final @Nullable Rule forHttps;
  private final List<String> without;

  private ProxyRules(@Nullable Rule forHttp, @Nullable Rule forHttps, List<String> without) {
    this.forHttp = forHttp;
    this.forHttps = forHttps;
    this.without = List.copyOf(without);
  }

  /** By {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in either case. */
  static ProxyRules of(Surroundings surroundings) {
    return of(null, null, null, surroundings);
  }

  /** By npm's {@code https-proxy}, {@code proxy} and {@code noproxy} first. */
  static ProxyRules of(NpmSettings settings, Surroundings surroundings) {
    String plain = settings.get("proxy");
    String secure = settings.get("https-proxy");
    return of(plain, secure == null ? plain : secure, settings.get("noproxy"), surroundings);
  }

  private static ProxyRules of(
      @Nullable String plain,
      @Nullable String secure,
      @Nullable String noProxy,
      Surroundings surroundings) {
    String http = plain == null ? variable("HTTP_PROXY", surroundings) : plain;
    String https = secure == null ? variable("HTTPS_PROXY", surroundings) : secure;
    String none = noProxy == null ? variable("NO_PROXY", surroundings) : noProxy;
    List<String> without = new ArrayList<>();
    for (String each : none == null ? new String[0] : none.split("[, ]+", -1)) {
      without.addAll(suffixes(each.strip().toLowerCase(Locale.ROOT)));
    }
    return new ProxyRules(
        http == null ? null : rule(http), https == null ? null : rule(https), without);
  }

  /** {@code acme.example} and {@code .acme.example} both stand for the hosts below, too. */
  private static List<String> suffixes(String entry) {
    if (entry.isEmpty()) {
      return List.of();
    }
    String host = entry.startsWith(".") ? entry.substring(1) : entry;
    return host.startsWith("*") ? List.of(host) : List.of(host, "*." + host);
  }

  private static @Nullable String variable(String name, Surroundings surroundings) {
    String lower = surroundings.variable(name.toLowerCase(Locale.ROOT));
    return lower == null ? surroundings.variable(name) : lower;
  }

  /** By {@code settings.xml}, where it has one. */
  static ProxyRules of(MavenSettings settings, Surroundings surroundings) {
    MavenSettings.Proxy http = settings.proxy("http");
    MavenSettings.Proxy https = settings.proxy("https");
    if (http == null && https == null) {
      return of(surroundings);
    }
    List<String> without = new ArrayList<>();
    for (MavenSettings.Proxy each : new MavenSettings.Proxy[] {http, https}) {
      if (each != null) {
        each.without().forEach(host -> without.add(host.strip().toLowerCase(Locale.ROOT)));
      }
    }
    return new ProxyRules(rule(http), rule(https), without);
  }

  private static @Nullable Rule rule(MavenSettings.@Nullable Proxy proxy) {
    return proxy == null ? null : new Rule(proxy.host(), proxy.port(), proxy.credentials());
  }

  private static Rule rule(String address) {
    URI uri;
    try {
      uri = new URI(address.contains("://") ? address : "http://" + address);
    } catch (URISyntaxException e) {
      throw new UsageException("The proxy that is set is no address such as http://host:3128.");
    }
    String scheme = WebAddress.scheme(uri);
    if (uri.getHost() == null || !scheme.equals("http")) {
      throw new UsageException(
          "Of proxies only those by HTTP can be used, such as http://host:3128; one by '"
              + scheme
              + "' is set.");
    }
    String user = uri.getRawUserInfo();
    Credentials credentials = null;
    if (user != null) {
      int colon = user.indexOf(':');
      credentials =
          Credentials.basic(
              decoded(colon < 0 ? user : user.substring(0, colon)),
              colon < 0 ? "" : decoded(user.substring(colon + 1)));
    }
    return new Rule(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort(), credentials);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private @Nullable Rule rule(URI address) {
    Rule rule = WebAddress.scheme(address).equals("https") ? forHttps : forHttp;
    String host = address.getHost().toLowerCase(Locale.ROOT);
    String withPort = host + ":" + address.getPort();
    for (String each : without) {
      if (matches(each, host) || matches(each, withPort)) {
        return null;
      }
    }
    return rule;
  }

  /** Whether {@code pattern}, where a star stands for any characters, is {@code host}. */
  private static boolean matches(String pattern, String host) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(host);
    }
    String before = pattern.substring(0, star);
    String after = pattern.substring(star + 1);
    if (after.indexOf('*') >= 0) {
      return host.startsWith(before) && host.contains(after.replace("*", ""));
    }
    return host.length() >= before.length() + after.length()
        && host.startsWith(before)
        && host.endsWith(after);
  }

  /** What to present to the proxy on the way to {@code address}; null for nothing. */
  @Nullable Credentials credentials(URI address) {
    Rule rule = rule(address);
    return rule == null ? null : rule.credentials();
  }

  /** The same for {@link java.net.http}. */
  ProxySelector selector() {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI address) {
        Rule rule = rule(address);
        return rule == null
            ? List.of(Proxy.NO_PROXY)
            : List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(rule.host(), rule.port())));
      }

      @Override
      public void connectFailed(URI address, SocketAddress proxy, IOException fault) {}
    };
  }
}
