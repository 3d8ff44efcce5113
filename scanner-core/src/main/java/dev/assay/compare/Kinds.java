package dev.assay.compare;

import java.util.Map;
import java.util.Set;

/** What a maintainer should know of kinds of files. */
final class Kinds {

  /** Whatever is in such a file, an artifact that had none before should not get one unseen. */
  private static final Map<String, String> GRAVE =
      Map.ofEntries(
          Map.entry("source-map", "a source map can give all original sources away"),
          Map.entry("private-key", "whoever has the artifact has the key"),
          Map.entry("key-store", "key stores hold private keys"),
          Map.entry("archive", "an archive can hold anything"),
          Map.entry("zip", "an archive can hold anything"),
          Map.entry("tar", "an archive can hold anything"),
          Map.entry("gzip", "what is compressed can be anything"),
          Map.entry("package", "a package for another package manager is inside"),
          Map.entry("native-program", "a program that runs on its user's machine"),
          Map.entry("library", "native code that runs on its user's machine"),
          Map.entry("database", "databases hold data"),
          Map.entry("memory-dump", "a memory dump holds whatever the process knew"),
          Map.entry("debug-symbols", "debug symbols name sources and the build machine"));

  /** Less grave, but seldom meant. */
  private static final Set<String> UNUSUAL =
      Set.of(
          "jar",
          "log",
          "sql",
          "symbolic-link",
          "typescript",
          "source",
          "bytecode",
          "wasm",
          "script");

  private Kinds() {}

  /** Why one is grave by its kind; empty if it isn't. */
  static String why(String kind) {
    return GRAVE.getOrDefault(kind, "");
  }

  static boolean grave(String kind) {
    return GRAVE.containsKey(kind);
  }

  static boolean unusual(String kind) {
    return UNUSUAL.contains(kind);
  }

  /** {@code a source map}, {@code 3 source maps}. */
  static String counted(String kind, long count) {
    String words = kind.replace('-', ' ');
    String noun =
        switch (kind) {
          case "javascript",
              "typescript",
              "json",
              "css",
              "html",
              "xml",
              "yaml",
              "markdown",
              "python",
              "sql",
              "svg",
              "wasm",
              "text",
              "binary",
              "log",
              "source",
              "empty",
              "bytecode",
              "declarations",
              "media",
              "debug-symbols",
              "class",
              "gzip",
              "tar" ->
              words.equals("declarations") ? "declaration file" : words + " file";
          default -> words;
        };
    noun = noun.replace("json", "JSON").replace("css", "CSS").replace("html", "HTML");
    noun = noun.replace("xml", "XML").replace("yaml", "YAML").replace("sql", "SQL");
    noun = noun.replace("svg", "SVG").replace("javascript", "JavaScript");
    noun = noun.replace("typescript", "TypeScript").replace("python", "Python");
    noun = noun.replace("markdown", "Markdown").replace("wasm", "WebAssembly");
    if (count == 1) {
      boolean vowel = "aeiouHS".indexOf(noun.charAt(0)) >= 0 && !noun.startsWith("HTML");
      return (vowel || noun.startsWith("XML") ? "an " : "a ") + noun;
    }
    String plural =
        noun.endsWith("y")
            ? noun.substring(0, noun.length() - 1) + "ies"
            : noun.endsWith("symbols file") ? "files of debug symbols" : noun + "s";
    return String.format(java.util.Locale.ROOT, "%,d %s", count, plural);
  }
}
