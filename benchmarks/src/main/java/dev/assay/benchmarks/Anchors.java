package dev.assay.benchmarks;

import dev.assay.rules.Rule;
import dev.assay.rules.Rule.Shape;
import dev.assay.rules.pack.BuiltInRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/**
 * Writes every literal of the built-in rules, one a line: what another searcher is given to find.
 */
public final class Anchors {
  private Anchors() {}

  /** Takes the file to write. */
  public static void main(String[] args) throws Exception {
    TreeSet<String> literals = new TreeSet<>();
    for (Rule rule : BuiltInRules.load().rules()) {
      if (rule.shape() instanceof Shape.Token token) {
        for (Rule.Anchor anchor : token.anchors()) {
          literals.add(anchor.literal());
        }
      } else if (rule.shape() instanceof Shape.Assign assign) {
        literals.addAll(assign.keywords());
      } else if (rule.shape() instanceof Shape.Generic generic) {
        literals.addAll(generic.stems());
      }
    }
    Files.write(
        Path.of(args[0]), (String.join("\n", literals) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
