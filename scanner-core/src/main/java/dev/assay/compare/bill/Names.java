package dev.assay.compare.bill;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.assay.model.Component;
import dev.assay.model.StatedBill.Stated;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a component goes by, in notations that different tools share: without qualifiers of package
 * URLs, without case, with one spelling of separators.
 *
 * @param exact names with version
 * @param plain names without
 * @param version empty if unknown
 */
record Names(Set<String> exact, Set<String> plain, String version) {
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  static Names of(Stated stated) {
    return of(stated.purl(), stated.namespace(), stated.name(), stated.version());
  }

  static Names of(Component component) {
    return of(component.purl(), component.namespace(), component.name(), component.version());
  }

  private static Names of(String purl, String namespace, String name, String version) {
    Set<String> plain = new LinkedHashSet<>();
    PackageURL url = parsed(purl);
    String known = version;
    if (url != null) {
      String space = url.getNamespace() == null ? "" : url.getNamespace();
      plain.add("pkg:" + url.getType() + "/" + spelled(url.getType(), space, url.getName()));
      if (url.getVersion() != null) {
        known = url.getVersion();
      }
    }
    if (!name.isEmpty()) {
      plain.add(spelled("", namespace, name));
      int last = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'));
      if (namespace.isEmpty() && last > 0) {
        plain.add(spelled("", name.substring(0, last), name.substring(last + 1)));
      }
      if (url == null) {
        plain.add(spelled("", "", name.substring(last + 1))); // all that it is called
      }
    }
    Set<String> exact = new LinkedHashSet<>();
    for (String each : plain) {
      exact.add(each + "@" + plainVersion(known));
    }
    return new Names(exact, plain, known);
  }

  private static String spelled(String type, String namespace, String name) {
    String full = namespace.isEmpty() ? name : namespace + "/" + name;
    String lower = full.toLowerCase(Locale.ROOT).replace(':', '/');
    return type.equals("pypi") ? SEPARATORS.matcher(lower).replaceAll("-") : lower;
  }

  /** Go and some others write a v in front. */
  private static String plainVersion(String version) {
    String lower = version.toLowerCase(Locale.ROOT);
    boolean v = lower.length() > 1 && lower.charAt(0) == 'v' && Character.isDigit(lower.charAt(1));
    return v ? lower.substring(1) : lower;
  }

  private static @Nullable PackageURL parsed(String purl) {
    if (purl.isEmpty()) {
      return null;
    }
    try {
      return new PackageURL(purl);
    } catch (MalformedPackageURLException e) {
      return null;
    }
  }
}
