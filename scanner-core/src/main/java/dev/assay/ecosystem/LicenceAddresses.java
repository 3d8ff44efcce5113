package dev.assay.ecosystem;

import dev.assay.ecosystem.OpenLicences.Openness;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses at which open licences stand, as manifests give them; none is ever opened. */
final class LicenceAddresses {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:(?i:https?)://|www\\.)[^\\s,;\"'<>()\\]]+");
  private static final Pattern LAST = Pattern.compile("([^/#?]+?)(?:\\.(?:txt|html?|php|md))?/?$");

  /** Beginnings, without scheme and {@code www.}: whoever publishes nothing but open ones there. */
  private static final List<String> OPEN =
      List.of(
          "antlr.org/license",
          "apache.org/licenses/",
          "asm.objectweb.org/license",
          "asm.ow2.io/license",
          "asm.ow2.org/license",
          "bouncycastle.org/licen",
          "choosealicense.com/licenses/",
          "creativecommons.org/licenses/by-sa/",
          "creativecommons.org/licenses/by/",
          "creativecommons.org/publicdomain/",
          "eclipse.org/legal/epl",
          "eclipse.org/org/documents/edl",
          "eclipse.org/org/documents/epl",
          "fsf.org/licensing/licenses/",
          "glassfish.dev.java.net/nonav/public/cddl",
          "glassfish.dev.java.net/public/cddl",
          "glassfish.java.net/public/cddl",
          "gnu.org/copyleft/",
          "gnu.org/licenses/",
          "gnu.org/software/classpath/license",
          "h2database.com/html/license",
          "icu-project.org/repos/icu/trunk/license",
          "javaee.github.io/",
          "jquery.org/license",
          "mozilla.org/en-us/mpl",
          "mozilla.org/mpl",
          "mozilla.org/media/mpl",
          "opensource.org/license/",
          "opensource.org/licenses/",
          "oss.oracle.com/licenses/upl",
          "polymer.github.io/license",
          "projects.eclipse.org/license/",
          "python.org/psf/license",
          "scripts.sil.org/ofl",
          "slf4j.org/license",
          "sqlite.org/copyright",
          "unlicense.org",
          "wtfpl.net");

  /** Where one licence stands, and in the group which one. */
  private static final Pattern ONE =
      Pattern.compile(
          "(?i)(?:(?:https?:)?//)?(?:www\\.)?(opensource\\.org/licen[cs]es?|spdx\\.org/licenses"
              + "|choosealicense\\.com/licenses|apache\\.org/licenses"
              + "|gnu\\.org/(?:licenses|copyleft)(?:/old-licenses)?|eclipse\\.org/legal"
              + "|eclipse\\.org/org/documents|mozilla\\.org/(?:en-us/)?mpl"
              + "|creativecommons\\.org/(?:licenses|publicdomain)|boost\\.org|unlicense\\.org"
              + "|oss\\.oracle\\.com/licenses|slf4j\\.org|bouncycastle\\.org)/?([a-z0-9._/+-]*)");

  private static final Pattern ENDING = Pattern.compile("(?:/|\\.(?:txt|html?|php|md|json))+$");

  private LicenceAddresses() {}

  /**
   * The licence that stands at an address, with or without its scheme; null if it isn't told. An
   * address that names no version, or that has meant several licences, tells none.
   */
  static @Nullable LicenceExpression named(String address) {
    Matcher one = ONE.matcher(address.strip());
    if (!one.matches()) {
      return null;
    }
    String host = one.group(1).toLowerCase(Locale.ROOT);
    String name = ENDING.matcher(one.group(2).toLowerCase(Locale.ROOT)).replaceFirst("");
    return switch (host) {
      case "unlicense.org" -> id("Unlicense");
      case "boost.org" -> name.equals("license_1_0") ? id("BSL-1.0") : null;
      case "slf4j.org", "bouncycastle.org" ->
          name.equals("license") || name.equals("licence") ? id("MIT") : null;
      case "oss.oracle.com/licenses" -> name.equals("upl") ? id("UPL-1.0") : null;
      case "apache.org/licenses" -> id("Apache-" + name.replaceFirst("^licen[cs]e-", ""));
      case "creativecommons.org/publicdomain" -> name.startsWith("zero") ? id("CC0-1.0") : null;
      case "creativecommons.org/licenses" ->
          id("CC-" + name.replaceFirst("/(?:deed|legalcode).*$", "").replace('/', '-'));
      case "eclipse.org/legal", "eclipse.org/org/documents" -> eclipse(name);
      default -> {
        if (host.startsWith("mozilla.org")) {
          yield id("MPL-" + name.replaceFirst("^mpl-", ""));
        }
        yield name.isEmpty() || name.indexOf('/') >= 0 ? null : listed(name);
      }
    };
  }

  private static @Nullable LicenceExpression eclipse(String name) {
    if (name.startsWith("edl")) {
      return id("BSD-3-Clause"); // the Eclipse Distribution License 1.0
    }
    return id(name.replaceFirst("v10$", "1.0").replaceFirst("v20$", "2.0").replaceFirst("-v", "-"));
  }

  private static @Nullable LicenceExpression id(String id) {
    LicenceExpression expression = ExpressionParser.parse(id);
    return expression != null && expression.known() ? expression : null;
  }

  private static @Nullable LicenceExpression listed(String name) {
    LicenceExpression id = id(name);
    if (id == null) {
      id = id(name.replaceFirst("-?licen[cs]e$", ""));
    }
    return id != null ? id : LicenceIds.get().named(name.replace('-', ' ').replace('_', ' '));
  }

  /** Whether {@code lower} holds an address. */
  static boolean holdsOne(String lower) {
    return ADDRESS.matcher(lower).find();
  }

  /** Of all addresses in {@code text}, and the words around them count for nothing. */
  static Openness of(String text, LicenceNames names) {
    Openness least = Openness.OPEN;
    Openness best = Openness.NOT_OPEN;
    Matcher matcher = ADDRESS.matcher(text);
    while (matcher.find()) {
      Openness each = one(matcher.group().toLowerCase(Locale.ROOT), names);
      least = least.and(each);
      best = best.or(each);
    }
    // OSGi lists alternatives, and gives the same licence a name and an address.
    return text.indexOf(',') >= 0 ? best : least;
  }

  private static Openness one(String address, LicenceNames names) {
    int scheme = address.indexOf("://");
    String rest = scheme < 0 ? address : address.substring(scheme + 3);
    rest = rest.startsWith("www.") ? rest.substring(4) : rest;
    for (String begin : OPEN) {
      if (rest.startsWith(begin)) {
        return Openness.OPEN;
      }
    }
    if (rest.split("/", 2)[0].endsWith("mit-license.org")) {
      return Openness.OPEN;
    }
    @Nullable Openness known = null;
    Matcher last = LAST.matcher(rest);
    if (rest.indexOf('/') > 0 && last.find()) {
      known = names.find(last.group(1)); // …/licenses/apache-2.0.txt
    }
    return known == null ? Openness.UNKNOWN : known;
  }
}
