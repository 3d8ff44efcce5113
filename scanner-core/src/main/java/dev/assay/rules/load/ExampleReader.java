package dev.assay.rules.load;

import dev.assay.rules.example.PlaceholderProblem;
import dev.assay.rules.example.RuleExample;
import dev.assay.rules.yaml.YamlMap;
import dev.assay.rules.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the examples of a rule, and expands each once to see whether it can be. */
final class ExampleReader {
  private ExampleReader() {}

  /**
   * @param key {@code match} or {@code ignore}
   * @param pathRule whether a plain text is a path, not a content
   */
  static List<RuleExample> read(YamlMap rule, String key, String id, boolean pathRule) {
    List<RuleExample> examples = new ArrayList<>();
    int index = 0;
    for (YamlValue element : rule.elements(key)) {
      String seed = id + '/' + key + '/' + index++;
      RuleExample example = example(element, seed, pathRule);
      if (example == null) {
        continue;
      }
      try {
        if (example.text().isEmpty() && !pathRule) {
          element.fault("is an example without a text, which shows nothing; remove it");
        }
        examples.add(example);
      } catch (PlaceholderProblem e) {
        element.fault(String.valueOf(e.getMessage()));
      }
    }
    return examples;
  }

  private static @Nullable RuleExample example(YamlValue element, String seed, boolean pathRule) {
    if (!element.isMap()) {
      String text = element.text();
      if (text == null) {
        return null;
      }
      return pathRule
          ? new RuleExample(text, "", seed, element.line())
          : new RuleExample(RuleExample.DEFAULT_PATH, text, seed, element.line());
    }
    YamlMap map = element.map();
    if (map == null) {
      return null;
    }
    String path = map.text("path", "write the path that the text stands at");
    String text = map.textOr("text", "");
    map.refuseOthers();
    return new RuleExample(path, text, seed, element.line());
  }
}
