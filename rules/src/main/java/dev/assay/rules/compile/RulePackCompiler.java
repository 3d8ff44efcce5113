package dev.assay.rules.compile;

import dev.assay.rules.RulePack;
import dev.assay.rules.check.RuleChecker;
import dev.assay.rules.load.RuleSource;
import dev.assay.rules.yaml.YamlFaults.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compiles the rule files into the two resources of {@link RulePack}, and SPDX's licence list into
 * the index of licence texts. Run by the build; anything that is wrong with any rule, be it only a
 * missing text, fails it.
 */
public final class RulePackCompiler {
  /** Folders of the module that hold no rules. */
  private static final Set<String> OTHER_FOLDERS = Set.of("src", "target");

  private RulePackCompiler() {}

  /**
   * Compiles the families in {@code args[0]}, and the licence list, into the class folder {@code
   * args[1]}.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: RulePackCompiler RULES_FOLDER OUTPUT_FOLDER");
      System.exit(2);
    }
    if (!compile(Path.of(args[0]), Path.of(args[1]), System.err)) {
      System.exit(1);
    }
    LicenceIndexCompiler.compile(Path.of(args[1]));
  }

  /**
   * Compiles, or lists everything that is wrong.
   *
   * @param rulesFolder holds one folder a family
   * @param outputFolder root of the class path that the resources are written to
   * @param messages takes what is wrong, one fault a line
   * @return whether the resources were written
   * @throws IOException if a folder can't be listed or a resource can't be written
   */
  static boolean compile(Path rulesFolder, Path outputFolder, PrintStream messages)
      throws IOException {
    RuleChecker.Report report = RuleChecker.check(families(rulesFolder), Set.of());
    List<Fault> faults = new ArrayList<>(report.errors());
    faults.addAll(report.warnings());
    faults.stream().sorted().forEach(messages::println);
    if (!faults.isEmpty()) {
      messages.println(faults.size() + " faults in the rules of " + rulesFolder);
      return false;
    }
    Path rules = resource(outputFolder, RulePack.RULES_RESOURCE);
    try (OutputStream out = Files.newOutputStream(rules)) {
      RulePack.write(report.rules().stream().map(RuleSource::rule).toList(), out);
    }
    try (OutputStream out =
        Files.newOutputStream(resource(outputFolder, RulePack.TEXTS_RESOURCE))) {
      RulePack.writeTexts(report.rules().stream().map(RuleSource::info).toList(), out);
    }
    return true;
  }

  /** The folders of {@code rulesFolder} that hold rules, sorted. */
  static List<Path> families(Path rulesFolder) throws IOException {
    try (Stream<Path> all = Files.list(rulesFolder)) {
      return all.filter(Files::isDirectory)
          .filter(path -> !OTHER_FOLDERS.contains(path.getFileName().toString()))
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static Path resource(Path outputFolder, String name) throws IOException {
    Path file = outputFolder.resolve(name.substring(1));
    Files.createDirectories(file.getParent());
    return file;
  }
}
