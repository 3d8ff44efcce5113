package dev.assay.source.artifact;

import java.util.Locale;

/** What a mirror of {@code settings.xml} stands for (maven.apache.org, guide-mirror-settings). */
final class MirrorPattern {

  private MirrorPattern() {}

  /** Whether {@code pattern} is for {@code repository}: a list, of which an exclusion wins. */
  static boolean matches(String pattern, MavenSettings.Repository repository) {
    boolean matched = false;
    for (String entry : pattern.split(",", -1)) {
      String each = entry.strip();
      if (each.equals("!" + repository.id())) {
        return false;
      }
      matched |=
          each.equals("*")
              || each.equals(repository.id())
              || (each.equals("external:*") && external(repository))
              || (each.equals("external:http:*") && external(repository) && http(repository));
    }
    return matched;
  }

  private static boolean external(MavenSettings.Repository repository) {
    String host = repository.address().getHost().toLowerCase(Locale.ROOT);
    return !(host.equals("localhost") || host.equals("127.0.0.1"));
  }

  private static boolean http(MavenSettings.Repository repository) {
    return WebAddress.scheme(repository.address()).equals("http");
  }
}
