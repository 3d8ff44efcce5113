package dev.assay.rules.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulePagesTest {
  private static final Path FOLDER = Path.of("../docs/rules");

  private static Map<String, String> pages;

  @BeforeAll
  static void make() throws IOException {
    pages = RulePages.pages(Path.of(""));
  }

  @Test
  void committedPagesAreThoseOfTheRules() throws IOException {
    Map<String, String> committed = new TreeMap<>();
    for (String path : RulePages.existing(FOLDER)) {
      committed.put(path, Files.readString(FOLDER.resolve(path)));
    }
    String stale = "pages of docs/rules, which '" + RulePages.COMMAND + "' writes anew";
    assertThat(committed.keySet()).as(stale).isEqualTo(pages.keySet());
    pages.forEach((path, page) -> assertThat(committed.get(path)).as(stale).isEqualTo(page));
  }

  @Test
  void saysAllThereIsToSay() {
    String page = pages.get("npm/npm-access-token.md");

    assertThat(page)
        .contains("# npm access token\n", "`npm-access-token` · severity **critical**")
        .contains("\n## Risk\n", "\n## What to do\n", "\n## How it is recognised\n")
        .contains("\n## Where it counts\n", "\n## Examples\n", "npm_‹30 letters and digits›")
        .contains("See <https://")
        .doesNotContain("<<");
    assertThat(pages.get("checksum/checksum-mismatch.md")).contains("\n## What to do\n");
    assertThat(pages.get("README.md"))
        .contains("\n## npm\n", "| [npm-access-token](npm/npm-access-token.md) |")
        .contains("(checksum/checksum-mismatch.md)");
  }

  @Test
  void removesPagesOfRulesThatAreGone(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("not-covered.md"), "by hand");
    RulePages.write(Map.of("a/x.md", "x", "a/y.md", "y", "README.md", "i"), folder);
    RulePages.write(Map.of("a/y.md", "z", "README.md", "i"), folder);

    assertThat(RulePages.existing(folder)).containsExactly("README.md", "a/y.md");
    assertThat(folder.resolve("a/y.md")).hasContent("z");
    assertThat(folder.resolve("not-covered.md")).hasContent("by hand");
  }
}
