package dev.assay.ecosystem;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.assay.model.PackageKind;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes package URLs (github.com/package-url/purl-spec). */
public final class Purls {
  private Purls() {}

  /**
   * The package URL of a package.
   *
   * @param namespace empty if it has none
   * @param version empty if it is unknown
   */
  public static String of(
      PackageKind kind,
      String namespace,
      String name,
      String version,
      Map<String, String> qualifiers) {
    boolean lower = kind == PackageKind.VSIX || kind == PackageKind.IMAGE;
    try {
      return url(
          kind.purlType(),
          lower ? namespace.toLowerCase(Locale.ROOT) : namespace,
          named(kind, lower ? name.toLowerCase(Locale.ROOT) : name),
          version,
          qualifiers);
    } catch (MalformedPackageURLException e) {
      // The name is none that this type allows.
      try {
        return url(
            "generic", "", namespace.isEmpty() ? name : namespace + "/" + name, version, Map.of());
      } catch (MalformedPackageURLException again) {
        throw new IllegalArgumentException(again);
      }
    }
  }

  /** Names of Python's that are compared as one are one (PEP 503). */
  private static String named(PackageKind kind, String name) {
    return kind.purlType().equals("pypi") ? PythonRequirements.normalised(name) : name;
  }

  private static String url(
      String type, String namespace, String name, String version, Map<String, String> qualifiers)
      throws MalformedPackageURLException {
    return new PackageURL(
            type,
            orNull(namespace),
            name,
            orNull(version),
            qualifiers.isEmpty() ? null : new TreeMap<>(qualifiers),
            null)
        .canonicalize();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
