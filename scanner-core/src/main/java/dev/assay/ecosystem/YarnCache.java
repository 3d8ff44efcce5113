package dev.assay.ecosystem;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How yarn calls the files of its cache (yarnpkg/berry, structUtils and Cache). */
final class YarnCache {
  private static final int SHOWN = 10;
  private static final Pattern PROTOCOL =
      Pattern.compile("([^#:]*:)?(?:[^#]*#)?(.*)", Pattern.DOTALL);
  private static final Pattern VERSION =
      Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?");

  private YarnCache() {}

  /**
   * The name of the zip of a package.
   *
   * @param name with the scope
   * @param reference what it resolves to, such as {@code npm:1.0.0}
   * @param checksum of the zip, hexadecimal
   */
  static String file(String name, String reference, String checksum) {
    int slash = name.startsWith("@") ? name.indexOf('/') : -1;
    String scope = slash < 0 ? "" : name.substring(1, slash);
    String bare = name.substring(slash + 1);
    String locator = sha512(sha512(scope + bare) + reference);
    Matcher parts = PROTOCOL.matcher(reference);
    String protocol = "exotic";
    String selector = reference;
    if (parts.matches()) {
      protocol = parts.group(1) == null ? protocol : parts.group(1).replaceFirst(":$", "");
      selector = parts.group(2);
    }
    return (scope.isEmpty() ? bare : "@" + scope + "-" + bare)
        + "-"
        + protocol
        + (VERSION.matcher(selector).matches() ? "-" + selector.replaceFirst("\\+.*", "") : "")
        + "-"
        + locator.substring(0, SHOWN)
        + "-"
        + checksum.substring(0, SHOWN)
        + ".zip";
  }

  private static String sha512(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-512").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
