package dev.assay.detect.licence;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by folders and names whose licence a file is about. */
final class Folders {
  private static final Set<String> BUNDLED =
      Set.of(
          "node_modules",
          "bower_components",
          "jspm_packages",
          "site-packages",
          "dist-packages",
          "webjars",
          "vendor",
          "vendors",
          "vendored",
          "_vendor",
          "third_party",
          "third-party",
          "thirdparty",
          "3rdparty",
          "3rd-party",
          "3rd_party",
          "extern",
          "external",
          "externals",
          "contrib",
          "deps",
          ".m2",
          ".gradle");

  private static final List<String> LIBRARIES = List.of("BOOT-INF/lib/", "WEB-INF/lib/");

  private static final Set<String> ASIDE =
      Set.of(
          "test",
          "tests",
          "testing",
          "testdata",
          "test-data",
          "spec",
          "specs",
          "fixture",
          "fixtures",
          "__tests__",
          "__fixtures__",
          "example",
          "examples",
          "sample",
          "samples",
          "demo",
          "demos",
          "doc",
          "docs",
          "documentation",
          "licenses",
          "licences",
          "license",
          "licence",
          "license-files",
          "legal",
          "legal-notices");

  private static final Pattern OTHERS =
      Pattern.compile(
          ".*(?:third|3rd)[-_. ]?part.*|.*notices?(?:\\..*)?|.*dependenc.*|.*bundled.*|.*vendor.*"
              + "|.*\\.(?:js|css|map)\\.licen[cs]e.*|.*(?:oss|open[-_]?source).*licen[cs]es.*");

  private static final Pattern OWN =
      Pattern.compile(
          "(?:[^/]*|META-INF/[^/]*|[^/]+\\.(?:dist|egg)-info/(?:licen[cs]es/|license_files/)?[^/]*)");

  private Folders() {}

  /** Whether what lies at {@code path} came with packages of others. */
  static boolean bundled(String path) {
    for (String library : LIBRARIES) {
      if (path.contains(library)) {
        return true;
      }
    }
    return any(path, BUNDLED);
  }

  /** Whether it is there for tests, documents, examples, or to collect licences. */
  static boolean aside(String path) {
    return any(path, ASIDE);
  }

  /** Whether a file by its name holds licences of others. */
  static boolean others(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return OTHERS.matcher(name).matches();
  }

  /** Whether a file of licences is where a package has its own. */
  static boolean own(String relative) {
    return OWN.matcher(relative).matches() && !others(relative);
  }

  private static boolean any(String path, Set<String> names) {
    int from = 0;
    for (int to = path.indexOf('/'); to >= 0; to = path.indexOf('/', from)) {
      if (names.contains(path.substring(from, to).toLowerCase(Locale.ROOT))) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }
}
