package dev.assay.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a path says about how much a secret in it matters: those in tests, documents and vendored
 * code are meant for the outside more often. Each kind lowers severity by one level and is named;
 * confidence is untouched, since a secret is one wherever it stands.
 */
final class PathContext {
  private static final Set<String> TESTS =
      Set.of(
          "test",
          "tests",
          "testing",
          "testdata",
          "test-data",
          "test_data",
          "spec",
          "specs",
          "it",
          "__tests__",
          "__mocks__",
          "mock",
          "mocks",
          "fixture",
          "fixtures",
          "__fixtures__",
          "e2e",
          "testfixtures",
          "test-fixtures",
          "test-resources",
          "androidtest",
          "integrationtest",
          "integration-test",
          "integration-tests");
  private static final Set<String> DOCUMENTS =
      Set.of(
          "doc",
          "docs",
          "documentation",
          "example",
          "examples",
          "sample",
          "samples",
          "demo",
          "demos",
          "tutorial",
          "tutorials");
  private static final Set<String> VENDORED =
      Set.of(
          "vendor",
          "vendored",
          "node_modules",
          "third_party",
          "third-party",
          "thirdparty",
          "site-packages",
          "bower_components");
  private static final List<String> DOCUMENT_ENDINGS =
      List.of(".md", ".rst", ".adoc", ".asciidoc", ".markdown");
  private static final List<String> EXAMPLE_MARKS =
      List.of(".example", ".sample", ".template", ".dist");

  private PathContext() {}

  /** Sentences, one for each level that severity falls at {@code path}. */
  static List<String> lowerings(String path) {
    if (path.isEmpty()) {
      return List.of();
    }
    String test = "";
    String document = "";
    String vendored = "";
    String[] segments = path.toLowerCase(Locale.ROOT).split("/", -1);
    for (int i = 0; i < segments.length - 1; i++) {
      String segment = segments[i];
      test = TESTS.contains(segment) ? segment + "/" : test;
      document = DOCUMENTS.contains(segment) ? segment + "/" : document;
      vendored = VENDORED.contains(segment) ? segment + "/" : vendored;
    }
    String name = segments[segments.length - 1];
    if (testName(path.substring(path.lastIndexOf('/') + 1))) {
      test = name;
    }
    for (String ending : DOCUMENT_ENDINGS) {
      document = name.endsWith(ending) ? name : document;
    }
    for (String mark : EXAMPLE_MARKS) {
      document = name.endsWith(mark) || name.contains(mark + ".") ? name : document;
    }
    List<String> lowerings = new ArrayList<>();
    if (!test.isEmpty()) {
      lowerings.add("severity lowered: the path (" + test + ") is of tests");
    }
    if (!document.isEmpty()) {
      lowerings.add("severity lowered: the path (" + document + ") is of documents or examples");
    }
    if (!vendored.isEmpty()) {
      lowerings.add("severity lowered: the path (" + vendored + ") is of vendored code");
    }
    return lowerings;
  }

  /**
   * Such as {@code FooTest.java}, {@code foo_test.go}, {@code test_foo.py}, {@code foo.spec.ts}.
   */
  private static boolean testName(String name) {
    int dot = name.indexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String rest = dot > 0 ? name.substring(dot) : "";
    return stem.endsWith("Test")
        || stem.endsWith("Tests")
        || (stem.endsWith("IT") && rest.equals(".java"))
        || stem.endsWith("_test")
        || stem.endsWith("_spec")
        || stem.startsWith("test_")
        || rest.startsWith(".test.")
        || rest.startsWith(".spec.");
  }
}
