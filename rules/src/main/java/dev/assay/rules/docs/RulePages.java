package dev.assay.rules.docs;

import dev.assay.engine.Scanner;
import dev.assay.model.RuleInfo;
import dev.assay.report.RulePage;
import dev.assay.rules.load.RuleFiles;
import dev.assay.rules.load.RuleSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes a page for each rule, and an index of all: {@code docs/rules/<family>/<id>.md} and {@code
 * docs/rules/README.md}. They are committed, and a test holds them against the rules.
 */
public final class RulePages {
  /** What writes them anew. */
  static final String COMMAND = "./mvnw -q -pl rules -am -Prule-pages process-classes";

  private static final String MARK = "<!-- Made from the rule by `" + COMMAND + "`. -->\n";
  private static final String INDEX = "README.md";
  private static final Set<String> OTHER_FOLDERS = Set.of("src", "target");

  private RulePages() {}

  /** Writes the pages of the rules in {@code args[0]} into the folder {@code args[1]}. */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: RulePages RULES_FOLDER DOCS_FOLDER");
      System.exit(2);
    }
    write(pages(Path.of(args[0])), Path.of(args[1]));
  }

  /**
   * All pages, by their paths below the folder of documents.
   *
   * @param rulesFolder holds one folder a family
   * @throws IOException if it can't be listed
   */
  static Map<String, String> pages(Path rulesFolder) throws IOException {
    Map<String, Map<String, RuleInfo>> families = new TreeMap<>();
    for (Path family : families(rulesFolder)) {
      for (RuleSource rule : RuleFiles.load(List.of(family), Set.of())) {
        put(families, family.getFileName().toString(), rule.info());
      }
    }
    for (RuleInfo check : Scanner.builtIn()) {
      put(families, check.id().substring(0, check.id().indexOf('-')), check);
    }
    Map<String, String> pages = new TreeMap<>();
    families.forEach(
        (family, rules) ->
            rules.forEach(
                (id, rule) ->
                    pages.put(family + "/" + id + ".md", MARK + RulePage.markdown(rule))));
    pages.put(INDEX, index(families));
    return pages;
  }

  private static void put(
      Map<String, Map<String, RuleInfo>> families, String family, RuleInfo rule) {
    families.computeIfAbsent(family, key -> new TreeMap<>()).put(rule.id(), rule);
  }

  private static List<Path> families(Path rulesFolder) throws IOException {
    try (Stream<Path> all = Files.list(rulesFolder)) {
      return all.filter(Files::isDirectory)
          .filter(path -> !OTHER_FOLDERS.contains(path.getFileName().toString()))
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static String index(Map<String, Map<String, RuleInfo>> families) {
    int count = families.values().stream().mapToInt(Map::size).sum();
    StringBuilder page = new StringBuilder(MARK);
    page.append("# Rules\n\n").append(count).append(" rules in ").append(families.size());
    page.append(
        """
         families. Each page says what the rule finds, what somebody could do with it, how to \
        revoke it, how it is
        recognised and where it counts; `assay rules show ID` says the same. Services without a \
        rule, and why, are in
        [not-covered.md](not-covered.md); how to write a rule is in \
        [writing-rules.md](../writing-rules.md).
        """);
    families.forEach(
        (family, rules) -> {
          page.append("\n## ").append(family).append("\n\n");
          page.append("| rule | finds | severity | confidence |\n|---|---|---|---|\n");
          for (RuleInfo rule : rules.values()) {
            page.append("| [").append(rule.id()).append("](").append(family).append('/');
            page.append(rule.id()).append(".md) | ").append(rule.name().replace("|", "\\|"));
            page.append(" | ").append(rule.severity().label()).append(" | ");
            page.append(rule.confidence().label()).append(" |\n");
          }
        });
    return page.toString();
  }

  /** Writes {@code pages}, and removes those of rules that are gone. */
  static void write(Map<String, String> pages, Path folder) throws IOException {
    for (String path : existing(folder)) {
      if (!pages.containsKey(path)) {
        Files.delete(folder.resolve(path));
      }
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = folder.resolve(page.getKey());
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, page.getValue(), StandardCharsets.UTF_8);
    }
  }

  /** Paths of the pages that lie in {@code folder}, apart from what is written by hand. */
  static List<String> existing(Path folder) throws IOException {
    List<String> paths = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(Files::isRegularFile)
            .map(path -> folder.relativize(path).toString().replace('\\', '/'))
            .filter(path -> path.equals(INDEX) || path.indexOf('/') > 0)
            .sorted()
            .forEach(paths::add);
      }
    }
    return paths;
  }
}
