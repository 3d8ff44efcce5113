package dev.assay.source.artifact;

import dev.assay.model.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Addresses of registries. */
public final class WebAddress {

  private WebAddress() {}

  /**
   * An absolute address by HTTP or HTTPS, without a user and password, which would end up in
   * messages.
   *
   * @param where {@code text} stands, for messages, which do not repeat it: it may hold a password
   * @throws UsageException if it isn't one
   */
  public static URI parse(String text, String where) {
    URI address;
    try {
      address = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw new UsageException(where + " is no address such as https://registry.example.com/.");
    }
    String scheme = scheme(address);
    if (address.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new UsageException(where + " is no address such as https://registry.example.com/.");
    }
    if (address.getRawUserInfo() != null) {
      throw new UsageException(
          where + " holds a user or password; set those as the package manager documents it.");
    }
    return address;
  }

  /** Lower-case; empty if there is none. */
  public static String scheme(URI address) {
    return address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
  }

  /** Whether both are the same scheme, host and port: what may see one's credentials. */
  public static boolean sameOrigin(URI one, URI other) {
    return scheme(one).equals(scheme(other))
        && one.getHost() != null
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI address) {
    return address.getPort() >= 0 ? address.getPort() : scheme(address).equals("https") ? 443 : 80;
  }
}
