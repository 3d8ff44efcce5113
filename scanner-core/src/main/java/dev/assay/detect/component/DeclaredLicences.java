package dev.assay.detect.component;

import dev.assay.ecosystem.LicenceExpression;
import dev.assay.model.PackageKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One SPDX expression of what the manifests of a package declare. Of several licences in a POM
 * (maven.apache.org, POM reference) or in npm's older list a user takes one; elsewhere nothing says
 * how several belong together, so only those that are one licence under two names are told. For one
 * thread.
 */
final class DeclaredLicences {
  private static final String CLASSIFIER = "License ::";

  /** Texts that were looked at; many packages declare the same. */
  private final Map<String, Optional<LicenceExpression>> known = new HashMap<>();

  /** Empty if they can't be one. */
  String expression(@Nullable PackageKind kind, Collection<String> licences) {
    TreeMap<String, LicenceExpression> parts = new TreeMap<>();
    for (String text : licences) {
      Optional<LicenceExpression> part =
          known.computeIfAbsent(text, key -> Optional.ofNullable(LicenceExpression.declared(key)));
      if (part.isPresent()) {
        parts.put(part.get().toString(), part.get());
      } else if (!text.startsWith(CLASSIFIER)) { // those name families as well, such as BSD
        return "";
      }
    }
    if (parts.isEmpty() || (parts.size() > 1 && !isChoice(kind))) {
      return "";
    }
    return LicenceExpression.any(parts.values()).toString();
  }

  private static boolean isChoice(@Nullable PackageKind kind) {
    return kind == PackageKind.NPM || (kind != null && kind.purlType().equals("maven"));
  }
}
