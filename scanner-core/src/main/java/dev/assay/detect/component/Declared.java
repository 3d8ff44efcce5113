package dev.assay.detect.component;

import dev.assay.ecosystem.Purls;
import dev.assay.model.Gap;
import dev.assay.model.PackageIdentity;
import dev.assay.model.PackageKind;
import dev.assay.model.Provenance;
import dev.assay.model.Requirement;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a project asks for and nothing here is: a component without files, and without a version
 * unless the project names one alone. Only projects have such: of what is installed or packed, a
 * requirement that nothing here meets is a gap.
 */
final class Declared {
  private static final Pattern NPM_VERSION =
      Pattern.compile("=?v?(\\d+\\.\\d+\\.\\d+(?:[-+][0-9A-Za-z.+-]+)?)");
  private static final Pattern PYTHON_VERSION =
      Pattern.compile("(?:\\[[^]]*])?\\s*\\(?\\s*={2,3}\\s*([0-9][0-9A-Za-z.!+_-]*)\\s*\\)?");

  private Declared() {}

  /** Whether {@code each} is where it is worked on. */
  static boolean isProject(PackageIdentity each) {
    if (!(each.manifest() instanceof Provenance.File)) {
      return false;
    }
    String path = each.manifest().path();
    return switch (each.kind()) {
      case NPM -> !path.contains("node_modules/");
      case MAVEN -> path.endsWith("pom.xml");
      default -> false;
    };
  }

  /** What {@code requirement} of {@code from} is called; null if there is no more room. */
  static @Nullable Draft add(PackageIdentity from, Requirement requirement, Drafts drafts) {
    String name = name(from.kind(), requirement);
    String version = version(from.kind(), requirement);
    int cut = name.indexOf(from.kind() == PackageKind.MAVEN ? ':' : '/');
    boolean spaced = cut > 0 && (from.kind() == PackageKind.MAVEN || name.startsWith("@"));
    String space = spaced ? name.substring(0, cut) : "";
    String own = spaced ? name.substring(cut + 1) : name;
    if (own.isEmpty()) {
      return null;
    }
    Draft draft =
        drafts.of(
            from.kind(), space, own, version, Purls.of(from.kind(), space, own, version, Map.of()));
    if (draft != null) {
      draft.declaredBy(from.manifest());
      if (version.isEmpty()) {
        draft.gap(
            Gap.Aspect.VERSION,
            requirement.range().isEmpty()
                ? "what asks for it names none"
                : "it is asked for as " + requirement.range() + ", and nothing here settles it");
      }
    }
    return draft;
  }

  /** The full name of the package that is asked for. */
  static String name(PackageKind kind, Requirement requirement) {
    return kind == PackageKind.NPM ? NpmNames.of(requirement) : requirement.name();
  }

  private static String version(PackageKind kind, Requirement requirement) {
    String range = requirement.range();
    return switch (kind) {
      case NPM -> group(NPM_VERSION, NpmNames.range(requirement));
      case MAVEN -> range.startsWith("[") || range.startsWith("(") ? "" : range;
      case WHEEL, SDIST, EGG -> group(PYTHON_VERSION, range);
      default -> "";
    };
  }

  private static String group(Pattern pattern, String text) {
    var matcher = pattern.matcher(text.strip());
    return matcher.matches() ? matcher.group(1) : "";
  }
}
