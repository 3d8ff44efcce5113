package dev.assay.detect.licence;

import dev.assay.model.Provenance;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which files hold licences, by their names and places. */
public final class LicencePlaces {

  /** What a file is to this detector. */
  public enum Kind {
    /** Named like a licence: all of it is read. */
    LICENCE,
    /** A read-me: all of it is read, and sections on the licence count. */
    README,
    /** A manifest, whose declared licence others read: only notices and tags count. */
    MANIFEST,
    /** Anything else: its head is read. */
    OTHER
  }

  /** A name with a word in it that licences are called by. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:.*[-_.])?(?:licen[cs]es?|licen[cs]ing|copying|copyright|copyrights|notices?|unlicen[cs]e|eula|legal"
              + "|third[-_. ]?party(?:[-_. ]?(?:licen[cs]es?|notices?))?|thirdpartynotices?|copying3?|copyleft)"
              + "(?:[-_.].*|\\d*)");

  /** Names with such a word that are programs or data all the same. */
  private static final Pattern PROGRAM =
      Pattern.compile(
          ".*\\.(?:js|mjs|cjs|jsx|ts|tsx|mts|cts|java|kt|class|py|pyc|pyi|rb|go|rs|c|cc|cpp|h|hpp|cs|php|sh|bat|ps1"
              + "|json|json5|ya?ml|toml|xml|xsd|css|scss|less|map|lock|png|gif|jpe?g|svg|ico|properties|sql|vue|svelte"
              + "|gradle|groovy|scala|swift|m|mm|pl|pm|lua|ex|exs|erl|hs|ml|dart|csv|tsv|po|pot)");

  /** Folders whose files are licences. */
  private static final Pattern FOLDER =
      Pattern.compile(
          "(?:^|.*/)(?:licen[cs]es?|licen[cs]e[-_]?files?|legal|LICENSES)/(?:.*/)?[^/]+");

  private static final Set<String> MANIFESTS =
      Set.of(
          "package.json",
          "pom.xml",
          "metadata",
          "pkg-info",
          "cargo.toml",
          "setup.py",
          "setup.cfg",
          "pyproject.toml",
          "manifest.mf",
          "composer.json",
          "package-lock.json",
          "npm-shrinkwrap.json",
          "bower.json",
          "chart.yaml",
          "control");

  private LicencePlaces() {}

  /** Of the file at {@code place}. */
  static Kind of(Provenance place) {
    String path = place.innerPath();
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (MANIFESTS.contains(name) || name.endsWith(".pom") || name.endsWith(".nuspec")) {
      return Kind.MANIFEST;
    }
    if (name.startsWith("readme")) {
      return Kind.README;
    }
    if (name.endsWith(".license.txt") || name.endsWith(".licence.txt")) {
      return Kind.LICENCE;
    }
    if (hasWord(name) && NAMED.matcher(name).matches() && !PROGRAM.matcher(name).matches()) {
      return Kind.LICENCE;
    }
    String lower = path.toLowerCase(Locale.ROOT);
    boolean folder = lower.contains("licen") || lower.contains("legal/");
    return folder && FOLDER.matcher(lower).matches() && !PROGRAM.matcher(name).matches()
        ? Kind.LICENCE
        : Kind.OTHER;
  }

  /** Cheap: hardly any name goes on to the pattern. */
  private static boolean hasWord(String name) {
    return name.contains("licen")
        || name.contains("copy")
        || name.contains("notice")
        || name.contains("legal")
        || name.contains("eula")
        || name.contains("third");
  }
}
