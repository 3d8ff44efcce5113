package dev.assay.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every provider that people look for (<code>provider-names.txt</code>) has a rule, or a line in
 * <code>docs/rules/not-covered.md</code> that says why not. Which it is stands in <code>
 * providers.tsv</code>, lines of a name, a tab, and a rule's id or {@code -}, in any order.
 */
class ProvidersCoveredTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final Pattern ROW = Pattern.compile("\\| ([^|]+?) +\\| (\\S[^|]*?) +\\|");

  private static Set<String> names;
  private static List<String[]> lines;
  private static Set<String> notCovered;

  @BeforeAll
  static void read() throws IOException {
    names = new TreeSet<>(Files.readAllLines(RESOURCES.resolve("provider-names.txt")));
    lines =
        Files.readAllLines(RESOURCES.resolve("providers.tsv")).stream()
            .filter(line -> !line.isBlank())
            .map(line -> line.split("\t", -1))
            .toList();
    notCovered = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("../docs/rules/not-covered.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && !row.group(1).equals("provider")) {
        notCovered.add(row.group(1));
      }
    }
  }

  @Test
  void eachLineNamesARuleOrAReason() {
    Set<String> rules =
        BuiltInRules.load().rules().stream().map(Rule::id).collect(Collectors.toSet());
    for (String[] line : lines) {
      assertThat(line).as("a line of providers.tsv: %s", String.join(" ", line)).hasSize(2);
      if (line[1].equals("-")) {
        assertThat(notCovered).as("providers in docs/rules/not-covered.md").contains(line[0]);
      } else {
        assertThat(rules).as("the rule of provider %s", line[0]).contains(line[1]);
      }
    }
  }

  @Test
  void noneIsBothCoveredAndNot() {
    Set<String> covered = new TreeSet<>();
    Set<String> others = new TreeSet<>();
    lines.forEach(line -> (line[1].equals("-") ? others : covered).add(line[0]));
    assertThat(covered).doesNotContainAnyElementsOf(others);
    assertThat(notCovered).as("rows of docs/rules/not-covered.md").isEqualTo(others);
  }

  @Test
  void everyNameHasALine() {
    Set<String> open = new TreeSet<>(names);
    lines.forEach(line -> open.remove(line[0]));
    assertThat(open).as("providers without a line in providers.tsv").isEmpty();
  }
}
